import { ArgsType, Field, Float, InputType, Int } from 'type-graphql';
import type { Sort } from '../../domain/query.js';
import type {
  AggregateInput,
  GroupOrder,
  GroupOrderInput,
  HavingInput,
  MeasureInput,
  MeasureType,
  ScopeChoice,
} from '../../services/check-aggregate.js';
import type { GroupField } from '../../store/aggregate-request.js';
import { GroupFieldEnum, GroupOrderEnum, MeasureTypeEnum, ScopeChoiceEnum } from '../enums/aggregate.enum.js';
import { SortDirectionEnum } from '../enums/search.enum.js';
import { NumberComparisonInputType } from './comparison.input.js';
import { MatchArgs } from './match.args.js';

/** A figure to measure. */
@InputType('Measure', { description: 'A figure to measure in each group.' })
export class MeasureInputType implements MeasureInput {
  @Field(() => MeasureTypeEnum, { description: 'Which figure.' })
  type!: MeasureType;

  @Field(() => String, {
    description: 'Key of the cell or derived value, e.g. applications.received.total.',
  })
  key!: string;

  @Field(() => Float, { nullable: true, description: 'The percentile, 0–100; with PERCENTILE only.' })
  percentile?: number | null;
}

/** One key of an order of groups. */
@InputType('GroupSort', {
  description:
    'One key of an order of groups. Groups without the value come last; ties are broken by the group fields.',
})
export class GroupOrderInputType implements GroupOrderInput {
  @Field(() => GroupOrderEnum, { description: 'What to order by.' })
  by!: GroupOrder;

  @Field(() => GroupFieldEnum, { nullable: true, description: 'The field; with FIELD only.' })
  field?: GroupField | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Position of the figure in `measures` from 0; with MEASURE only.',
  })
  measure?: number | null;

  @Field(() => SortDirectionEnum, {
    nullable: true,
    description: 'Default is ASC for FIELD and DESC for all others.',
  })
  direction?: Sort['direction'] | null;
}

/** A condition on groups. */
@InputType('GroupCondition', {
  description: 'A condition on groups. All members must hold; a missing figure meets none.',
})
export class HavingInputType extends NumberComparisonInputType implements HavingInput {
  @Field(() => Int, {
    nullable: true,
    description: 'Position of the figure in `measures` from 0. Without it the number of reports is meant.',
  })
  measure?: number | null;
}

/** The arguments of `aggregate`. */
@ArgsType()
export class AggregateArgs extends MatchArgs implements AggregateInput {
  @Field(() => [GroupFieldEnum], {
    nullable: true,
    description: 'Up to 3 fields to group by (分组). Default is none: one group of all reports.',
  })
  groupBy?: GroupField[] | null;

  @Field(() => [MeasureInputType], {
    nullable: true,
    description: 'Up to 10 figures of each group. Default is none: the number of reports alone.',
  })
  measures?: MeasureInputType[] | null;

  @Field(() => [GroupOrderInputType], {
    nullable: true,
    description: 'Order, at most 4 keys. Default is by the group fields, ascending.',
  })
  orderBy?: GroupOrderInputType[] | null;

  @Field(() => [HavingInputType], {
    nullable: true,
    description: 'Conditions that a group must meet, at most 4; all of them. Default is none.',
  })
  having?: HavingInputType[] | null;

  @Field(() => Int, { nullable: true, description: 'How many groups, 1–1000. Default is 100.' })
  first?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many groups to skip. Default is 0.' })
  offset?: number | null;

  @Field(() => ScopeChoiceEnum, {
    nullable: true,
    description: 'Which reports to take, by their scope (汇总口径). Default is ALL.',
  })
  scope?: ScopeChoice | null;
}
