/** A table of numbers alone that stands right behind a table as wide: its last rows, which a page or a tool has parted from it. */
import { readNumber } from './number-reading.js';
import type { SourceGrid, SourceItem } from './source-lines.js';

/** A number alone between two tables is the page's. */
const PAGE_NUMBER = /^\d{1,3}$/u;

/** The items with such tables joined, without the numbers of pages between tables. */
export function joinGrids(items: readonly SourceItem[]): SourceItem[] {
  const out: SourceItem[] = [];
  for (const [index, item] of items.entries()) {
    const last = out.at(-1);
    const isBetween = last?.kind === 'grid' && items[index + 1]?.kind === 'grid';
    if (isBetween && item.kind === 'line' && PAGE_NUMBER.test(item.squeezed)) continue;
    if (item.kind === 'grid' && last?.kind === 'grid' && continues(last, item))
      out.splice(-1, 1, { ...last, rows: [...last.rows, ...item.rows] });
    else out.push(item);
  }
  return out;
}

function continues(above: SourceGrid, below: SourceGrid): boolean {
  const width = above.rows[0]?.length;
  const cells = below.rows.flat();
  return (
    below.rows.every((row) => row.length === width) &&
    cells.every(({ text }) => readNumber(text).kind !== 'text') &&
    cells.some(({ text }) => readNumber(text).kind === 'number')
  );
}
