/** The header of a table, printed again at the top of each page: between rows it says nothing, and would part a row from its group. */
import { squeeze } from './label-text.js';
import type { LogicalRow } from './logical-rows.js';

/** A row of a header has so many texts; fewer may be the label of a row. */
const FEWEST_TEXTS = 2;

/** The rows without those that repeat one of the rows above the first number, where the source parts their fields. */
export function withoutRepeatedHeaders(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const first = rows.findIndex(({ fields }) => fields.some(({ reading }) => reading.kind === 'number'));
  const header = new Set(rows.slice(0, Math.max(0, first)).flatMap((row) => keyOf(row) ?? []));
  if (header.size === 0) return rows;
  const isAgain = (row: LogicalRow | undefined, index: number): boolean =>
    index > first && row !== undefined && header.has(keyOf(row) ?? '');
  return rows.filter(
    (row, index) => !isAgain(row, index) && !(isBareNumber(row) && isAgain(rows[index + 1], index + 1)),
  );
}

/** A number alone on a line that parts no fields: above a page's header it is the number of the page before. */
function isBareNumber({ fields, positioned }: LogicalRow): boolean {
  return !positioned && fields.length === 1 && fields[0]?.reading.kind === 'number';
}

/** The texts of a row that may be of a header; null for any other. */
function keyOf({ fields, positioned }: LogicalRow): string | null {
  if (!positioned || fields.some(({ reading }) => reading.kind === 'number' || reading.kind === 'mark'))
    return null;
  const texts = new Set(
    fields.filter(({ reading }) => reading.kind === 'text').map(({ raw }) => squeeze(raw)),
  );
  return texts.size < FEWEST_TEXTS ? null : [...texts].join('\n');
}
