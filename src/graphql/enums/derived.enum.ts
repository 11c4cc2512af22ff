/** Enums of derived values. */
import type { BlankRule, DerivedDefinition, DerivedKind } from '../../domain/derived.js';
import type { MissingReason } from '../../domain/derive-values.js';
import { domainEnum } from './register-enum.js';

/** Kind of a derived value. */
export const DerivedKindEnum = domainEnum<DerivedKind>('DerivedKind', 'Kind of a derived value (派生指标).', {
  TOTAL: 'A sum of cells (合计).',
  RATE: 'A numerator ÷ a denominator, both values of their own (比率).',
  PREVIOUS_YEAR: 'The same value in the organ’s report of the year before (上年值).',
  CHANGE: 'This year’s value minus last year’s (同比增减).',
  CHANGE_RATE: 'The change ÷ last year’s value (同比增幅).',
  DAYS: 'A number of days, beside a day that the law names (天数).',
  TEXT: 'A count of characters of the narrative, which rests on all reports (正文字数).',
});

/** Rule for blanks. */
export const BlankRuleEnum = domainEnum<BlankRule>(
  'BlankRule',
  'What a blank part does to a value (空白处理).',
  {
    STRICT: 'Any missing part: no value.',
    AS_ZERO:
      'A blank part counts as zero where a printed total leaves nothing else for it (空白经核对视为零).',
  },
);

/** Unit of a derived value. */
export const DerivedUnitEnum = domainEnum<DerivedDefinition['unit']>(
  'DerivedUnit',
  'Unit of a derived value.',
  {
    COUNT: 'A number of things (件数); a change may be negative.',
    RATIO: 'A ratio (比率): 1 means 100 %.',
    DAYS: 'Days (天): negative before the day.',
  },
);

/** Why a derived value is missing. */
export const MissingReasonEnum = domainEnum<MissingReason>(
  'MissingReason',
  'Why a report has no such derived value (缺失原因).',
  {
    MISSING_PART: 'A cell that it needs has no number (所需统计项缺失).',
    PARTS_DISAGREE: '其他处理 is printed as one row and as three, and they differ.',
    ZERO_DENOMINATOR: 'The denominator is zero (分母为零).',
    NO_PREVIOUS_YEAR:
      'There is no report of the year before with this value and the same scope (无可比上年).',
    NO_PUBLICATION_DAY:
      'The page prints no full date of its own; a date under the signature is none (网页发布日期不明).',
    NO_DEADLINE:
      'The law names no day for such an organ, or it is not certain which (法定截止日不明). `DerivedDefinition.ruleEn` tells the rule.',
    DATE_DOUBTFUL: 'The page’s date lies before the end of the report’s year (发布日期存疑).',
  },
);
