import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import type { CoverageCounts, CoverageOrgan, CoverageStatus } from '../../services/coverage/coverage.js';
import { HasListSize } from '../cost/list-size.js';
import { CoverageStatusEnum } from '../enums/news.enum.js';
import { AdministrativeLevelEnum, OrganKindEnum } from '../enums/report.enum.js';
import { PageInfoType } from './search.type.js';
import type { PageInfo } from './search.type.js';

/** The place of an organ today, by level. */
@ObjectType('CoveragePlace', { description: 'Names of a place today (现行区划).', simpleResolvers: true })
export class CoveragePlaceType {
  @Field(() => String, { nullable: true, description: 'Province (省级).' })
  province!: string | null;

  @Field(() => String, { nullable: true, description: 'City (地级).' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'County or district (县级).' })
  county!: string | null;

  @Field(() => String, { nullable: true, description: 'Township or subdistrict (乡级).' })
  township!: string | null;
}

/** An organ as its fields are resolved from. */
export interface CoverageOrganView extends Omit<CoverageOrgan, 'places'> {
  place: Record<'province' | 'city' | 'county' | 'township', string | null>;
}

/** One organ and whether it has a report of the year. */
@ObjectType('CoverageOrgan', {
  description: 'An organ that is known, and whether there is a report of the year (机关收录情况).',
  simpleResolvers: true,
})
export class CoverageOrganType implements CoverageOrganView {
  @Field(() => ID, { nullable: true, description: 'Id of the organ; null where only a list names it.' })
  organId!: string | null;

  @Field(() => String, { description: 'Name, as its latest report or the list prints it.' })
  name!: string;

  @Field(() => OrganKindEnum, { description: 'Kind of organ (机关类型).' })
  kind!: OrganKind;

  @Field(() => AdministrativeLevelEnum, { description: 'Level of the region that it serves (行政层级).' })
  level!: AdministrativeLevel;

  @Field(() => CoveragePlaceType, { description: 'Where it is today (所在地).' })
  place!: CoverageOrganView['place'];

  @HasListSize(10)
  @Field(() => [Int], { description: 'Years for which it has a report under this name, ascending (年度).' })
  years!: number[];

  @HasListSize(2)
  @Field(() => [String], { description: 'Names of the lists that it is on (名录).' })
  rosters!: string[];

  @Field(() => CoverageStatusEnum, { description: 'Whether there is a report of the year (收录情况).' })
  status!: CoverageStatus;

  @HasListSize(5)
  @Field(() => [ID], { description: 'Of UNCERTAIN: ids of reports that may be its, up to 5; else empty.' })
  mayBe!: string[];
}

/** An organ with its cursor. */
@ObjectType('CoverageEdge', { description: 'An organ and its position.', simpleResolvers: true })
export class CoverageEdgeType {
  @Field(() => String, { description: 'Opaque; give it as `after` to the same question.' })
  cursor!: string;

  @Field(() => CoverageOrganType, { description: 'The organ.' })
  node!: CoverageOrganView;
}

/** An edge as its fields are resolved from. */
export interface CoverageEdgeView {
  cursor: string;
  node: CoverageOrganView;
}

/** Coverage as its fields are resolved from. */
export interface CoverageView extends CoverageCounts {
  year: number;
  edges: CoverageEdgeView[];
  pageInfo: PageInfo;
  totalCount: number;
  noteZh: string;
  noteEn: string;
}

/** Which organs have a report of a year. */
@ObjectType('Coverage', {
  description:
    'Which of the known organs have a report of a year (年报收录). Known are organs with a report of any other year, and those of lists that were imported.',
  simpleResolvers: true,
})
export class CoverageType implements CoverageView {
  @Field(() => Int, { description: 'The report year (年度).' })
  year!: number;

  @Field(() => Int, { description: 'How many organs are known that meet the conditions (已知机关).' })
  known!: number;

  @Field(() => Int, { description: 'Of these, with a report of the year (已收录).' })
  reported!: number;

  @Field(() => Int, { description: 'Of these, without (未收录).' })
  missing!: number;

  @Field(() => Int, {
    description: 'Of these, those whose report may be among reports of uncertain place (待定).',
  })
  uncertain!: number;

  @Field(() => [CoverageEdgeType], { description: 'The organs of this page with the statuses asked for.' })
  edges!: CoverageEdgeView[];

  @Field(() => PageInfoType, { description: 'Position of the page.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many organs have the statuses asked for, over all pages.' })
  totalCount!: number;

  @Field(() => String, { description: 'What must be known to read it, in Chinese.' })
  noteZh!: string;

  @Field(() => String, { description: 'What must be known to read it, in English.' })
  noteEn!: string;
}

/** What nobody should take for granted. */
export const COVERAGE_NOTE = {
  noteZh:
    '未收录只说明本库没有该年度的年报，不等于机关未发布；机关可能已更名、合并或撤销（机构改革不在区划沿革之内），也可能尚未导入。',
  noteEn:
    'Missing means that this store has no report of the year; that none was published does not follow. The organ may have been renamed, merged or abolished (reforms of organs are no part of the history of places), or its report not imported yet.',
};
