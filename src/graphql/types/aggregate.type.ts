import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AggregateValue, AggregateWarning, WarningCode } from '../../services/aggregate-answer.js';
import type { MeasureType } from '../../services/check-aggregate.js';
import type { GroupField, GroupValue, ScopeCounts } from '../../store/aggregate-request.js';
import { GroupFieldEnum, MeasureTypeEnum, WarningCodeEnum } from '../enums/aggregate.enum.js';
import { HasListSize } from '../cost/list-size.js';

/** The value of a group in one field. */
export interface GroupKeyView {
  field: GroupField;
  value: string | null;
  label: string | null;
}

/** The values of a group with their fields. */
export function groupKeys(fields: readonly GroupField[], values: readonly GroupValue[]): GroupKeyView[] {
  return fields.map((field, index): GroupKeyView => {
    const { value, label } = values[index] ?? { value: null, label: null };
    return { field, value: value === null ? null : String(value), label };
  });
}

/** The value of a group in one field. */
@ObjectType('GroupKey', { description: 'The value of a group in one field (分组值).', simpleResolvers: true })
export class GroupKeyType implements GroupKeyView {
  @Field(() => GroupFieldEnum, { description: 'The field.' })
  field!: GroupField;

  @Field(() => String, {
    nullable: true,
    description:
      'The value as filters take it: a year in digits, the id of an organ, the code or path of a region. Null for reports without one.',
  })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'The value for people; null with the value.' })
  label!: string | null;
}

/** How many reports have which scope. */
@ObjectType('ScopeCounts', {
  description: 'How many reports have which scope (汇总口径).',
  simpleResolvers: true,
})
export class ScopeCountsType implements ScopeCounts {
  @Field(() => Int, { description: 'Own figures only (本机关口径).' })
  own!: number;

  @Field(() => Int, { description: 'Figures that cover subordinate organs too (汇总).' })
  consolidated!: number;

  @Field(() => Int, { description: 'Reports that do not say.' })
  unknown!: number;

  @Field(() => Int, {
    description:
      'Reports that a consolidated report of the same year, itself found, covers: a sum counts them twice.',
  })
  nested!: number;
}

/** A figure of a group. */
@ObjectType('AggregateValue', {
  description: 'A figure of a group and what it rests on. Figures have 12 significant digits.',
  simpleResolvers: true,
})
export class AggregateValueType implements AggregateValue {
  @Field(() => MeasureTypeEnum, { description: 'Which figure.' })
  measure!: MeasureType;

  @Field(() => String, { description: 'Key of the cell or derived value.' })
  key!: string;

  @Field(() => Float, { nullable: true, description: 'The percentile of PERCENTILE; null for all else.' })
  percentile!: number | null;

  @Field(() => String, { description: 'Name of the key in Chinese.' })
  labelZh!: string;

  @Field(() => String, { description: 'Name of the key in English.' })
  labelEn!: string;

  @Field(() => Float, { nullable: true, description: 'The figure; null where no report has a value.' })
  value!: number | null;

  @Field(() => Int, { description: 'Number of reports that it rests on (有值报告数).' })
  reportsWithValue!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Of MEAN or POOLED_RATE of a rate: sum of the numerators (分子合计); null for all else.',
  })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of MEAN or POOLED_RATE of a rate: sum of the denominators (分母合计); null for all else.',
  })
  denominator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of MEAN or POOLED_RATE of a rate: numerator ÷ denominator (汇总比率), in which large organs weigh more; null for all else.',
  })
  pooledRate!: number | null;
}

/** A group as its fields are resolved from. */
export interface AggregateGroupView {
  keys: GroupKeyView[];
  reports: number;
  scopes: ScopeCounts;
  values: AggregateValue[];
}

/** A group of reports. */
@ObjectType('AggregateGroup', { description: 'A group of reports and its figures.', simpleResolvers: true })
export class AggregateGroupType implements AggregateGroupView {
  @HasListSize(3)
  @Field(() => [GroupKeyType], { description: 'What the reports have in common, in the order of groupBy.' })
  keys!: GroupKeyView[];

  @Field(() => Int, { description: 'Number of reports in the group (报告数).' })
  reports!: number;

  @Field(() => ScopeCountsType, { description: 'Their scopes.' })
  scopes!: ScopeCounts;

  @HasListSize(5)
  @Field(() => [AggregateValueType], { description: 'The figures, in the order of measures.' })
  values!: AggregateValue[];
}

/** What a reader must mind. */
@ObjectType('AggregateWarning', { description: 'What a reader must mind (提示).', simpleResolvers: true })
export class AggregateWarningType implements AggregateWarning {
  @Field(() => WarningCodeEnum, { description: 'What it is.' })
  code!: WarningCode;

  @Field(() => Int, { description: 'How many reports, or figures, it concerns.' })
  count!: number;

  @Field(() => String, { description: 'One sentence in Chinese, and what to do.' })
  messageZh!: string;

  @Field(() => String, { description: 'The same sentence in English.' })
  messageEn!: string;
}

/** The answer to `aggregate`. */
export interface AggregateView {
  groups: AggregateGroupView[];
  totalGroups: number;
  reports: number;
  scopes: ScopeCounts;
  warnings: AggregateWarning[];
}

/** `AggregateView` in GraphQL. */
@ObjectType('AggregateResult', {
  description: 'Groups of reports with figures (分组统计).',
  simpleResolvers: true,
})
export class AggregateResultType implements AggregateView {
  @Field(() => [AggregateGroupType], { description: 'The groups of this page.' })
  groups!: AggregateGroupView[];

  @Field(() => Int, { description: 'How many groups there are in all that meet `having`.' })
  totalGroups!: number;

  @Field(() => Int, {
    description:
      'How many reports were found, before `having`; with TOP_LEVEL also those that are then left out, as `scopes.nested`.',
  })
  reports!: number;

  @Field(() => ScopeCountsType, { description: 'Their scopes.' })
  scopes!: ScopeCounts;

  @HasListSize(3)
  @Field(() => [AggregateWarningType], { description: 'What to mind before the figures are used.' })
  warnings!: AggregateWarning[];
}
