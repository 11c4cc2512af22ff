/** 表三 with rows and columns exchanged: one row for each result, below the names of the blocks or beside one. */
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { ReviewBlock } from './review-header.js';
import { blockOrder, headerToken } from './review-header.js';

/** Rows that each begin with another result: no header of the form's own does. */
const FEWEST_RESULTS = 3;

interface ResultRow {
  column: string;
  /** The block that the row itself names. */
  block: ReviewBlock | null;
  values: Field[];
}

/**
 * The fields by key, where the table is turned; null where it is not.
 *
 * @returns no fields at all where it is turned and not all fifteen are certain
 */
export function readTurnedReview(rows: readonly LogicalRow[]): ReadonlyMap<string, Field> | null {
  const results = rows.map(resultRow);
  if (new Set(results.flatMap((row) => row?.column ?? [])).size < FEWEST_RESULTS) return null;
  const none = new Map<string, Field>();
  const fields = new Map<string, Field>();
  let names: LogicalRow[] = [];
  let blocks: readonly ReviewBlock[] = [];
  for (const [index, row] of rows.entries()) {
    const result = results[index] ?? null;
    if (result === null) {
      names.push(row);
      continue;
    }
    const named = blockOrder(names);
    if (result.block !== null) blocks = [result.block];
    else if (named.length > 0) blocks = named;
    names = [];
    if (blocks.length === 0 || result.values.length !== blocks.length) return none;
    for (const [at, block] of blocks.entries()) {
      const key = `${block}.${result.column}`;
      const field = result.values[at];
      if (field === undefined || fields.has(key)) return none;
      fields.set(key, field);
    }
  }
  return fields.size === REVIEW_COLUMNS.length * 3 ? fields : none;
}

/** A row that one result labels, with values behind it. */
function resultRow(row: LogicalRow): ResultRow | null {
  const tokens = row.fields.map(headerToken);
  const at = tokens.findIndex((token) => token?.kind === 'result');
  const token = tokens[at];
  if (token?.kind !== 'result') return null;
  const values = row.fields.slice(at + 1);
  if (values.length === 0 || tokens.slice(at + 1).some((other) => other !== null)) return null;
  // An empty field of a header that is ragged is no value.
  if (values.every(({ reading }) => reading.kind === 'empty') && !row.positioned) return null;
  const block = tokens.slice(0, at).find((other) => other?.kind === 'block');
  return {
    column: REVIEW_COLUMNS[token.index] ?? '',
    block: block?.kind === 'block' ? block.block : null,
    values,
  };
}
