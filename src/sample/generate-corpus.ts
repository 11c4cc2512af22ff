/** Makes whole corpora of reports that do not exist. */
import { OrganFigures } from './organ-figures.js';
import { cachedOrgans, drawForm, drawMistake, drawShape, writeReport } from './generate-report.js';
import type { GeneratedReport, SampleTruth } from './generate-report.js';
import { LAYOUT_NAMES } from './layouts/index.js';
import { Random } from './random.js';

/** The years that every organ reports on. */
export const SAMPLE_YEARS = [2019, 2020, 2021, 2022, 2023, 2024] as const;
/** How many reports the sample has. */
export const SAMPLE_SIZE = 72;
/** Changes whenever the sample does; a sample store made from another version is rebuilt. */
export const SAMPLE_VERSION = '1';

const SAMPLE_SEED = 20_190_515;

/** A corpus of `count` reports drawn from `seed`, or the sample that the server shows while it has no data. */
export type CorpusOptions = { readonly seed: number; readonly count: number } | { readonly sample: true };

/**
 * Reports organ by organ, each organ's years in order; the same options give the same reports, and a larger
 * corpus begins with the smaller one.
 *
 * @throws RangeError where `count` exceeds the organs there are, six reports each (some 104,000)
 */
export function* generateCorpus(options: CorpusOptions): Generator<GeneratedReport> {
  const { seed, count } = 'sample' in options ? { seed: SAMPLE_SEED, count: SAMPLE_SIZE } : options;
  const organs = cachedOrgans();
  const most = organs.length * SAMPLE_YEARS.length;
  if (count > most)
    throw new RangeError(`At most ${most} made-up reports can be told apart; asked for ${count}.`);
  const random = new Random(seed);
  for (let made = 0; made < count; made += SAMPLE_YEARS.length) {
    const organIndex = made / SAMPLE_YEARS.length;
    yield* organSeries(random.fork(organIndex), organIndex, Math.min(SAMPLE_YEARS.length, count - made));
  }
}

/** The first `count` years of one organ. */
function* organSeries(random: Random, organIndex: number, count: number): Generator<GeneratedReport> {
  const organ = cachedOrgans()[organIndex];
  if (organ === undefined) return;
  const figures = new OrganFigures(random.fork(0), organ.rank);
  let lastYear: SampleTruth | null = null;
  for (const year of SAMPLE_YEARS.slice(0, count)) {
    const draws = random.fork(year);
    const form = drawForm(draws, year);
    const report: GeneratedReport = writeReport(draws, {
      organ,
      year,
      form,
      // Every organ changes its layout from year to year, so that a small corpus holds them all.
      layout: LAYOUT_NAMES[(organIndex + year) % LAYOUT_NAMES.length] ?? 'tab-rows',
      shape: drawShape(draws),
      mistake: drawMistake(draws),
      figures: figures.nextYear(form),
      lastYear,
    });
    lastYear = report.truth;
    yield report;
  }
}
