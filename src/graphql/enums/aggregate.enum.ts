/** Enums of aggregates. */
import type { WarningCode } from '../../services/aggregate-answer.js';
import type { GroupOrder, MeasureType, ScopeChoice } from '../../services/check-aggregate.js';
import type { GroupField } from '../../store/aggregate-request.js';
import { reportFieldTexts } from './report.enum.js';
import { domainEnum } from './register-enum.js';

/** What to group by. */
export const GroupFieldEnum = domainEnum<GroupField>('GroupField', 'What to group reports by (分组).', {
  year: 'Report year (报告年度).',
  province: 'Province (省).',
  city: 'City (市).',
  county: 'County or district (县、区).',
  township: 'Township or subdistrict (乡镇、街道).',
  provinceToday: 'Province of today (省，按现行区划).',
  cityToday: 'City of today (市，按现行区划).',
  countyToday:
    'County of today (县、区，按现行区划): counties that have been merged since are in one group, one that was divided has none.',
  townshipToday: 'Township within the county of today (乡镇、街道，按现行区划).',
  organ:
    'One organ with its certain region (机关), whatever others are called so. A report whose organ has no certain region stands for itself.',
  ...reportFieldTexts,
});

/** Figure of a group. */
export const MeasureTypeEnum = domainEnum<MeasureType>(
  'MeasureType',
  'A figure of a group. It rests on the reports that have a value; a missing value is never taken for zero. Amounts without a known unit have none.',
  {
    SUM: 'Sum (合计). Not of rates.',
    MEAN: 'Arithmetic mean (平均值). Of a rate: the mean of the reports’ rates, each report counting alike; the pooled rate is beside it.',
    MIN: 'Least value (最小值).',
    MAX: 'Greatest value (最大值).',
    MEDIAN: 'Median (中位数), by linear interpolation between ranks.',
    PERCENTILE: 'Percentile (百分位数), by linear interpolation between ranks.',
    POOLED_RATE:
      'Pooled rate (汇总比率): the sum of the numerators ÷ the sum of the denominators, over the reports in which the rate has a value.',
  },
);

/** What groups are ordered by. */
export const GroupOrderEnum = domainEnum<GroupOrder>('GroupOrder', 'What groups are ordered by.', {
  REPORTS: 'Number of reports.',
  FIELD: 'Value of a field that is grouped by: years by number, text by code point, organs by their id.',
  MEASURE: 'A figure, by its position in `measures`.',
});

/** Which reports an aggregate rests on. */
export const ScopeChoiceEnum = domainEnum<ScopeChoice>(
  'ScopeChoice',
  'Which reports an aggregate rests on, by their scope (汇总口径).',
  {
    ALL: 'All; a warning tells where scopes nest and sums count twice.',
    OWN_ONLY:
      'Reports that say that they give the organ’s own figures only (本机关口径). Reports that do not say are left out.',
    TOP_LEVEL:
      'Leaves out each report that a consolidated report of the same year, itself found, covers: that of a people’s government, or its office, in whose region the organ lies.',
  },
);

/** What a reader of an aggregate must mind. */
export const WarningCodeEnum = domainEnum<WarningCode>(
  'WarningCode',
  'What a reader of an aggregate, a ranking or an order by value must mind (提示).',
  {
    NESTED_SCOPES:
      'Reports are covered by a consolidated report that is counted too: sums count twice (重复计算), orders compare a whole with its part.',
    MIXED_SCOPES: 'Consolidated and own figures are side by side (口径混合).',
    FEW_VALUES: 'Figures rest on fewer than half of the reports of their group (有值报告不足一半).',
  },
);
