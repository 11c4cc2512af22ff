import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { RegionLevel, RegionView } from '../../domain/region.js';
import type { PlaceChange, PlaceSpell } from '../../services/place-history.js';
import { regionChangesOf, regionHistoryOf } from '../../services/regions.js';
import { checkRegions } from '../../services/regions-wanted.js';
import type { RegionPage, RegionRecord } from '../../services/regions.js';
import type { YearCount } from '../../services/year-histogram.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { RegionLevelEnum, RegionViewEnum } from '../enums/report.enum.js';
import { RegionChangeType, RegionSpellType } from '../types/place-history.type.js';
import { RegionPageType, RegionRecordType } from '../types/region-record.type.js';
import { YearCountType } from '../types/statistics.type.js';

/** How many regions of a level may lie below another, where the level is named. */
const CHILDREN: Readonly<Record<string, number>> = { CITY: 20, COUNTY: 180, TOWNSHIP: 4000 };

/** `region`, `regions` and what is below a region. */
@Resolver(() => RegionRecordType)
export class RegionResolver {
  @HasWeight(50)
  @Query(() => RegionRecordType, {
    nullable: true,
    description:
      'One region (行政区划) and its reports: by `code`, also one without reports; or by `level` and `place`, null where no report is from it.',
  })
  region(
    @Arg('level', () => RegionLevelEnum, { nullable: true, description: 'Its level.' })
    level: RegionLevel | null,
    @Arg('place', () => String, {
      nullable: true,
      description: 'Its code, name or key. A name that several places share is refused with their keys.',
    })
    place: string | null,
    @Arg('code', () => String, {
      nullable: true,
      description:
        'Its code of any year, instead of `level` and `place`. By the place of today it stands for what became of it.',
    })
    code: string | null,
    @Arg('asOf', () => RegionViewEnum, {
      nullable: true,
      description:
        'Whether reports count at the place of their year or at that of today. Default is `REPORT`.',
    })
    asOf: RegionView | null,
    @Ctx() { regions }: GraphContext,
  ): Promise<RegionRecord | null> {
    return regions.one({ level, place, code, asOf });
  }

  @HasListSize(3)
  @FieldResolver(() => [RegionSpellType], {
    description:
      'Its names, codes and the places above it over the years (沿革), oldest first; empty where the tables of 2007 on lack it.',
  })
  history(@Root() region: RegionRecord): PlaceSpell[] {
    return regionHistoryOf(region);
  }

  @HasListSize(2)
  @FieldResolver(() => [RegionChangeType], {
    description: 'What it came from, and what it took in (前身), by year.',
  })
  predecessors(@Root() region: RegionRecord): PlaceChange[] {
    return regionChangesOf(region, 'into');
  }

  @HasListSize(2)
  @FieldResolver(() => [RegionChangeType], {
    description: 'What it became, and what parted from it (后继), by year.',
  })
  successors(@Root() region: RegionRecord): PlaceChange[] {
    return regionChangesOf(region, 'outOf');
  }

  @ChecksArguments(checkRegions)
  // Below a province both cities and counties are counted.
  @HasWeight(({ parent }) => (typeof parent === 'string' ? 100 : 50))
  @HasListSize(({ first }) => ({ regions: pageSize(first, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) }))
  @Query(() => RegionPageType, {
    description:
      'The regions of a `level` that have a report, by key; or all regions directly below a `parent`, also those without a report, for lists to choose from.',
  })
  regions(
    @Arg('level', () => RegionLevelEnum, { nullable: true, description: 'The level.' })
    level: RegionLevel | null,
    @Arg('parent', () => String, {
      nullable: true,
      description:
        'Instead of a level: the code of a province or city, `CN` for the provinces. The regions directly below it, by code, down to counties, which are below their province where no city is between them: those of today with `asOf: TODAY`, else those of all years from 2007 on, each code under its last name; then those by name alone that have a report.',
    })
    parent: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
    first: number | null,
    @Arg('offset', () => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
    offset: number | null,
    @Arg('asOf', () => RegionViewEnum, {
      nullable: true,
      description:
        'Whether reports count at the place of their year or at that of today. Default is `REPORT`.',
    })
    asOf: RegionView | null,
    @Ctx() context: GraphContext,
  ): Promise<RegionPage> {
    return context.regions.list({ level, parent, first, offset, asOf });
  }

  @HasListSize(({ level }) => CHILDREN[String(level)] ?? 20)
  @FieldResolver(() => [RegionRecordType], {
    description:
      'The regions below it that have a report, by key (下级行政区划). Reports of its own organs are in none of them.',
  })
  children(
    @Root() region: RegionRecord,
    @Arg('level', () => RegionLevelEnum, {
      nullable: true,
      description:
        'Which level. Default is the next; the districts of a municipality (直辖市) are at COUNTY.',
    })
    level: RegionLevel | null,
    @Ctx() { regions }: GraphContext,
  ): Promise<RegionRecord[]> {
    return regions.children(region, level ?? null);
  }

  @HasListSize(8)
  @FieldResolver(() => [YearCountType], {
    description: 'Its reports by year, ascending (年度报告数). Years without one are left out.',
  })
  years(@Root() region: RegionRecord, @Ctx() { regions }: GraphContext): Promise<YearCount[]> {
    return regions.years(region);
  }
}
