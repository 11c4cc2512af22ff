/** The answer to an aggregate: figures with what they rest on, and what a reader must be warned of. */
import type { AggregateResult, MeasureValue } from '../store/aggregate-request.js';
import { labelsOf } from './labels.js';
import type { KeyLabels } from './labels.js';
import type { AggregatePlan, MeasureType } from './check-aggregate.js';

/** A figure of a group, and what it rests on. */
export interface AggregateValue extends KeyLabels {
  measure: MeasureType;
  key: string;
  percentile: number | null;
  value: number | null;
  reportsWithValue: number;
  /** Of a rate: the sums over the reports in which it has a value, and their quotient; null for all else. */
  numerator: number | null;
  denominator: number | null;
  pooledRate: number | null;
}

/** A group's figures in the order asked, each mean of rates with its pooled rate. */
export function valuesOf(
  { measures, pooled }: AggregatePlan,
  values: readonly MeasureValue[],
): AggregateValue[] {
  return measures.map(({ type, key, percentile }, index) => {
    const value = values[index];
    const rate = values[pooled[index] ?? -1];
    return {
      measure: type,
      key,
      percentile: percentile ?? null,
      ...labelsOf(key),
      value: value?.value ?? null,
      reportsWithValue: value?.reportsWithValue ?? 0,
      numerator: rate?.numerator ?? null,
      denominator: rate?.denominator ?? null,
      pooledRate: rate?.value ?? null,
    };
  });
}

/** What a reader of an aggregate must mind. */
export const WARNING_CODES = ['NESTED_SCOPES', 'MIXED_SCOPES', 'FEW_VALUES'] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

export interface AggregateWarning {
  code: WarningCode;
  /** How many reports, or figures, it concerns. */
  count: number;
  messageZh: string;
  messageEn: string;
}

/** The warnings of an answer; none where nothing can mislead. */
export function warningsOf(
  { request, measures }: AggregatePlan,
  { scopes, groups }: AggregateResult,
): AggregateWarning[] {
  const warnings: AggregateWarning[] = [];
  const { nested, own, consolidated } = scopes;
  if (nested > 0 && request.nested === 'KEEP') {
    warnings.push({
      code: 'NESTED_SCOPES',
      count: nested,
      messageZh: `有 ${nested} 份报告的数字已包含在同年上级汇总报告之中，合计会重复计算。可去掉已被上级汇总的报告（scope: TOP_LEVEL），或只取本机关口径（scope: OWN_ONLY）。`,
      messageEn: `${nested} reports are covered by a consolidated report of the same year that is counted too: sums count them twice. Ask with scope: TOP_LEVEL to leave them out, or with scope: OWN_ONLY for own figures only.`,
    });
  } else if (own > 0 && consolidated > 0) {
    warnings.push({
      code: 'MIXED_SCOPES',
      count: consolidated,
      messageZh: `${consolidated} 份报告为汇总口径，${own} 份为本机关口径，二者不宜直接比较。可按汇总口径（scope）分组或筛选。`,
      messageEn: `${consolidated} reports give consolidated figures and ${own} their own only; the two compare badly. Group or filter by scope.`,
    });
  }
  const few = groups.flatMap((group) =>
    group.measures.slice(0, measures.length).filter(({ reportsWithValue }) => {
      return reportsWithValue * 2 < group.reports;
    }),
  ).length;
  if (few > 0) {
    warnings.push({
      code: 'FEW_VALUES',
      count: few,
      messageZh: `有 ${few} 个数字所依据的报告不到该组的一半：使用前请看每个数字旁注明的有值报告数。缺失值不作零处理。`,
      messageEn: `${few} figures rest on fewer than half of the reports of their group: see reportsWithValue. Missing values are not taken for zero.`,
    });
  }
  return warnings;
}
