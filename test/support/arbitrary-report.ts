/** Generated reports, from so few values that they share them. */
import fc from 'fast-check';
import { OUTCOMES } from '../../src/domain/finding.js';
import type { FindingCode, Outcome } from '../../src/domain/finding.js';
import { ADMINISTRATIVE_LEVELS, ORGAN_KINDS } from '../../src/domain/organ.js';
import type { ReportFilter, TextQuery } from '../../src/domain/query.js';
import { REGION_LEVELS } from '../../src/domain/region.js';
import { REPORT_FIELD_NAMES, reportFieldChoices, reportFieldFilter } from '../../src/domain/report-fields.js';
import { CELL_STATES, FORMS, SCOPES, SECTION_KINDS } from '../../src/domain/report.js';
import type { CellState } from '../../src/domain/report.js';
import { organId } from '../../src/store/report-id.js';
import { identityKey } from '../../src/domain/identity.js';
import { buildReport, region, UNCERTAIN } from './build-report.js';
import type { ReportFacts } from './build-report.js';

/** Cells that generated reports fill and generated filters compare. */
export const TEST_CELLS = ['applications.received.total', 'disclosure.administrativeFees.amount'] as const;

/** Derived values that rest on the cells of generated reports, of this year and the year before. */
export const TEST_DERIVED = [
  'derived.received.previousYear',
  'derived.received.change',
  'derived.received.changeRateAsZero',
  'derived.intake.total',
] as const;
const CARRIED_IN = 'applications.carriedIn.total';

const CODES = [
  'recognised',
  'missing-row',
  'noise-removed',
  'row-total',
  'prose-agrees',
] as const satisfies FindingCode[];
const ORGANS = ['青禾县教育局', '青禾县财政局', '𠀀山镇人民政府', 'ｱ研究所'];
const YEARS = [2019, 2020, 2021];
const DATES = ['2020', '2020-01', '2020-01-31', '2020-02-01', '2020-12', '2021-03-31'];
const PLACES = [
  region('云泽省', '澄江市', '青禾县'),
  region('云泽省', '澄江市', '白石县', '城关镇'),
  region('海陵省', '青禾县'),
  // A county that is a district of another city today, and one that was divided.
  {
    ...region('云泽省', '澄江市', '青禾县', '城关镇'),
    today: {
      ...region('云泽省', '海陵市', '青禾区', '城关镇'),
      county: { name: '青禾区', code: '990101', inferred: false },
    },
  },
  { ...region('云泽省', '澄江市', '黑石县'), today: { ...region('云泽省', '澄江市') } },
  { ...region('云泽省'), province: { name: '云泽省', code: '990000', inferred: true } },
];
const WORDS = ['行政', '诉讼', '复议', '公开', '政府信息', '，', '。', '\n', ' ', 'A', '12', '件', '𠀀'];

/** A short text whose words often meet. */
export const arbitraryText = fc
  .array(fc.constantFrom(...WORDS), { maxLength: 12 })
  .map((words) => words.join(''));

/** A phrase that texts of {@link arbitraryText} may hold, in normal form. */
export const arbitraryPhrase = fc.constantFrom(
  '行',
  '政',
  '行政',
  '诉讼',
  '行政诉讼',
  '政诉',
  '复议',
  '公开,',
  '12件',
  '政府信息',
  '𠀀',
  'a',
  '无',
);

const arbitraryCell: fc.Arbitrary<number | CellState> = fc.oneof(
  fc.constantFrom(-3, 0, 1, 2.5, 7, 3_000_000_000),
  fc.constantFrom(...CELL_STATES.filter((state) => state !== 'REPORTED')),
);

const arbitraryFinding = fc.oneof(
  fc.constantFrom(...CODES.slice(0, 3)),
  fc.tuple(fc.constantFrom(...CODES.slice(3)), fc.constantFrom(...OUTCOMES)) as fc.Arbitrary<
    [FindingCode, Outcome]
  >,
);

/** Facts of a report; one in five has no certain region. Facts, because they print shorter than reports. */
export const arbitraryFacts: fc.Arbitrary<ReportFacts> = fc
  .record({
    organ: fc.record({
      name: fc.constantFrom('（本机关）', '本机关'),
      normalizedName: fc.constantFrom(...ORGANS),
      kind: fc.constantFrom(...ORGAN_KINDS),
      level: fc.constantFrom(...ADMINISTRATIVE_LEVELS),
    }),
    title: fc.option(arbitraryText),
    year: fc.constantFrom(...YEARS),
    region: fc.constantFrom(UNCERTAIN, ...PLACES),
    sections: fc.array(
      fc.tuple(fc.constantFrom(...SECTION_KINDS.slice(1, 5)), arbitraryText, arbitraryText),
      { maxLength: 4 },
    ),
    values: fc.tuple(arbitraryCell, arbitraryCell, arbitraryCell),
    confidences: fc.constantFrom(
      {},
      { [TEST_CELLS[0]]: 0.613 },
      { [TEST_CELLS[0]]: 1, [TEST_CELLS[1]]: 0.998, [CARRIED_IN]: 0 },
    ),
    findings: fc.array(arbitraryFinding, { maxLength: 3 }),
    form: fc.constantFrom(...FORMS),
    scope: fc.constantFrom(...SCOPES),
    publishedOn: fc.constantFrom(null, ...DATES),
  })
  .map(({ values, ...facts }) => ({
    ...facts,
    cells: { [TEST_CELLS[0]]: values[0], [TEST_CELLS[1]]: values[1], [CARRIED_IN]: values[2] },
  }));

