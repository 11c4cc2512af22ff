/** Doubts where labels and numbers stand so that it is not sure which number is of which row. */
import type { TableName } from '../../domain/cells.js';
import { labelLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { fieldValue } from '../place-values.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { RowLabel } from '../official-labels.js';
import { ROWS_OF, ownLabel } from '../damaged-labels.js';
import { findRows, isLabelFragment } from '../row-labels.js';
import { rowsOfEither } from '../table/numbers-between-labels.js';
import { rowsBesideDigits } from '../table/unread-digits.js';
import type { Doubt } from './table-doubt.js';
import { OTHER_OUTCOME, keysOf, isBlankRow, rowsOfFields } from './table-doubt.js';

/** Numbers between two labels, not both of whose rows have any, in a table whose other numbers stand beside theirs: they may be of either. */
export const ofEitherRow: Doubt = ({ cells, rows: read }, rows, table) => {
  const isReported = (rowKey: string): boolean =>
    keysOf(rowKey).some((key) => cells.get(key)?.state === 'REPORTED');
  return rowsOfEither(table, rows, read)
    .filter((pair) => !pair.every(isReported))
    .flat()
    .flatMap((rowKey) => keysOf(rowKey).filter((key) => cells.has(key)));
};

/** Rows without a number on lines that print digits which were not read as one. */
export const digitsNotRead: Doubt = ({ cells, rows: read }, rows, table) =>
  [...rowsBesideDigits(table, rows, read)].flatMap((rowKey) => {
    const keys = keysOf(rowKey).filter((key) => cells.has(key));
    const isUnprinted = (key: string): boolean => {
      const cell = cells.get(key);
      return cell?.state === 'BLANK' && cell.raw === null;
    };
    return keys.every(isUnprinted) ? keys : [];
  });

/**
 * Numbers on a line of their own below the beginning of a label whose end stands nowhere, which do not add up: a tool has lost what stood
 * between, and they may be of a row below.
 */
export const behindCutLabel: Doubt = ({ cells }, rows) =>
  rows.flatMap((row, index) => {
    const isBare = row.positioned && row.fields.every(({ reading: { kind } }) => kind !== 'text');
    if (!isBare || addsUpToLast(row.fields)) return [];
    const [above, below] = [rows[index - 1], rows[index + 1]].map(lettersOf);
    const isCut = ROWS_OF.applications.some(({ full }) =>
      full.some((label) => isBeginning(above ?? '', label) && !isEnd(below ?? '', label)),
    );
    return isCut ? rowsOfFields(cells, row.fields) : [];
  });

/** A beginning or an end of a label has so many letters, or more. */
const FEWEST_LETTERS = 4;

function isBeginning(letters: string, label: string): boolean {
  return letters.length >= FEWEST_LETTERS && letters !== label && label.startsWith(letters);
}

function isEnd(letters: string, label: string): boolean {
  return letters !== '' && label.endsWith(letters);
}

function lettersOf(row: LogicalRow | undefined): string {
  return labelLetters((row?.fields ?? []).map(({ raw }) => raw).join(''));
}

/** Blanks taken for zero. */
function addsUpToLast(fields: readonly Field[]): boolean {
  const values = fields.map(fieldValue);
  return values.slice(0, -1).reduce((sum, value) => sum + value, 0) === values.at(-1);
}

/** So many rows of one number and nothing else are no slips: the source has one cell a row. */
const FEWEST_NUMBERS_ALONE = 3;

/** Rows without a number in a table whose numbers stand in rows of their own, each alone: they are not blank. */
export const numbersAlone: Doubt = (reading, rows) => {
  const alone = rows.filter(({ positioned, fields }) => {
    const printed = fields.filter(({ reading: { kind } }) => kind !== 'empty');
    return positioned && printed.length === 1 && printed[0]?.reading.kind === 'number';
  });
  if (alone.length < FEWEST_NUMBERS_ALONE) return [];
  return [...reading.rows].flatMap((rowKey) => {
    const keys = keysOf(rowKey).filter((key) => reading.cells.has(key));
    return keys.every((key) => reading.cells.get(key)?.state === 'BLANK') ? keys : [];
  });
};

const BAR = /^[|｜]$/u;

/** True for a row that prints nothing but bars. */
function isEmpty(row: LogicalRow): boolean {
  return row.fields.every(({ raw, reading }) => reading.kind === 'empty' || BAR.test(raw));
}

/** True for a row of numbers and marks without a text. */
function isNumbersAlone({ fields }: LogicalRow): boolean {
  return (
    fields.some(({ reading }) => reading.kind === 'number') &&
    fields.every(({ raw, reading }) => reading.kind !== 'text' || BAR.test(raw))
  );
}

/** True where the numbers of the next row stand in cells that are empty in a row: a tool sets the lines of its cells as two rows. */
function fillsBlanks({ fields }: LogicalRow, below: LogicalRow): boolean {
  const isFilled = (field: Field | undefined): boolean =>
    field !== undefined && field.reading.kind !== 'empty';
  return (
    below.positioned &&
    fields.length === below.fields.length &&
    fields.every((field, at) => !(isFilled(field) && isFilled(below.fields[at])))
  );
}

/**
 * A row that ends in an empty cell, and numbers without a label on the next line that prints anything: they may be of the row, which is not
 * blank. So may those that stand just where a row with numbers has none.
 */
export const numbersBelowBlankRow: Doubt = ({ cells, rows: read }, rows, table) => {
  const doubtful: string[] = [];
  let below: LogicalRow | undefined;
  for (const row of rows.toReversed()) {
    const endsEmpty = row.fields.at(-1)?.reading.kind === 'empty';
    if (row.positioned && below !== undefined && isNumbersAlone(below)) {
      const isFilled = fillsBlanks(row, below);
      const keys = findRows(table, row.fields.map(({ raw }) => raw).join(''), read).flatMap(({ label }) =>
        keysOf(label.rowKey).filter((key) => cells.has(key)),
      );
      const isBlank = (key: string): boolean => cells.get(key)?.state === 'BLANK';
      if (endsEmpty && keys.every(isBlank)) doubtful.push(...keys);
      else if (isFilled) doubtful.push(...keys.filter(isBlank));
    }
    if (!isEmpty(row)) below = row;
  }
  return doubtful;
};

/** A label in pieces takes so many rows above its numbers, and below. */
const MOST_PIECES = 4;

/** Rows that look blank while numbers without a label stand among the pieces of theirs: a tool sets each line of a cell as a row. */
export const numbersAmongPieces: Doubt = ({ cells, rows: read }, rows, table) => {
  const piecesFrom = (at: number, step: number): string[] => {
    const found: string[] = [];
    for (let next = at + step; found.length < MOST_PIECES; next += step) {
      const row = rows[next];
      if (row?.positioned !== true || row.fields.some(({ reading: { kind } }) => kind === 'number')) break;
      found.push(row.fields.map(({ raw }) => raw).join(''));
    }
    return found;
  };
  return rows.flatMap((row, at) => {
    if (!row.positioned || !isNumbersAlone(row)) return [];
    const label = [...piecesFrom(at, -1).reverse(), ...piecesFrom(at, 1)].join('');
    return findRows(table, label, read).flatMap(({ label: { rowKey } }) => {
      const keys = keysOf(rowKey).filter((key) => cells.has(key));
      return keys.every((key) => cells.get(key)?.state === 'BLANK' && cells.get(key)?.raw === null)
        ? keys
        : [];
    });
  });
};

/** A row that looks blank while numbers stand beside the beginning of its label. */
export const numbersBesidePieceOfLabel: Doubt = (reading) => {
  const pieces = reading.extraRows
    .filter(({ values }) => values.some(({ value }) => value !== null))
    .map(({ label }) => labelLetters(label))
    .filter((letters) => letters.length > 1);
  return APPLICATION_ROWS.filter(
    ({ rowKey, full }) =>
      pieces.some((piece) => full.some((label) => label.includes(piece))) && isBlankRow(reading, rowKey),
  ).flatMap(({ rowKey }) => keysOf(rowKey));
};

/** A number of its own beside Chinese text, or a mark at its edge; not the number of a label ("3."), nor what parts two labels. */
const NUMBER_OF_ITS_OWN = /(?:^|\s)[-+]?\d[\d,]*(?:\.\d+)?(?=\s|$)|^[—–/]\s|\s[—–/]$/u;
const HAN = /\p{Script=Han}/u;

/** True for a label with a number right behind it ("其他对外管理服务事项0"). */
function endsInNumber(table: TableName, raw: string): boolean {
  // Tools number the columns of a table that has one header over several (数据1, 数据2).
  if (table !== 'disclosure') return false;
  const letters = [...raw];
  const label = letters.slice(0, letters.findLastIndex((letter) => !/\d/u.test(letter)) + 1).join('');
  return label !== raw && labelLetters(label).length > 1 && isLabelFragment(table, label);
}

/** A cell of labels and numbers: of the rows that it names nothing is sure, and numbers of other rows may be in it too. */
export const numbersAmongLabels: Doubt = (reading, rows, table) => {
  const mixed = rows
    .filter(({ positioned }) => positioned)
    .flatMap(({ fields }) => fields)
    .filter(
      ({ raw, reading: { kind } }) =>
        kind === 'text' && HAN.test(raw) && (NUMBER_OF_ITS_OWN.test(raw) || endsInNumber(table, raw)),
    );
  if (mixed.length === 0) return [];
  const named = new Set(
    mixed.flatMap(({ raw }) => findRows(table, raw, reading.rows)).map(({ label }) => label.rowKey),
  );
  const decided = new Set(
    reading.findings.flatMap(({ code, cells }) => (code === 'placed-by-order' ? cells : [])),
  );
  return [...reading.cells].flatMap(([key, { state, raw }]) => {
    // The review table has one row, of which no label tells.
    const isNamed = table === 'review' || [...named].some((rowKey) => key.startsWith(`${rowKey}.`));
    const isUnsure = state === 'REPORTED' ? isNamed : state === 'BLANK' && (isNamed || raw === null);
    return isUnsure && !decided.has(key) ? [key] : [];
  });
};

/** Where the next row's label begins in a cell: its number after a blank. */
const NEXT_LABEL = /(?<=\s)(?=[（(]?[\d一二三四五六七]{1,2}[)）.．、])/u;

/**
 * A label, or the end of one, and the beginning of the next in one cell: numbers beside them may be of either row, and those beside the
 * beginning of the first label may go on in this cell's row.
 */
export const twoLabelsInOneCell: Doubt = (reading, rows, table) =>
  rows.flatMap(({ fields }) => {
    const printsNumber = fields.some(({ reading: { kind } }) => kind === 'number');
    return fields.flatMap(({ raw, reading: { kind } }) => {
      if (kind !== 'text') return [];
      const [first = '', second = ''] = raw.split(NEXT_LABEL);
      const end = labelLetters(first);
      const [before, next] = rowsOfBoth(table, end, labelLetters(second));
      if (before === undefined || next === undefined) return [];
      const isWhole = before.full.some((label) => end.includes(ownLabel(label)));
      const doubtful = printsNumber ? [before, next] : isWhole ? [] : [before];
      return doubtful.flatMap(({ rowKey }) =>
        [...reading.cells.keys()].filter((key) => key.startsWith(`${rowKey}.`)),
      );
    });
  });

/** The row that a piece of label begins, and the one before it that another piece ends or is; none where the pieces tell no such rows. */
function rowsOfBoth(table: TableName, end: string, begin: string): RowLabel[] {
  if (end === '' || begin.length < 2) return [];
  const rows = ROWS_OF[table];
  const at = rows.findIndex(({ full }) => full.some((label) => label.includes(begin)));
  const before = rows
    .slice(0, Math.max(0, at))
    .findLast(({ full }) => full.some((label) => label.endsWith(end)));
  const next = rows[at];
  if (before === undefined || next === undefined) return [];
  // （六）其他处理 is a row of one edition, and in the other the group that the row is of.
  return before.rowKey === `${OTHER_OUTCOME}all` && next.rowKey.startsWith(OTHER_OUTCOME)
    ? []
    : [before, next];
}
