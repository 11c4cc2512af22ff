/** The three tables, read one after the other: each says something of the next. */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import type { FormEdition, TableName } from '../domain/cells.js';
import { editionOfRows } from './assemble-cells.js';
import { doubted } from './doubts.js';
import { logicalRows } from './logical-rows.js';
import type { LogicalRow } from './logical-rows.js';
import { preparedRows } from './prepare-rows.js';
import type { SourceItem } from './source-lines.js';
import type { TableReading } from './table-reading.js';
import type { TableZone } from './table-zones.js';
import { areRunTogether, lackCells, lackMadeDocuments, withRuns } from './table/digit-runs.js';
import { doubtRowsOfLabelsAlone, hasNumbersLeftOver } from './table/left-over-numbers.js';
import { readApplications } from './tables/applications.js';
import { editionOf } from './tables/disclosure-columns.js';
import { readDisclosure } from './tables/disclosure.js';
import { readReview } from './tables/review.js';
import { itemsOfTable } from './unknown-labels.js';

/** The tables that were read, and the items that they are made of. */
export interface TablesRead {
  readonly readings: Map<TableName, TableReading>;
  readonly tableIndexes: Set<number>;
}

/** The tables with the numbers of the second that stand below it; null where these do not decide it. */
export function readWithNumbersBelow(
  zones: readonly TableZone[] | null,
  read: (zones: readonly TableZone[]) => TablesRead,
): TablesRead | null {
  const tables = zones === null ? null : read(zones);
  const isDecided = tables?.readings
    .get('applications')
    ?.findings.some(({ code }) => code === 'placed-by-order');
  return isDecided === true ? tables : null;
}

/**
 * Reads the zones of each table; a zone that yields nothing was no table and stays narrative. `edition`: the one whose columns
 * the text names.
 */
export function readTables(
  items: readonly SourceItem[],
  zones: readonly TableZone[],
  edition: () => FormEdition | null,
): TablesRead {
  const readings = new Map<TableName, TableReading>();
  const tableIndexes = new Set<number>();
  let isRunTogether = false;
  let mayLackCells = false;
  for (const table of ['applications', 'review', 'disclosure'] as const) {
    const own = zones.filter((zone) => zone.table === table);
    const indexes = own.flatMap((zone) => zone.indexes);
    const printed = logicalRows(itemsOfTable(items, zones, table));
    isRunTogether ||= table === 'applications' && areRunTogether(printed);
    mayLackCells ||=
      isRunTogether && table === 'applications' && lackCells(printed, APPLICANT_COLUMNS.length);
    mayLackCells ||= isRunTogether && table === 'disclosure' && lackMadeDocuments(printed);
    const rows = preparedRows(table, isRunTogether ? withRuns(printed, mayLackCells) : printed);
    const lines = readings.get('applications') ?? { isSetInLine: false, gaps: null };
    const isInterrupted = own.some(({ interrupted }) => interrupted);
    const reading =
      table === 'applications'
        ? readApplications(rows, isInterrupted)
        : table === 'review'
          ? readReview(rows, own.at(-1)?.interrupted === true, lines)
          : readDisclosure(rows, editionElsewhere(rows, edition, readings), lines, isInterrupted);
    if (reading.rows.size === 0 && reading.extraRows.length === 0) continue;
    readings.set(table, doubted(table, reading, rows));
    for (const index of indexes) tableIndexes.add(index);
  }
  const from = Math.min(...tableIndexes);
  if (hasNumbersLeftOver(items, (index) => tableIndexes.has(index), from, readings)) {
    doubtRowsOfLabelsAlone(readings);
  }
  return { readings, tableIndexes };
}

/** The edition for a first table whose own words show none: that of columns named elsewhere or of the year, else that of the other tables. */
function editionElsewhere(
  rows: readonly LogicalRow[],
  ofColumns: () => FormEdition | null,
  readings: ReadonlyMap<TableName, TableReading>,
): FormEdition | null {
  const own = editionOf(rows.flatMap(({ fields }) => fields.map(({ raw }) => raw)).join(''));
  return (own === null ? ofColumns() : null) ?? editionOfRows(readings.values());
}

/** Reports from this year on are in the form of 2021, many with the single row 其他处理 of the form before. */
const FIRST_YEAR_OF_2021 = 2021;

/** The edition of reports on a year; null where it is not known or before. */
export function editionOfYear(year: number | null): FormEdition | null {
  return year === null || year < FIRST_YEAR_OF_2021 ? null : '2021';
}
