/** All 226 cells with their states, and the form, from what the three tables hold. */
import type { FormEdition, FormTableName } from '../domain/cells.js';
import type { CellDefinition } from '../domain/cells.js';
import { CELLS } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Cell, Form } from '../domain/report.js';
import { missingFindings, mixedForm, TABLES } from './missing-findings.js';
import type { KeysOfTable } from './missing-findings.js';
import type { TableReading } from './table-reading.js';
import type { PrintedTables } from './table/printed-words.js';

const SUB_ROWS = /^applications\.otherOutcome\.(?:notSupplementedInTime|unpaidFee|other)$/u;
const DIVIDED = /^applications\.otherOutcome\.(?:notSupplementedInTime|unpaidFee)$/u;
const SINGLE_ROW = 'applications.otherOutcome.all';

/** What a cell says of the edition of its table. */
type EditionSign = 'ONLY_2019' | 'ONLY_2021' | 'SUB_ROW' | 'SINGLE_ROW';

const EDITION_SIGNS: ReadonlyMap<string, EditionSign> = new Map(
  CELLS.flatMap(({ key, rowKey, forms }): [string, EditionSign][] => {
    if (SUB_ROWS.test(rowKey)) return [[key, 'SUB_ROW']];
    if (rowKey === SINGLE_ROW) return [[key, 'SINGLE_ROW']];
    if (forms.length !== 1) return [];
    return [[key, forms[0] === '2019' ? 'ONLY_2019' : 'ONLY_2021']];
  }),
);

/** The edition that the rows which are there belong to; null where they stand in both. */
export function editionOfRows(readings: Iterable<TableReading>): FormEdition | null {
  const counts: Record<EditionSign, number> = { ONLY_2019: 0, ONLY_2021: 0, SUB_ROW: 0, SINGLE_ROW: 0 };
  for (const reading of readings) {
    for (const key of reading.cells.keys()) {
      const sign = EDITION_SIGNS.get(key);
      if (sign !== undefined) counts[sign] += 1;
    }
  }
  // The disclosure table decides; many organs keep the single 其他处理 row of the 2019 form in the 2021 form.
  if (counts.ONLY_2019 !== counts.ONLY_2021) return counts.ONLY_2019 > counts.ONLY_2021 ? '2019' : '2021';
  if (counts.SUB_ROW > 0) return '2021';
  return counts.SINGLE_ROW > 0 ? '2019' : null;
}

/** Cells, form and the findings about what is missing. */
export interface AssembledCells {
  cells: Record<string, Cell>;
  form: Form;
  findings: Finding[];
}

/** The edition of tables of which the words stand in the text and no row was read; null where there are none. */
function editionInWords({ tables, edition }: PrintedTables): FormEdition | null {
  return tables.size > 0 ? (edition ?? '2021') : null;
}

/** The edition that a report follows; null where it prints none of the tables. */
function editionOfReport(
  readings: ReadonlyMap<FormTableName, TableReading>,
  present: readonly TableReading[],
  printed: () => PrintedTables,
): FormEdition | null {
  // The three tables decide where a report prints them beside a list table of the years before.
  if (present.length === 0) {
    const listed = readings.get('statistics')?.rows.size ?? 0;
    return listed > 0 ? '2014' : editionInWords(printed());
  }
  // The columns of the first where it is not read.
  const isFirstRead = (readings.get('disclosure')?.rows.size ?? 0) > 0;
  return (isFirstRead ? null : printed().columnsEdition) ?? editionOfRows(present) ?? '2021';
}

