import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { coverageRequest, readCoverage } from '../../services/coverage/coverage.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { CoverageArgs } from '../inputs/news.args.js';
import { COVERAGE_NOTE, CoverageType } from '../types/coverage.type.js';
import type { CoverageView } from '../types/coverage.type.js';

/** `coverage`: which organs have no report of a year. */
@Resolver()
export class CoverageResolver {
  @ChecksArguments(coverageRequest)
  @HasWeight(300)
  @HasListSize(({ first }) => ({ edges: pageSize(first, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) }))
  @Query(() => CoverageType, {
    description:
      'Which organs, known from other years or from an imported list, have no report of a year (谁没有年报). It counts this store: an organ without a report here may well have published one. Who published late is `derived.daysLate`.',
  })
  async coverage(
    @Args(() => CoverageArgs) args: CoverageArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<CoverageView> {
    const { organs, hasNextPage, total, ...counts } = await readCoverage(reader, args);
    return {
      ...counts,
      edges: organs.map(({ cursor, organ: { places, ...organ } }) => ({
        cursor,
        node: {
          ...organ,
          place: {
            province: places.province?.label ?? null,
            city: places.city?.label ?? null,
            county: places.county?.label ?? null,
            township: places.township?.label ?? null,
          },
        },
      })),
      pageInfo: {
        hasNextPage,
        hasPreviousPage: args.after != null,
        startCursor: organs.at(0)?.cursor ?? null,
        endCursor: organs.at(-1)?.cursor ?? null,
      },
      totalCount: total,
      ...COVERAGE_NOTE,
    };
  }
}
