import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/parse/logical-rows.js';
import type { Placement } from '../../../src/parse/placement.js';
import { fieldValue } from '../../../src/parse/place-values.js';
import { readNumber } from '../../../src/parse/number-reading.js';
import type { GappedRow } from '../../../src/parse/table/visible-blanks.js';
import { findCellGaps, placeByGaps } from '../../../src/parse/table/visible-blanks.js';

const COLUMNS = 7;

function field(raw: string, line: number, column = 1): Field {
  return { raw, reading: readNumber(raw), place: { line, column } };
}

/** A row as a text prints it: its label, and each cell followed by `after` lines or blanks, an empty one by nothing else. */
function printed(cells: readonly (number | null)[], axis: 'line' | 'column', after: number): GappedRow {
  const label = field('予以公开', 1);
  let at = axis === 'line' ? 1 + after : 1 + label.raw.length + after;
  const values: Field[] = [];
  for (const cell of cells) {
    const raw = cell === null ? '' : String(cell);
    if (cell !== null) values.push(axis === 'line' ? field(raw, at) : field(raw, 1, at));
    at += axis === 'line' ? after : raw.length + after;
  }
  return { label, values };
}

const agrees = (placement: Placement): boolean =>
  placement.slice(0, -1).reduce((sum, value) => sum + fieldValue(value), 0) ===
  fieldValue(placement.at(-1) ?? null);

const shown = (placement: Placement | null): (string | null)[] | null =>
  placement?.map((value) => value?.raw ?? null) ?? null;

const ROWS = [
  [31, null, null, null, null, null, 31],
  [null, 4, null, null, null, 8, 12],
  [5, 1, null, null, null, null, 6],
];

describe.each(['line', 'column'] as const)('cells parted by %s', (axis) => {
  it.each([1, 2, 3])('shows its blank cells where %i stand behind each', (after) => {
    const rows = ROWS.map((row) => printed(row, axis, after));
    const gaps = findCellGaps(rows, COLUMNS, agrees);
    expect(gaps).toMatchObject({ axis, next: after });
    expect(rows.map((row) => shown(gaps && placeByGaps(row, gaps, COLUMNS)))).toEqual(
      ROWS.map((row) => row.map((cell) => (cell === null ? null : String(cell)))),
    );
  });
});

it('shows them where no two values stand side by side', () => {
  const rows = [ROWS[0] ?? [], [9, null, null, null, null, null, 9]].map((row) => printed(row, 'line', 1));
  const gaps = findCellGaps(rows, COLUMNS, agrees);
  expect(shown(gaps && placeByGaps(rows[1] ?? printed([], 'line', 1), gaps, COLUMNS))).toEqual([
    '9',
    ...Array.from({ length: 5 }, () => null),
    '9',
  ]);
});

it('tells nothing where blank cells left no trace, or the rows do not end with their totals', () => {
  const lost = ROWS.map((row) =>
    printed(
      row.filter((cell) => cell !== null),
      'line',
      1,
    ),
  );
  expect(findCellGaps(lost, COLUMNS, agrees)).toBeNull();
  const cut = ROWS.map((row) => printed([...row.slice(0, 5), 31, null], 'line', 1));
  expect(findCellGaps(cut, COLUMNS, agrees)).toBeNull();
});

it('places no row whose gaps do not come out even', () => {
  const gaps = { axis: 'line', first: 1, next: 1, blank: 2 } as const;
  const label = field('予以公开', 1);
  expect(placeByGaps({ label, values: [field('3', 2), field('3', 4)] }, gaps, COLUMNS)).toBeNull();
  expect(shown(placeByGaps({ label, values: [field('3', 2), field('3', 5)] }, gaps, COLUMNS))).toEqual([
    '3',
    null,
    '3',
    null,
    null,
    null,
    null,
  ]);
});
