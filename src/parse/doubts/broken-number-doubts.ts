/** Doubts about numbers whose beginning or end stands elsewhere: a narrow cell broke them, and a tool parted the lines. */
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import type { LogicalRow } from '../logical-rows.js';
import { isBrokenNumber } from '../logical-rows.js';
import { REVIEW_BLOCKS } from '../tables/review-header.js';
import type { Doubt } from './table-doubt.js';
import { rowsOfFields } from './table-doubt.js';

/** A narrow cell breaks off so many digits at most. */
const END = /^\d{1,2}$/u;

function printed({ fields }: LogicalRow): LogicalRow['fields'] {
  return fields.filter(({ reading }) => reading.kind !== 'empty');
}

/** So many lines below the beginnings of numbers their ends may stand. */
const NEAREST_LINES = 3;

/** A row of as many short numbers as a line shortly above it has beginnings of numbers ("3,09 3,09", and "5 5" below a label): they are their ends. */
export const endsBelowBeginnings: Doubt = ({ cells }, rows) => {
  const ends = rows.flatMap((row, index) => {
    const begun = printed(row).filter(isBrokenNumber).length;
    if (begun === 0 || printed(row).some(({ reading }) => reading.kind === 'number')) return [];
    const below = rows
      .slice(index + 1, index + 1 + NEAREST_LINES)
      .find(({ fields }) => fields.some(({ reading }) => reading.kind === 'number'));
    const numbers = (below?.fields ?? []).filter(({ reading }) => reading.kind === 'number');
    return numbers.length === begun && numbers.every(({ raw }) => END.test(raw)) ? numbers : [];
  });
  return ends.length === 0 ? [] : rowsOfFields(cells, ends);
};

/** Blocks that do not add up above a line of a few digits and nothing else: they may be the end of one of their numbers, or a page's. */
export const digitsBelowBlocks: Doubt = ({ cells }, rows) => {
  const last = rows.findLastIndex(({ fields }) => fields.length >= REVIEW_COLUMNS.length);
  const below = rows.slice(last + 1).filter(({ fields }) => fields.length < REVIEW_COLUMNS.length);
  const isEnd = below.some(
    (row) => printed(row).length > 0 && printed(row).every(({ raw }) => END.test(raw)),
  );
  if (last === -1 || !isEnd) return [];
  return REVIEW_BLOCKS.flatMap((block) => {
    const keys = REVIEW_COLUMNS.map((column) => `${block}.${column}`);
    const values = keys.map((key) => cells.get(key)?.value ?? 0);
    const sum = values.slice(0, -1).reduce((all, value) => all + value, 0);
    return sum === values.at(-1) ? [] : keys;
  });
};
