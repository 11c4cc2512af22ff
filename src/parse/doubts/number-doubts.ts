/** Doubts about the numbers of the second table: lost, displaced, or cut. */
import type { TableName } from '../../domain/cells.js';
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import type { ExtraRow } from '../../domain/report.js';
import { allLetters, labelLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import { fieldValue } from '../place-values.js';
import type { RowLabel } from '../official-labels.js';
import { ownLabel } from '../damaged-labels.js';
import { isLabelFragment } from '../row-labels.js';
import type { TableReading } from '../table-reading.js';
import type { Doubt } from './table-doubt.js';
import {
  OTHER_OUTCOME,
  printedNumbers,
  isTotalDisplaced,
  isAllBlank,
  keysOf,
  isBlankRow,
  addsUp,
  rowsOfFields,
} from './table-doubt.js';

/** No number in the whole second table, and rows gone between those that are there: the numbers may be gone with them. */
export const blankAndBroken: Doubt = (reading) => {
  const rows = APPLICATION_ROWS.filter(({ rowKey }) => !rowKey.startsWith(OTHER_OUTCOME));
  const last = rows.findLastIndex(({ rowKey }) => reading.rows.has(rowKey));
  const isBroken = rows.slice(0, Math.max(0, last)).some(({ rowKey }) => !reading.rows.has(rowKey));
  return isBroken && isAllBlank(reading) ? [...reading.cells.keys()] : [];
};

/**
 * Numbers beside the group （六）其他处理, which has none of its own where its rows are printed, and is not their sum: a tool that
 * sets a label above and below its numbers leaves the group's beside those of its first row.
 */
export const groupBesideItsRows: Doubt = (reading) => {
  const { cells, rows } = reading;
  const all = `${OTHER_OUTCOME}all`;
  const own = APPLICATION_ROWS.map(({ rowKey }) => rowKey).filter(
    (rowKey) => rowKey.startsWith(OTHER_OUTCOME) && rowKey !== all && rows.has(rowKey),
  );
  const valueOf = (rowKey: string): number => cells.get(`${rowKey}.total`)?.value ?? 0;
  const sum = own.reduce((total, rowKey) => total + valueOf(rowKey), 0);
  if (own.length === 0 || !rows.has(all) || valueOf(all) === sum) return [];
  // Its numbers may be those of a row that looks blank; rows with numbers of their own have theirs.
  return [all, ...own.filter((rowKey) => isBlankRow(reading, rowKey))].flatMap(keysOf);
};

/** A row that does not add up in a table where numbers, or the ends of numbers, have lost their rows: pieces of numbers look whole. */
export const unlabelledBesideWrongSum: Doubt = (reading, _, table) => {
  if (!reading.extraRows.some((row) => row.label === '' || holdsEnds(row, table))) return [];
  return APPLICATION_ROWS.filter(({ rowKey }) => !addsUp(reading, rowKey)).flatMap(({ rowKey }) =>
    keysOf(rowKey),
  );
};

/** A longer label of numbers that belong to no row is of a row of the organ's own, and its numbers are whole. */
const LONGEST_REST = 2;
/** A narrow cell breaks off so many digits at most. */
const MOST_DIGITS = 2;

/**
 * Numbers without a row behind a row of as many numbers: a narrow cell breaks a number over two lines, or a page ends in it, and a
 * tool prints the rest of its digits there. The row looks whole, and adds up where all its numbers are cut alike.
 */
export const digitsBehindRow: Doubt = (reading, _, table) => {
  const rows = APPLICATION_ROWS.map(({ rowKey }) => ({
    rowKey,
    line: Math.min(...keysOf(rowKey).map((key) => reading.cells.get(key)?.place?.line ?? Infinity)),
  })).toSorted((a, b) => a.line - b.line);
  return reading.extraRows.flatMap((extra) => {
    const line = extra.place?.line;
    if (!holdsEnds(extra, table) || line === undefined) return [];
    const before = rows.findLast((row) => row.line <= line);
    if (before === undefined) return [];
    return printedNumbers(reading, before.rowKey) === numbersOf(extra).length ? keysOf(before.rowKey) : [];
  });
};

function numbersOf({ values }: ExtraRow): ExtraRow['values'] {
  return values.filter(({ value }) => value !== null);
}

/** True for numbers without a row, so short and with so little beside them that they may end numbers of a row above. */
function holdsEnds(row: ExtraRow, table: TableName): boolean {
  const letters = labelLetters(row.label);
  const numbers = numbersOf(row);
  return (
    numbers.length > 0 &&
    numbers.every(({ raw }) => /^\d+$/u.test(raw) && raw.length <= MOST_DIGITS) &&
    (letters.length <= LONGEST_REST || isLabelFragment(table, letters))
  );
}

/** A dash and a number, or two dashes, in one cell. */
const DASH_AND_NUMBER = /^(?:[—–/]+\s?\d[\d,]*|\d[\d,]*\s?[—–/]+)$/u;

/** True for the values of two cells in one, recognised by the single dashes that the same row prints. */
function holdsTwoValues({ raw, reading: { kind } }: Field, row: readonly Field[]): boolean {
  if (kind === 'text') return DASH_AND_NUMBER.test(raw);
  const half = raw.slice(0, raw.length / 2).trim();
  return kind === 'mark' && half !== '' && raw === half + half && row.some((other) => other.raw === half);
}

/** A tool that misses a ruling puts two values into one cell and leaves another empty: no column of the row is sure. */
export const twoValuesInOneCell: Doubt = ({ cells }, rows) =>
  rowsOfFields(
    cells,
    rows
      .filter(({ positioned, fields }) => positioned && fields.some((field) => holdsTwoValues(field, fields)))
      .flatMap(({ fields }) => fields),
  );

/** Rows that print their total, if they print anything: so many show that a row without one has it in another column. */
const FEWEST_TOTALS = 5;

/** A row without a total whose last number is the sum of the others, in a table that prints totals: its numbers are displaced. */
export const totalInAnotherColumn: Doubt = (reading) => {
  const rows = APPLICATION_ROWS.filter(({ rowKey }) => reading.rows.has(rowKey)).map(({ rowKey }) => ({
    rowKey,
    values: APPLICANT_COLUMNS.map((column) => reading.cells.get(`${rowKey}.${column}`)),
  }));
  const withTotals = rows.filter(
    ({ values }) => values.at(-1)?.state === 'REPORTED' && (values.at(-1)?.value ?? 0) > 0,
  );
  if (withTotals.length < FEWEST_TOTALS) return [];
  return rows.flatMap(({ rowKey, values }) => (isTotalDisplaced(values) ? keysOf(rowKey) : []));
};

/** No row prints a total, and no header names its column: a tool has lost columns, and those that are left may be any. */
export const columnsLost: Doubt = (reading, rows) => {
  const printed = APPLICATION_ROWS.filter(({ rowKey }) =>
    keysOf(rowKey).some((key) => reading.cells.get(key)?.state === 'REPORTED'),
  );
  if (printed.some(({ rowKey }) => reading.cells.get(`${rowKey}.total`)?.state === 'REPORTED')) return [];
  const letters = rows.flatMap(({ fields }) => fields.map(({ raw }) => allLetters(raw)));
  if (letters.some((text) => /^[总合]计$/u.test(text)) || letters.join('').includes('其他总计')) return [];
  return printed.flatMap(({ rowKey }) => keysOf(rowKey));
};

/** So many rows that print a number in each cell show that the report leaves none blank. */
const FEWEST_FULL_ROWS = 12;

/**
 * The blank rows of a table that leaves no other cell blank, where nothing shows that their cells are empty: no cells stand beside the label,
 * as where a merged cell goes on from the row above, or the label is broken over several and its numbers are lost.
 */
export const blankAmongFullRows: Doubt = (reading, rows) =>
  rowsAmongFull(reading)
    .filter((row) => !hasCells(row, rows))
    .flatMap(({ rowKey }) => keysOf(rowKey));

/** Such rows whose cells a text prints empty: they are blank, or cells that a merged one covers. */
export const blankCellsAmongFullRows: Doubt = (reading, rows, table) => {
  const isMarkedUp = rows.some(({ fields }) => fields.some(({ place }) => place.table !== undefined));
  return table !== 'applications' || isMarkedUp
    ? []
    : rowsAmongFull(reading)
        .filter((row) => hasCells(row, rows))
        .flatMap(({ rowKey }) => keysOf(rowKey));
};

/** The rows that print nothing in a table whose other rows leave no cell blank. */
function rowsAmongFull(reading: TableReading): RowLabel[] {
  const states = APPLICATION_ROWS.filter(({ rowKey }) => reading.rows.has(rowKey)).map((row) => ({
    row,
    filled: keysOf(row.rowKey).filter((key) => reading.cells.get(key)?.state === 'REPORTED').length,
  }));
  const full = states.filter(({ filled }) => filled === APPLICANT_COLUMNS.length);
  const blank = states.map(({ row }) => row).filter(({ rowKey }) => isUnprinted(reading, rowKey));
  return full.length < FEWEST_FULL_ROWS || full.length + blank.length < states.length ? [] : blank;
}

/** True for a row of which nothing is printed, a mark neither. */
function isUnprinted(reading: TableReading, rowKey: string): boolean {
  return (
    isBlankRow(reading, rowKey) &&
    keysOf(rowKey).every((key) => (reading.cells.get(key)?.raw ?? null) === null)
  );
}

/** True where empty cells stand beside the label of a row. */
function hasCells({ full }: RowLabel, rows: readonly LogicalRow[]): boolean {
  return rows.some(({ positioned, fields }) => {
    if (!positioned || fields.at(-1)?.reading.kind !== 'empty') return false;
    return fields.some(({ raw }) => full.some((label) => allLetters(raw).includes(ownLabel(label))));
  });
}

/** A number that its cell breaks over lines, as a tool writes it that keeps two of them at most ("76\r07" of 307607). */
const LINES_OF_NUMBER = /^\d+\r\d+$/u;

/** A number that begins with a zero is the end of one: a tool that keeps the last lines of a cell alone loses the digits above. */
export const beginningsLost: Doubt = (reading, rows) => {
  const isCut = ({ fields, positioned }: LogicalRow): boolean => {
    if (!positioned) return false;
    if (fields.some(({ raw }) => LINES_OF_NUMBER.test(raw))) return true;
    if (!fields.some(({ raw }) => /^0\d+$/u.test(raw))) return false;
    const values = fields.map((field) => fieldValue(field));
    return values.slice(0, -1).reduce((sum, value) => sum + value, 0) !== values.at(-1);
  };
  return rows.some(isCut)
    ? APPLICATION_ROWS.filter(({ rowKey }) => printedNumbers(reading, rowKey) > 0).flatMap(({ rowKey }) =>
        keysOf(rowKey),
      )
    : [];
};

/** Pieces of one number in its cell. */
const PIECES = /^\d+(?: \d+)+$/u;

/**
 * A number as long as the pieces of others in its row, which put together do not agree with the row's total: its own cell broke it too,
 * and a tool has left its end elsewhere.
 */
export const cutBesidePieces: Doubt = ({ cells }) =>
  APPLICATION_ROWS.flatMap(({ rowKey }) => {
    const raws = keysOf(rowKey).map((key) => cells.get(key)?.raw ?? '');
    const pieces = raws.filter((raw) => PIECES.test(raw));
    const values = raws.map((raw) => (/^[\d ]+$/u.test(raw) ? Number(raw.replaceAll(' ', '')) : 0));
    const agrees = values.slice(0, -1).reduce((sum, value) => sum + value, 0) === values.at(-1);
    return agrees
      ? []
      : keysOf(rowKey).filter((_, at) => pieces.some((piece) => piece.indexOf(' ') === raws[at]?.length));
  });

/** So many rows with nothing in their first column, under a header in pieces, show that a tool has lost columns behind it. */
const FEWEST_SHIFTED_ROWS = 3;

/** Nothing in the first column of all rows between bars or tabs, whose header does not name it: the numbers may be those of the columns before. */
export const firstColumnLost: Doubt = (reading, rows) => {
  const printed = APPLICATION_ROWS.filter(({ rowKey }) => printedNumbers(reading, rowKey) > 0);
  const isBlank = ({ rowKey }: RowLabel): boolean => {
    const cell = reading.cells.get(`${rowKey}.${APPLICANT_COLUMNS[0]}`);
    return cell?.state === 'BLANK' && cell.raw === null;
  };
  const isShifted = printed.length >= FEWEST_SHIFTED_ROWS && printed.every(isBlank);
  if (!isShifted || !rows.some(({ positioned }) => positioned)) return [];
  const names = rows.flatMap(({ fields }) => fields.map(({ raw }) => allLetters(raw)));
  return names.includes('自然人') ? [] : printed.flatMap(({ rowKey }) => keysOf(rowKey));
};
