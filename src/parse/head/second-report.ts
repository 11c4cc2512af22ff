/** Where a second report begins in the same file. */
import type { SourceItem } from '../source-lines.js';
import type { FoundTitle } from './find-title.js';
import { headText } from './head-text.js';
import { readTitle } from './title-text.js';

const LONGEST_LINE = 80;

function isBeginning(item: SourceItem): boolean {
  return (
    item.kind === 'line' &&
    item.squeezed.length <= 20 &&
    /^(?:一、|1[.、]|\(一\))?(?:总体情况|概述|主动公开)/u.test(item.squeezed)
  );
}

/**
 * A title of another organ or another year, on a line of its own below the first, with the outline beginning again behind
 * it. -1 where there is none.
 */
export function secondReportAt(items: readonly SourceItem[], first: FoundTitle | null): number {
  if (first === null) return -1;
  const last = items.findLastIndex(isBeginning);
  const begins = items.findIndex(isBeginning);
  if (begins === -1 || last === begins) return -1;
  return items.findIndex((item, index) => {
    if (index <= begins || index >= last || item.kind !== 'line') return false;
    if (item.squeezed.length > LONGEST_LINE || /[。；;！\t]/u.test(item.text)) return false;
    const title = readTitle(headText(item.text));
    if (title === null || title.year === null) return false;
    return title.year !== first.year || (title.organ !== null && title.organ.folded !== first.organ?.folded);
  });
}
