import { Field, Int, ObjectType } from 'type-graphql';
import type { FindingCode, Outcome } from '../../domain/finding.js';
import type { FindingCount } from '../../services/quality.js';
import { FindingCodeEnum, OutcomeEnum } from '../enums/cell.enum.js';
import { HasListSize } from '../cost/list-size.js';
import { GroupKeyType } from './aggregate.type.js';
import type { GroupKeyView } from './aggregate.type.js';

/** How many reports have a finding. */
@ObjectType('FindingCount', { description: 'How many reports have a finding.', simpleResolvers: true })
export class FindingCountType implements FindingCount {
  @Field(() => FindingCodeEnum, { description: 'The finding.' })
  code!: FindingCode;

  @Field(() => OutcomeEnum, {
    nullable: true,
    description: 'Outcome of the rule; null for a finding of reading, which has none.',
  })
  outcome!: Outcome | null;

  @Field(() => Int, { description: 'Number of reports with at least one such finding.' })
  reports!: number;
}

/** Findings of a group as its fields are resolved from. */
export interface QualityGroupView {
  keys: GroupKeyView[];
  reports: number;
  counts: FindingCount[];
}

/** Findings of a group of reports. */
@ObjectType('QualityGroup', { description: 'The findings of a group of reports.', simpleResolvers: true })
export class QualityGroupType implements QualityGroupView {
  @HasListSize(2)
  @Field(() => [GroupKeyType], { description: 'What the reports have in common, in the order of groupBy.' })
  keys!: GroupKeyView[];

  @Field(() => Int, { description: 'Number of reports in the group (报告数).' })
  reports!: number;

  @HasListSize(36)
  @Field(() => [FindingCountType], { description: 'Counts by code and outcome, also those of 0.' })
  counts!: FindingCount[];
}

/** Quality as its fields are resolved from. */
export interface QualityView {
  groups: QualityGroupView[];
  totalGroups: number;
  reports: number;
}

/** How well reports read and add up. */
@ObjectType('Quality', { description: 'How well reports read and add up (数据质量).', simpleResolvers: true })
export class QualityType implements QualityView {
  @Field(() => [QualityGroupType], { description: 'The groups of this page.' })
  groups!: QualityGroupView[];

  @Field(() => Int, { description: 'How many groups there are in all.' })
  totalGroups!: number;

  @Field(() => Int, { description: 'How many reports were found.' })
  reports!: number;
}
