/**
 * Columns of plain text that are aligned by blanks, as a PDF printed to text keeps its layout: a row that lost its empty
 * fields still shows by position where its numbers stand.
 */
import { labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import type { PlacedRow } from './place-values.js';
import type { Placement } from './placement.js';

/** A stretch of a line, in display columns. */
export interface Span {
  left: number;
  right: number;
}

/** Rows that print every column, needed to show where the columns stand. */
const FEWEST_FULL_ROWS = 3;
/** Numbers of one column share an edge or their middle to this, in display columns. */
const SAME_PLACE = 1;

/** Where the columns stand, by the rows that print all of them; null where these rows are few or not in line. */
export function alignedColumns(rows: readonly (readonly Field[])[], width: number): Span[] | null {
  const full = rows.flatMap((row) => {
    const spans = row.flatMap(({ span }) => (span === undefined ? [] : [span]));
    return spans.length === width && row.length === width ? [spans] : [];
  });
  if (full.length < FEWEST_FULL_ROWS) return null;
  const columns: Span[] = [];
  for (let column = 0; column < width; column += 1) {
    const spans = full.flatMap((row) => row[column] ?? []);
    const inLine = [
      ({ left }: Span) => left,
      ({ right }: Span) => right,
      ({ left, right }: Span) => (left + right) / 2,
    ].some((edge) => spread(spans.map(edge)) <= SAME_PLACE);
    const [left, right] = [
      Math.min(...spans.map((span) => span.left)),
      Math.max(...spans.map((span) => span.right)),
    ];
    if (!inLine || left < (columns.at(-1)?.right ?? 0) + 1) return null;
    columns.push({ left, right });
  }
  return columns;
}

/** Values that must all stand under the header before it counts as evidence. */
const FEWEST_VALUES = 6;

/** One row, and where the header above it prints its columns. */
export interface HeadedRow {
  values: readonly Field[];
  header: readonly Span[] | null;
}

/** True where every number of the table stands under exactly one label of the header above it: the text is aligned. */
export function isUnderHeader(rows: readonly HeadedRow[]): boolean {
  const printed = rows.filter(({ values }) => values.length > 0);
  const count = printed.reduce((sum, { values }) => sum + values.length, 0);
  return (
    count >= FEWEST_VALUES &&
    printed.every(({ values, header }) => header !== null && placementBy(header, values) !== null)
  );
}

/** Where header labels stand, in the order of `names`; null where one is missing, stands twice, or they overlap. */
export function headerSpans(rows: readonly LogicalRow[], names: readonly string[]): Span[] | null {
  const fields = rows.filter(({ positioned }) => !positioned).flatMap((row) => row.fields);
  const spans = names.map((name) => {
    const found = fields.filter((field) => labelLetters(field.raw) === name);
    return found.length === 1 ? found[0]?.span : undefined;
  });
  const known = spans.filter((span): span is Span => span !== undefined);
  const inOrder = known.every((span, index) => index === 0 || span.left >= (known[index - 1]?.right ?? 0));
  return known.length === names.length && inOrder ? known : null;
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Each number in the one column that it stands in; null where one stands in none or in two, or two in one. */
function placementBy(columns: readonly Span[], fields: readonly Field[]): Placement | null {
  const placement: (Field | null)[] = columns.map(() => null);
  for (const field of fields) {
    const { span } = field;
    if (span === undefined) return null;
    const at = columns.flatMap(({ left, right }, index) =>
      span.left < right && span.right > left ? [index] : [],
    );
    const [only] = at;
    if (at.length !== 1 || only === undefined || placement[only] !== null) return null;
    placement[only] = field;
  }
  return placement;
}

/**
 * A row that lost its empty fields, as its columns show it: decided where the position is one of the placements that its
 * sums allow; both are kept where they disagree.
 */
export function placeByAlignment(
  placed: PlacedRow,
  fields: readonly Field[],
  columns: readonly Span[],
): PlacedRow {
  if (placed.basis !== 'NONE' && placed.basis !== 'SUMS') return placed;
  const shown = placementBy(columns, fields);
  if (shown === null) return placed;
  const isShown = (other: Placement): boolean => other.every((field, index) => field === shown[index]);
  if (placed.candidates.some(isShown)) return { candidates: [shown], basis: 'ALIGNED' };
  return { candidates: [...placed.candidates, shown], basis: 'NONE' };
}
