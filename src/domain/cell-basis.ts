/** What decided where a number belongs, shown by the findings that name its cell: one fact, kept in one place. */
import type { Finding, FindingCode } from './finding.js';
import type { Cell, CellState } from './report.js';

export const CELL_BASES = ['PRINTED', 'SHIFTED', 'ALIGNMENT', 'ORDER', 'SUMS', 'OCR'] as const;
/**
 * `PRINTED` its row prints every column, or its own field or header · `SHIFTED` its row has more fields than columns, its total or
 * the other rows show where it begins · `ALIGNMENT` where it is in line with other rows or the header · `ORDER` labels and
 * numbers are printed apart, their order and number decide · `SUMS` row and column totals decide, blanks as zero · `OCR` it was read from a picture, in its cell of a
 * drawn table.
 */
export type CellBasis = (typeof CELL_BASES)[number];

const BASIS_OF: Partial<Record<FindingCode, CellBasis>> = {
  'displaced-row': 'SHIFTED',
  'placed-by-alignment': 'ALIGNMENT',
  'placed-by-order': 'ORDER',
  'placed-by-sums': 'SUMS',
};

/** Whether something of the source, a number or a blank, was placed in a cell of this state. */
export function isPlaced(state: CellState): boolean {
  return state === 'REPORTED' || state === 'BLANK';
}

/** The basis of each cell that is placed, by key; cells that hold nothing of the source have none. */
export function cellBases(
  cells: Readonly<Record<string, Cell>>,
  findings: readonly Finding[],
): ReadonlyMap<string, CellBasis> {
  const bases = new Map<string, CellBasis>();
  for (const [key, { state }] of Object.entries(cells)) {
    if (isPlaced(state)) bases.set(key, 'PRINTED');
  }
  const recognised = new Set(Object.keys(cells).filter((key) => cells[key]?.confidence !== undefined));
  for (const key of recognised) if (bases.has(key)) bases.set(key, 'OCR');
  for (const { code, cells: keys } of findings) {
    const basis = BASIS_OF[code];
    if (basis !== undefined)
      for (const key of keys) if (bases.has(key) && !recognised.has(key)) bases.set(key, basis);
  }
  return bases;
}
