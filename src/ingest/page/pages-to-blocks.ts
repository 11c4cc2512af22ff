/** Pages to the blocks of a document: lines where they stand, tables as their rulings draw them; PDF and OFD alike. */
import type { Place } from '../../domain/report.js';
import type { Block, Document, GridCell, OmittedText, TableBlock } from '../document.js';
import { alignTables } from './aligned-tables.js';
import type { JoinedTable } from './join-tables.js';
import { beginTable, continueTable } from './join-tables.js';
import { boxOnPage, edgesOfWords, wordExtents } from './page-boxes.js';
import type { PageContent } from './page-content.js';
import type { PageLayout } from './page-layout.js';
import { layOutPage } from './page-layout.js';
import type { PageLine } from './page-lines.js';
import { dropRunningLines } from './running-lines.js';
import type { Word } from './words.js';

/** Stands for a page's end, see {@link Block}. */
const PAGE_END = 3;

/** Letters that are read right are nearly always surer; one that is none of the model's is taken for another with less. */
const SURE_LETTER = 0.97;

/** The letters of a line of which the reader of its picture was not sure. */
function unsureLetters(words: readonly Word[]): string {
  const glyphs = words.flatMap((word) => word.glyphs);
  return glyphs.flatMap(({ text, probability = 1 }) => (probability < SURE_LETTER ? [text] : [])).join('');
}

/** Page numbers, running headers and footers are dropped, tables over page breaks joined. */
export function pagesToBlocks(pages: readonly PageContent[]): Pick<Document, 'blocks' | 'omitted'> {
  const layouts = dropRunningLines(pages.map((page, index) => layOutPage(page, index + 1)));
  const omitted = omittedTexts(pages);
  return { blocks: toBlocks(layouts, pages), ...(omitted.length === 0 ? {} : { omitted }) };
}

/** What was left out of the pages, each text once, at the page where it stands first. */
function omittedTexts(pages: readonly PageContent[]): OmittedText[] {
  const found = new Map<string, number>();
  for (const [index, page] of pages.entries()) {
    for (const text of page.omitted) if (!found.has(text)) found.set(text, index + 1);
  }
  return [...found].map(([text, page]) => ({ text, place: { ...partOf(pages[page - 1]), page } }));
}

function toBlocks(layouts: readonly PageLayout[], pages: readonly PageContent[]): Block[] {
  const joined: (PageLine | JoinedTable)[] = [];
  for (const part of layouts.flatMap((layout) => alignTables(layout.parts))) {
    const last = joined.at(-1);
    const longer = part.kind === 'table' && last?.kind === 'table' ? continueTable(last, part) : null;
    if (longer !== null) joined.splice(-1, 1, longer);
    else joined.push(part.kind === 'line' ? part : beginTable(part));
  }
  const parts = joined.flatMap((part) =>
    part.kind === 'table' && part.xs.length === 2 ? part.framed : [part],
  );
  let tables = 0;
  return parts.map((part, index) => {
    if (part.kind === 'table') {
      tables += 1;
      return tableBlock(part, tables, pages);
    }
    const { text, page, line } = part;
    const content = pages[page - 1];
    const edges = edgesOfWords(part.content.words);
    const unsure = unsureLetters(part.content.words);
    const isPlaced = content !== undefined && edges !== null;
    return {
      kind: 'line',
      text,
      place: { ...partOf(content), page, line, ...(isPlaced ? { box: boxOnPage(edges, content) } : {}) },
      ...(unsure === '' ? {} : { unsure }),
      // On a page set sideways words run down the page: a stretch of the line has the box of the line.
      ...(isPlaced && content.turns === 0 && content.toShown === undefined
        ? { words: wordExtents(part) }
        : {}),
      blankLinesBefore: blankLinesBefore(parts[index - 1], part),
    };
  });
}

/** A line further below the last than lines of a paragraph stand apart begins after an empty one. */
function blankLinesBefore(last: PageLine | JoinedTable | undefined, line: PageLine): number {
  if (last?.kind !== 'line') return 0;
  if (last.page !== line.page) return PAGE_END;
  return line.middle - last.middle > 2.4 * Math.max(last.size, line.size) ? 1 : 0;
}

function tableBlock(table: JoinedTable, ordinal: number, pages: readonly PageContent[]): TableBlock {
  const width = table.xs.length - 1;
  const rows: GridCell[][] = Array.from({ length: table.height }, () => []);
  for (const cell of table.cells) {
    const content = pages[cell.page - 1];
    const place: Place = {
      ...partOf(content),
      page: cell.page,
      table: ordinal,
      row: cell.row + 1,
      tableColumn: cell.column + 1,
      ...(content === undefined ? {} : { box: boxOnPage(cell.edges, content) }),
    };
    for (let row = cell.row; row < cell.row + cell.rowSpan; row += 1) {
      for (let column = cell.column; column < cell.column + cell.columnSpan; column += 1) {
        const origin = row === cell.row && column === cell.column;
        const line = rows[row];
        const { recognised } = cell;
        if (line !== undefined && column < width)
          line[column] = {
            text: cell.text,
            origin,
            place,
            ...(recognised === undefined ? {} : { recognised }),
          };
      }
    }
  }
  return {
    kind: 'table',
    rows,
    place: { ...partOf(pages[table.page - 1]), page: table.page, table: ordinal },
  };
}

function partOf(page: PageContent | undefined): Pick<Place, 'part'> {
  return page?.part === undefined ? {} : { part: page.part };
}
