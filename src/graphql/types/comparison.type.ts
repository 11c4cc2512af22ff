import { Field, Float, ID, ObjectType } from 'type-graphql';
import { HasListSize } from '../cost/list-size.js';
import type { Figure } from '../../services/report-figures.js';
import { FigureType } from './figure.type.js';
import { FindingType } from './finding.type.js';
import type { FindingView } from './finding.type.js';
import { ReportType } from './report.type.js';
import type { ReportRoot } from './report.type.js';

/** A value of one report as its fields are resolved from. */
export interface ComparedFigureView extends Figure {
  reportId: string;
  difference: number | null;
}

/** A value of one report beside the first report's. */
@ObjectType('ComparedFigure', {
  description: 'A value of one report beside the first report’s (对比值).',
  simpleResolvers: true,
})
export class ComparedFigureType extends FigureType implements ComparedFigureView {
  @Field(() => ID, { description: 'Id of the report.' })
  reportId!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'This value minus the first report’s (差额); null where one is missing or its unit is not known. 0 for the first itself.',
  })
  difference!: number | null;
}

/** A finding of a report as its fields are resolved from. */
export interface ReportFindingView {
  reportId: string;
  finding: FindingView;
}

/** A finding of one of the reports. */
@ObjectType('ReportFinding', { description: 'A finding of one of the reports.', simpleResolvers: true })
export class ReportFindingType implements ReportFindingView {
  @Field(() => ID, { description: 'Id of the report.' })
  reportId!: string;

  @Field(() => FindingType, { description: 'The finding.' })
  finding!: FindingView;
}

/** One key in all reports as its fields are resolved from. */
export interface ComparisonRowView {
  key: string;
  labelZh: string;
  labelEn: string;
  figures: ComparedFigureView[];
  findings: ReportFindingView[];
}

/** One key in all reports. */
@ObjectType('ComparisonRow', { description: 'One key in all reports (逐项对比).', simpleResolvers: true })
export class ComparisonRowType implements ComparisonRowView {
  @Field(() => String, { description: 'Key of the cell or derived value.' })
  key!: string;

  @Field(() => String, { description: 'Name of the key in Chinese.' })
  labelZh!: string;

  @Field(() => String, { description: 'Name of the key in English.' })
  labelEn!: string;

  @HasListSize(5)
  @Field(() => [ComparedFigureType], { description: 'The values, in the order of the reports.' })
  figures!: ComparedFigureView[];

  @HasListSize(2)
  @Field(() => [ReportFindingType], { description: 'Findings of any of the reports that name this cell.' })
  findings!: ReportFindingView[];
}

/** A comparison as its fields are resolved from. */
export interface ComparisonView {
  reports: ReportRoot[];
  rows: ComparisonRowView[];
}

/** Several reports key by key. */
@ObjectType('Comparison', { description: 'Several reports, key by key (对比).', simpleResolvers: true })
export class ComparisonType implements ComparisonView {
  @Field(() => [ReportType], { description: 'The reports; the first is what the others are compared with.' })
  reports!: ReportRoot[];

  @Field(() => [ComparisonRowType], { description: 'One row for each key.' })
  rows!: ComparisonRowView[];
}
