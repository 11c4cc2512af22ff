import { ArgsType, Field, Int } from 'type-graphql';
import type { AdministrativeLevel, OrganKind } from '../../domain/organ.js';
import type { ChangesInput } from '../../services/changes.js';
import type { ChangeOrder } from '../../store/changes.js';
import type { CoverageInput, CoverageOrder, CoverageStatus } from '../../services/coverage/coverage.js';
import { ChangeOrderEnum, CoverageOrderEnum, CoverageStatusEnum } from '../enums/news.enum.js';
import { AdministrativeLevelEnum, OrganKindEnum } from '../enums/report.enum.js';

/** The arguments of `coverage`. */
@ArgsType()
export class CoverageArgs implements CoverageInput {
  @Field(() => Int, { description: 'Report year (报告年度).' })
  year!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Only organs in this place today: code, key or name at any level. A name that several places share is refused with their codes.',
  })
  region?: string | null;

  @Field(() => AdministrativeLevelEnum, {
    nullable: true,
    description: 'Only organs of this level (行政层级).',
  })
  level?: AdministrativeLevel | null;

  @Field(() => OrganKindEnum, { nullable: true, description: 'Only organs of this kind (机关类型).' })
  kind?: OrganKind | null;

  @Field(() => String, { nullable: true, description: 'Part of the name, 1–100 characters.' })
  nameContains?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Only organs whose last report is of this year or later, and those of lists: what is silent for long may be abolished. Default is all.',
  })
  knownSince?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of lists of organs (名录); empty for none. Default is all that were imported.',
  })
  rosters?: string[] | null;

  @Field(() => [CoverageStatusEnum], {
    nullable: true,
    description: 'Which organs to list; the totals count all. Default is MISSING and UNCERTAIN.',
  })
  statuses?: CoverageStatus[] | null;

  @Field(() => CoverageOrderEnum, { nullable: true, description: 'Order. Default is PLACE.' })
  order?: CoverageOrder | null;

  @Field(() => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which to go on.' })
  after?: string | null;
}

/** The arguments of `changes`. */
@ArgsType()
export class ChangesArgs implements ChangesInput {
  @Field(() => String, {
    nullable: true,
    description: 'Only changes made then or later: a day (UTC) or an instant with its zone. Default is all.',
  })
  since?: string | null;

  @Field(() => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: '`endCursor` or cursor after which to go on, in the same order.',
  })
  after?: string | null;

  @Field(() => ChangeOrderEnum, { nullable: true, description: 'Order. Default is OLDEST_FIRST.' })
  order?: ChangeOrder | null;
}
