/**
 * Numbers without rulings that were broken over two lines at the edges of their cells: their pieces stand above and below the
 * line of the row's label and of its other values.
 */
import type { PageLine } from './page-lines.js';
import type { TextLine, Word } from './words.js';
import { lineText } from './words.js';

/** Lines of one cell stand apart by at most this, in units of the font's height. */
const LEADING = 1.6;
/** The line of the row stands half-way between the pieces to this, in units of the font's height. */
const HALF_WAY = 0.2;

/** A piece of at least two digits, and what is left of it. */
const UPPER = /^\d[\d,，]*\d$/u;
const LOWER = /^(?:\d+\p{Script=Han}{0,2}|[件项条个宗份起元]|万元)$/u;

/** Lines with broken numbers mended, where the pieces of three lines fit together without a doubt. */
export function mendBrokenNumbers(lines: readonly PageLine[]): PageLine[] {
  const mended: PageLine[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [upper, row, lower] = lines.slice(index, index + 3);
    const found =
      upper === undefined || row === undefined || lower === undefined ? null : mend(upper, row, lower);
    if (found !== null) index += 2;
    mended.push(...(found ?? (upper === undefined ? [] : [upper])));
  }
  return mended;
}

/** The three lines with the numbers on the middle one; of the others what is left, pieces of labels. */
function mend(upper: PageLine, row: PageLine, lower: PageLine): PageLine[] | null {
  const [above, below] = [row.middle - upper.middle, lower.middle - row.middle];
  if (above + below > LEADING * row.size || Math.abs(above - below) > HALF_WAY * row.size) return null;
  const [begins, ends] = [upper, lower].map((line) => line.content.words.filter(isPiece));
  const others = row.content.words;
  if (begins === undefined || begins.length === 0 || ends?.length !== begins.length) return null;
  const numbers = begins.flatMap((begin, index) => joined(begin, ends[index], others) ?? []);
  if (numbers.length < begins.length) return null;
  const ordered = [...others, ...numbers].sort((a, b) => a.left - b.left);
  // A number that fills its cell nearly touches the next.
  const words = ordered.map((word, index) => {
    const last = ordered[index - 1];
    return last !== undefined && numbers.includes(last) ? { ...word, blankBefore: true } : word;
  });
  return [withoutWords(upper, begins), withWords(row, words), withoutWords(lower, ends)].filter(
    (line) => line.content.words.length > 0,
  );
}

/** True for what may be a piece of a number, and is none of a label. */
function isPiece({ text }: Word): boolean {
  const plain = text.normalize('NFKC');
  return LOWER.test(plain) || (/\p{Nd}/u.test(plain) && !/\p{Script=Han}{3}/u.test(plain));
}

function withWords(line: PageLine, words: Word[]): PageLine {
  const content: TextLine = { ...line.content, words };
  return { ...line, text: lineText(content), content };
}

function withoutWords(line: PageLine, words: readonly Word[]): PageLine {
  return withWords(
    line,
    line.content.words.filter((word) => !words.includes(word)),
  );
}

/** The number of two pieces that stand below each other and beside all else; null where they are none. */
function joined(upper: Word, lower: Word | undefined, others: readonly Word[]): Word | null {
  if (lower === undefined || !isBelow(upper, lower)) return null;
  if (!UPPER.test(upper.text.normalize('NFKC')) || !LOWER.test(lower.text.normalize('NFKC'))) return null;
  const { left, right } = upper;
  if (others.some((word) => word.left < right && word.right > left)) return null;
  return {
    ...upper,
    text: upper.text + lower.text,
    glyphs: [...upper.glyphs, ...lower.glyphs],
    blankBefore: true,
  };
}

function isBelow(upper: Word, lower: Word): boolean {
  const slack = upper.size / 2;
  return lower.left >= upper.left - slack && lower.right <= upper.right + slack;
}
