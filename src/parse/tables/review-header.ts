/** The order in which 表三 prints its columns: not every organ keeps the form's. */
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import { allLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';

/** The blocks of the table, in the form's order. */
export const REVIEW_BLOCKS = [
  'review.reconsideration',
  'review.litigationDirect',
  'review.litigationAfterReconsideration',
] as const;

/** A block's key prefix, e.g. `review.reconsideration`. */
export type ReviewBlock = (typeof REVIEW_BLOCKS)[number];

/** Blocks that the header above a row of values names, in the form's order. */
export function namedBlocks(header: string): readonly string[] {
  const letters = allLetters(header);
  const at = [letters.indexOf('行政复议'), letters.indexOf('未经复议'), letters.indexOf('复议后起诉')];
  return REVIEW_BLOCKS.filter((_, index) => at[index] !== -1);
}

/** A label of the header: one of the five results, a block, or 行政诉讼 over its two blocks. */
export type HeaderToken =
  { kind: 'result'; index: number } | { kind: 'block'; block: ReviewBlock } | { kind: 'litigation' };

const SIZE = REVIEW_COLUMNS.length;
const RESULTS = [/^结果维持$/u, /^结果纠正$/u, /^其他结果$/u, /^尚未审结$/u, /^[总合]计$/u];
const BLOCKS: Readonly<Record<ReviewBlock, RegExp>> = {
  'review.reconsideration': /^[一二三123]?行政复议$/u,
  'review.litigationDirect': /^(?:行政诉讼)?[一二三123]?未经(?:行政)?复议直接起诉$/u,
  'review.litigationAfterReconsideration': /^(?:行政诉讼)?[一二三123]?经?(?:行政)?复议后起诉$/u,
};
const LITIGATION = /^[一二三123]?行政诉讼$/u;

/** What a field names; null for anything that is no label of the header. */
export function headerToken({ raw }: Field): HeaderToken | null {
  const letters = allLetters(raw);
  const index = RESULTS.findIndex((result) => result.test(letters));
  if (index !== -1) return { kind: 'result', index };
  const block = REVIEW_BLOCKS.find((name) => BLOCKS[name].test(letters));
  if (block !== undefined) return { kind: 'block', block };
  return LITIGATION.test(letters) ? { kind: 'litigation' } : null;
}

/** The labels of a row; a block that is written out again at each place that its merged cell covers counts once. */
function tokensOf(row: LogicalRow): HeaderToken[] {
  const tokens: HeaderToken[] = [];
  for (const field of row.fields) {
    const token = headerToken(field);
    const last = tokens.at(-1);
    if (token === null) continue;
    if (token.kind === 'block' && last?.kind === 'block' && last.block === token.block) continue;
    if (token.kind === 'litigation' && last?.kind === 'litigation') continue;
    tokens.push(token);
  }
  return tokens;
}

/** The blocks in printed order: from one row that names them all, or with those of 行政诉讼 from the row below it. */
export function blockOrder(rows: readonly LogicalRow[]): ReviewBlock[] {
  const levels = rows.map((row) => tokensOf(row).filter(({ kind }) => kind !== 'result'));
  const named = (level: readonly HeaderToken[]): ReviewBlock[] =>
    level.flatMap((token) => (token.kind === 'block' ? [token.block] : []));
  const whole = levels.map(named).find((blocks) => blocks.length === REVIEW_BLOCKS.length);
  if (whole !== undefined) return whole;
  const at = levels.findIndex((level) => level.some(({ kind }) => kind === 'litigation'));
  if (at === -1) return levels.flatMap(named);
  const below = levels.slice(at + 1).flatMap(named);
  return (levels[at] ?? []).flatMap((token) =>
    token.kind === 'litigation' ? below : token.kind === 'block' ? [token.block] : [],
  );
}

/** How a header orders its columns. */
export interface ReviewOrder {
  /** Keys in printed order, five for each block that the header names; null where it cannot be read whole. */
  keys: readonly string[] | null;
  /** Columns of a header over one block, or over one row for each block; null where it has more or fewer than five. */
  results: readonly (typeof REVIEW_COLUMNS)[number][] | null;
  /** True where its labels do not stand in the form's order. */
  contradicts: boolean;
}

/** Reads the rows of a header, from above. */
export function readReviewOrder(rows: readonly LogicalRow[]): ReviewOrder {
  const levels = rows.map(tokensOf).filter((tokens) => tokens.length > 0);
  const keys = keysOfFullRow(rows, levels) ?? drawnKeys(levels);
  const printed = levels.flat().flatMap((token) => (token.kind === 'result' ? [token.index] : []));
  const results = isEachOnce(printed) ? printed.flatMap((index) => REVIEW_COLUMNS[index] ?? []) : null;
  return { keys, results, contradicts: contradictsForm(rows) };
}

function isEachOnce(indexes: readonly number[]): boolean {
  return indexes.length === SIZE && new Set(indexes).size === SIZE;
}

function keysIn(block: ReviewBlock, indexes: readonly number[]): string[] | null {
  return isEachOnce(indexes) ? indexes.map((index) => `${block}.${REVIEW_COLUMNS[index] ?? ''}`) : null;
}

/** Where one row prints the results of all blocks. */
function keysOfFullRow(
  rows: readonly LogicalRow[],
  levels: readonly (readonly HeaderToken[])[],
): string[] | null {
  const blocks = blockOrder(rows);
  const results = (levels.at(-1) ?? []).flatMap((token) => (token.kind === 'result' ? [token.index] : []));
  if (blocks.length === 0 || new Set(blocks).size !== blocks.length) return null;
  if (results.length !== blocks.length * SIZE) return null;
  const keys = blocks.map((block, index) => keysIn(block, results.slice(index * SIZE, (index + 1) * SIZE)));
  return keys.includes(null) ? null : keys.flatMap((part) => part ?? []);
}

/**
 * As the form draws it: each block over its five results, 行政诉讼 over its blocks, and results one row higher where a block
 * has no second level.
 */
function drawnKeys(levels: readonly (readonly HeaderToken[])[]): string[] | null {
  const next = levels.map(() => 0);
  const keys: string[] = [];
  const draw = (level: number, block: ReviewBlock): boolean => {
    for (let below = level + 1; below < levels.length; below += 1) {
      const from = next[below] ?? 0;
      const tokens = levels[below]?.slice(from, from + SIZE) ?? [];
      if (tokens[0]?.kind !== 'result') continue;
      const part = keysIn(
        block,
        tokens.flatMap((token) => (token.kind === 'result' ? [token.index] : [])),
      );
      if (part === null) return false;
      next[below] = from + SIZE;
      keys.push(...part);
      return true;
    }
    return false;
  };
  for (const token of levels[0] ?? []) {
    if (token.kind === 'result') return null;
    if (token.kind === 'block') {
      if (!draw(0, token.block)) return null;
      continue;
    }
    for (;;) {
      const lower = levels[1]?.[next[1] ?? 0];
      if (lower?.kind !== 'block') break;
      next[1] = (next[1] ?? 0) + 1;
      if (!draw(1, lower.block)) return null;
    }
  }
  const isUsedUp = levels.every((tokens, level) => level === 0 || next[level] === tokens.length);
  return isUsedUp && keys.length > 0 && new Set(keys).size === keys.length ? keys : null;
}

/**
 * True where the labels that are left whole stand in another order than the form's. On one row, or one below the other in a
 * header cell by cell, the results of three blocks rise and begin again twice at most, even if some are lost; in any other
 * order they do so oftener.
 */
function contradictsForm(rows: readonly LogicalRow[]): boolean {
  const levels = rows.map(tokensOf);
  const isCellByCell = rows.every(({ fields }) => fields.length <= 1);
  const sequences = isCellByCell ? [levels.flat()] : levels;
  const isRestarting = (tokens: readonly HeaderToken[]): boolean => {
    const printed = tokens.flatMap((token) => (token.kind === 'result' ? [token.index] : []));
    // Merged cells may be written out again in the rows below: the lowest row names all columns.
    const results = isCellByCell ? printed.slice(-SIZE * REVIEW_BLOCKS.length) : printed;
    const restarts = results.filter((result, index) => result < (results[index - 1] ?? 0)).length;
    return restarts >= REVIEW_BLOCKS.length;
  };
  if (sequences.some(isRestarting)) return true;
  if (levels.some(isLitigationFirst)) return true;
  const blocks = levels
    .filter((_, index) => !isTorn(rows[index]))
    .flat()
    .filter(({ kind }) => kind !== 'result');
  const first = (isWanted: (token: HeaderToken) => boolean): number[] => {
    const at = blocks.findIndex(isWanted);
    return at === -1 ? [] : [at];
  };
  const isBlock =
    (block: ReviewBlock) =>
    (token: HeaderToken): boolean =>
      token.kind === 'block' && token.block === block;
  const [reconsideration, direct, after] = REVIEW_BLOCKS.map((block) => first(isBlock(block)));
  const litigation = first(({ kind }) => kind === 'litigation');
  return ![
    [...(reconsideration ?? []), ...litigation],
    [...(reconsideration ?? []), ...(direct ?? []), ...(after ?? [])],
  ].every((order) => order.every((at, index) => index === 0 || at > (order[index - 1] ?? 0)));
}

/**
 * True for a line of plain text with the name of one block among pieces of results ("结果 结果 其他 尚未 总 未经复议直接起诉"): where
 * the cells of a header are broken over several lines, the line on which a tool prints the name between them says nothing of its order.
 */
function isTorn(row: LogicalRow | undefined): boolean {
  if (row === undefined || row.positioned) return false;
  const tokens = row.fields.map(headerToken);
  return (
    tokens.filter((token) => token?.kind === 'block').length === 1 &&
    row.fields.some((field, index) => tokens[index] === null && PIECE_OF_RESULT.test(allLetters(field.raw)))
  );
}

const PIECE_OF_RESULT = /^(?:结果|维持|纠正|其他|尚未|审结)$/u;

/** True for a row in which the blocks of 行政诉讼 stand before the five results of 行政复议. */
function isLitigationFirst(tokens: readonly HeaderToken[]): boolean {
  const at = tokens.findIndex(({ kind }) => kind === 'result');
  const before = tokens.slice(0, Math.max(0, at));
  return (
    tokens.length - before.length === SIZE &&
    before.length > 1 &&
    before.every((token) => token.kind === 'block' && token.block !== 'review.reconsideration')
  );
}

/** For each field of a row of values the rows of the header above it. */
export function headersAbove(rows: readonly LogicalRow[]): Map<Field, readonly LogicalRow[]> {
  const headers = new Map<Field, readonly LogicalRow[]>();
  let header: LogicalRow[] = [];
  let since: LogicalRow[] = [];
  let isClosed = false;
  for (const row of rows) {
    if (row.fields.some(({ reading }) => reading.kind === 'number' || reading.kind === 'mark')) {
      for (const field of row.fields) headers.set(field, header);
      isClosed = true;
      since = [];
      continue;
    }
    since.push(row);
    // The name of a block alone goes on below the same header; results begin another.
    if (!isClosed || tokensOf(row).some(({ kind }) => kind === 'result')) {
      header = since;
      isClosed = false;
    }
  }
  return headers;
}
