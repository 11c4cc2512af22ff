/** The title as pages repeat it above their text. */
import type { SourceItem } from '../source-lines.js';
import type { FoundTitle } from './find-title.js';
import { headText } from './head-text.js';
import { readTitle } from './title-text.js';

const LONGEST_LINE = 80;

/**
 * Indexes of the lines below the title that say nothing but the title again: organ and year as it has them. PDF tools leave them among
 * the rows of a table that goes on over a page, where the year would be taken for a number of the table.
 */
export function runningTitles(items: readonly SourceItem[], title: FoundTitle | null): ReadonlySet<number> {
  if (title?.year == null || title.organ === null) return new Set();
  const own = new Set(title.indexes);
  const whole = title.indexes.map((index) => squeezedAt(items, index)).join('');
  return new Set(
    items.flatMap((item, index) => {
      if (item.kind !== 'line' || own.has(index) || index < Math.min(...own)) return [];
      if (item.squeezed.length > LONGEST_LINE || /[。；;！\t]/u.test(item.text)) return [];
      if (item.squeezed === whole) return [index];
      if (!item.squeezed.includes('年度报告')) return [];
      const again = readTitle(headText(item.text));
      const isSame = again?.year === title.year && again.organ?.folded === title.organ?.folded;
      return isSame ? [index] : [];
    }),
  );
}

function squeezedAt(items: readonly SourceItem[], index: number): string {
  const item = items[index];
  return item?.kind === 'line' ? item.squeezed : '';
}
