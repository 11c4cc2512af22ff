/** Doubts about rows of 表一 whose numbers stand where their header names no column. */
import type { LogicalRow } from '../logical-rows.js';
import { findRows, NONE_SEEN } from '../row-labels.js';
import { readColumns } from '../tables/disclosure-columns.js';
import type { Doubt } from './table-doubt.js';
import { keysOf } from './table-doubt.js';

/** The fields of a header between tabs or bars that name one column each; none of a row that is no header. */
function namedFields({ positioned, fields }: LogicalRow): number[] {
  if (!positioned || fields.some(({ reading }) => reading.kind === 'number')) return [];
  return [...fields.entries()].flatMap(([at, { raw, reading }]) =>
    reading.kind === 'text' && readColumns(raw).length === 1 ? [at] : [],
  );
}

/**
 * The rows of a block whose header has lost the name of its first column, and that have a number there: which columns the names are of is
 * not known.
 */
export const numbersBeforeHeader: Doubt = ({ cells }, rows, table) => {
  const doubtful: string[] = [];
  let header: LogicalRow | null = null;
  let first = 0;
  for (const row of rows) {
    const [named] = namedFields(row);
    if (named !== undefined) [header, first] = [row, named];
    else if (header !== null && row.positioned && row.fields.length === header.fields.length) {
      const lost = first - 1;
      const isLost = lost > 0 && header.fields[lost]?.reading.kind === 'empty';
      if (!isLost || row.fields[lost]?.reading.kind !== 'number') continue;
      const label = row.fields.map(({ raw }) => raw).join('');
      doubtful.push(...findRows(table, label, NONE_SEEN).flatMap(({ label: { rowKey } }) => keysOf(rowKey)));
    }
  }
  return doubtful.filter((key) => cells.has(key));
};
