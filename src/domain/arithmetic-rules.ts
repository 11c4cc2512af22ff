/** The dictionary of arithmetic rules (勾稽关系): what the findings of each code check. */
import { formOf } from '../forms/forms.js';
import type { ARITHMETIC_CODES } from './finding.js';
import { OTHER_OUTCOME_ROWS } from './outcome-rows.js';

/** One rule. */
export interface ArithmeticRule {
  /** Code of its findings. */
  readonly code: (typeof ARITHMETIC_CODES)[number];
  /** What must hold, in words of keys; `{row}`, `{column}`, `{block}` stand for each of them. */
  readonly formula: string;
  readonly textZh: string;
  readonly textEn: string;
}

/** The parts that a rule of the form of 2021 adds up. */
const partsOf = (code: string): readonly string[] =>
  formOf('2021')
    .tables.flatMap(({ sums }) => sums)
    .find((one) => one.code === code)?.right ?? [];

const APPLICANTS = partsOf('row-total');
const RESULTS = partsOf('review-total');
const OTHER_OUTCOMES = OTHER_OUTCOME_ROWS.map((rowKey) => rowKey.slice(rowKey.lastIndexOf('.') + 1));

const sum = (prefix: string, names: readonly string[], suffix = ''): string =>
  names.map((name) => `${prefix}.${name}${suffix}`).join(' + ');

/** All rules, in the order of their codes. */
export const ARITHMETIC_RULES: readonly ArithmeticRule[] = [
  {
    code: 'row-total',
    formula: `applications.{row}.total = ${sum('applications.{row}', APPLICANTS)}`,
    textZh: '依申请公开表每一行：总计等于六类申请人之和。',
    textEn: 'Each row of the applications table: the total is the sum of the six kinds of applicant.',
  },
  {
    code: 'outcome-total',
    formula:
      'applications.outcomeTotal.{column} = granted + partlyGranted + refused.* + unableToProvide.* + notProcessed.* + otherOutcome (its single row if printed, else its three rows)',
    textZh:
      '每一列：（七）总计等于予以公开、部分公开、不予公开、无法提供、不予处理、其他处理之和；其他处理有单行时取单行，否则取三个分项。',
    textEn:
      'Each column: the total of outcomes is the sum of granted, partly granted, refused, unable to provide, not processed and other outcome; other outcome by its single row where it is printed, else by its three rows.',
  },
  {
    code: 'intake-balance',
    formula:
      'applications.received.{column} + applications.carriedIn.{column} = applications.outcomeTotal.{column} + applications.carriedOut.{column}',
    textZh: '每一列：本年新收加上年结转等于（七）总计加结转下年度。',
    textEn: 'Each column: received plus carried in is the total of outcomes plus carried out.',
  },
  {
    code: 'review-total',
    formula: `review.{block}.total = ${sum('review.{block}', RESULTS)}`,
    textZh: '行政复议、行政诉讼各部分：总计等于四种结果之和。',
    textEn: 'Each block of reconsideration and litigation: the total is the sum of the four results.',
  },
  {
    code: 'other-outcome-rows-agree',
    formula: `applications.otherOutcome.all.{column} = ${sum('applications.otherOutcome', OTHER_OUTCOMES, '.{column}')}`,
    textZh: '其他处理既有单行又有三个分项时，二者应一致。',
    textEn: 'Where other outcome is printed both as one row and as three, the two agree.',
  },
  {
    code: 'carried-in-continues',
    formula: 'applications.carriedIn.{column} = applications.carriedOut.{column} of the year before',
    textZh: '跨年：上年结转等于上一年报告的结转下年度。',
    textEn: 'Across years: carried in is what the report of the year before carried out.',
  },
  {
    code: 'in-force-continues',
    formula:
      'disclosure.{row}.inForce = disclosure.{row}.inForce of the year before + disclosure.{row}.issued − disclosure.{row}.repealed',
    textZh:
      '跨年（两年均为 2021 年格式）：现行有效件数等于上一年现行有效加本年制发减本年废止。统计范围变化也会造成不符。',
    textEn:
      'Across years, both in the form of 2021: documents in force are those of the year before, plus issued, minus repealed. What an organ counts may also have changed honestly.',
  },
  {
    code: 'items-continue',
    formula:
      'disclosure.{row}.previousYearItems = disclosure.{row}.previousYearItems of the year before + disclosure.{row}.change of the year before',
    textZh: '跨年（两年均为 2019 年格式）：上一年项目数量等于上一年报告的上一年项目数量加其本年增/减。',
    textEn:
      'Across years, both in the form of 2019: items of the previous year are those in the report of the year before, plus its increase or decrease.',
  },
  {
    code: 'list-total',
    formula:
      'a whole of the list table = the sum of its printed parts, e.g. statistics.received.total.{column}',
    textZh: '2008–2018 年统计表：总数等于所印各分项之和；各省分项不同，分项之和小于总数时不作判断。',
    textEn:
      'List tables of 2008–2018: a whole is the sum of its printed parts. Provinces list different parts, so that nothing is said where they add up to less.',
  },
  {
    code: 'prose-agrees',
    formula: 'claims.value = cells.{key}, or the derived value that the narrative speaks of',
    textZh: '正文所述数字与表格一致。',
    textEn: 'A number that the narrative states agrees with the tables.',
  },
];
