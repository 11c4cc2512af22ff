/** The rows of a list table as printed, before they are matched with the form: whatever the rendering, label, unit, values. */
import type { Place } from '../../domain/report.js';
import type { NumberReading } from '../number-reading.js';
import type { ListColumn } from './list-labels.js';

/** What is printed in one column of values. */
export interface ListValue {
  readonly raw: string;
  readonly reading: NumberReading;
  readonly place: Place;
}

/** A row. */
export interface ListRow {
  readonly label: string;
  readonly unit: string | null;
  /** One for each column of the table, or null where the text does not tell which of them is printed. */
  readonly values: readonly (ListValue | null)[] | null;
  /** All that is printed, in its order; digits that run together are one. */
  readonly printed: readonly ListValue[];
  /** True where the numbers of its columns run together as one, so that 1516 may be 1 and 516. */
  readonly isRunTogether: boolean;
  /** True where label and numbers stand apart, and their order alone tells that they belong together. */
  readonly isByOrder: boolean;
  readonly place: Place;
}

/** The header of a column of values: which one it is, and what it prints. */
export interface ListHeader {
  readonly column: ListColumn | null;
  readonly text: string;
}

/** A table as printed. */
export interface PrintedList {
  readonly title: string | null;
  readonly columns: readonly ListHeader[];
  readonly rows: readonly ListRow[];
  readonly place: Place;
}
