/**
 * Doubts about a table as a whole: tools that lose or displace numbers leave cells that look blank, or numbers that look whole. What
 * such a table shows is not taken for what the report prints: the cells are `UNREADABLE`, and a finding names them.
 */
import type { TableName } from '../domain/cells.js';
import { APPLICANT_COLUMNS, CELLS } from '../domain/cells.js';
import { isGlued } from './glued-rows.js';
import { allLetters, labelLetters } from './label-text.js';
import type { LogicalRow } from './logical-rows.js';
import { APPLICATION_ROWS } from './official-labels.js';
import type { TableReading } from './table-reading.js';
import { readingFinding } from './table-reading.js';

/** A doubt: the cells that a table does not tell after all. */
type Doubt = (reading: TableReading, rows: readonly LogicalRow[]) => string[];

const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结'];
/** Each block of the review table has them. */
const FEWEST_HEADERS = 1;

/** The review table is blank below a header that is itself in pieces, or has two of its cells in one: its numbers may be lost as well. */
const blankBelowBrokenHeader: Doubt = (reading, rows) => {
  const fields = rows.filter(({ positioned }) => positioned).flatMap((row) => row.fields);
  if (fields.length === 0 || !isAllBlank(reading)) return [];
  const letters = fields.map(({ raw }) => allLetters(raw));
  const isWhole = RESULTS.every(
    (result) => letters.filter((text) => text === result).length >= FEWEST_HEADERS,
  );
  const isGluedHeader = letters.some((text) =>
    RESULTS.some((result) => text.includes(result) && text !== result),
  );
  return isWhole && !isGluedHeader ? [] : [...reading.cells.keys()];
};

/** Numbers of the review table that belong to no block may be those of the cells that look blank. */
const unplacedBesideBlanks: Doubt = (reading) =>
  reading.extraRows.some(({ values }) => values.some(({ value }) => value !== null))
    ? [...reading.cells].filter(([, { state }]) => state === 'BLANK').map(([key]) => key)
    : [];

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

/** A row that does not add up in a table where numbers have lost their rows: pieces of numbers look whole. */
const unlabelledBesideWrongSum: Doubt = (reading) => {
  if (!reading.extraRows.some(({ label }) => label === '')) return [];
  return APPLICATION_ROWS.filter(({ rowKey }) => !addsUp(reading, rowKey)).flatMap(({ rowKey }) =>
    keysOf(rowKey),
  );
};

const DOUBTS: Readonly<Record<TableName, readonly Doubt[]>> = {
  disclosure: [],
  applications: [blankAndBroken, numbersBesidePieceOfLabel, unlabelledBesideWrongSum],
  review: [blankBelowBrokenHeader, unplacedBesideBlanks, twoInOneCell],
};

/** The reading with its doubtful cells `UNREADABLE` and named. */
export function doubted(table: TableName, reading: TableReading, rows: readonly LogicalRow[]): TableReading {
  const keys = [...new Set(DOUBTS[table].flatMap((doubt) => doubt(reading, rows)))];
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

function keysOf(rowKey: string): string[] {
  return CELLS.filter((cell) => cell.rowKey === rowKey).map(({ key }) => key);
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
