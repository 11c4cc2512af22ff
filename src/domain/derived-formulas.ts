/** The formulas of the derived values, strict; `derived.ts` makes the dictionary of them. */
import { APPLICANT_COLUMNS, REVIEW_COLUMNS, findCell } from './cells.js';
import { DAYS_LATE_RULE } from './deadline.js';
import { APPLICATION_ROWS, OTHER_OUTCOME_ROWS, OTHER_OUTCOME_SINGLE } from './outcome-rows.js';
import { changes } from './derived-changes.js';
import type { DerivedDraft } from './derived-totals.js';
import {
  cell,
  CONCLUDED,
  INTAKE,
  part,
  RECEIVED,
  result,
  rowTotals,
  seriesOverForms,
  sum,
  total,
} from './derived-totals.js';

/** The rows of a group of the applications table, without the table's name, in the order of the form. */
const withoutTable = (rowKey: string): string => rowKey.slice('applications.'.length);
const rowsUnder = (group: string): string[] =>
  APPLICATION_ROWS.map(withoutTable).filter((row) => row.startsWith(`${group}.`));

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
    rows: [rowsUnder('refused')],
  },
  {
    name: 'unableToProvide',
    zh: '无法提供合计',
    en: 'Unable to provide',
    rows: [rowsUnder('unableToProvide')],
  },
  {
    name: 'notProcessed',
    zh: '不予处理合计',
    en: 'Not processed',
    rows: [rowsUnder('notProcessed')],
  },
  {
    name: 'otherOutcome',
    zh: '其他处理合计（两种格式同一序列）',
    en: 'Other outcome (one series over both forms)',
    rows: [[OTHER_OUTCOME_SINGLE], OTHER_OUTCOME_ROWS].map((set) => set.map(withoutTable)),
  },
];

function groupTotals(): DerivedDraft[] {
  return GROUPS.flatMap(({ name, zh, en, rows }) =>
    APPLICANT_COLUMNS.map((column): DerivedDraft => {
      const sums = rows.map((set) => set.map((row) => part(row, column)));
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

const LITIGATION_BLOCKS = ['litigationDirect', 'litigationAfterReconsideration'] as const;

function reviewTotals(): DerivedDraft[] {
  const litigation = REVIEW_COLUMNS.map((column) => {
    const definition = findCell(`review.reconsideration.${column}`);
    return sum(
      `litigation.${column}`,
      LITIGATION_BLOCKS.map((block) => result(block, column)),
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
      [total('reconsideration'), total('litigationDirect')],
      '争议（行政复议＋未经复议直接起诉）',
      'Disputes (reconsideration + litigation without prior reconsideration)',
    ),
  ];
}

const rate = (key: string, numerator: string, denominator: string, zh: string, en: string): DerivedDraft => ({
  key: `derived.${key}`,
  kind: 'RATE',
  formula: { type: 'ratio', numerator, denominator },
  zh,
  en,
});

function applicationRates(): DerivedDraft[] {
  const bases = [
    { suffix: 'ofConcluded', key: CONCLUDED, zh: '÷办结', en: '÷ concluded' },
    { suffix: 'ofIntake', key: INTAKE, zh: '÷受理', en: '÷ intake' },
  ];
  const shares = bases.flatMap(({ suffix, key, zh, en }) => [
    rate(`grantedRate.${suffix}`, total('granted'), key, `予以公开率（${zh}）`, `Granted rate (${en})`),
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
  const grounds = rowsUnder('refused').map((row) => {
    const ground = row.slice('refused.'.length);
    const definition = findCell(cell(`refused.${ground}`, 'total'));
    return rate(
      `refusalShare.${ground}.ofRefused`,
      total(`refused.${ground}`),
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
      total('carriedOut'),
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

function reviewRates(): DerivedDraft[] {
  const corrections = (['reconsideration', 'litigation'] as const).flatMap((part) => {
    const block = part === 'litigation' ? 'derived.litigation' : 'review.reconsideration';
    const whole = part === 'litigation' ? 'derived.litigation.total' : total('reconsideration');
    const [zh, en] = part === 'litigation' ? ['行政诉讼', 'Litigation'] : ['行政复议', 'Reconsideration'];
    return [
      ['ofTotal', whole, '÷总计', '÷ total'],
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

/** When it was published, beside what the law wants. */
const DAYS_LATE: DerivedDraft = {
  key: 'derived.daysLate',
  kind: 'DAYS',
  formula: { type: 'daysLate' },
  zh: '逾期天数（网页发布日期距法定截止日，负数为提前）',
  en: 'Days late (the page’s own date after the last day by law; negative: before it)',
  rule: DAYS_LATE_RULE,
};

/** All strict definitions; each is after those that its formula names. */
export const DERIVED_DRAFTS: readonly DerivedDraft[] = [
  ...rowTotals(),
  ...groupTotals(),
  ...reviewTotals(),
  ...seriesOverForms(),
  ...applicationRates(),
  ...reviewRates(),
  ...changes(),
  DAYS_LATE,
];
