/** The values of a row in its columns. */
import type { Field } from './logical-rows.js';

/** For each column the field that fills it, or null for a blank. */
export type Placement = readonly (Field | null)[];

/** A check of one placement: does the row agree with its own printed totals (blanks as zero)? */
export type RowCheck = (placement: Placement) => boolean;
