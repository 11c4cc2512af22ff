/** Filters as Elasticsearch queries. Pure. */
import { findCell } from '../../../domain/cells.js';
import { isDerivedKey } from '../../../domain/derived.js';
import type { Finding } from '../../../domain/finding.js';
import type { NumberComparison, ReportFilter } from '../../../domain/query.js';
import { regionField } from '../../../domain/region.js';
import type { RegionField } from '../../../domain/region.js';
import type { CellState } from '../../../domain/report.js';
import { isReportFieldFilter, REPORT_FIELDS } from '../../../domain/report-fields.js';
import { OgiError } from '../../../errors.js';
import { phraseTokens } from '../../text-tokens.js';
import { anyOf, noneOf, tokensQuery } from './search-places.js';
import type { Query } from './search-places.js';

/** Elasticsearch refuses a bound that does not fit the type of the field; every year is far within. */
const YEAR_BOUND = 1_000_000;

/** The instant of import, and the first day that the date may mean. */
export const IMPORTED_FIELD = 'importedAt';
export const PUBLISHED_FIELD = 'published.first';

/**
 * The query for reports that a filter lets through.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function filterQuery(filter: ReportFilter): Query {
  if (isReportFieldFilter(filter)) return { terms: { [REPORT_FIELDS[filter.type].path]: filter.in } };
  switch (filter.type) {
    case 'and':
      return every(filter.children.map(filterQuery));
    case 'or':
      return anyOf(filter.children.map(filterQuery));
    case 'not':
      return noneOf(filterQuery(filter.child));
    case 'year':
      return yearQuery(filter);
    case 'region':
      return namedQuery(...regionNames(regionField(filter.level, filter.asOf)), filter.in);
    case 'organ':
      return namedQuery('organ.normalizedName', 'organ.name', filter.in);
    case 'organName':
      return tokensQuery('grams.organName', phraseTokens(filter.contains));
    case 'organId':
      return { terms: { organId: filter.in } };
    case 'hasSection':
      return { terms: { sectionKinds: filter.in } };
    case 'finding':
      return findingQuery(filter);
    case 'cell':
      return cellQuery(filter);
    case 'derived':
      return derivedQuery(filter);
    case 'importedAt':
      return every(comparisons(IMPORTED_FIELD, filter));
    case 'publishedOn':
      return publishedQuery(filter);
    case 'id':
      return { terms: { id: filter.in } };
  }
}

/** A filter of one type. */
type FilterOf<Type extends ReportFilter['type']> = Extract<ReportFilter, { type: Type }>;

function yearQuery(filter: FilterOf<'year'>): Query {
  return every([
    ...(filter.in === undefined ? [] : [{ terms: { year: filter.in.filter(isYear) } }]),
    ...comparisons('year', filter, clampYear),
  ]);
}

function cellQuery(filter: FilterOf<'cell'>): Query {
  return every([
    ...(filter.states === undefined ? [] : [stateQuery(filter.key, filter.states)]),
    ...(filter.readByOcr === undefined ? [] : [ocrQuery(filter.key, filter.readByOcr)]),
    ...comparisons(cellField(filter.key), filter),
  ]);
}

function derivedQuery(filter: FilterOf<'derived'>): Query {
  const field = derivedField(filter.key);
  const exists: Query = { exists: { field } };
  return every([
    ...(filter.hasValue === undefined ? [] : [filter.hasValue ? exists : noneOf(exists)]),
    ...comparisons(field, filter),
  ]);
}

/** A report without a date has no field, and no range holds for it. */
function publishedQuery({ from, to }: FilterOf<'publishedOn'>): Query {
  return every([
    { range: { [PUBLISHED_FIELD]: { gte: from ?? 0 } } },
    ...(to === undefined ? [] : [{ range: { 'published.last': { lte: to } } }]),
  ]);
}

/** All queries hold; none of them scores. */
export function every(queries: readonly Query[]): Query {
  const [only] = queries;
  if (only === undefined) return { match_all: {} };
  return queries.length === 1 ? only : { bool: { filter: [...queries] } };
}

/** The field of a cell's value. @throws OgiError `UNKNOWN_CELL` */
export function cellField(key: string): string {
  if (findCell(key) !== undefined) return `cells.${key}`;
  throw new OgiError('UNKNOWN_CELL', `There is no cell "${key}".`, {
    remedy: 'Take a key from the dictionary of cells.',
  });
}

/** The field of a derived value, which has the name of its key. @throws OgiError `UNKNOWN_DERIVED` */
export function derivedField(key: string): string {
  if (isDerivedKey(key)) return key;
  throw new OgiError('UNKNOWN_DERIVED', `There is no derived value "${key}".`, {
    remedy: 'Take a key from the dictionary of derived values.',
  });
}

/** Reports with a finding of one of the codes and outcomes, as far as they are given. */
export function findingQuery({ codes, outcomes }: Pick<FilterOf<'finding'>, 'codes' | 'outcomes'>): Query {
  if (codes === undefined) {
    return outcomes === undefined
      ? { exists: { field: 'findings.code' } }
      : { terms: { 'findings.outcome': outcomes } };
  }
  if (outcomes === undefined) return { terms: { 'findings.code': codes } };
  const pairs = codes.flatMap((code) => outcomes.map((outcome) => codeOutcome({ code, outcome })));
  return { terms: { 'findings.codeOutcome': pairs } };
}

/** Code and outcome of a finding as one term. */
export function codeOutcome({ code, outcome }: Pick<Finding, 'code' | 'outcome'>): string {
  return `${code}:${outcome ?? ''}`;
}

function stateQuery(key: string, states: readonly CellState[]): Query {
  return anyOf(states.map((state) => ({ term: { [`states.${state}`]: key } })));
}

function ocrQuery(key: string, readByOcr: boolean): Query {
  const isRead: Query = { term: { readByOcr: key } };
  return readByOcr ? isRead : noneOf(isRead);
}

function namedQuery(value: string, label: string, wanted: string[]): Query {
  return anyOf([{ terms: { [value]: wanted } }, { terms: { [label]: wanted } }]);
}

/** A comparison never holds for a missing value. */
function comparisons(
  field: string,
  { eq, lt, lte, gt, gte }: NumberComparison,
  bound: (value: number) => number = (value) => value,
): Query[] {
  const ranges = [
    eq === undefined ? undefined : { gte: bound(eq), lte: bound(eq) },
    lt === undefined ? undefined : { lt: bound(lt) },
    lte === undefined ? undefined : { lte: bound(lte) },
    gt === undefined ? undefined : { gt: bound(gt) },
    gte === undefined ? undefined : { gte: bound(gte) },
  ];
  return ranges.flatMap((range) => (range === undefined ? [] : [{ range: { [field]: range } }]));
}

function clampYear(value: number): number {
  return Math.max(-YEAR_BOUND, Math.min(YEAR_BOUND, value));
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < YEAR_BOUND;
}

/** The fields of a region's key and name. */
function regionNames(field: RegionField): [string, string] {
  return [`region.${field}.key`, `region.${field}.name`];
}
