import { Field, ID, ObjectType } from 'type-graphql';
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import type { Region, RegionName, RegionNames } from '../../domain/region.js';
import type { OrganRecord } from '../../services/organ-record.js';
import { AdministrativeLevelEnum, OrganKindEnum } from '../enums/report.enum.js';

/** One level of a region. */
@ObjectType('RegionName', { description: 'One level of a region (行政区划).', simpleResolvers: true })
export class RegionNameType implements RegionName {
  @Field(() => String, { description: 'Name of the place.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'GB/T 2260 code (6 digits; townships 9); null where the dictionary lacks the place.',
  })
  code!: string | null;

  @Field(() => Boolean, {
    description: 'True where the name is not printed but follows from the dictionary.',
  })
  inferred!: boolean;
}

/** The levels of a region. */
@ObjectType({ simpleResolvers: true })
abstract class RegionNamesType implements RegionNames {
  @Field(() => RegionNameType, { nullable: true, description: 'Province (省、自治区、直辖市).' })
  province!: RegionName | null;

  @Field(() => RegionNameType, { nullable: true, description: 'City (市、州、盟).' })
  city!: RegionName | null;

  @Field(() => RegionNameType, { nullable: true, description: 'County or district (县、区、旗).' })
  county!: RegionName | null;

  @Field(() => RegionNameType, { nullable: true, description: 'Township or subdistrict (乡、镇、街道).' })
  township!: RegionName | null;
}

/** A place under the names and codes of today. */
@ObjectType('RegionToday', {
  description:
    'A place under the names and codes of today (现行区划). A level that was divided among several is null.',
  simpleResolvers: true,
})
export class RegionTodayType extends RegionNamesType implements RegionNames {}

/** Where an organ is. */
@ObjectType('Region', {
  description:
    'Where an organ is as of the year reported on (所在地). A level that is unknown, ambiguous or does not apply is null.',
  simpleResolvers: true,
})
export class RegionType extends RegionNamesType implements Region {
  @Field(() => Boolean, { description: 'True where the region is one place and no other.' })
  certain!: boolean;

  @Field(() => RegionTodayType, {
    nullable: true,
    description:
      'The same place today, where a name, a code or what is above it has changed since; null where all is as it was.',
  })
  today?: RegionNames;
}

/** The organ that publishes a report; its years are in the resolver. */
@ObjectType('Organ', {
  description: 'The organ that publishes a report (行政机关), as that report shows it.',
  simpleResolvers: true,
})
export class OrganType implements Omit<OrganRecord, 'shownIn'> {
  @Field(() => ID, {
    nullable: true,
    description:
      'The same for all years of one organ; null where its region is not certain, so that nothing joins its report to others.',
  })
  id!: string | null;

  @Field(() => String, { description: 'Name as printed, without white space.' })
  name!: string;

  @Field(() => String, {
    description: 'Name in simplified characters and half-width signs, the same however it was spelt.',
  })
  normalizedName!: string;

  @Field(() => OrganKindEnum, { description: 'Kind of organ (机关类型).' })
  kind!: OrganKind;

  @Field(() => AdministrativeLevelEnum, { description: 'Level of the region that it serves (行政层级).' })
  level!: AdministrativeLevel;

  @Field(() => RegionType, { description: 'Where it is (所在地).' })
  region!: Region;
}
