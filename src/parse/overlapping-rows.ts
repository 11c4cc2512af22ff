/** Rows that stand twice where a tool cuts a page into tables that overlap (camelot): the last rows of one are the first of the next. */
import { squeeze } from './label-text.js';
import type { LogicalRow } from './logical-rows.js';

/** Longer overlaps are a table that is printed twice. */
const MOST_ROWS = 12;
/** Stands for a line of plain text, which is never an overlap. */
const PLAIN = '\n';
const HAN = /\p{Script=Han}/u;

/** The rows without those that repeat, one for one, the rows right before them. Rows of numbers alone may be alike. */
export function withoutOverlaps(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  if (!rows.some(({ positioned }) => positioned)) return rows;
  const texts = rows.map(textOf);
  const kept: LogicalRow[] = [];
  const keptTexts: string[] = [];
  for (let index = 0; index < rows.length;) {
    const repeated = overlapAt(keptTexts, texts, index);
    if (repeated > 0) {
      index += repeated;
      continue;
    }
    const row = rows[index];
    if (row !== undefined) kept.push(row);
    keptTexts.push(texts[index] ?? '');
    index += 1;
  }
  return kept.length === rows.length ? rows : kept;
}

/** How many rows from `index` on are those that end what is kept; 0 where none are. */
function overlapAt(kept: readonly string[], texts: readonly string[], index: number): number {
  for (let count = Math.min(MOST_ROWS, kept.length, texts.length - index); count > 0; count -= 1) {
    const before = kept.slice(-count);
    const isSame = before.every((text, at) => text !== PLAIN && text === texts[index + at]);
    if (isSame && before.some((text) => HAN.test(text))) return count;
  }
  return 0;
}

function textOf({ fields, positioned }: LogicalRow): string {
  if (!positioned) return PLAIN;
  return fields.flatMap(({ raw }) => (raw === '' ? [] : [squeeze(raw)])).join('\t');
}
