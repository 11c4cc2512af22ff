/** Made-up reports of organs that do not exist: the sample that the server shows, and input for tests and benches. */
export { corpusFigures } from './corpus-figures.js';
export type { CorpusFigures } from './corpus-figures.js';
export { generateCorpus, SAMPLE_SIZE, SAMPLE_VERSION, SAMPLE_YEARS } from './generate-corpus.js';
export type { CorpusOptions } from './generate-corpus.js';
export { generateReport, MADE_UP_MARK } from './generate-report.js';
export type { GeneratedReport, ReportOptions, SampleTruth } from './generate-report.js';
export { LAYOUT_NAMES } from './layouts/index.js';
export type { LayoutName } from './layouts/index.js';
export { MISTAKES } from './inconsistencies.js';
export { SHAPES } from './outline.js';
