/** A page as a sequence of lines and tables, from its top to its bottom. */
import type { PageContent } from './page-content.js';
import type { PageLine } from './page-lines.js';
import { pageLines } from './page-lines.js';
import type { PageTable } from './page-tables.js';
import { fillGrid } from './page-tables.js';
import { ruledGrids } from './ruled-grids.js';
import { printedGlyphs } from './words.js';

export type PagePart = PageLine | PageTable;

/** What stands on a page. */
export interface PageLayout {
  page: number;
  height: number;
  parts: PagePart[];
}

/** Lays a page out. Every character is in exactly one line or cell. */
export function layOutPage(content: PageContent, page: number): PageLayout {
  let rest = printedGlyphs(content.glyphs);
  const parts: PagePart[] = [];
  for (const grid of ruledGrids(content.horizontals, content.verticals)) {
    const filled = fillGrid(grid, rest, page);
    // An empty grid is a drawing.
    if (filled.table.cells.every((cell) => cell.text === '')) continue;
    parts.push(filled.table);
    rest = filled.rest;
  }
  parts.push(...pageLines(rest, page));
  const heightOf = (part: PagePart): number => (part.kind === 'line' ? part.middle : part.top);
  parts.sort((a, b) => heightOf(a) - heightOf(b));
  parts
    .flatMap((part) => (part.kind === 'line' ? [part] : part.framed))
    .forEach((line, index) => {
      line.line = index + 1;
    });
  return { page, height: content.height, parts };
}
