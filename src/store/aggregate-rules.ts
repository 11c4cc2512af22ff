/**
 * From complete groups to the answer of an aggregate: figures, `having`, order, limit. Pure, and the same for every store,
 * which only has to count and add.
 */
import { ratioOf } from '../domain/derived.js';
import { OgiError } from '../errors.js';
import { compareCodePoints } from './code-point-order.js';
import { compares, roundFigure } from './figure-rules.js';
import { quantile } from './frequency-rules.js';
import type { ValueCounts } from './frequency-rules.js';
import type {
  AggregateGroup,
  AggregateRequest,
  AggregateResult,
  GroupKey,
  GroupValue,
  Measure,
  MeasureValue,
  ScopeCounts,
} from './aggregate-request.js';

/**
 * What a store has counted and added up for one measure in one group, not rounded. Only what the type of the measure
 * needs has to be there where `count` is not 0; what else is there is not looked at.
 */
export interface RawMeasure {
  /** How many reports of the group have a value; for `reportsWithFinding`, such a finding. */
  readonly count: number;
  /** For `sum` and `mean`. */
  readonly sum?: number;
  /** For `min`. */
  readonly min?: number;
  /** For `max`. */
  readonly max?: number;
  /** For `pooledRate`: sums over the reports in which the ratio has a value; a missing numerator adds nothing. */
  readonly numerator?: number;
  readonly denominator?: number;
  /** For `median` and `percentile`. */
  readonly frequencies?: ValueCounts;
}

/**
 * One group, over all reports that are counted in it. A store gives all groups there are, in any order; without group
 * fields exactly one, even of no reports.
 */
export interface RawGroup {
  /**
   * In the order of `groupBy`. The label of a value is the same in all groups: of all spellings in the reports that
   * are counted, the least by code point. See {@link groupValue} for what has no spelling.
   */
  readonly values: readonly GroupValue[];
  readonly reports: number;
  readonly scopes: ScopeCounts;
  /** Null unless asked for. */
  readonly latest: string | null;
  /** What there is for the measure at this place of `measures`. Called only for the figures that are needed. */
  measure(index: number): RawMeasure;
}

/** Over all matched reports; with `TOP_LEVEL` those that are left out are among them, as `scopes.nested`. */
export type RawTotals = Pick<AggregateResult, 'reports' | 'scopes'>;

/** A value that is its own label: a year, a kind, a level, a form, a scope. Null for none. */
export function groupValue(value: string | number | null): GroupValue {
  return { value, label: value === null ? null : String(value) };
}

/** The value of the group field `organ` for a report without an organ id: the report stands for itself. */
export function soleOrgan(reportId: string): string {
  return `report:${reportId}`;
}

/**
 * The keys of the ratio that a pooled rate adds up.
 *
 * @throws OgiError `BAD_ARGUMENT` where the key is no ratio.
 */
export function pooledParts(key: string): { numerator: string; denominator: string } {
  const ratio = ratioOf(key);
  if (ratio !== null) return ratio;
  throw new OgiError('BAD_ARGUMENT', `"${key}" is no ratio, so it has no pooled rate.`, {
    argument: 'measures',
    remedy: 'Ask for the pooled rate of a derived value that is a ratio, or for another measure.',
  });
}

/** Figures of a group, with what is needed to order it. */
interface Row {
  group: RawGroup;
  orderBy: (string | number | null)[];
}

/** The answer, from all groups of the request. */
export function finishAggregate(
  request: AggregateRequest,
  groups: readonly RawGroup[],
  { reports, scopes }: RawTotals,
): AggregateResult {
  const { groupBy, measures, having, limit, offset } = request;
  // The group fields come last: they break all ties.
  const order: AggregateRequest['order'] = [
    ...request.order,
    ...groupBy.map((field) => ({ by: 'field', field, direction: 'ASC' }) as const),
  ];
  const rows = groups
    .filter((group) =>
      having.every((condition) => {
        const figure = figureOf(group, condition, request);
        return typeof figure === 'number' && compares(figure, condition);
      }),
    )
    .map((group): Row => ({ group, orderBy: order.map((key) => figureOf(group, key, request)) }));
  const descending = order.map(({ direction }) => direction === 'DESC');
  rows.sort((a, b) => compareRows(a.orderBy, b.orderBy, descending));
  return {
    groups: rows.slice(offset, offset + limit).map(({ group }): AggregateGroup => ({
      values: [...group.values],
      reports: group.reports,
      scopes: group.scopes,
      measures: measures.map((measure, index) => measureValue(measure, group.measure(index))),
      latest: group.latest,
    })),
    totalGroups: rows.length,
    reports,
    scopes,
  };
}

/** What a group is ordered or tested by; null where it is missing. */
function figureOf(
  group: RawGroup,
  key: GroupKey,
  { groupBy, measures }: AggregateRequest,
): string | number | null {
  switch (key.by) {
    case 'reports':
      return group.reports;
    case 'field': {
      const value = group.values[groupBy.indexOf(key.field)];
      if (value === undefined) throw new RangeError(`The groups are not by ${key.field}.`);
      return value.value;
    }
    case 'measure': {
      const measure = measures[key.index];
      if (measure === undefined) throw new RangeError(`There is no measure ${key.index}.`);
      return measureValue(measure, group.measure(key.index)).value;
    }
  }
}

/** A figure as it is given out. */
function measureValue(measure: Measure, raw: RawMeasure): MeasureValue {
  const figure = (value: number | null): MeasureValue => ({
    value: value === null ? null : roundFigure(value),
    reportsWithValue: raw.count,
    numerator: null,
    denominator: null,
  });
  // No report with a finding is a count of 0; no report with a value is no figure.
  if (measure.type === 'reportsWithFinding') return figure(raw.count);
  if (raw.count === 0) return figure(null);
  switch (measure.type) {
    case 'sum':
      return figure(given(raw.sum));
    case 'mean':
      return figure(given(raw.sum) / raw.count);
    case 'min':
      return figure(given(raw.min));
    case 'max':
      return figure(given(raw.max));
    case 'median':
      return figure(quantile(given(raw.frequencies), 0.5));
    case 'percentile':
      return figure(quantile(given(raw.frequencies), measure.percentile / 100));
    case 'pooledRate': {
      const [numerator, denominator] = [given(raw.numerator), given(raw.denominator)];
      return {
        // Signed denominators may cancel each other out.
        ...figure(denominator === 0 ? null : numerator / denominator),
        numerator: roundFigure(numerator),
        denominator: roundFigure(denominator),
      };
    }
  }
}

function given<T>(part: T | undefined): T {
  if (part === undefined) throw new TypeError('The store did not count what the measure needs.');
  return part;
}

function compareRows(a: Row['orderBy'], b: Row['orderBy'], descending: readonly boolean[]): number {
  for (const [index, down] of descending.entries()) {
    const order = compareFigures(a[index] ?? null, b[index] ?? null, down);
    if (order !== 0) return order;
  }
  return 0;
}

/** Missing last in both directions; text by code point. */
function compareFigures(a: string | number | null, b: string | number | null, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order =
    typeof a === 'number' && typeof b === 'number' ? a - b : compareCodePoints(String(a), String(b));
  return descending ? -order : order;
}