/** Puts the tables together. `printed`: what of them stands in the text, read or not. */
export function assembleCells(
  readings: ReadonlyMap<FormTableName, TableReading>,
  printed: () => PrintedTables,
): AssembledCells {
  const present = [...readings].flatMap(([table, reading]) =>
    table === 'statistics' || reading.rows.size === 0 ? [] : [reading],
  );
  const edition = editionOfReport(readings, present, printed);
  const form: Form = edition === null ? 'FREE_PROSE' : `FORM_${edition}`;
  const hasSingleRow = present.some(
    ({ rows }) => rows.has(SINGLE_ROW) && ![...rows].some((rowKey) => DIVIDED.test(rowKey)),
  );
  const cells: Record<string, Cell> = {};
  const missingCells: KeysOfTable = { disclosure: [], applications: [], review: [], statistics: [] };
  const unreadCells: KeysOfTable = { disclosure: [], applications: [], review: [], statistics: [] };
  const otherForm: string[] = [];
  for (const definition of CELLS) {
    const { key, table } = definition;
    const reading = readings.get(table);
    const cell = reading?.cells.get(key);
    const inForm = edition !== null && definition.forms.includes(edition);
    if (cell !== undefined) {
      cells[key] = cell;
      if (!inForm) otherForm.push(key);
      continue;
    }
    const isExpected = inForm && mayBeMissed(definition, edition, reading, hasSingleRow);
    const isUnread = isExpected && standsUnread(definition, reading, printed);
    const place = isUnread ? (printed().tables.get(table)?.place ?? null) : null;
    const state = isUnread ? 'UNREADABLE' : inForm ? 'ABSENT' : 'NOT_IN_FORM';
    cells[key] = { state, value: null, raw: null, place };
    if (isExpected) (isUnread ? unreadCells : missingCells)[table].push(key);
  }
  addSingleRow(edition, readings.get('applications'), unreadCells, missingCells);
  addOtherEdition(missingCells, readings, present);
  const findings = missingFindings(readings, missingCells, unreadCells, printed);
  if (otherForm.length > 0) findings.push(mixedForm(otherForm));
  return { cells, form, findings };
}

/** False for a cell of the edition that is not missing where it is not read: its row, or its column, is printed otherwise. */
function mayBeMissed(
  definition: CellDefinition,
  edition: FormEdition,
  reading: TableReading | undefined,
  hasSingleRow: boolean,
): boolean {
  // Each province had a list table of its own: none of its rows can be missed.
  if (edition === '2014' || (hasSingleRow && SUB_ROWS.test(definition.rowKey))) return false;
  return !isOfOtherEdition(definition, reading, edition);
}

/** Where neither the one row 其他处理 nor its three rows were read, either may be what is not read. */
function addSingleRow(
  edition: FormEdition | null,
  reading: TableReading | undefined,
  unread: KeysOfTable,
  missing: KeysOfTable,
): void {
  if (edition !== '2021') return;
  if ([...(reading?.rows ?? [])].some((rowKey) => SUB_ROWS.test(rowKey) || rowKey === SINGLE_ROW)) return;
  const keys = CELLS.filter(({ rowKey }) => rowKey === SINGLE_ROW).map(({ key }) => key);
  const isUnread = unread.applications.some((key) => SUB_ROWS.test(key.slice(0, key.lastIndexOf('.'))));
  (isUnread ? unread : missing).applications.push(...keys);
}

/** Of a table that is not there the cells of both editions are missing, where nothing that is there tells for certain which it would be of. */
function addOtherEdition(
  missing: KeysOfTable,
  readings: ReadonlyMap<FormTableName, TableReading>,
  present: readonly TableReading[],
): void {
  // The single row 其他处理 stands in reports of both.
  if (editionOfRows(present) === '2021') return;
  for (const { name } of TABLES) {
    const isAbsent = (readings.get(name)?.rows.size ?? 0) === 0;
    if (isAbsent && missing[name].length > 0)
      missing[name] = CELLS.filter((cell) => cell.table === name).map(({ key }) => key);
  }
}

/**
 * True for a cell that was not read though its words stand in the text: those of its table where none of it was read, else the
 * label of its row, or numbers that belong to no row and may be its own.
 */
function standsUnread(
  { key, table, rowKey }: CellDefinition,
  reading: TableReading | undefined,
  printed: () => PrintedTables,
): boolean {
  // A column that its row's header lacks, and that stands elsewhere: a page in columns prints its numbers there.
  if (reading?.rows.has(rowKey) === true) return printed().columns.has(key.slice(rowKey.length + 1));
  const words = printed().tables.get(table);
  if (reading === undefined || reading.rows.size === 0) return words !== undefined;
  return words?.rows.has(rowKey) === true || reading.extraRows.some(({ label }) => label === '');
}

/** True where the row prints columns of the other edition, and none of this one. */
function isOfOtherEdition(
  { rowKey }: CellDefinition,
  reading: TableReading | undefined,
  edition: FormEdition | null,
): boolean {
  if (reading?.rows.has(rowKey) !== true || edition === null) return false;
  return !CELLS.some(
    (cell) => cell.rowKey === rowKey && cell.forms.includes(edition) && reading.cells.has(cell.key),
  );
}
