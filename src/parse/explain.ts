/** What the parser saw of the tables: their rows, field by field, before any of them became a cell. */
import type { TableName } from '../domain/cells.js';
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import type { Place } from '../domain/report.js';
import type { Document } from '../ingest/document.js';
import { findHeadings } from './headings.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { logicalRows } from './logical-rows.js';
import { wrapWidth } from './paragraphs.js';
import type { Evidence, Watch } from './placement.js';
import { preparedRows } from './prepare-rows.js';
import type { SourceLine } from './source-line.js';
import { sourceItems } from './source-lines.js';
import { alignLabels } from './table/align-labels.js';
import { areRunTogether, lackCells, withRuns } from './table/digit-runs.js';
import { valueStream } from './table/value-stream.js';
import { findTableZones } from './table-zones.js';
import { readApplications } from './tables/applications.js';
import { itemsOfTable } from './unknown-labels.js';

/** A row of a table as it was seen. */
export interface SeenRow {
  place: Place | null;
  /** True where the source itself parts its fields, so that an empty one is seen. */
  positioned: boolean;
  fields: readonly Pick<Field, 'raw' | 'reading' | 'place'>[];
}

/** A table as it was seen. */
export interface SeenTable {
  table: TableName;
  rows: SeenRow[];
  /** For each row of the form whose label was found in order: its key, the first and last piece of the label and all of it. */
  labels: { rowKey: string; first: string; last: string; text: string }[];
  /** How many numbers and marks it prints. */
  values: number;
  /** For each row that prints values apart from its neighbours': what each evidence left of the ways to place them. */
  evidences: { evidence: Evidence; left: Parameters<Watch>[1] }[];
}

const TABLES: readonly TableName[] = ['disclosure', 'applications', 'review'];

/** The tables of a document as the parser sees them, in the order of the form. */
export function seenTables(document: Document): SeenTable[] {
  const items = sourceItems(document.blocks);
  const lines = items.filter((item): item is SourceLine => item.kind === 'line');
  const headings = findHeadings(items, wrapWidth(lines));
  const zones = findTableZones(items, (index) =>
    headings.find(({ first, last }) => first <= index && index <= last),
  );
  return TABLES.map((table) => {
    const rows = logicalRows(itemsOfTable(items, zones, table));
    const { labels, values } = valueStream(rows);
    return {
      table,
      rows: rows.map(({ fields, positioned }) => ({ place: fields[0]?.place ?? null, positioned, fields })),
      labels: alignLabels(table, labels).map(({ row, first, last }) => ({
        rowKey: row.rowKey,
        first: labels[first]?.raw ?? '',
        last: labels[last]?.raw ?? '',
        text: labels
          .slice(first, last + 1)
          .map(({ raw }) => raw)
          .join(''),
      })),
      values: values.length,
      evidences: table === 'applications' ? evidencesOf(rows) : [],
    };
  });
}

/** What each evidence leaves of the second table. */
function evidencesOf(printed: readonly LogicalRow[]): SeenTable['evidences'] {
  const heard: SeenTable['evidences'] = [];
  const rows = preparedRows(
    'applications',
    areRunTogether(printed) ? withRuns(printed, lackCells(printed, APPLICANT_COLUMNS.length)) : printed,
  );
  readApplications(rows, false, (evidence, left) => heard.push({ evidence, left }));
  return heard;
}
