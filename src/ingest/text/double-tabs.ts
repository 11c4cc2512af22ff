/** Tables whose cells a tool parts with two tabs each (Resiliparse): of every two tabs one parts cells. */
import type { LineBlock } from '../document.js';

const TABS = /\t+/gu;
/** Fewer lines may have blank cells at every second place. */
const FEWEST_LINES = 6;

/**
 * The lines with a blank for every second tab, so that all else keeps its place; as they are where tabs stand singly anywhere. Read with both, each
 * cell would have an empty one beside it.
 */
export function withoutDoubleTabs(lines: readonly LineBlock[]): readonly LineBlock[] {
  const tabbed = lines.filter(({ text }) => text.includes('\t'));
  const areDouble = tabbed.every(({ text }) =>
    (text.match(TABS) ?? []).every((tabs) => tabs.length % 2 === 0),
  );
  if (tabbed.length < FEWEST_LINES || !areDouble) return lines;
  return lines.map((line) =>
    line.text.includes('\t') ? { ...line, text: line.text.replaceAll('\t\t', '\t ') } : line,
  );
}
