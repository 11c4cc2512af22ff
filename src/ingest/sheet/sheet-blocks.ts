/** The rows of a sheet as blocks: lines above, between and below its tables, and the tables. */
import type { Block, GridCell, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormLabel, isNarrative, isSectionHeading } from '../html/report-signs.js';

/** A label or a number is shorter than this; longer text is narrative. */
const LONGEST_DATA = 200;

/**
 * Parts a sheet at its headings and passages. What stands alone in its row above or below all figures is a line of text, but for labels
 * of the form: those stand alone where nothing is printed beside them.
 */
export function sheetBlocks(rows: readonly (readonly GridCell[])[], ordinal: number): Block[] {
  const only = rows.map(onlyText);
  const first = only.indexOf(null);
  const last = only.lastIndexOf(null);
  const blocks: Block[] = [];
  let open: TableBlock | null = null;
  rows.forEach((row, index) => {
    const text = only[index] ?? null;
    if (text !== null && (isPassage(text) || ((index < first || index > last) && isText(text)))) {
      open = null;
      const place = row.find((cell) => cell.text !== '')?.place ?? {};
      blocks.push({ kind: 'paragraph', text, place });
    } else if (open === null) {
      open = { kind: 'table', rows: [[...row]], place: { table: ordinal } };
      blocks.push(open);
    } else {
      open.rows.push([...row]);
    }
  });
  return blocks.map((block) => (block.kind === 'table' ? withoutEmptyEdge(block) : block));
}

/** A heading of the outline, or narrative. （一）行政复议 may head a part of a table; a section's own number has no brackets. */
function isPassage(text: string): boolean {
  const letters = compact(text);
  if (text.length > LONGEST_DATA || isNarrative(letters)) return true;
  return !letters.startsWith('(') && isSectionHeading(letters);
}

/** Shorter text is a label. */
const SHORTEST_TEXT = 5;

/** No figure, and no label: a blank cell may be beside that. */
function isText(text: string): boolean {
  const letters = compact(text);
  if (/[。;]/u.test(letters)) return true;
  return (
    letters.length >= SHORTEST_TEXT &&
    /\p{Script=Han}/u.test(letters) &&
    !isFormLabel(letters) &&
    !/^\(?[一二三四五六七八九十\d]{1,3}[).、]/u.test(letters)
  );
}

/** The text of the only cell that prints anything; null where several do, or one that began in another row. */
function onlyText(row: readonly GridCell[]): string | null {
  const filled = row.filter((cell) => cell.text !== '');
  const [cell] = filled;
  if (cell?.origin !== true) return null;
  return filled.every((other) => other.place === cell.place) ? cell.text : null;
}

/** Tables of one sheet differ in width: a column at the right in which nothing is or reaches is not of this one. */
function withoutEmptyEdge(table: TableBlock): TableBlock {
  const width = table.rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => cell.text !== '' || !cell.origin) + 1),
    0,
  );
  return { ...table, rows: table.rows.map((row) => row.slice(0, width)) };
}
