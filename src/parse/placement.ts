/** The values of a row in its columns. */
import type { Field } from './logical-rows.js';

/** For each column the field that fills it, or null for a blank. */
export type Placement = readonly (Field | null)[];

/** A check of one placement: does the row agree with its own printed totals (blanks as zero)? */
export type RowCheck = (placement: Placement) => boolean;

/** An evidence for the columns of a row: its own fields and total, the rows beside it, alignment, printed blanks, the sums of the table. */
export type Evidence = 'row' | 'neighbours' | 'alignment' | 'blanks' | 'sums';

/** Hears after each evidence how many values each row prints, and how many placements of them are left. */
export type Watch = (
  evidence: Evidence,
  left: ReadonlyMap<string, { values: number; placements: number }>,
) => void;