/** Ids of all organs of generated reports, and of one that is none. */
const ORGAN_IDS = [
  ...PLACES.flatMap((place) =>
    ORGANS.map((normalizedName) => {
      const { organ, ...report } = buildReport({ region: place });
      return organId(identityKey({ ...report, organ: organ && { ...organ, normalizedName } }));
    }),
  ).filter((id) => id !== null),
  'a'.repeat(16),
];

/** What names of generated reports may hold or begin with, in normal form. */
export const arbitraryNamePart = fc.constantFrom(
  '青禾',
  '局',
  'a',
  '𠀀山',
  '(本',
  '本机关',
  '20',
  'f',
  '无此',
);

const comparison = fc.constantFrom({}, { eq: 0 }, { gt: 0 }, { gte: 1, lt: 7 }, { lte: 2.5 });

const DAYS = [20191231, 20200101, 20200131, 20200132, 20200231, 20201231];
const day = fc.option(fc.constantFrom(...DAYS), { nil: undefined });

const arbitraryLeaf: fc.Arbitrary<ReportFilter> = fc.oneof(
  fc.subarray(YEARS).map((years): ReportFilter => ({ type: 'year', in: years })),
  fc.constantFrom<ReportFilter>({ type: 'year', gte: 2020 }, { type: 'year', eq: 2019 }),
  fc
    .tuple(
      fc.constantFrom(...REGION_LEVELS),
      fc.subarray(['云泽省', '990000', '云泽省/澄江市', '青禾县', '城关镇'], { minLength: 1 }),
    )
    .map(([level, values]): ReportFilter => ({ type: 'region', level, in: values })),
  fc
    .tuple(
      fc.constantFrom(...REGION_LEVELS),
      fc.subarray(['云泽省', '990000', '990101', '云泽省/澄江市', '青禾区'], { minLength: 1 }),
    )
    .map(([level, values]): ReportFilter => ({ type: 'region', level, in: values, asOf: 'TODAY' })),
  fc
    .subarray([...ORGANS, '本机关'], { minLength: 1 })
    .map((organs): ReportFilter => ({ type: 'organ', in: organs })),
  arbitraryNamePart.map((contains): ReportFilter => ({ type: 'organName', contains })),
  fc.subarray(ORGAN_IDS, { minLength: 1 }).map((ids): ReportFilter => ({ type: 'organId', in: ids })),
  fc
    .tuple(
      fc.constantFrom(...TEST_DERIVED),
      comparison,
      fc.constantFrom({}, { hasValue: true }, { hasValue: false }),
    )
    .map(([key, limits, value]): ReportFilter => ({ type: 'derived', key, ...limits, ...value })),
  ...REPORT_FIELD_NAMES.map((name) =>
    fc
      .subarray(reportFieldChoices(name), { minLength: 1 })
      .map((values): ReportFilter => reportFieldFilter(name, values)),
  ),
  fc.tuple(day, day).map(([from, to]): ReportFilter => ({
    type: 'publishedOn',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  })),
  fc
    .subarray([...SECTION_KINDS], { minLength: 1 })
    .map((kinds): ReportFilter => ({ type: 'hasSection', in: kinds })),
  fc.subarray([...CODES], { minLength: 1 }).map((codes): ReportFilter => ({ type: 'finding', codes })),
  fc
    .tuple(fc.subarray([...CODES], { minLength: 1 }), fc.subarray([...OUTCOMES], { minLength: 1 }))
    .map(([codes, outcomes]): ReportFilter => ({ type: 'finding', codes, outcomes })),
  fc
    .tuple(
      fc.constantFrom(...TEST_CELLS),
      comparison,
      fc.option(fc.subarray([...CELL_STATES]), { nil: undefined }),
      fc.constantFrom({}, {}, { readByOcr: true }, { readByOcr: false }),
    )
    .map(([key, limits, states, ocr]): ReportFilter => ({
      type: 'cell',
      key,
      ...limits,
      ...(states && { states }),
      ...ocr,
    })),
);

/** A filter of any shape. */
export const arbitraryFilter = fc.letrec<{ filter: ReportFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    arbitraryLeaf,
    fc
      .array(tie('filter'), { minLength: 1, maxLength: 3 })
      .map((children): ReportFilter => ({ type: 'and', children })),
    fc
      .array(tie('filter'), { minLength: 1, maxLength: 3 })
      .map((children): ReportFilter => ({ type: 'or', children })),
    tie('filter').map((child): ReportFilter => ({ type: 'not', child })),
  ),
})).filter;

/** A text query of any shape. */
export const arbitraryQuery = fc.letrec<{ query: TextQuery }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    arbitraryPhrase.map((phrase): TextQuery => ({ type: 'phrase', phrase })),
    fc
      .array(tie('query'), { minLength: 1, maxLength: 3 })
      .map((children): TextQuery => ({ type: 'and', children })),
    fc
      .array(tie('query'), { minLength: 1, maxLength: 3 })
      .map((children): TextQuery => ({ type: 'or', children })),
    tie('query').map((child): TextQuery => ({ type: 'not', child })),
  ),
})).query;
