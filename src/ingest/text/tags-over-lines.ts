/** Tags that a tool wrapped: pandoc's Markdown keeps the styles of a page in tags, and the line ends of a page within them. */
import type { LineBlock } from '../document.js';

/** The end of a line within a tag that marks text. */
const OPEN_TAG = /<(?:span|font|b|i|u|em|strong|p|a|sup|sub|o:p)(?:\s[^<>|]*)?$/iu;
/** Behind it, a tag ends, or goes on on the next line. */
const GOES_ON = /^[^<>|]*(?:>|$)/u;
/** A row of a table has a dozen cells with two or three tags each. */
const MOST_LINES = 200;

/** The lines with each that ends within a tag and those to the tag's end as one. */
export function withWholeTags(lines: readonly LineBlock[]): readonly LineBlock[] {
  if (!lines.some(({ text }) => OPEN_TAG.test(text))) return lines;
  const out: LineBlock[] = [];
  for (let index = 0; index < lines.length;) {
    const first = lines[index];
    if (first === undefined) break;
    const end = endOfTags(lines, index);
    out.push(end === index ? first : joined(first, lines.slice(index + 1, end + 1)));
    index = end + 1;
  }
  return out;
}

/** The last line that the tags of a line reach; the line itself where no tag ends. */
function endOfTags(lines: readonly LineBlock[], from: number): number {
  let isOpen = false;
  for (let at = from; at - from < MOST_LINES; at += 1) {
    const text = lines[at]?.text;
    if (text === undefined || (at > from && !GOES_ON.test(text) && isOpen)) return from;
    const isClosed: boolean = !isOpen || text.includes('>');
    isOpen = isClosed ? OPEN_TAG.test(text) : true;
    if (!isOpen) return at;
  }
  return from;
}

function joined(first: LineBlock, rest: readonly LineBlock[]): LineBlock {
  const last = rest.at(-1)?.place.line;
  return {
    ...first,
    text: [first, ...rest].map(({ text }) => text).join(' '),
    place:
      first.place.line !== undefined && last !== undefined ? { ...first.place, endLine: last } : first.place,
  };
}
