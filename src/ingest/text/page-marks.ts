/** Marks that tools set between the pages of a PDF, and the pages of those that write a page's lines from its foot upwards. */
import type { LineBlock } from '../document.js';
import { compact } from '../html/html-text.js';

/** pdf-parse, pdf2json, and scripts that number pages by hand. */
const MARKS = [
  /^-- (\d{1,4}) of \d{1,4} --$/u,
  /^-{4,}Page \((\d{1,4})\) Break-{4,}$/u,
  /^[-=#*[<! ]{2,}(?:page|PAGE|Page) (\d{1,4})(?: of \d{1,4})?[-=#*\]!> ]{2,}$/u,
];
/** A line behind the end of a page, as blank lines show it elsewhere. */
const PAGE_END = 3;
/** A numbered heading at the beginning of a line. */
const HEADING = /^\W{0,4}([一二三四五六])、[\p{Script=Han}、]{4,24}$/u;
const ORDINALS = '一二三四五六';

/** The lines without such marks, in the order of the page; as they are where the marks do not count the pages. */
export function withoutPageMarks(lines: readonly LineBlock[]): readonly LineBlock[] {
  const mark = MARKS.find((one) => lines.some(({ text }) => one.test(text.trim())));
  if (mark === undefined) return lines;
  const pages: LineBlock[][] = [[]];
  const numbers: number[] = [];
  for (const line of lines) {
    const number = mark.exec(line.text.trim())?.[1];
    if (number === undefined) pages.at(-1)?.push(line);
    else {
      numbers.push(Number(number));
      pages.push([]);
    }
  }
  const first = numbers[0] ?? 0;
  if (first > 1 || numbers.some((number, index) => number !== first + index)) return lines;
  const ordered = isUpwards(pages) ? pages.map((page) => page.toReversed()) : pages;
  return ordered.flatMap((page, index) =>
    page.map((line, at) => (index > 0 && at === 0 ? { ...line, blankLinesBefore: PAGE_END } : line)),
  );
}

/**
 * True where numbered headings go upwards on the pages that have several. Rows of the second table have such numbers of their own,
 * below its heading or, upwards, before it: one step in three may go the other way.
 */
function isUpwards(pages: readonly (readonly LineBlock[])[]): boolean {
  let [up, down] = [0, 0];
  for (const page of pages) {
    const found = page.flatMap(({ text }) => {
      const ordinal = HEADING.exec(compact(text))?.[1];
      return ordinal === undefined ? [] : [ORDINALS.indexOf(ordinal)];
    });
    for (const [index, ordinal] of found.entries()) {
      const before = found[index - 1];
      if (before === undefined || ordinal === before) continue;
      if (ordinal < before) up += 1;
      else down += 1;
    }
  }
  return up > 2 * down;
}
