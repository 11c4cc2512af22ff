/**
 * The dictionary of derived values: group totals, rates and changes over the cells of a report. They are data, so that
 * filters, orders, aggregates, exports and people all use one definition. Keys are public API and begin with `derived.`.
 *
 * Every definition comes twice: STRICT (any missing part: no value) and, with the suffix `AsZero`, AS_ZERO (a blank
 * part counts as zero only where a printed total leaves nothing else for it).
 */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS, findCell } from './cells.js';

/** `STRICT` any missing part: no value · `AS_ZERO` a blank part is zero where a printed total confirms it. */
export const BLANK_RULES = ['STRICT', 'AS_ZERO'] as const;
export type BlankRule = (typeof BLANK_RULES)[number];

/**
 * `TOTAL` a sum of cells, a count · `RATE` a numerator ÷ a denominator, both values of their own · `PREVIOUS_YEAR` the
 * same value in the organ's report of the year before · `CHANGE` this year's minus last year's · `CHANGE_RATE` the
 * change ÷ last year's.
 */
export const DERIVED_KINDS = ['TOTAL', 'RATE', 'PREVIOUS_YEAR', 'CHANGE', 'CHANGE_RATE'] as const;
export type DerivedKind = (typeof DERIVED_KINDS)[number];

/** How a derived value is made. Its keys are those of cells or of derived values that stand before it. */
export type Formula =
  | { readonly type: 'sum'; readonly of: readonly string[] }
  /** Sums of which the report prints one; where it prints several they must agree. */
  | { readonly type: 'alternatives'; readonly of: readonly (readonly string[])[] }
  | { readonly type: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly type: 'previousYear'; readonly of: string }
  | { readonly type: 'difference'; readonly of: string; readonly minus: string };

