import { Field, Int, ObjectType } from 'type-graphql';
import type { Figure } from '../../services/figures.js';
import type { OrganPage, OrganRecord } from '../../services/organs.js';
import { HasListSize } from '../cost/list-size.js';
import { FigureType } from './figure.type.js';
import { OrganType } from './organ.type.js';
import { ReportType } from './report.type.js';
import type { ReportRoot } from './report.type.js';

/** One year of a series as its fields are resolved from. */
export interface SeriesYearView {
  year: number;
  report: ReportRoot | null;
  figures: Figure[];
}

/** One year of a series. */
@ObjectType('SeriesYear', { description: 'One year of an organ (年度序列).', simpleResolvers: true })
export class SeriesYearType implements SeriesYearView {
  @Field(() => Int, { description: 'Report year (报告年度).' })
  year!: number;

  @Field(() => ReportType, {
    nullable: true,
    description: 'The report; null for a gap: there is none (缺年).',
  })
  report!: ReportRoot | null;

  @HasListSize(5)
  @Field(() => [FigureType], { description: 'The values in the order of the keys; empty for a gap.' })
  figures!: Figure[];
}

/** A page of organs. */
@ObjectType('OrganPage', { description: 'A page of organs (行政机关).', simpleResolvers: true })
export class OrganPageType implements OrganPage {
  @Field(() => [OrganType], {
    description: 'The organs of this page, each as its latest report found shows it.',
  })
  organs!: OrganRecord[];

  @Field(() => Int, { description: 'How many organs there are in all.' })
  totalCount!: number;
}
