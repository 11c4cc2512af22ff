/** Numbers that pandas writes before the rows of a data frame, and above its columns where they have no names, both from 0 on: they count places, and are taken away. */
import { furtherRight } from '../../domain/place.js';
import type { LineBlock } from '../document.js';

/** What parts the fields of a frame. */
const GAPS = ['\t', '|', ',', ' '] as const;
type Gap = (typeof GAPS)[number];
const RULE = /^[\s|:+-]+$/u;
/** Fewer numbered columns, or rows, may be numbers of the table itself. */
const FEWEST = 3;
/** No line of a table is longer. */
const LONGEST_LINE = 20_000;

interface Part {
  text: string;
  /** Where it begins on its line. */
  at: number;
}

/** The lines without the numbers of columns and rows; lines of no data frame stay as they are. */
export function withoutFrameNumbers(lines: readonly LineBlock[]): readonly LineBlock[] {
  let out: LineBlock[] | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const frame = frameAt(lines, index) ?? namedFrameAt(lines, index);
    if (frame === null) {
      const line = lines[index];
      if (line !== undefined) out?.push(line);
      continue;
    }
    out ??= lines.slice(0, index);
    out.push(...frame.lines);
    index = frame.last;
  }
  return out ?? lines;
}

function frameAt(lines: readonly LineBlock[], from: number): { lines: LineBlock[]; last: number } | null {
  const header = lines[from];
  if (header === undefined || !/^\W*0\W+1\W+2\b/u.test(header.text)) return null;
  const gap = GAPS.find((sign) => header.text.includes(sign));
  if (gap === undefined || isRow(gap, lines[from - 1], header)) return null;
  const numbers = partsOf(gap, header.text).map(({ text }) => text);
  const named = numbers[0] === '' ? numbers.slice(1) : numbers;
  if (named.length < FEWEST || named.some((text, column) => text !== String(column))) return null;
  const kept: LineBlock[] = [];
  let last = from;
  for (let at = from + 1; isRow(gap, lines[at], lines[at - 1]); at += 1) {
    const line = lines[at];
    if (line === undefined) break;
    last = at;
    if (RULE.test(line.text)) continue;
    const [first, second] = partsOf(gap, line.text);
    if (first?.text !== String(kept.length)) {
      // Rows without numbers below numbered columns; where the numbers break off, all stay.
      return kept.length === 0 && numbers[0] !== '' ? { lines: [], last: from } : null;
    }
    kept.push(without(line, second?.at ?? line.text.length, gap));
  }
  return kept.length >= FEWEST ? { lines: kept, last } : null;
}

/** A row with its number, two blanks and a label behind it. */
const NUMBERED_ROW = /^\s*(?<number>\d{1,3})(?=\s{2,}\S*\p{Script=Han})/u;

/** The rows of a frame whose columns have names: numbered from 0 on, aligned by blanks, below a header without a number. */
function namedFrameAt(
  lines: readonly LineBlock[],
  from: number,
): { lines: LineBlock[]; last: number } | null {
  const kept: LineBlock[] = [];
  for (let line = lines[from]; line !== undefined; line = lines[from + kept.length]) {
    const match = NUMBERED_ROW.exec(line.text);
    if (match?.groups?.['number'] !== String(kept.length)) break;
    kept.push(without(line, match[0].length, ' '));
  }
  return kept.length >= FEWEST ? { lines: kept, last: from + kept.length - 1 } : null;
}

/** True for a line that goes on with the rows before it. */
function isRow(gap: Gap, line: LineBlock | undefined, before: LineBlock | undefined): boolean {
  if (line === undefined || before === undefined || line.text.length > LONGEST_LINE) return false;
  // A row of blank cells between tabs ends in them.
  return (gap === '\t' ? line.text : line.text.trim()).includes(gap) && line.blankLinesBefore === 0;
}

/** The fields of a line; commas within quotes part none, and what stands outside of the outermost bars is none. */
function partsOf(gap: Gap, text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let isQuoted = false;
  const end = (to: number): void => {
    parts.push({ text: text.slice(start, to).trim(), at: start });
    start = to + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"' && gap === ',') isQuoted = !isQuoted;
    else if (text[at] === gap && !isQuoted) end(at);
  }
  end(text.length);
  if (gap === ' ') return parts.filter((part) => part.text !== '');
  if (gap !== '|') return parts;
  return parts.slice(parts[0]?.text === '' ? 1 : 0, parts.at(-1)?.text === '' ? -1 : undefined);
}

/** A line from its second field on, with the bar before it; blanks stand where columns are aligned. */
function without(line: LineBlock, at: number, gap: Gap): LineBlock {
  if (gap === ' ') return { ...line, text: ' '.repeat(at) + line.text.slice(at) };
  const start = gap === '|' ? at - 1 : at;
  return {
    ...line,
    text: line.text.slice(start),
    place: furtherRight(line.place, start),
  };
}
