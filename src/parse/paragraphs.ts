/** Mends paragraphs that the extraction broke, keeping for every character its line in the source. */
import type { TextRun } from '../domain/text-run.js';
import { placeWithin, shiftWords } from '../domain/text-run.js';
import { displayWidth } from './label-text.js';
import type { SourceLine } from './source-line.js';

/** A paragraph with the places of the lines that it was made from. */
export interface Paragraph {
  text: string;
  /** Ascending by offset. */
  runs: TextRun[];
}

/** Widest text line that is taken for wrapped text; longer ones are whole paragraphs. */
const WIDEST_WRAP = 130;

/** Labels of tables are shorter; where they are many, the prose shows how wide the source is. */
const SHORTEST_PROSE = 40;

/**
 * The width in columns at which the source wraps its lines, or 0 where it does not: many lines end within a few
 * characters of a common width and hardly any goes beyond.
 */
export function wrapWidth(lines: readonly SourceLine[]): number {
  const widths = lines
    .filter((line) => !line.whole && !line.text.includes('\t'))
    .map((line) => displayWidth(line.text.trim()))
    .filter((width) => width >= 20)
    .sort((a, b) => a - b);
  return commonWidth(widths) || commonWidth(widths.filter((width) => width >= SHORTEST_PROSE));
}

/** The width near which most of ascending widths are; 0 where there is none. */
function commonWidth(widths: readonly number[]): number {
  if (widths.length < 8) return 0;
  const wrap = widths[Math.floor(widths.length * 0.9)] ?? 0;
  if (wrap > WIDEST_WRAP) return 0;
  const near = widths.filter((width) => width >= wrap * 0.85 && width <= wrap * 1.1).length;
  return near >= widths.length * 0.5 ? wrap : 0;
}

const TERMINAL = /[。！？!?；;：:”"』」)）】》>]$/u;
const NEW_PARAGRAPH =
  /^(?:[一二三四五六七八九十]{1,3}[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)）](?!\d)|[一二三四五六七八九]是|第[一二三四五六七八九十]+[,，、]|[①-⑳●■◆※])/u;
/** A bracket that the line does not close. */
const OPEN_BRACKET = /[（(《“][^（(《“）)》”。；]*$/u;
const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
const DATE_OR_SIGNATURE = /^(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{0,8}[月日]$/u;

/** True where `next` goes on with the paragraph that `text` began. */
function continues(text: string, lastLine: SourceLine, next: SourceLine, wrap: number): boolean {
  if (lastLine.whole || next.whole) return false;
  const end = text.trimEnd();
  const begin = next.text.trim();
  if (NEW_PARAGRAPH.test(begin) || DATE_OR_SIGNATURE.test(next.squeezed)) return false;
  const ended = TERMINAL.test(end);
  if (wrap > 0) {
    // Numbers and signs make lines uneven; a line that ends in a comma goes on however short it is.
    const full = displayWidth(lastLine.text.trim()) >= wrap * 0.75 || /[，、,]$/u.test(end);
    // A wrapped line may happen to end with a stop; only a clause mark proves that the sentence goes on.
    return full && !/[。！？!?]$/u.test(end) && !(ended && next.blankLinesBefore > 1);
  }
  if (ended || lastLine.squeezed.length < 20) return false;
  // Where lines do not wrap, a blank line parts paragraphs, but for a clause or a bracket that is not at its end.
  return next.blankLinesBefore === 0 || /[，、,]$/u.test(end) || OPEN_BRACKET.test(end);
}

/** What stands between two joined lines: nothing beside Chinese, a blank between Latin words. */
function glueBetween(left: string, right: string): string {
  return CJK.test(left.slice(-1)) || CJK.test(right.slice(0, 1)) ? '' : ' ';
}

/** Lines to paragraphs. */
export function mendParagraphs(lines: readonly SourceLine[], wrap: number): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  // Pieces are collected and joined once, so that a paragraph of many lines costs linear time.
  let pieces: string[] = [];
  let length = 0;
  let runs: Paragraph['runs'] = [];
  let lastLine: SourceLine | null = null;
  const close = (): void => {
    if (pieces.length > 0) paragraphs.push({ text: pieces.join(''), runs });
    pieces = [];
    runs = [];
    length = 0;
  };
  for (const line of lines) {
    const text = line.text.trim().replaceAll('\t', ' ');
    if (text === '') continue;
    const lead = line.text.length - line.text.trimStart().length;
    const place = placeWithin(line, line.text, lead, lead + text.length);
    const tail = pieces.at(-1) ?? ''; // never a glue: a line follows each
    if (lastLine !== null && tail !== '' && continues(tail, lastLine, line, wrap)) {
      const glue = glueBetween(tail, text);
      if (glue !== '') pieces.push(glue);
      length += glue.length;
    } else {
      close();
    }
    const words = line.words === undefined ? {} : { words: shiftWords(line.words, lead) };
    runs.push({ offset: length, place, ...words });
    pieces.push(text);
    length += text.length;
    lastLine = line;
  }
  close();
  return paragraphs;
}
