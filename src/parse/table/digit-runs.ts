/**
 * Rows whose numbers are run together ("1000000"): the text of a page without anything between its cells. As many digits as
 * columns are one digit for each; of more digits, the ways to part them that the sums allow remain.
 */
import type { Field, LogicalRow } from '../logical-rows.js';
import { fieldAt } from '../logical-rows.js';
import type { Placement, RowCheck } from '../placement.js';

/** Digits of a row of 表二, at least: no number of these reports has so many, as often. */
const LONGEST_NUMBER = 7;
const FEWEST_ROWS = 5;
/** More ways than this are not looked at: the row is undecided. */
const MOST_WAYS = 20_000;

const DIGITS = /^[\d,.-]*\d$/u;
const NUMBER = /^-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?$/u;

/** True for a field of digits (of more, perhaps, than one number holds). */
function isDigits({ raw }: Field): boolean {
  return DIGITS.test(raw.normalize('NFKC'));
}

/**
 * True where the rows of 表二 print their seven numbers as one, on the line of their label. A number that stands alone on its
 * line, or is followed by others that do, is a number of its own, however long: one of a table that prints a cell a line.
 */
export function areRunTogether(rows: readonly LogicalRow[]): boolean {
  const isRun = (row: LogicalRow, index: number): boolean => {
    const digits = row.fields.filter(isDigits).map(({ raw }) => raw);
    const isOne = digits.length === 1 || digits.some((raw) => /^0\d/u.test(raw));
    return (
      !row.positioned &&
      isOne &&
      // A sign for a blank cell shows that the cells are parted.
      row.fields.every(({ reading }) => reading.kind !== 'empty') &&
      digits.length < row.fields.length &&
      digits.join('').length >= LONGEST_NUMBER &&
      rows[index + 1]?.fields.every(isDigits) !== true
    );
  };
  return rows.filter(isRun).length >= FEWEST_ROWS;
}

/** The rows with the digits of each as one run. */
export function withRuns(rows: readonly LogicalRow[]): LogicalRow[] {
  return rows.map((row) => {
    const digits = row.fields.filter(isDigits);
    const [first] = digits;
    if (row.positioned || first === undefined) return row;
    const run: Field = {
      ...first,
      raw: digits.map(({ raw }) => raw).join(' '),
      reading: { kind: 'text' },
      isRun: true,
    };
    return {
      ...row,
      fields: row.fields.flatMap((field) => (field === first ? [run] : isDigits(field) ? [] : [field])),
    };
  });
}

/**
 * The ways to part a run into `columns` numbers without leading zeros; a blank parts two numbers in any case. `check`: the
 * row's own totals, of which only those ways remain that agree, if any does.
 */
export function waysOfRun(run: Field, columns: number, check: RowCheck): Placement[] {
  const text = run.raw;
  const ways: Field[][] = [];
  const current: Field[] = [];
  const part = (from: number): void => {
    if (ways.length > MOST_WAYS) return;
    if (current.length === columns) {
      if (from === text.length) ways.push([...current]);
      return;
    }
    const start = text[from] === ' ' ? from + 1 : from;
    for (let end = start + 1; end <= text.length; end += 1) {
      const piece = text.slice(start, end);
      if (piece.endsWith(' ')) break;
      if (!NUMBER.test(piece)) continue;
      current.push(fieldAt({ ...run, raw: piece }, piece, start));
      part(end);
      current.pop();
    }
  };
  part(0);
  if (ways.length > MOST_WAYS) return [];
  // A number for each digit: no other way is there, whatever the sums say.
  if (ways.length === 1) return ways;
  const agreeing = ways.filter(check);
  return agreeing.length > 0 ? agreeing : ways;
}
