import { Field, Int, ObjectType } from 'type-graphql';
import type { RegionChangeKind } from '../../domain/region-history.js';
import type { RegionLevel } from '../../domain/region.js';
import type { PlaceChange, PlaceRef, PlaceSpell } from '../../services/place-history.js';
import { HasListSize } from '../cost/list-size.js';
import { RegionChangeKindEnum } from '../enums/region-change.enum.js';
import { RegionLevelEnum } from '../enums/report.enum.js';

/** A place by name and code. */
@ObjectType('PlaceName', { description: 'A place by name and code, as of some year.', simpleResolvers: true })
export class PlaceRefType implements PlaceRef {
  @Field(() => RegionLevelEnum, { description: 'Its level.' })
  level!: RegionLevel;

  @Field(() => String, { description: 'Its name at the time.' })
  name!: string;

  @Field(() => String, { description: 'Its GB/T 2260 code at the time, zeros at the end left out.' })
  code!: string;
}

/** What became of places. */
@ObjectType('RegionChange', {
  description: 'What became of places in a year (区划变更).',
  simpleResolvers: true,
})
export class RegionChangeType implements PlaceChange {
  @Field(() => Int, { description: 'The first year whose tables show it.' })
  year!: number;

  @Field(() => RegionChangeKindEnum, { description: 'What happened.' })
  kind!: RegionChangeKind;

  @HasListSize(3)
  @Field(() => [PlaceRefType], { description: 'The places before.' })
  before!: PlaceRef[];

  @HasListSize(3)
  @Field(() => [PlaceRefType], { description: 'The places after.' })
  after!: PlaceRef[];

  @Field(() => Boolean, {
    description:
      'True where what is after is the whole of what was before and nothing else, so that figures of both can be compared.',
  })
  sameTerritory!: boolean;
}

/** A place in some years. */
@ObjectType('RegionSpell', {
  description: 'What a place was called, and where it was, in some years (沿革).',
  simpleResolvers: true,
})
export class RegionSpellType implements PlaceSpell {
  @Field(() => RegionLevelEnum, { description: 'Its level.' })
  level!: RegionLevel;

  @Field(() => String, { description: 'Its name then.' })
  name!: string;

  @Field(() => String, { description: 'Its code then.' })
  code!: string;

  @Field(() => Int, { nullable: true, description: 'First year; null where it was so before 2007.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last year; null where it is still so.' })
  to!: number | null;

  @HasListSize(2)
  @Field(() => [PlaceRefType], { description: 'The places above it then, the province first.' })
  above!: PlaceRef[];
}
