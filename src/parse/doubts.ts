/**
 * Doubts about a table as a whole: tools that lose or displace numbers leave cells that look blank, or numbers that look whole. What
 * such a table shows is not taken for what the report prints: the cells are `UNREADABLE`, and a finding names them.
 */
import type { TableName } from '../domain/cells.js';
import { APPLICANT_COLUMNS, CELLS, REVIEW_COLUMNS } from '../domain/cells.js';
import type { Cell, ExtraRow } from '../domain/report.js';
import { isGlued } from './glued-rows.js';
import { allLetters, labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { APPLICATION_ROWS } from './official-labels.js';
import { fieldValue } from './place-values.js';
import type { RowLabel } from './official-labels.js';
import { ROWS_OF, findRows, isLabelFragment, ownLabel } from './row-labels.js';
import { namesBlock } from './row-segments.js';
import type { TableReading } from './table-reading.js';
import { REVIEW_BLOCKS } from './tables/review-header.js';
import { readingFinding } from './table-reading.js';
import { rowsOfEither } from './table/numbers-between-labels.js';
import { rowsBesideDigits } from './table/unread-digits.js';

/** A doubt: the cells that a table does not tell after all. */
type Doubt = (reading: TableReading, rows: readonly LogicalRow[], table: TableName) => string[];

const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结'];
/** Each block of the review table has them. */
const FEWEST_HEADERS = 1;

function withoutBlock(letters: string): string {
  const result = RESULTS.find((own) => letters.endsWith(own));
  return result !== undefined && namesBlock(letters.slice(0, -result.length)) ? result : letters;
}

/** The review table is blank below a header that is itself in pieces, or has two of its cells in one: its numbers may be lost as well. */
const blankBelowBrokenHeader: Doubt = (reading, rows) => {
  const fields = rows.filter(({ positioned }) => positioned).flatMap((row) => row.fields);
  if (fields.length === 0 || !isAllBlank(reading)) return [];
  // A header that names the block before each of its results is whole; before some of them, a tool has put two cells into one.
  const printed = fields.map(({ raw }) => allLetters(raw));
  const namesEach = printed.every((text) => !RESULTS.includes(text));
  const letters = namesEach ? printed.map(withoutBlock) : printed;
  const isWhole = RESULTS.every(
    (result) => letters.filter((text) => text === result).length >= FEWEST_HEADERS,
  );
  const isGluedHeader = letters.some((text) =>
    RESULTS.some((result) => text.includes(result) && text !== result),
  );
  // One such text may be the header of the results' own column.
  const cut = new Set(
    letters.filter((text) =>
      RESULTS.some((result) => text.length > 1 && text !== result && result.endsWith(text)),
    ),
  );
  const isCut = cut.size > 1;
  return isWhole && !isGluedHeader && !isCut ? [] : [...reading.cells.keys()];
};

/** Numbers of the review table that belong to no block may be those of any block that is not printed whole and adds up. */
const unplacedBesideBlanks: Doubt = ({ cells, extraRows }) => {
  if (!extraRows.some(({ values }) => values.some(({ value }) => value !== null))) return [];
  return REVIEW_BLOCKS.map((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`))
    .filter((keys) => {
      const values = keys.map((key) => cells.get(key));
      return !sumsAgree(values) || values.some((cell) => cell?.state !== 'REPORTED');
    })
    .flatMap((keys) => keys.filter((key) => cells.has(key) && cells.get(key)?.state !== 'UNREADABLE'));
};

/** Most blocks of the review table do not add up: a tool that keeps one line of a cell alone cuts numbers that the cell breaks. */
const mostBlocksContradict: Doubt = (reading, rows) => {
  if (!rows.some(({ positioned }) => positioned)) return [];
  const wrong = REVIEW_BLOCKS.filter((block) => !blockAddsUp(reading, block));
  return wrong.length * 2 > REVIEW_BLOCKS.length ? [...reading.cells.keys()] : [];
};

/** Of a review table that is read in part, a block that does not add up: its cells may be pieces of numbers, or of another order. */
const partContradicts: Doubt = (reading) => {
  const isPart =
    REVIEW_BLOCKS.some((block) => !reading.rows.has(block)) ||
    [...reading.cells.values()].some(({ state }) => state === 'UNREADABLE');
  return isPart
    ? REVIEW_BLOCKS.filter((block) => !blockAddsUp(reading, block)).flatMap((block) =>
        REVIEW_COLUMNS.map((column) => `${block}.${column}`),
      )
    : [];
};

function blockAddsUp({ cells }: TableReading, block: string): boolean {
  const values = REVIEW_COLUMNS.map((column) => cells.get(`${block}.${column}`));
  if (values.some((cell) => cell?.state !== 'REPORTED')) return true;
  return sumsAgree(values);
}

/** True for rows of a table that the source marks up: a blank cell of it is where it stands, whatever the sums say. */
function areOfMarkup(rows: readonly LogicalRow[]): boolean {
  return rows.some(({ fields }) => fields.some(({ place }) => place.table !== undefined));
}

/** Blanks taken for zero. */
function sumsAgree(values: readonly (Cell | undefined)[]): boolean {
  const numbers = values.map((cell) => cell?.value ?? 0);
  return numbers.slice(0, -1).reduce((sum, value) => sum + value, 0) === numbers.at(-1);
}

/**
 * With blanks for zero most blocks of a row with blanks do not add up, or have numbers and no total: the row is displaced, as where a
 * tool has broken its line.
 */
const mostBlocksDisplaced: Doubt = (reading, rows) => {
  if (areOfMarkup(rows)) return [];
  const blocks = REVIEW_BLOCKS.map((block) =>
    REVIEW_COLUMNS.map((column) => reading.cells.get(`${block}.${column}`)),
  );
  const hasBlanks = blocks.flat().some((cell) => cell?.state === 'BLANK');
  const wrong = blocks.filter((values) => !sumsAgree(values));
  return hasBlanks && wrong.length * 2 > blocks.length ? [...reading.cells.keys()] : [];
};

/** Two numbers in one cell of the review table: those beside it may be displaced too, where not all are there. */
const twoInOneCell: Doubt = (reading, rows) => {
  const isWhole = [...reading.cells.values()].every(({ state }) => state === 'REPORTED');
  const isBroken = rows.some(({ fields, positioned }) => positioned && fields.some(isGlued));
  return isBroken && !isWhole ? [...reading.cells.keys()] : [];
};

/** No number in the whole second table, and rows gone between those that are there: the numbers may be gone with them. */
const blankAndBroken: Doubt = (reading) => {
  const rows = APPLICATION_ROWS.filter(({ rowKey }) => !rowKey.startsWith(OTHER_OUTCOME));
  const last = rows.findLastIndex(({ rowKey }) => reading.rows.has(rowKey));
  const isBroken = rows.slice(0, Math.max(0, last)).some(({ rowKey }) => !reading.rows.has(rowKey));
  return isBroken && isAllBlank(reading) ? [...reading.cells.keys()] : [];
};

/** The rows in which the editions differ. */
const OTHER_OUTCOME = 'applications.otherOutcome.';

/** Numbers between two labels, not both of whose rows have any, in a table whose other numbers stand beside theirs: they may be of either. */
const ofEitherRow: Doubt = ({ cells, rows: read }, rows, table) => {
  const isReported = (rowKey: string): boolean =>
    keysOf(rowKey).some((key) => cells.get(key)?.state === 'REPORTED');
  return rowsOfEither(table, rows, read)
    .filter((pair) => !pair.every(isReported))
    .flat()
    .flatMap((rowKey) => keysOf(rowKey).filter((key) => cells.has(key)));
};

/** Rows without a number on lines that print digits which were not read as one. */
const digitsNotRead: Doubt = ({ cells, rows: read }, rows, table) =>
  [...rowsBesideDigits(table, rows, read)].flatMap((rowKey) => {
    const keys = keysOf(rowKey).filter((key) => cells.has(key));
    const isUnprinted = (key: string): boolean => {
      const cell = cells.get(key);
      return cell?.state === 'BLANK' && cell.raw === null;
    };
    return keys.every(isUnprinted) ? keys : [];
  });

/** So many rows of one number and nothing else are no slips: the source has one cell a row. */
const FEWEST_NUMBERS_ALONE = 3;

/** Rows without a number in a table whose numbers stand in rows of their own, each alone: they are not blank. */
const numbersAlone: Doubt = (reading, rows) => {
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

/** A row that looks blank while numbers stand beside the beginning of its label. */
const numbersBesidePieceOfLabel: Doubt = (reading) => {
  const pieces = reading.extraRows
    .filter(({ values }) => values.some(({ value }) => value !== null))
    .map(({ label }) => labelLetters(label))
    .filter((letters) => letters.length > 1);
  return APPLICATION_ROWS.filter(
    ({ rowKey, full }) =>
      pieces.some((piece) => full.some((label) => label.includes(piece))) && isBlankRow(reading, rowKey),
  ).flatMap(({ rowKey }) => keysOf(rowKey));
};

/** A row that does not add up in a table where numbers, or the ends of numbers, have lost their rows: pieces of numbers look whole. */
const unlabelledBesideWrongSum: Doubt = (reading, _, table) => {
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
const digitsBehindRow: Doubt = (reading, _, table) => {
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

/** How many numbers a row prints, zeros aside. */
function printedNumbers({ cells }: TableReading, rowKey: string): number {
  return keysOf(rowKey).filter((key) => {
    const cell = cells.get(key);
    return cell?.state === 'REPORTED' && cell.value !== 0;
  }).length;
}

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
const numbersAmongLabels: Doubt = (reading, rows, table) => {
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

/** A dash and a number, or two dashes, in one cell. */
const DASH_AND_NUMBER = /^(?:[—–/]+\s?\d[\d,]*|\d[\d,]*\s?[—–/]+)$/u;

/** True for the values of two cells in one, told by the single dashes that the same row prints. */
function holdsTwoValues({ raw, reading: { kind } }: Field, row: readonly Field[]): boolean {
  if (kind === 'text') return DASH_AND_NUMBER.test(raw);
  const half = raw.slice(0, raw.length / 2).trim();
  return kind === 'mark' && half !== '' && raw === half + half && row.some((other) => other.raw === half);
}

/** A tool that misses a ruling puts two values into one cell and leaves another empty: no column of the row is sure. */
const twoValuesInOneCell: Doubt = (reading, rows) => {
  const places = new Set(
    rows
      .filter(({ positioned, fields }) => positioned && fields.some((field) => holdsTwoValues(field, fields)))
      .flatMap(({ fields }) => fields.map(({ place }) => place)),
  );
  return APPLICATION_ROWS.filter(({ rowKey }) =>
    keysOf(rowKey).some((key) => {
      const place = reading.cells.get(key)?.place ?? null;
      return place !== null && places.has(place);
    }),
  ).flatMap(({ rowKey }) => keysOf(rowKey));
};

/** Where the next row's label begins in a cell: its number after a blank. */
const NEXT_LABEL = /(?<=\s)(?=[（(]?[\d一二三四五六七]{1,2}[)）.．、])/u;

/**
 * A label, or the end of one, and the beginning of the next in one cell: numbers beside them may be of either row, and those beside the
 * beginning of the first label may go on in this cell's row.
 */
const twoLabelsInOneCell: Doubt = (reading, rows, table) =>
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

/** Rows that print their total, if they print anything: so many show that a row without one has it in another column. */
const FEWEST_TOTALS = 5;

/** A row without a total whose last number is the sum of the others, in a table that prints totals: its numbers are displaced. */
const totalInAnotherColumn: Doubt = (reading) => {
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

/** True where the total is blank and the last number is the sum of the others. */
function isTotalDisplaced(values: readonly (Cell | undefined)[]): boolean {
  const total = values.at(-1);
  // A mark is printed: the column is where it is.
  if (total?.state !== 'BLANK' || total.raw !== null) return false;
  const printed = values.flatMap((cell) => (cell?.state === 'REPORTED' ? [cell.value ?? 0] : []));
  const sum = printed.slice(0, -1).reduce((all, value) => all + value, 0);
  return printed.length > 1 && sum > 0 && sum === printed.at(-1);
}

/** As {@link totalInAnotherColumn}, for a block of the review table. */
const totalInAnotherResult: Doubt = ({ cells }, rows) =>
  areOfMarkup(rows)
    ? []
    : REVIEW_BLOCKS.map((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`)).flatMap((keys) =>
        isTotalDisplaced(keys.map((key) => cells.get(key))) ? keys : [],
      );

/** No row prints a total, and no header names its column: a tool has lost columns, and those that are left may be any. */
const columnsLost: Doubt = (reading, rows) => {
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

/** The one blank row of a table that leaves no cell blank, where its label is broken over several cells: its numbers are lost. */
const blankAmongFullRows: Doubt = (reading, rows) => {
  if (!rows.some(({ positioned }) => positioned)) return [];
  const states = APPLICATION_ROWS.filter(({ rowKey }) => reading.rows.has(rowKey)).map(
    ({ rowKey, full }) => ({
      rowKey,
      full,
      filled: keysOf(rowKey).filter((key) => reading.cells.get(key)?.state === 'REPORTED').length,
    }),
  );
  const full = states.filter(({ filled }) => filled === APPLICANT_COLUMNS.length);
  const blank = states.filter(({ rowKey }) => isBlankRow(reading, rowKey));
  if (full.length < FEWEST_FULL_ROWS || full.length + blank.length < states.length) return [];
  const letters = rows.flatMap(({ fields }) => fields.map(({ raw }) => allLetters(raw)));
  return blank
    .filter((row) => !letters.some((text) => row.full.some((label) => text.includes(ownLabel(label)))))
    .flatMap(({ rowKey }) => keysOf(rowKey));
};

/** A number that its cell breaks over lines, as a tool writes it that keeps two of them at most ("76\r07" of 307607). */
const LINES_OF_NUMBER = /^\d+\r\d+$/u;

/** A number that begins with a zero is the end of one: a tool that keeps the last lines of a cell alone loses the digits above. */
const beginningsLost: Doubt = (reading, rows) => {
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
const cutBesidePieces: Doubt = ({ cells }) =>
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
const firstColumnLost: Doubt = (reading, rows) => {
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

const DOUBTS: Readonly<Record<TableName, readonly Doubt[]>> = {
  disclosure: [digitsNotRead, numbersAmongLabels, twoLabelsInOneCell, numbersAlone],
  applications: [
    ofEitherRow,
    digitsNotRead,
    twoLabelsInOneCell,
    digitsBehindRow,
    twoValuesInOneCell,
    blankAndBroken,
    numbersAlone,
    numbersBesidePieceOfLabel,
    unlabelledBesideWrongSum,
    numbersAmongLabels,
    totalInAnotherColumn,
    columnsLost,
    cutBesidePieces,
    firstColumnLost,
    beginningsLost,
    blankAmongFullRows,
  ],
  review: [
    blankBelowBrokenHeader,
    unplacedBesideBlanks,
    mostBlocksContradict,
    mostBlocksDisplaced,
    totalInAnotherResult,
    partContradicts,
    twoInOneCell,
    numbersAmongLabels,
  ],
};

/** The reading with its doubtful cells `UNREADABLE` and named. */
export function doubted(table: TableName, reading: TableReading, rows: readonly LogicalRow[]): TableReading {
  const keys = [...new Set(DOUBTS[table].flatMap((doubt) => doubt(reading, rows, table)))];
  if (keys.length === 0) return reading;
  const cells = new Map(reading.cells);
  for (const key of keys) {
    cells.set(key, { state: 'UNREADABLE', value: null, raw: null, place: cells.get(key)?.place ?? null });
  }
  const place = rows[0]?.fields[0]?.place ?? null;
  const finding = readingFinding(
    'unreadable-table',
    'WARNING',
    keys,
    place,
    `表中有数字脱落或移位的痕迹，${keys.length} 个单元格不作空白或数字读入`,
    `the table shows that numbers are lost or displaced: ${keys.length} cells are taken neither for blank nor for numbers`,
  );
  return { ...reading, cells, findings: [...reading.findings, finding] };
}

function isAllBlank({ cells }: TableReading): boolean {
  return cells.size > 0 && [...cells.values()].every(({ state, raw }) => state === 'BLANK' && raw === null);
}

const KEYS_OF_ROW = new Map<string, string[]>();
for (const { rowKey, key } of CELLS) KEYS_OF_ROW.set(rowKey, [...(KEYS_OF_ROW.get(rowKey) ?? []), key]);

function keysOf(rowKey: string): readonly string[] {
  return KEYS_OF_ROW.get(rowKey) ?? [];
}

function isBlankRow({ cells, rows }: TableReading, rowKey: string): boolean {
  return rows.has(rowKey) && keysOf(rowKey).every((key) => cells.get(key)?.state === 'BLANK');
}

/** False where a row's printed total is another than the sum of its columns, blanks counted as zero. */
function addsUp({ cells, rows }: TableReading, rowKey: string): boolean {
  if (!rows.has(rowKey)) return true;
  const values = APPLICANT_COLUMNS.map((column) => cells.get(`${rowKey}.${column}`));
  const total = values.at(-1);
  if (total?.state !== 'REPORTED' || values.some((cell) => cell?.state === 'UNREADABLE')) return true;
  return values.slice(0, -1).reduce((sum, cell) => sum + (cell?.value ?? 0), 0) === total.value;
}
