/** Drops what is printed on every page alike: page numbers, running headers and footers. */
import type { PageLayout, PagePart } from './page-layout.js';
import type { PageLine } from './page-lines.js';

/** How many lines from the top and from the bottom of a page may be running ones. */
const DEEPEST = 3;
/** Running lines stand within this of each other's height, in points. */
const SAME_HEIGHT = 4;

const PAGE_NUMBER =
  /^(?:[-–—―－~·]{1,2}\s*\d{1,4}\s*[-–—―－~·]{1,2}|第\s*\d{1,4}\s*页(?:\s*(?:[,，/]\s*)?共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})$/u;

/** The pages without their running lines. */
export function dropRunningLines(pages: readonly PageLayout[]): PageLayout[] {
  const candidates = pages.flatMap(edgeLines);
  const running = new Set<PageLine>();
  for (const line of candidates) {
    if (PAGE_NUMBER.test(line.text.normalize('NFKC').trim()) || repeats(line, candidates, pages))
      running.add(line);
  }
  return pages.map((page) => ({
    ...page,
    parts: page.parts.filter((part) => part.kind === 'table' || !running.has(part)),
  }));
}

/** The lines at the edges of a page, with no table beyond them. */
function edgeLines(page: PageLayout): PageLine[] {
  const isLine = (part: PagePart): part is PageLine => part.kind === 'line';
  const run = (parts: readonly PagePart[]): PageLine[] => {
    const end = parts.findIndex((part) => !isLine(part));
    return parts.slice(0, end === -1 ? DEEPEST : Math.min(end, DEEPEST)).filter(isLine);
  };
  // A page's number stands in its margin; a table may reach below it only by mistake.
  const margins = [...run(page.parts), ...run(page.parts.toReversed())].filter(
    (line) => line.middle < page.height * 0.12 || line.middle > page.height * 0.88,
  );
  return [...new Set(margins)];
}

/**
 * True where the same text, its page number aside, stands at the same height on most pages. Twice at the top of a page is not
 * enough: the organ's name may stand there once above the title and once above the date of the signature.
 */
function repeats(line: PageLine, candidates: readonly PageLine[], pages: readonly PageLayout[]): boolean {
  const alike = candidates.filter(
    (other) => Math.abs(other.middle - line.middle) <= SAME_HEIGHT && isSameButPage(line, other),
  );
  const on = new Set(alike.map((other) => other.page)).size;
  // Several numbers and no word are a row of a table.
  const isText = /\p{L}|^\P{Nd}*\p{Nd}+\P{Nd}*$/u.test(line.text);
  const height = pages.find((page) => page.page === line.page)?.height ?? 0;
  const isSure = line.middle > height / 2 || alike.some((other) => other.text !== line.text);
  return isText && on >= (isSure ? 2 : 3) && on * 2 > pages.length;
}

/** True where two lines differ in nothing but numbers that count the pages. */
function isSameButPage(a: PageLine, b: PageLine): boolean {
  const [left, right] = [a, b].map((line) =>
    line.text.normalize('NFKC').replace(/\s+/gu, '').split(/(\d+)/u),
  );
  if (left === undefined || right?.length !== left.length) return false;
  return left.every((piece, index) => {
    const other = right[index] ?? '';
    return piece === other || (/^\d+$/u.test(piece) && Number(piece) - a.page === Number(other) - b.page);
  });
}
