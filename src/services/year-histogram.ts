/** How many reports there are for each year. */
import type { MatchRequest } from '../store/search-request.js';
import { groupRequest } from './group-request.js';
import type { ReportReader } from './report-reader.js';

/** The reports of one year. */
export interface YearCount {
  year: number;
  reports: number;
}

/** Counts by year from the first to the last, also of years without a report; empty where none is found. */
export async function yearHistogram(reader: ReportReader, match: MatchRequest): Promise<YearCount[]> {
  const { groups } = await reader.aggregate(groupRequest(match, { groupBy: ['year'] }));
  const counts = new Map(groups.map(({ values, reports }) => [values[0]?.value, reports]));
  const years = [...counts.keys()].filter((year) => typeof year === 'number');
  return yearsBetween(years).map((year) => ({ year, reports: counts.get(year) ?? 0 }));
}

/** All years from the least to the greatest, which need not be in order. */
export function yearsBetween(years: readonly number[]): number[] {
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index);
}
