/** The tools: what each is for, what it takes, the query that it asks and what it answers. All only read. */
import type { Tool } from './tool.js';
import { cells, report, search } from './tools/reports.js';
import { aggregate, compare, ranking } from './tools/statistics.js';
import { changes, copied, coverage, dictionary } from './tools/collection.js';

/** All tools. Those of other parts are added here. */
export const TOOLS: readonly Tool[] = [
  search,
  report,
  cells,
  aggregate,
  ranking,
  compare,
  coverage,
  changes,
  copied,
  dictionary,
];
