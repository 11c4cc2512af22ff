import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  findOrgan,
  listOrgans,
  organsRequest,
  organsBeside,
  readSeries,
  seriesKeys,
  yearsOf,
} from '../../services/organs.js';
import type { OrganChange, OrganPage } from '../../services/organs.js';
import type { OrganRecord } from '../../services/organ-record.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, lengthOf, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { OrgansArgs } from '../inputs/statistics.args.js';
import type { SeriesYearView } from '../types/organ-series.type.js';
import { OrganChangeType, OrganPageType, SeriesYearType } from '../types/organ-series.type.js';
import { OrganType } from '../types/organ.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { ReportRoot } from '../types/report.type.js';

/** `organ`, `organs` and an organ's years. */
@Resolver(() => OrganType)
export class OrganResolver {
  @Query(() => OrganType, {
    nullable: true,
    description: 'One organ as its latest report shows it (行政机关); null where there is none with this id.',
  })
  organ(
    @Arg('id', () => ID, { description: 'Id of the organ.' }) id: string,
    @Ctx() { reader }: GraphContext,
  ): Promise<OrganRecord | null> {
    return findOrgan(reader, id);
  }

  @ChecksArguments(organsRequest)
  @HasWeight(100)
  @HasListSize(({ first }) => ({ organs: pageSize(first, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) }))
  @Query(() => OrganPageType, {
    description:
      'Finds organs by part of the name or by their reports (查找机关), those with most reports first.',
  })
  organs(@Args(() => OrgansArgs) args: OrgansArgs, @Ctx() { reader }: GraphContext): Promise<OrganPage> {
    return listOrgans(reader, args);
  }

  @FieldResolver(() => [Int], { description: 'Years for which it has a report, ascending (年度).' })
  async years(@Root() organ: OrganRecord, @Ctx() { reader }: GraphContext): Promise<number[]> {
    return (await yearsOf(reader, organ)).map(({ year }) => year);
  }

  @FieldResolver(() => ReportType, { description: 'Its report of the latest year (最新报告).' })
  async latest(@Root() organ: OrganRecord, @Ctx() { reader }: GraphContext): Promise<ReportRoot> {
    const latest = (await yearsOf(reader, organ)).at(-1) ?? organ.shownIn;
    return reportRoot(await reader.foundReport(latest.id));
  }

  @HasWeight(50)
  @HasListSize(3)
  @FieldResolver(() => [OrganChangeType], {
    description:
      'The organs of its place before the place was renamed, moved, merged or divided (前身机关), by year.',
  })
  predecessors(@Root() organ: OrganRecord, @Ctx() { reader }: GraphContext): Promise<OrganChange[]> {
    return organsBeside(reader, organ, 'before');
  }

  @HasWeight(50)
  @HasListSize(3)
  @FieldResolver(() => [OrganChangeType], {
    description: 'The organs of what became of its place (后继机关), by year.',
  })
  successors(@Root() organ: OrganRecord, @Ctx() { reader }: GraphContext): Promise<OrganChange[]> {
    return organsBeside(reader, organ, 'after');
  }

  @ChecksArguments(({ keys }: { keys: string[] }) => seriesKeys(keys))
  @HasListSize(({ keys }) => ({ '': 8, figures: lengthOf(keys, 1) }))
  @FieldResolver(() => [SeriesYearType], {
    description:
      'Values in every year from its first report to its last (年度序列); a year without a report is a gap and not zero.',
  })
  async series(
    @Root() organ: OrganRecord,
    @Arg('keys', () => [String], { description: 'Keys of cells and derived values, up to 50.' })
    keys: string[],
    @Arg('across', () => Boolean, {
      nullable: true,
      description:
        'Whether to go on over the organs that it was and has become where its place changed its name, status, code or city alone (跨区划变更). A merger or a division ends the series: figures of several places are never added up. Default is `false`.',
    })
    across: boolean | null,
    @Ctx() { reader }: GraphContext,
  ): Promise<SeriesYearView[]> {
    const years = await readSeries(reader, organ, keys, across ?? false);
    return years.map(({ report, ...year }) => ({
      ...year,
      report: report === null ? null : reportRoot(report),
    }));
  }
}
