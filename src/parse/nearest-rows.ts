/** How near a printed label comes to the rows of the form, for those who ask why it was read as one of them. */
import type { TableName } from '../domain/cells.js';
import { editDistance, labelLetters } from './label-text.js';
import { ownLabel, ROWS_OF } from './damaged-labels.js';

/** A row of the form beside a printed label. */
export interface NearRow {
  readonly rowKey: string;
  /** Letters of the form's label that come nearest. */
  readonly label: string;
  /** Letters that differ. */
  readonly cost: number;
}

/** The rows of a table by the letters in which their labels differ from a printed one, the nearest first. */
export function nearestRows(table: TableName, printed: string): NearRow[] {
  const letters = labelLetters(printed);
  return ROWS_OF[table]
    .map(({ rowKey, full }): NearRow => {
      const labels = full.flatMap((label) => [...new Set([label, ownLabel(label)])]);
      const costs = labels.map((label) => ({ label, cost: editDistance(letters, label, Infinity) }));
      const nearest = costs.reduce((one, other) => (other.cost < one.cost ? other : one));
      return { rowKey, ...nearest };
    })
    .sort((a, b) => a.cost - b.cost);
}
