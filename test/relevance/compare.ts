/** Asks systems the judged queries and says what their orders are worth. */
import type { Grade, JudgedQuery } from './judge.js';
import { ndcg, SUBSTANTIVE_GRADE } from './judge.js';
import type { SearchSystem } from './systems.js';

/** Reports with the grade that each has for a query. */
export interface JudgedReports {
  grade: (report: number, query: JudgedQuery) => Grade;
  count: number;
}

/** What a system is worth: means over the queries for which there is anything to find. */
export interface Worth {
  name: string;
  queries: number;
  ndcg: number;
  /** Share of the queries, among those with a substantive report, whose first hit is one. */
  firstIsSubstantive: number;
  /** nDCG@10 by query. */
  byQuery: Map<string, number>;
}

/** Asks one system. */
export async function worthOf(
  system: SearchSystem,
  queries: readonly JudgedQuery[],
  { grade, count }: JudgedReports,
): Promise<Worth> {
  const byQuery = new Map<string, number>();
  let [first, withSubstance] = [0, 0];
  for (const query of queries) {
    const all = Array.from({ length: count }, (_, report) => grade(report, query));
    const best = Math.max(...all);
    if (best === 0) continue;
    const hits = (await system.search(query.query)).map((report) => all[report] ?? 0);
    byQuery.set(query.query, ndcg(hits, all));
    if (best < SUBSTANTIVE_GRADE) continue;
    withSubstance += 1;
    if ((hits[0] ?? 0) >= SUBSTANTIVE_GRADE) first += 1;
  }
  const values = [...byQuery.values()];
  return {
    name: system.name,
    queries: values.length,
    ndcg: values.reduce((sum, value) => sum + value, 0) / values.length,
    firstIsSubstantive: first / withSubstance,
    byQuery,
  };
}
