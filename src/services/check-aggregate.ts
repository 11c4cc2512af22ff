/** Groups and figures as a caller asks for them, checked and turned into the store's request. */
import { ratioOf } from '../domain/derived.js';
import type { ReportFilter } from '../domain/query.js';
import type { AggregateRequest, GroupField, GroupKey, Measure } from '../store/aggregate-request.js';
import {
  DEFAULT_GROUP_LIMIT,
  GROUP_FIELDS,
  MAX_GROUP_FIELDS,
  MAX_GROUP_LIMIT,
} from '../store/aggregate-request.js';
import { badArgument, checkChoice, checkInteger, checkKey, checkList, checkOffset } from './check-input.js';
import type { ComparisonInput } from './check-filter.js';
import { checkComparison } from './check-filter.js';
import type { MatchInput } from './check-match.js';
import { checkMatch } from './check-match.js';

/** Which reports an aggregate rests on, by their scope (汇总口径). */
export const SCOPE_CHOICES = ['ALL', 'OWN_ONLY', 'TOP_LEVEL'] as const;
export type ScopeChoice = (typeof SCOPE_CHOICES)[number];

/** Figures that a caller may ask for. */
export const MEASURE_TYPES = ['SUM', 'MEAN', 'MIN', 'MAX', 'MEDIAN', 'PERCENTILE', 'POOLED_RATE'] as const;
export type MeasureType = (typeof MEASURE_TYPES)[number];

/** How many figures one aggregate may ask for: each mean of rates takes the store two. */
export const MAX_FIGURES = 10;
/** How many keys groups may be ordered by, and how many conditions they may have to meet. */
export const MAX_GROUP_CONDITIONS = 4;

export interface MeasureInput {
  type: MeasureType;
  /** Key of a cell or derived value. */
  key: string;
  /** 0–100; only and always with `PERCENTILE`. */
  percentile?: number | null;
}

/** What groups are ordered by. */
export const GROUP_ORDERS = ['REPORTS', 'FIELD', 'MEASURE'] as const;
export type GroupOrder = (typeof GROUP_ORDERS)[number];

export interface GroupOrderInput {
  by: GroupOrder;
  /** Only and always with `FIELD`. */
  field?: GroupField | null;
  /** Position in `measures` from 0; only and always with `MEASURE`. */
  measure?: number | null;
  /** Default is `ASC` for `FIELD`, else `DESC`. */
  direction?: 'ASC' | 'DESC' | null;
}

export interface HavingInput extends ComparisonInput {
  /** Position in `measures` from 0; without it the number of reports is meant. */
  measure?: number | null;
}

/** An aggregate as written; null counts as not given. */
export interface AggregateInput extends MatchInput {
  groupBy?: readonly GroupField[] | null;
  measures?: readonly MeasureInput[] | null;
  orderBy?: readonly GroupOrderInput[] | null;
  having?: readonly HavingInput[] | null;
  first?: number | null;
  offset?: number | null;
  /** Default is `ALL`, with a warning where scopes nest. */
  scope?: ScopeChoice | null;
}

/** A checked aggregate: the store's request, and where the pooled rate beside a mean of rates is in it. */
export interface AggregatePlan {
  request: AggregateRequest;
  measures: readonly MeasureInput[];
  /** For each measure the position of its pooled rate in the request's measures; null where there is none. */
  pooled: readonly (number | null)[];
}

/**
 * Checks an aggregate. A mean of rates brings the pooled rate along, so that the one never stands for the other.
 *
 * @throws OgiError as {@link checkMatch} does, naming the argument, e.g. `measures[0].key`.
 */
export function checkAggregate(input: AggregateInput): AggregatePlan {
  const match = checkMatch(input);
  const scope = checkChoice(input.scope ?? 'ALL', 'scope', SCOPE_CHOICES);
  const groupBy = checkGroupBy(input.groupBy ?? []);
  const measures = [...(input.measures ?? [])];
  if (measures.length > 0) checkList(measures, 'measures', MAX_FIGURES);
  const asked = measures.map(readMeasure);
  const extra: Measure[] = [];
  const pooled = asked.map((measure, index) => {
    if (measure.type === 'pooledRate') return index;
    if (measure.type !== 'mean' || ratioOf(measure.key) === null) return null;
    return asked.length + extra.push({ type: 'pooledRate', key: measure.key }) - 1;
  });
  return {
    request: {
      ...match,
      filter: scope === 'OWN_ONLY' ? withOwnScope(match.filter) : match.filter,
      groupBy,
      measures: [...asked, ...extra],
      order: readOrder(input.orderBy ?? [], groupBy, asked.length),
      having: readHaving(input.having ?? [], asked.length),
      limit: checkInteger(input.first, 'first', {
        from: 1,
        to: MAX_GROUP_LIMIT,
        fallback: DEFAULT_GROUP_LIMIT,
      }),
      offset: checkOffset(input.offset),
      nested: scope === 'TOP_LEVEL' ? 'TOP_LEVEL' : 'KEEP',
      withLatest: false,
    },
    measures,
    pooled,
  };
}

function withOwnScope(filter: ReportFilter | null): ReportFilter {
  const own: ReportFilter = { type: 'scope', in: ['OWN'] };
  return filter === null ? own : { type: 'and', children: [filter, own] };
}

