/** The law of search on many more phrases than a test run has time for: `npm run law -- --queries 100000 --seed 1`. */
import { parseArgs } from 'node:util';
import { runSearchLaw } from './search-law.js';

const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    reports: { type: 'string', default: '100' },
  },
});
const [queries, seed, reports] = [values.queries, values.seed, values.reports].map(Number);
if (![queries, seed, reports].every(Number.isInteger)) throw new Error('Give whole numbers.');

const started = performance.now();
const figures = await runSearchLaw({ queries: queries ?? 0, seed: seed ?? 0, reports: reports ?? 0 });
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ seed, reports, ...figures, seconds: Number(seconds.toFixed(1)) }, null, 2));
