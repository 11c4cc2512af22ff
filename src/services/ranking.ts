/** Reports in the order of one value, with ranks that ties share. */
import { findCell } from '../domain/cells.js';
import { isDerivedKey, ratioOf } from '../domain/derived.js';
import type { ReportFilter, Sort } from '../domain/query.js';
import type { Frequencies } from '../store/aggregate-request.js';
import type { MatchRequest, SearchRequest } from '../store/search-request.js';
import type { StoredReport } from '../store/writes.js';
import { badArgument, checkInteger, checkKey, checkList } from './check-input.js';
import type { Figure } from './report-figures.js';
import { figuresOf } from './report-figures.js';
import type { FilterInput } from './check-filter.js';
import { hasValue } from './order-warnings.js';
import { checkMatch } from './check-match.js';
import type { ReportReader } from './report-reader.js';
import { checkPage } from './check-search.js';
import type { PageInput } from './check-search.js';

/** A ranking as asked for; null counts as not given. */
export interface RankingInput extends PageInput {
  /** Key of a cell or derived value. */
  key: string;
  /** Not with `years`; without either, all years. */
  year?: number | null;
  years?: readonly number[] | null;
  filter?: FilterInput | null;
  /** Leaves out rates on a smaller denominator; with a rate only. */
  minDenominator?: number | null;
  /** Default is `DESC`: the largest first. */
  direction?: 'ASC' | 'DESC' | null;
}

/** One place of a ranking. */
export interface RankedReport {
  /** From 1; equal values share the rank of the first of them. */
  rank: number;
  cursor: string;
  report: StoredReport;
  figure: Figure;
}

/** A page of a ranking. */
export interface RankingPage {
  rows: RankedReport[];
  /** How many reports are ranked in all. */
  totalCount: number;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** What was ranked, and how: see `orderWarnings`. */
  match: MatchRequest;
  sort: Sort[];
}

/**
 * Ranks the reports of one or several years that have a value.
 *
 * @throws OgiError as {@link rankingRequest} does; `BAD_CURSOR`.
 */
export async function readRanking(reader: ReportReader, input: RankingInput): Promise<RankingPage> {
  const request = rankingRequest(input);
  const descending = request.sort[0]?.direction === 'DESC';
  const result = await reader.runSearch(request);
  const frequencies = await reader.frequencies(request, input.key);
  const reports = await Promise.all(result.hits.map(({ id }) => reader.foundReport(id)));
  const rows = reports.flatMap((report, index): RankedReport[] => {
    const [figure] = figuresOf(report, [input.key]);
    const cursor = result.hits[index]?.cursor;
    if (figure?.value === null || figure === undefined || cursor === undefined) return [];
    return [{ rank: rankOf(figure.value, frequencies, descending), cursor, report, figure }];
  });
  const { hasNextPage, hasPreviousPage } = result;
  return {
    rows,
    totalCount: frequencies.counts.reduce((total, count) => total + count, 0),
    hasNextPage,
    hasPreviousPage,
    match: request,
    sort: request.sort,
  };
}

/**
 * Checks a ranking.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument.
 */
export function rankingRequest(input: RankingInput): SearchRequest {
  const key = checkKey(input.key, 'key');
  if (findCell(key)?.unit === 'tenThousandYuanIfStated') {
    throw badArgument(
      'key',
      `The amounts of ${key} mostly have no printed unit and cannot be compared.`,
      'Rank another key, e.g. disclosure.administrativeFees.amount.',
    );
  }
  const match = checkMatch({ filter: input.filter ?? null });
  const derived = isDerivedKey(key);
  const conditions: ReportFilter[] = [
    ...yearCondition(input),
    hasValue(key),
    ...denominatorCondition(key, input.minDenominator ?? null),
    ...(match.filter === null ? [] : [match.filter]),
  ];
  return {
    ...match,
    filter: { type: 'and', children: conditions },
    sort: [{ by: derived ? 'DERIVED' : 'CELL', key, direction: input.direction ?? 'DESC' }],
    ...checkPage(input),
    countTotal: false,
    facets: [],
    highlights: 0,
    reports: true,
  };
}

/** How many years may be ranked by name. */
const MAX_YEARS = 50;

function yearCondition({ year, years }: RankingInput): ReportFilter[] {
  const range = { from: 1, to: 9999, fallback: 0 };
  if (years === null || years === undefined) {
    return year === null || year === undefined
      ? []
      : [{ type: 'year', eq: checkInteger(year, 'year', range) }];
  }
  if (year !== null && year !== undefined) {
    throw badArgument('years', 'years does not go with year.', 'Give the one or the other.');
  }
  const listed = checkList(years, 'years', MAX_YEARS);
  return [{ type: 'year', in: listed.map((one, index) => checkInteger(one, `years[${index}]`, range)) }];
}

function denominatorCondition(key: string, least: number | null): ReportFilter[] {
  if (least === null) return [];
  const ratio = ratioOf(key);
  if (ratio === null) {
    throw badArgument(
      'minDenominator',
      `${key} is no rate and has no denominator.`,
      'Leave minDenominator out, or filter by another cell.',
    );
  }
  if (!Number.isFinite(least) || least < 0)
    throw badArgument('minDenominator', `minDenominator is ${least}.`, 'Give a number from 0 up.');
  const { denominator } = ratio;
  const type = isDerivedKey(denominator) ? 'derived' : 'cell';
  return [{ type, key: denominator, gte: least }];
}

/** One more than the number of reports with a better value. */
function rankOf(value: number, { values, counts }: Frequencies, descending: boolean): number {
  let better = 0;
  values.forEach((other, index) => {
    if (descending ? other > value : other < value) better += counts[index] ?? 0;
  });
  return better + 1;
}
