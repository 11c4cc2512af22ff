import { Field, Int, ObjectType } from 'type-graphql';
import type { Figure } from '../../services/report-figures.js';
import type { RegionChangeKind } from '../../domain/region-history.js';
import type { OrganChange, OrganPage } from '../../services/organs.js';
import type { OrganRecord } from '../../services/organ-record.js';
import { HasListSize } from '../cost/list-size.js';
import type { PlaceChange } from '../../services/place-history.js';
import { RegionChangeKindEnum } from '../enums/region-change.enum.js';
import { RegionChangeType } from './place-history.type.js';
import { FigureType } from './figure.type.js';
import { OrganType } from './organ.type.js';
import { ReportType } from './report.type.js';
import type { ReportRoot } from './report.type.js';

/** One year of a series as its fields are resolved from. */
export interface SeriesYearView {
  year: number;
  changes: PlaceChange[];
  report: ReportRoot | null;
  figures: Figure[];
}

/** One year of a series. */
@ObjectType('SeriesYear', { description: 'One year of an organ (年度序列).', simpleResolvers: true })
export class SeriesYearType implements SeriesYearView {
  @Field(() => Int, { description: 'Report year (报告年度).' })
  year!: number;

  @HasListSize(1)
  @Field(() => [RegionChangeType], {
    description:
      'What became of the organ’s place, and of the places above it, in this year (区划变更): figures before and after it are of the same land only where `sameTerritory` says so.',
  })
  changes!: PlaceChange[];

  @Field(() => ReportType, {
    nullable: true,
    description: 'The report; null for a gap: there is none (缺年).',
  })
  report!: ReportRoot | null;

  @HasListSize(5)
  @Field(() => [FigureType], { description: 'The values in the order of the keys; empty for a gap.' })
  figures!: Figure[];
}

/** An organ beside another in time. */
@ObjectType('OrganChange', {
  description:
    'An organ before or after another whose place was renamed, moved, merged or divided (机关沿革).',
  simpleResolvers: true,
})
export class OrganChangeType implements OrganChange {
  @Field(() => Int, { description: 'The first year of the later of both.' })
  year!: number;

  @Field(() => RegionChangeKindEnum, { description: 'What became of the place.' })
  kind!: RegionChangeKind;

  @Field(() => OrganType, { description: 'The organ, as its latest report shows it.' })
  organ!: OrganRecord;
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
