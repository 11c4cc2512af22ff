/** Characters to words, words to lines of text. */
import type { Glyph } from './page-content.js';

/** Characters that touch each other on one line. */
export interface Word {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
  glyphs: Glyph[];
  /** True where a printed blank stands before it on its line. */
  blankBefore: boolean;
}

/** Words of one height, from left to right. */
export interface TextLine {
  words: Word[];
  /** Height of its middle. */
  middle: number;
  size: number;
}

/** Gaps in units of the font's height. */
const WORD_GAP = 0.2;
const BLANK_GAP = 0.3;
const FIELD_GAP = 1.8;

/** The same character within this part of its height is printed twice, to look bold. */
const DOUBLE_PRINT = 0.15;
/** Side of the squares, in points, in which such twins are looked for. */
const BUCKET = 4;
const NEIGHBOURS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));

/** Middle of a character above its baseline: Han and digits alike. */
export function middleOf(glyph: { baseline: number; size: number }): number {
  return glyph.baseline - glyph.size * 0.36;
}

/** What a number is made of. */
const OF_NUMBER = /^[\p{Nd}.,．，]$/u;

/**
 * Drops characters printed again over themselves (bold made of two prints) and control characters. Two numbers that run into
 * each other may have a digit at the same place: both keep it, for neither print is the other's copy, however short.
 */
export function printedGlyphs(glyphs: readonly Glyph[]): Glyph[] {
  const shown = glyphs.filter((glyph) => glyph.size > 0 && !/^[\p{Cc}\u200b\ufeff]*$/u.test(glyph.text));
  const twins = twinsOf(shown);
  const pair = (glyph: Glyph, twin: Glyph): string => `${glyph.print} ${twin.print}`;
  const lengths = countBy(shown, (glyph) => glyph.print);
  const common = countBy([...twins], ([glyph, twin]) => pair(glyph, twin));
  const twinned = countBy([...new Set([...twins].flat())], (glyph) => glyph.print);
  const isAllTwinned = ({ print }: Glyph): boolean => twinned.get(print) === lengths.get(print);
  return shown.filter((glyph) => {
    const twin = twins.get(glyph);
    if (twin === undefined) return true;
    if (OF_NUMBER.test(glyph.text) && !(isAllTwinned(glyph) && isAllTwinned(twin))) return true;
    const shorter = Math.min(lengths.get(glyph.print) ?? 0, lengths.get(twin.print) ?? 0);
    return (common.get(pair(glyph, twin)) ?? 0) < shorter;
  });
}

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** The characters that stand where the same one was painted before, each with that one. */
function twinsOf(glyphs: readonly Glyph[]): Map<Glyph, Glyph> {
  const seen = new Map<string, Glyph[]>();
  const found = new Map<Glyph, Glyph>();
  for (const glyph of glyphs) {
    const row = Math.round(glyph.baseline / BUCKET);
    const column = Math.round(glyph.left / BUCKET);
    const near = NEIGHBOURS.flatMap(([x, y]) => seen.get(`${row + y} ${column + x} ${glyph.text}`) ?? []);
    const reach = Math.min(BUCKET, Math.max(0.1, glyph.size * DOUBLE_PRINT));
    const twin = near.find(
      (other) =>
        Math.abs(other.left - glyph.left) <= reach &&
        Math.abs(other.baseline - glyph.baseline) <= reach &&
        Math.abs(other.size - glyph.size) <= reach,
    );
    if (twin !== undefined) {
      found.set(glyph, twin);
      continue;
    }
    const key = `${row} ${column} ${glyph.text}`;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, [glyph]);
    else known.push(glyph);
  }
  return found;
}

/** Groups characters into lines, from the top, each a row of words from the left. */
export function textLines(glyphs: readonly Glyph[]): TextLine[] {
  const rows: { glyphs: Glyph[]; middle: number; size: number }[] = [];
  const ordered = [...glyphs].sort((a, b) => middleOf(a) - middleOf(b));
  for (const glyph of ordered) {
    const row = rows.at(-1);
    // Measured from the row's first character, so that a row cannot drift down the page.
    if (row !== undefined && middleOf(glyph) - row.middle <= 0.45 * Math.min(row.size, glyph.size)) {
      row.glyphs.push(glyph);
    } else {
      rows.push({ glyphs: [glyph], middle: middleOf(glyph), size: glyph.size });
    }
  }
  return rows.map(({ glyphs: row }) => lineOf(row)).filter((line): line is TextLine => line !== null);
}

function lineOf(row: Glyph[]): TextLine | null {
  const words: Word[] = [];
  let blankBefore = false;
  let last: Word | null = null;
  for (const glyph of row.sort((a, b) => a.left - b.left)) {
    if (glyph.text.trim() === '') {
      // A wide blank reaches into its neighbours' places; only one that stands free parts them.
      blankBefore = true;
      continue;
    }
    const gap: number = last === null ? Infinity : glyph.left - last.right;
    if (last !== null && !blankBefore && gap <= WORD_GAP * Math.max(last.size, glyph.size)) {
      last.text += glyph.text;
      last.right = Math.max(last.right, glyph.right);
      last.size = Math.max(last.size, glyph.size);
      last.glyphs.push(glyph);
    } else {
      const { text, left, right, baseline, size } = glyph;
      last = { text, left, right, baseline, size, glyphs: [glyph], blankBefore };
      words.push(last);
    }
    blankBefore = false;
  }
  const [first] = words;
  if (first === undefined) return null;
  const sizes = words.map((word) => word.size).sort((a, b) => a - b);
  const size = sizes[sizes.length >> 1] ?? first.size;
  const middles = words.map(middleOf).sort((a, b) => a - b);
  return { words, middle: middles[middles.length >> 1] ?? middleOf(first), size };
}

/** A line with this many numbers is a row of a table. */
const ROW_NUMBERS = 3;
const NUMBER = /^[-+−]?\d[\d,.]*(?:\p{Script=Han}{0,2})$/u;
/** Numbers of so many digits may fill their cells, so that they nearly touch what stands beside them. */
const WIDE_NUMBER = /\d{3}/u;

/** The text of a line: a tab where the gap is as wide as between the columns of a table, a blank where one shows. */
export function lineText(line: TextLine): string {
  const numbers = line.words.map(({ text }) => NUMBER.test(text.normalize('NFKC')));
  if (numbers.filter(Boolean).length < ROW_NUMBERS) return joinWords(line.words, '\t');
  let text = '';
  let from = 0;
  line.words.forEach((word, index) => {
    if (index === 0 || numbers[index] !== true || !WIDE_NUMBER.test(word.text.normalize('NFKC'))) return;
    text += `${joinWords(line.words.slice(from, index), '\t')}\t`;
    from = index;
  });
  return text + joinWords(line.words.slice(from), '\t');
}

/** Words to text, `wide` between those that stand far apart. */
export function joinWords(words: readonly Word[], wide: string): string {
  let text = '';
  let last: Word | null = null;
  for (const word of words) {
    if (last !== null) {
      const gap = (word.left - last.right) / Math.max(last.size, word.size);
      if (gap >= FIELD_GAP) text += wide;
      else if (gap >= BLANK_GAP || word.blankBefore) text += ' ';
    }
    text += word.text;
    last = word;
  }
  return text;
}