/** One derived value. */
export interface DerivedDefinition {
  /** e.g. `derived.grantedRate.ofConcluded`, `derived.refused.totalAsZero`. */
  readonly key: string;
  /** Position in the dictionary from 0. */
  readonly index: number;
  readonly kind: DerivedKind;
  readonly formula: Formula;
  readonly blanks: BlankRule;
  /** `COUNT` a number of things, may be negative for a change · `RATIO` 1 means 100 %. */
  readonly unit: 'COUNT' | 'RATIO';
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Key, names and formula of a definition, before it is made strict and as-zero. */
interface Draft {
  key: string;
  kind: DerivedKind;
  formula: Formula;
  zh: string;
  en: string;
}

/** The suffix of a key whose blanks may count as zero. */
const AS_ZERO_SUFFIX = 'AsZero';

const cell = (row: string, column: string): string => `applications.${row}.${column}`;

/** Grounds of 不予公开 in the order of the form. */
const REFUSAL_GROUNDS = [
  'stateSecret',
  'forbiddenByLaw',
  'securityOrStability',
  'thirdPartyRights',
  'internalAffairs',
  'processInformation',
  'enforcementFile',
  'administrativeQuery',
] as const;

/** Groups of rows of the applications table, with their rows; 其他处理 has two sets, one for each form. */
const GROUPS: readonly { name: string; zh: string; en: string; rows: readonly (readonly string[])[] }[] = [
  {
    name: 'intake',
    zh: '受理（新收＋上年结转）',
    en: 'Intake (received + carried in)',
    rows: [['received', 'carriedIn']],
  },
  {
    name: 'disclosed',
    zh: '予以公开＋部分公开',
    en: 'Disclosed (granted + partly granted)',
    rows: [['granted', 'partlyGranted']],
  },
  {
    name: 'refused',
    zh: '不予公开合计',
    en: 'Refused',
    rows: [REFUSAL_GROUNDS.map((ground) => `refused.${ground}`)],
  },
  {
    name: 'unableToProvide',
    zh: '无法提供合计',
    en: 'Unable to provide',
    rows: [['notHeld', 'needsCreation', 'stillUnclear'].map((row) => `unableToProvide.${row}`)],
  },
  {
    name: 'notProcessed',
    zh: '不予处理合计',
    en: 'Not processed',
    rows: [
      ['petitionOrComplaint', 'duplicate', 'publication', 'excessive', 'reconfirmation'].map(
        (row) => `notProcessed.${row}`,
      ),
    ],
  },
  {
    name: 'otherOutcome',
    zh: '其他处理合计（两种格式同一序列）',
    en: 'Other outcome (one series over both forms)',
    rows: [
      ['otherOutcome.all'],
      ['notSupplementedInTime', 'unpaidFee', 'other'].map((row) => `otherOutcome.${row}`),
    ],
  },
];

function groupTotals(): Draft[] {
  return GROUPS.flatMap(({ name, zh, en, rows }) =>
    APPLICANT_COLUMNS.map((column): Draft => {
      const sums = rows.map((set) => set.map((row) => cell(row, column)));
      const definition = findCell(cell('received', column));
      return {
        key: `derived.${name}.${column}`,
        kind: 'TOTAL',
        formula: sums.length === 1 ? { type: 'sum', of: sums[0] ?? [] } : { type: 'alternatives', of: sums },
        zh: `${zh}：${definition?.column ?? column}`,
        en: `${en}: ${definition?.columnEn ?? column}`,
      };
    }),
  );
}

const sum = (key: string, of: readonly string[], zh: string, en: string): Draft => ({
  key: `derived.${key}`,
  kind: 'TOTAL',
  formula: { type: 'sum', of },
  zh,
  en,
});

const LITIGATION_BLOCKS = ['litigationDirect', 'litigationAfterReconsideration'] as const;

function reviewTotals(): Draft[] {
  const litigation = REVIEW_COLUMNS.map((column) => {
    const definition = findCell(`review.reconsideration.${column}`);
    return sum(
      `litigation.${column}`,
      LITIGATION_BLOCKS.map((block) => `review.${block}.${column}`),
      `行政诉讼（直接起诉＋复议后起诉）：${definition?.column ?? column}`,
      `Litigation (direct + after reconsideration): ${definition?.columnEn ?? column}`,
    );
  });
  const results = (['reconsideration', 'litigation'] as const).flatMap((part) => {
    const of = (column: string): string =>
      part === 'litigation' ? `derived.litigation.${column}` : `review.reconsideration.${column}`;
    const [zh, en] =
      part === 'litigation' ? ['行政诉讼', 'Litigation'] : ['行政复议', 'Administrative reconsideration'];
    return [
      sum(
        `${part}.concluded`,
        ['upheld', 'corrected', 'other'].map(of),
        `${zh}已审结（不含尚未审结）`,
        `${en}: concluded (without pending)`,
      ),
      sum(
        `${part}.upheldOrCorrected`,
        ['upheld', 'corrected'].map(of),
        `${zh}维持＋纠正`,
        `${en}: upheld or corrected`,
      ),
    ];
  });
  return [
    ...litigation,
    ...results,
    // 复议后起诉 has been through reconsideration and would count one dispute twice.
    sum(
      'disputes.total',
      ['review.reconsideration.total', 'review.litigationDirect.total'],
      '争议（行政复议＋未经复议直接起诉）',
      'Disputes (reconsideration + litigation without prior reconsideration)',
    ),
  ];
}

const rate = (key: string, numerator: string, denominator: string, zh: string, en: string): Draft => ({
  key: `derived.${key}`,
  kind: 'RATE',
  formula: { type: 'ratio', numerator, denominator },
  zh,
  en,
});

const CONCLUDED = cell('outcomeTotal', 'total');
const RECEIVED = cell('received', 'total');
const INTAKE = 'derived.intake.total';

function applicationRates(): Draft[] {
  const bases = [
    { suffix: 'ofConcluded', key: CONCLUDED, zh: '÷办结', en: '÷ concluded' },
    { suffix: 'ofIntake', key: INTAKE, zh: '÷受理', en: '÷ intake' },
  ];
  const shares = bases.flatMap(({ suffix, key, zh, en }) => [
    rate(
      `grantedRate.${suffix}`,
      cell('granted', 'total'),
      key,
      `予以公开率（${zh}）`,
      `Granted rate (${en})`,
    ),
    rate(
      `disclosedRate.${suffix}`,
      'derived.disclosed.total',
      key,
      `公开率（予以公开＋部分公开，${zh}）`,
      `Disclosure rate (granted + partly granted, ${en})`,
    ),
  ]);
  const ofConcluded = [
    ['refused', '不予公开', 'Refused'],
    ['unableToProvide', '无法提供', 'Unable to provide'],
    ['notProcessed', '不予处理', 'Not processed'],
    ['otherOutcome', '其他处理', 'Other outcome'],
  ].map(([group = '', zh = '', en = '']) =>
    rate(
      `${group}Share.ofConcluded`,
      `derived.${group}.total`,
      CONCLUDED,
      `${zh}占比（÷办结）`,
      `${en}: share (÷ concluded)`,
    ),
  );
  const grounds = REFUSAL_GROUNDS.map((ground) => {
    const definition = findCell(cell(`refused.${ground}`, 'total'));
    return rate(
      `refusalShare.${ground}.ofRefused`,
      cell(`refused.${ground}`, 'total'),
      'derived.refused.total',
      `${definition?.row ?? ground}占比（÷不予公开）`,
      `${definition?.rowEn ?? ground}: share (÷ refused)`,
    );
  });
  return [
    ...shares,
    ...ofConcluded,
    ...grounds,
    rate(
      'carriedOutShare.ofIntake',
      cell('carriedOut', 'total'),
      INTAKE,
      '结转下年度占比（÷受理）',
      'Carried over to next year: share (÷ intake)',
    ),
    rate(
      'naturalPersonShare.ofReceived',
      cell('received', 'naturalPerson'),
      RECEIVED,
      '自然人申请占比（÷新收）',
      'Natural persons: share of applications (÷ received)',
    ),
  ];
}

function reviewRates(): Draft[] {
  const corrections = (['reconsideration', 'litigation'] as const).flatMap((part) => {
    const block = part === 'litigation' ? 'derived.litigation' : 'review.reconsideration';
    const [zh, en] = part === 'litigation' ? ['行政诉讼', 'Litigation'] : ['行政复议', 'Reconsideration'];
    return [
      ['ofTotal', `${block}.total`, '÷总计', '÷ total'],
      ['ofConcluded', `derived.${part}.concluded`, '÷已审结', '÷ concluded, without pending'],
      [
        'ofUpheldOrCorrected',
        `derived.${part}.upheldOrCorrected`,
        '÷（维持＋纠正）',
        '÷ upheld or corrected',
      ],
    ].map(([suffix = '', denominator = '', baseZh = '', baseEn = '']) =>
      rate(
        `${part}.correctionRate.${suffix}`,
        `${block}.corrected`,
        denominator,
        `${zh}纠错率（${baseZh}）`,
        `${en}: correction rate (${baseEn})`,
      ),
    );
  });
  return [
    ...corrections,
    rate(
      'disputesRate.ofReceived',
      'derived.disputes.total',
      RECEIVED,
      '争议率（÷新收）',
      'Disputes per application received',
    ),
    rate(
      'disputesRate.ofConcluded',
      'derived.disputes.total',
      CONCLUDED,
      '争议率（÷办结）',
      'Disputes per application concluded',
    ),
  ];
}

/** Values that are followed over years. */
const FOLLOWED: readonly { name: string; of: string; zh: string; en: string }[] = [
  { name: 'received', of: RECEIVED, zh: '新收申请', en: 'Applications received' },
  { name: 'outcomeTotal', of: CONCLUDED, zh: '办结', en: 'Applications concluded' },
  { name: 'disclosed', of: 'derived.disclosed.total', zh: '予以公开＋部分公开', en: 'Disclosed' },
  { name: 'refused', of: 'derived.refused.total', zh: '不予公开', en: 'Refused' },
  {
    name: 'reconsideration',
    of: 'review.reconsideration.total',
    zh: '行政复议',
    en: 'Administrative reconsideration',
  },
  { name: 'litigation', of: 'derived.litigation.total', zh: '行政诉讼', en: 'Litigation' },
];

function changes(): Draft[] {
  return FOLLOWED.flatMap(({ name, of, zh, en }): Draft[] => {
    const key = (last: string): string => `derived.${name}.${last}`;
    return [
      {
        key: key('previousYear'),
        kind: 'PREVIOUS_YEAR',
        formula: { type: 'previousYear', of },
        zh: `${zh}：上年`,
        en: `${en}: last year`,
      },
      {
        key: key('change'),
        kind: 'CHANGE',
        formula: { type: 'difference', of, minus: key('previousYear') },
        zh: `${zh}：同比增减`,
        en: `${en}: change from last year`,
      },
      {
        key: key('changeRate'),
        kind: 'CHANGE_RATE',
        formula: { type: 'ratio', numerator: key('change'), denominator: key('previousYear') },
        zh: `${zh}：同比增幅（÷上年）`,
        en: `${en}: change rate (÷ last year)`,
      },
    ];
  });
}

const DRAFTS: readonly Draft[] = [
  ...groupTotals(),
  ...reviewTotals(),
  ...applicationRates(),
  ...reviewRates(),
  ...changes(),
];

/** A formula whose derived parts follow the same rule for blanks. */
function withBlanks(formula: Formula, blanks: BlankRule): Formula {
  if (blanks === 'STRICT') return formula;
  const key = (of: string): string => (of.startsWith('derived.') ? of + AS_ZERO_SUFFIX : of);
  switch (formula.type) {
    case 'sum':
      return { type: 'sum', of: formula.of.map(key) };
    case 'alternatives':
      return { type: 'alternatives', of: formula.of.map((keys) => keys.map(key)) };
    case 'ratio':
      return { type: 'ratio', numerator: key(formula.numerator), denominator: key(formula.denominator) };
    case 'previousYear':
      return { type: 'previousYear', of: key(formula.of) };
    case 'difference':
      return { type: 'difference', of: key(formula.of), minus: key(formula.minus) };
  }
}

/** All derived values; each stands after those that its formula names. */
export const DERIVED: readonly DerivedDefinition[] = BLANK_RULES.flatMap((blanks) =>
  DRAFTS.map(({ key, kind, formula, zh, en }) => ({ key, kind, formula, zh, en, blanks })),
).map(({ key, kind, formula, zh, en, blanks }, index) => {
  const asZero = blanks === 'AS_ZERO';
  return Object.freeze({
    key: asZero ? key + AS_ZERO_SUFFIX : key,
    index,
    kind,
    formula: withBlanks(formula, blanks),
    blanks,
    unit: kind === 'RATE' || kind === 'CHANGE_RATE' ? ('RATIO' as const) : ('COUNT' as const),
    nameZh: asZero ? `${zh}（空白经核对视为零）` : zh,
    nameEn: asZero ? `${en} (blanks as zero where a printed total confirms it)` : en,
  });
});

const BY_KEY: ReadonlyMap<string, DerivedDefinition> = new Map(DERIVED.map((one) => [one.key, one]));

/** The definition of a key, or undefined where there is no such derived value. */
export function findDerived(key: string): DerivedDefinition | undefined {
  return BY_KEY.get(key);
}

/** The numerator and denominator of a value that is a ratio; null for any other. */
export function ratioOf(key: string): { numerator: string; denominator: string } | null {
  const formula = findDerived(key)?.formula;
  return formula?.type === 'ratio'
    ? { numerator: formula.numerator, denominator: formula.denominator }
    : null;
}

/** The formula in words of keys, e.g. `derived.disclosed.total ÷ applications.outcomeTotal.total`. */
export function formulaText({ formula }: DerivedDefinition): string {
  switch (formula.type) {
    case 'sum':
      return formula.of.join(' + ');
    case 'alternatives':
      return formula.of.map((keys) => keys.join(' + ')).join(' | ');
    case 'ratio':
      return `${formula.numerator} ÷ ${formula.denominator}`;
    case 'previousYear':
      return `${formula.of} of the year before`;
    case 'difference':
      return `${formula.of} − ${formula.minus}`;
  }
}
