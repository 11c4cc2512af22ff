/** What an aggregate asks and what it is answered. */
import type { FindingCode, Outcome } from '../domain/finding.js';
import type { NumberComparison } from '../domain/query.js';
import { REGION_FIELDS } from '../domain/region.js';
import { REPORT_FIELD_NAMES } from '../domain/report-fields.js';
import type { MatchRequest } from './search-request.js';

/**
 * What to group by. A report without a value for a field is in the group null of it. `organ` is one organ with its
 * certain region, whatever others are called so; a report without an organ id is a group of its own.
 */
export const GROUP_FIELDS = ['year', ...REGION_FIELDS, 'organ', ...REPORT_FIELD_NAMES] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

/** How many fields may be grouped by at once. */
export const MAX_GROUP_FIELDS = 3;

/** How many measures an aggregate may have. */
export const MAX_MEASURES = 20;
export const DEFAULT_GROUP_LIMIT = 100;
export const MAX_GROUP_LIMIT = 1000;

/**
 * One figure of a group. All but the last rest on the reports that have a value for `key` (a cell or derived value);
 * amounts without a known unit have none here. `percentile` and `median` interpolate linearly between ranks. `pooledRate`
 * is the sum of numerators ÷ the sum of denominators of a ratio, over the reports in which it has a value.
 * `reportsWithFinding` counts reports with such a finding.
 */
export type Measure =
  | { type: 'sum' | 'mean' | 'min' | 'max' | 'median' | 'pooledRate'; key: string }
  /** `percentile` 0–100. */
  | { type: 'percentile'; key: string; percentile: number }
  | { type: 'reportsWithFinding'; code: FindingCode; outcomes: Outcome[] | null };

/** A figure to order or to test groups by: the number of reports, a group field's value, or a measure by its position. */
export type GroupKey =
  { by: 'reports' } | { by: 'field'; field: GroupField } | { by: 'measure'; index: number };

/** Groups reports. */
export interface AggregateRequest extends MatchRequest {
  /** 0–3 fields; none gives one group of all reports. */
  groupBy: GroupField[];
  measures: Measure[];
  /** Empty: by the group fields, ascending. Missing last; ties are broken by the group fields, ascending. */
  order: (GroupKey & { direction: 'ASC' | 'DESC' })[];
  /** Groups must meet all of these; a missing figure meets none. */
  having: (Extract<GroupKey, { by: 'reports' | 'measure' }> & NumberComparison)[];
  /** 1–1000. */
  limit: number;
  /** How many groups to skip. */
  offset: number;
  /**
   * `TOP_LEVEL` leaves out each report that a consolidated report of the same year, itself matched, covers: that of a
   * people's government, or its office, of a region in which the report's organ lies.
   */
  nested: 'KEEP' | 'TOP_LEVEL';
  /** Whether to name each group's latest report. */
  withLatest: boolean;
}

/** A value of a group field: a number for `year`, else as facets have it; the organ id for `organ`. */
export interface GroupValue {
  value: string | number | null;
  /** For people; null with the value. */
  label: string | null;
}

/** A figure and what it rests on. Figures are rounded to 12 significant digits. */
export interface MeasureValue {
  value: number | null;
  /** How many reports of the group have a value. */
  reportsWithValue: number;
  /** Of `pooledRate`; else null. */
  numerator: number | null;
  denominator: number | null;
}

/** How many reports have which scope, and how many another one covers. */
export interface ScopeCounts {
  own: number;
  consolidated: number;
  unknown: number;
  /** Reports that a consolidated report of the same year, itself matched, covers. Counted twice by a sum. */
  nested: number;
}

export interface AggregateGroup {
  /** In the order of `groupBy`. */
  values: GroupValue[];
  reports: number;
  scopes: ScopeCounts;
  /** In the order of `measures`. */
  measures: MeasureValue[];
  /** Id of the report of the latest year, the least of several; null unless asked for. */
  latest: string | null;
}

export interface AggregateResult {
  groups: AggregateGroup[];
  /** How many groups meet `having`. */
  totalGroups: number;
  /** Over all matched reports, before `having`. */
  reports: number;
  scopes: ScopeCounts;
}

/** How often each value occurs: exact quantiles and histograms come from it. */
export interface Frequencies {
  /** Distinct values, ascending. */
  values: Float64Array;
  /** How many reports have each. */
  counts: Uint32Array;
  /** How many reports match, with or without a value. */
  reports: number;
}
