/**
 * Labels of rows of the organ's own, each on lines of its own above its numbers ("转由其他渠道受理登记" and then 1 0 … 1): no word tells them
 * from narrative, so that they break a table off. Without them their numbers would be those of a blank row above.
 */
import type { TableName } from '../domain/cells.js';
import { allLetters } from './label-text.js';
import type { SourceLine } from './source-line.js';
import type { SourceItem } from './source-lines.js';
import { isUnknownText } from './table/label-pieces.js';
import type { TableZone } from './table-zones.js';

/** A label may be so long, in so many pieces where its column is narrow; more text between two rows is narrative. */
const LONGEST_LABEL = 40;
const MOST_PIECES = 16;
/** A single letter may be what is left of any line. */
const FEWEST_LETTERS = 2;

/** Sentences, addresses, dates, numbers of pages, titles and headings of sections: no label holds them. */
const NO_LABEL = /报告|^[一二三四五六]、|[，,。；;！!？?＝=]|https?:|\d{4}年|\d[/／-]\d|第\s*\d+\s*页/u;

/** The items of a table in order: those of its zones, and lines between them that may be labels of the organ's own. */
export function itemsOfTable(
  items: readonly SourceItem[],
  zones: readonly TableZone[],
  table: TableName,
): SourceItem[] {
  const own = zones.filter((zone) => zone.table === table);
  return own.flatMap(({ indexes, interrupted }, at) => {
    const printed = indexes.flatMap((index) => items[index] ?? []);
    const next = own[at + 1]?.indexes[0];
    const last = indexes.at(-1);
    if (!interrupted || next === undefined || last === undefined) return printed;
    return [...printed, ...labelsBetween(table, items.slice(last + 1, next), items)];
  });
}

/** The lines between two rows, where they may be a label; none where they are narrative, pieces of the form's labels, or the running line of a page. */
function labelsBetween(
  table: TableName,
  between: readonly SourceItem[],
  items: readonly SourceItem[],
): readonly SourceItem[] {
  const lines = between.filter((item): item is SourceLine => item.kind === 'line');
  if (between.length > MOST_PIECES || lines.length < between.length) return [];
  const { length } = allLetters(lines.map(({ squeezed }) => squeezed).join(''));
  if (length < FEWEST_LETTERS || length > LONGEST_LABEL) return [];
  if (!lines.some(({ text }) => isUnknownText(table, text))) return [];
  if (lines.some((line) => NO_LABEL.test(line.squeezed) || isRepeated(items, line))) return [];
  return lines.map((line) => ({ ...line, isUnknownLabel: true }));
}

/** So many lines at the beginning may hold the title. */
const TITLE_LINES = 12;

/** Shorter lines stand in many places. */
const SHORTEST_REPEATED = 4;

/** True for a line that stands elsewhere as well, or names what the title names: the running line of a page. */
function isRepeated(items: readonly SourceItem[], item: SourceLine): boolean {
  if (item.squeezed.length < SHORTEST_REPEATED) return false;
  const lines = items.filter((other) => other.kind === 'line');
  return (
    lines.slice(0, TITLE_LINES).some((other) => other !== item && other.squeezed.includes(item.squeezed)) ||
    lines.filter((other) => other.squeezed === item.squeezed).length > 1
  );
}
