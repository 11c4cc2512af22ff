import { Field, Int, ObjectType } from 'type-graphql';
import type { RegionLevel, RegionView } from '../../domain/region.js';
import type { RegionPage, RegionRecord } from '../../services/regions.js';
import { RegionLevelEnum, RegionViewEnum } from '../enums/report.enum.js';

/** One region and its reports; what is below it is in the resolver. */
@ObjectType('RegionRecord', {
  description: 'One region and the reports of all organs in it (行政区划).',
  simpleResolvers: true,
})
export class RegionRecordType implements RegionRecord {
  @Field(() => RegionLevelEnum, { description: 'Its level.' })
  level!: RegionLevel;

  @Field(() => String, {
    description:
      'The value to filter by: the GB/T 2260 code, or the path of names where the dictionary lacks the place.',
  })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'Number of reports of all organs in it, at every level below too.' })
  reports!: number;

  @Field(() => RegionViewEnum, {
    description: 'Whether its reports are those of places of their year, or of today.',
  })
  asOf!: RegionView;
}

/** A page of regions. */
@ObjectType('RegionPage', { description: 'A page of regions.', simpleResolvers: true })
export class RegionPageType implements RegionPage {
  @Field(() => [RegionRecordType], { description: 'The regions of this page, by key.' })
  regions!: RegionRecord[];

  @Field(() => Int, {
    description:
      'How many regions there are in all: those of the level that have a report, or all below the parent.',
  })
  totalCount!: number;
}
