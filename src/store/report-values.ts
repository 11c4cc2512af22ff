/** What a projection holds of the cells of a report. Pure, and the same for every store. */
import { CELLS } from '../domain/cells.js';
import type { CellKey } from '../domain/cell-key.js';
import type { CellState, Report } from '../domain/report.js';

/** A cell of the dictionary as filters, orders and sums see it. */
export interface ProjectedCell {
  key: CellKey;
  /** Null where there is no number: blank is not zero. */
  value: number | null;
  state: CellState;
  /** How sure the recognition of a picture was, 0–1; null of what was not read from a picture. */
  confidence: number | null;
}

/** All cells in the order of the dictionary; `ABSENT` where the report has none. */
export function projectedCells({ cells }: Pick<Report, 'cells'>): ProjectedCell[] {
  return CELLS.map(({ key }) => {
    const cell = cells[key];
    return {
      key,
      value: cell?.value ?? null,
      state: cell?.state ?? 'ABSENT',
      confidence: cell?.confidence ?? null,
    };
  });
}
