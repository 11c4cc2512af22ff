/** Doubts about the third table. */
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import type { Cell } from '../../domain/report.js';
import { isGlued } from '../glued-rows.js';
import { allLetters } from '../label-text.js';
import type { LogicalRow } from '../logical-rows.js';
import { namesBlock } from '../row-segments.js';
import type { TableReading } from '../table-reading.js';
import { REVIEW_BLOCKS } from '../tables/review-header.js';
import type { Doubt } from './table-doubt.js';
import { isTotalDisplaced, isAllBlank } from './table-doubt.js';

const RESULTS = ['结果维持', '结果纠正', '其他结果', '尚未审结'];
/** Each block of the review table has them. */
const FEWEST_HEADERS = 1;

function withoutBlock(letters: string): string {
  const result = RESULTS.find((own) => letters.endsWith(own));
  return result !== undefined && namesBlock(letters.slice(0, -result.length)) ? result : letters;
}

/** The review table is blank below a header that is itself in pieces, or has two of its cells in one: its numbers may be lost as well. */
export const blankBelowBrokenHeader: Doubt = (reading, rows) => {
  const fields = rows.filter(({ positioned }) => positioned).flatMap((row) => row.fields);
  if (fields.length === 0 || !isAllBlank(reading)) return [];
  // A header that names the block before each of its results is whole; before some of them, a tool has put two cells into one.
  const printed = fields.map(({ raw }) => allLetters(raw));
  const namesEach = printed.every((text) => !RESULTS.includes(text));
  const letters = namesEach ? printed.map(withoutBlock) : printed;
  const isWhole = RESULTS.every(
    (result) => letters.filter((text) => text === result).length >= FEWEST_HEADERS,
  );
  const isGluedHeader = letters.some((text) =>
    RESULTS.some((result) => text.includes(result) && text !== result),
  );
  // One such text may be the header of the results' own column.
  const cut = new Set(
    letters.filter((text) =>
      RESULTS.some((result) => text.length > 1 && text !== result && result.endsWith(text)),
    ),
  );
  const isCut = cut.size > 1;
  return isWhole && !isGluedHeader && !isCut ? [] : [...reading.cells.keys()];
};

/** Numbers of the review table that belong to no block may be those of any block that is not printed whole and adds up. */
export const unplacedBesideBlanks: Doubt = ({ cells, extraRows }) => {
  if (!extraRows.some(({ values }) => values.some(({ value }) => value !== null))) return [];
  return REVIEW_BLOCKS.map((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`))
    .filter((keys) => {
      const values = keys.map((key) => cells.get(key));
      return !sumsAgree(values) || values.some((cell) => cell?.state !== 'REPORTED');
    })
    .flatMap((keys) => keys.filter((key) => cells.has(key) && cells.get(key)?.state !== 'UNREADABLE'));
};

/**
 * Most blocks of the review table do not add up: a tool that keeps one line of a cell alone cuts numbers that the cell breaks. What is
 * read from the cells themselves is whole, and so printed.
 */
export const mostBlocksContradict: Doubt = (reading, rows) => {
  if (!rows.some(({ positioned }) => positioned) || areWholeCells(reading, rows)) return [];
  const wrong = REVIEW_BLOCKS.filter((block) => !blockAddsUp(reading, block));
  return wrong.length * 2 > REVIEW_BLOCKS.length ? [...reading.cells.keys()] : [];
};

/** Of a review table that is read in part, a block that does not add up: its cells may be pieces of numbers, or of another order. */
export const partContradicts: Doubt = (reading) => {
  const isPart =
    REVIEW_BLOCKS.some((block) => !reading.rows.has(block)) ||
    [...reading.cells.values()].some(({ state }) => state === 'UNREADABLE');
  return isPart
    ? REVIEW_BLOCKS.filter((block) => !blockAddsUp(reading, block)).flatMap((block) =>
        REVIEW_COLUMNS.map((column) => `${block}.${column}`),
      )
    : [];
};

function blockAddsUp({ cells }: TableReading, block: string): boolean {
  const values = REVIEW_COLUMNS.map((column) => cells.get(`${block}.${column}`));
  if (values.some((cell) => cell?.state !== 'REPORTED')) return true;
  return sumsAgree(values);
}

/** True for a table that the source marks up, with a number in each cell. */
function areWholeCells({ cells }: TableReading, rows: readonly LogicalRow[]): boolean {
  return areOfMarkup(rows) && [...cells.values()].every(({ state }) => state === 'REPORTED');
}

/** True for rows of a table that the source marks up: a blank cell of it is where it stands, whatever the sums say. */
function areOfMarkup(rows: readonly LogicalRow[]): boolean {
  return rows.some(({ fields }) => fields.some(({ place }) => place.table !== undefined));
}

/** Blanks taken for zero. */
function sumsAgree(values: readonly (Cell | undefined)[]): boolean {
  const numbers = values.map((cell) => cell?.value ?? 0);
  return numbers.slice(0, -1).reduce((sum, value) => sum + value, 0) === numbers.at(-1);
}

/**
 * With blanks for zero most blocks of a row with blanks do not add up, or have numbers and no total: the row is displaced, as where a
 * tool has broken its line.
 */
export const mostBlocksDisplaced: Doubt = (reading, rows) => {
  if (areOfMarkup(rows)) return [];
  const blocks = REVIEW_BLOCKS.map((block) =>
    REVIEW_COLUMNS.map((column) => reading.cells.get(`${block}.${column}`)),
  );
  const hasBlanks = blocks.flat().some((cell) => cell?.state === 'BLANK');
  const wrong = blocks.filter((values) => !sumsAgree(values));
  return hasBlanks && wrong.length * 2 > blocks.length ? [...reading.cells.keys()] : [];
};

/** Two numbers in one cell of the review table: those beside it may be displaced too, where not all are there. */
export const twoInOneCell: Doubt = (reading, rows) => {
  const isWhole = [...reading.cells.values()].every(({ state }) => state === 'REPORTED');
  const isBroken = rows.some(({ fields, positioned }) => positioned && fields.some(isGlued));
  return isBroken && !isWhole ? [...reading.cells.keys()] : [];
};

/** As {@link totalInAnotherColumn}, for a block of the review table. */
export const totalInAnotherResult: Doubt = ({ cells }, rows) =>
  areOfMarkup(rows)
    ? []
    : REVIEW_BLOCKS.map((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`)).flatMap((keys) =>
        isTotalDisplaced(keys.map((key) => cells.get(key))) ? keys : [],
      );
