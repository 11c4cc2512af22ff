/** Reports in the order of one value, with ranks that ties share. */
import { findCell } from '../domain/cells.js';
import { findDerived, ratioOf } from '../domain/derived.js';
import type { ReportFilter } from '../domain/query.js';
import type { Frequencies, SearchRequest, StoredReport } from '../store/port.js';
import { badArgument, checkInteger, checkKey } from './check-input.js';
import type { Figure } from './figures.js';
import { figuresOf } from './figures.js';
import type { FilterInput } from './read-filter.js';
import { readMatch } from './read-match.js';
import type { ReportReader } from './report-reader.js';
import { readPage } from './search-reports.js';
import type { PageInput } from './search-reports.js';

/** A ranking as asked for; null counts as not given. */
export interface RankingInput extends PageInput {
  /** Key of a cell or derived value. */
  key: string;
  year: number;
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
}

/**
 * Ranks the reports of a year that have a value.
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
  const year = checkInteger(input.year, 'year', { from: 1, to: 9999, fallback: 0 });
  const match = readMatch({ filter: input.filter ?? null });
  const derived = findDerived(key) !== undefined;
  const conditions: ReportFilter[] = [
    { type: 'year', eq: year },
    derived ? { type: 'derived', key, hasValue: true } : { type: 'cell', key, states: ['REPORTED'] },
    ...denominatorCondition(key, input.minDenominator ?? null),
    ...(match.filter === null ? [] : [match.filter]),
  ];
  return {
    ...match,
    filter: { type: 'and', children: conditions },
    sort: [{ by: derived ? 'DERIVED' : 'CELL', key, direction: input.direction ?? 'DESC' }],
    ...readPage(input),
    countTotal: false,
    facets: [],
    highlights: 0,
    reports: true,
  };
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
  const type = findDerived(denominator) === undefined ? 'cell' : 'derived';
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
