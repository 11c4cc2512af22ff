import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { valuesOf, warningsOf } from '../../services/aggregate-answer.js';
import {
  MAX_QUALITY_GROUPS,
  DEFAULT_QUALITY_GROUPS,
  qualityRequest,
  readQuality,
} from '../../services/quality.js';
import { checkAggregate } from '../../services/check-aggregate.js';
import { DEFAULT_GROUP_LIMIT, MAX_GROUP_LIMIT } from '../../store/aggregate-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, lengthOf, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { AggregateArgs } from '../inputs/aggregate.args.js';
import { QualityArgs } from '../inputs/statistics.args.js';
import type { AggregateView } from '../types/aggregate.type.js';
import { AggregateResultType, groupKeys } from '../types/aggregate.type.js';
import type { QualityView } from '../types/quality.type.js';
import { QualityType } from '../types/quality.type.js';

/** `aggregate` and `quality`: reports in groups. */
@Resolver()
export class AggregateResolver {
  @ChecksArguments(checkAggregate)
  @HasWeight(100)
  @HasListSize(({ first, groupBy, measures }) => ({
    groups: lengthOf(groupBy, 0) === 0 ? 1 : pageSize(first, DEFAULT_GROUP_LIMIT, MAX_GROUP_LIMIT),
    'groups.keys': lengthOf(groupBy, 0),
    'groups.values': lengthOf(measures, 0),
  }))
  @Query(() => AggregateResultType, {
    description:
      'Groups reports and measures them (分组统计): sums, means, quantiles and pooled rates of cells and derived values, each with the number of reports that it rests on.',
  })
  async aggregate(
    @Args(() => AggregateArgs) args: AggregateArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<AggregateView> {
    const plan = checkAggregate(args);
    const result = await reader.aggregate(plan.request);
    return {
      ...result,
      groups: result.groups.map(({ values, reports, scopes, measures }) => ({
        keys: groupKeys(plan.request.groupBy, values),
        reports,
        scopes,
        values: valuesOf(plan, measures),
      })),
      warnings: warningsOf(plan, result),
    };
  }

  @ChecksArguments(qualityRequest)
  @HasWeight(200)
  @HasListSize(({ first, groupBy, codes, outcomes }) => ({
    groups: lengthOf(groupBy, 0) === 0 ? 1 : pageSize(first, DEFAULT_QUALITY_GROUPS, MAX_QUALITY_GROUPS),
    'groups.keys': lengthOf(groupBy, 0),
    'groups.counts': lengthOf(codes, 9) * lengthOf(outcomes, 4),
  }))
  @Query(() => QualityType, {
    description:
      'How well reports read and add up (数据质量): how many reports have which finding, in groups. The reports that fail a rule are found by `search` with filter.findings.',
  })
  async quality(
    @Args(() => QualityArgs) args: QualityArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<QualityView> {
    const { groups, groupBy, ...totals } = await readQuality(reader, args);
    return {
      ...totals,
      groups: groups.map(({ values, reports, counts }) => ({
        keys: groupKeys(groupBy, values),
        reports,
        counts,
      })),
    };
  }
}