/** Checks the fields to group by; none makes one group of all reports. */
export function checkGroupBy(groupBy: readonly GroupField[], most = MAX_GROUP_FIELDS): GroupField[] {
  if (groupBy.length === 0) return [];
  const fields = checkList(groupBy, 'groupBy', most);
  fields.forEach((field, index) => {
    checkChoice(field, `groupBy[${index}]`, GROUP_FIELDS);
    if (fields.indexOf(field) !== index)
      throw badArgument(`groupBy[${index}]`, `${field} is grouped by twice.`, 'Name it once.');
  });
  return fields;
}

function readMeasure(input: MeasureInput, index: number): Measure {
  const path = `measures[${index}]`;
  const type = checkChoice(input.type, `${path}.type`, MEASURE_TYPES);
  const key = checkKey(input.key, `${path}.key`);
  const percentile = input.percentile ?? null;
  if (type === 'PERCENTILE') {
    if (percentile !== null && percentile >= 0 && percentile <= 100)
      return { type: 'percentile', key, percentile };
    throw badArgument(
      `${path}.percentile`,
      percentile === null ? 'PERCENTILE needs a percentile.' : `${path}.percentile is ${percentile}.`,
      'Give a number from 0 to 100, e.g. 90.',
    );
  }
  if (percentile !== null) {
    throw badArgument(
      `${path}.percentile`,
      `A percentile does not go with ${type}.`,
      'Measure PERCENTILE, or leave it out.',
    );
  }
  const ratio = isRatio(key);
  if (type === 'SUM' && ratio) {
    throw badArgument(
      `${path}.type`,
      `${key} is a rate: a sum of rates says nothing.`,
      'Measure POOLED_RATE or MEAN.',
    );
  }
  if (type === 'POOLED_RATE' && !ratio) {
    throw badArgument(
      `${path}.type`,
      `${key} is no rate.`,
      'Measure SUM or MEAN, or give a key of the kinds RATE or CHANGE_RATE.',
    );
  }
  switch (type) {
    case 'SUM':
      return { type: 'sum', key };
    case 'MEAN':
      return { type: 'mean', key };
    case 'MIN':
      return { type: 'min', key };
    case 'MAX':
      return { type: 'max', key };
    case 'MEDIAN':
      return { type: 'median', key };
    case 'POOLED_RATE':
      return { type: 'pooledRate', key };
  }
}

function isRatio(key: string): boolean {
  return ratioOf(key) !== null;
}

function readOrder(
  input: readonly GroupOrderInput[],
  groupBy: readonly GroupField[],
  measures: number,
): AggregateRequest['order'] {
  if (input.length === 0) return [];
  return checkList(input, 'orderBy', MAX_GROUP_CONDITIONS).map((order, index) => {
    const path = `orderBy[${index}]`;
    const key = readGroupKey(order, path, groupBy, measures);
    return { ...key, direction: order.direction ?? (key.by === 'field' ? 'ASC' : 'DESC') };
  });
}

function readGroupKey(
  order: GroupOrderInput,
  path: string,
  groupBy: readonly GroupField[],
  measures: number,
): GroupKey {
  const by = checkChoice(order.by, `${path}.by`, GROUP_ORDERS);
  const field = order.field ?? null;
  const measure = order.measure ?? null;
  if (by !== 'FIELD' && field !== null)
    throw badArgument(`${path}.field`, `A field does not go with ${by}.`, 'Order by FIELD, or leave it out.');
  if (by !== 'MEASURE' && measure !== null) {
    throw badArgument(
      `${path}.measure`,
      `A measure does not go with ${by}.`,
      'Order by MEASURE, or leave it out.',
    );
  }
  switch (by) {
    case 'REPORTS':
      return { by: 'reports' };
    case 'FIELD':
      if (field !== null && groupBy.includes(field)) return { by: 'field', field };
      throw badArgument(
        `${path}.field`,
        'FIELD needs a field of groupBy.',
        'Name a field that is grouped by.',
      );
    case 'MEASURE':
      return { by: 'measure', index: readPosition(measure, `${path}.measure`, measures) };
  }
}

function readPosition(measure: number | null, path: string, measures: number): number {
  if (measure !== null && Number.isInteger(measure) && measure >= 0 && measure < measures) return measure;
  throw badArgument(
    path,
    measure === null ? 'MEASURE needs the position of a measure.' : `There is no measure ${measure}.`,
    measures === 0 ? 'Add a measure to measures.' : `Give a position from 0 to ${measures - 1}.`,
  );
}

function readHaving(input: readonly HavingInput[], measures: number): AggregateRequest['having'] {
  if (input.length === 0) return [];
  return checkList(input, 'having', MAX_GROUP_CONDITIONS).map((having, index) => {
    const path = `having[${index}]`;
    const measure = having.measure ?? null;
    const key =
      measure === null
        ? ({ by: 'reports' } as const)
        : ({ by: 'measure', index: readPosition(measure, `${path}.measure`, measures) } as const);
    const comparison = checkComparison(having, path);
    if (Object.keys(comparison).length === 0)
      throw badArgument(path, `${path} compares with nothing.`, 'Give eq, lt, lte, gt or gte.');
    return { ...key, ...comparison };
  });
}
