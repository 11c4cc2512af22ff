/** Everything of a source from which its head is read, gathered once. */
import type { Heading } from '../headings.js';
import type { SourceItem } from '../source-lines.js';
import { squeeze } from '../label-text.js';
import type { FoundTitle } from './find-title.js';
import { findTitle } from './find-title.js';
import type { FrontLine } from './front-lines.js';
import { footLines, frontLines } from './front-lines.js';
import { isSiteWord } from './page-lines.js';
import type { HeadText } from './head-text.js';
import { headText, joinText } from './head-text.js';

/** The lines at head and foot, the title among them, and the first prose. */
export interface FrontMatter {
  lines: FrontLine[];
  foot: FrontLine[];
  title: FoundTitle | null;
  /** Preamble and beginning of the first section; a line feed where a line ends with a sentence. */
  prose: HeadText;
  /** Squeezed lines of the preamble and of the first section. */
  opening: string[];
  /** Indexes of the items that belong to the page and not to the report's text, the title's among them. */
  notText: Set<number>;
}

/** Where no heading tells how far the head reaches. */
const HEADLESS_LINES = 40;
/** Prose behind the first heading in which organ and year are looked for, in lines. */
const OPENING_LINES = 30;
const LONGEST_PROSE = 6000;

/** Gathers the head of a document from its items and headings. */
export function readFront(items: readonly SourceItem[], headings: readonly Heading[]): FrontMatter {
  const [first, second] = headings;
  const end = first?.first ?? HEADLESS_LINES;
  const lines = frontLines(items, end);
  const foot = footLines(items, Math.max(end, (headings.at(-1)?.last ?? -1) + 1));
  const title = findTitle(lines);
  const own = new Set(title?.indexes ?? []);
  const preamble = lines
    .filter(({ index, isChrome }) => !own.has(index) && !isChrome)
    .map(({ text }) => text);
  const behind = first === undefined ? [] : sentences(items, first.last + 1, second?.first ?? items.length);
  const notText = new Set([...lines, ...foot].filter(({ isChrome }) => isChrome).map(({ index }) => index));
  for (const index of own) notText.add(index);
  const titleAt = Math.min(...own);
  for (const { index, text } of lines)
    if (index < titleAt && own.size > 0 && isSiteWord(text.folded)) notText.add(index);
  return {
    lines,
    foot,
    title,
    prose: joinText([joinProse(preamble), LINE_END, joinProse(behind)]),
    opening: [...preamble, ...behind].map(({ folded }) => folded),
    notText,
  };
}

/** Lines of prose between two items: no table's. */
function sentences(items: readonly SourceItem[], from: number, to: number): HeadText[] {
  const found: HeadText[] = [];
  for (const item of items.slice(from, Math.min(to, from + OPENING_LINES))) {
    if (item.kind !== 'line') break;
    if (/[|｜\t]/u.test(item.text)) break;
    if (squeeze(item.text) !== '') found.push(headText(item.text.slice(0, LONGEST_PROSE)));
  }
  return found;
}

const SENTENCE_ENDS = /[。:;!?]$/u;
const LINE_END: HeadText = { shown: '\n', folded: '\n' };

function joinProse(lines: readonly HeadText[]): HeadText {
  const parts: HeadText[] = [];
  let length = 0;
  for (const line of lines) {
    if (length > LONGEST_PROSE) break;
    parts.push(line);
    if (SENTENCE_ENDS.test(line.folded)) parts.push(LINE_END);
    length += line.folded.length;
  }
  return joinText(parts);
}
