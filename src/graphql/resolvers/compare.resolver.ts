import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CELLS } from '../../domain/cells.js';
import type { AggregateWarning } from '../../services/aggregate-answer.js';
import { compareReports, comparedKeys } from '../../services/compare-reports.js';
import { orderWarnings } from '../../services/order-warnings.js';
import { rankingRequest, readRanking } from '../../services/ranking.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, lengthOf, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { CompareArgs, RankingArgs } from '../inputs/statistics.args.js';
import { AggregateWarningType } from '../types/aggregate.type.js';
import type { ComparisonView } from '../types/comparison.type.js';
import { ComparisonType } from '../types/comparison.type.js';
import { findingView } from '../types/finding.type.js';
import type { RankingView } from '../types/ranking.type.js';
import { RankingConnectionType } from '../types/ranking.type.js';
import { reportRoot } from '../types/report.type.js';

/** How many reports are compared where an organ's years are meant. */
const USUAL_YEARS = 8;

/** `compare` and `ranking`: reports side by side. */
@Resolver()
export class CompareResolver {
  @ChecksArguments(rankingRequest)
  @HasWeight(100)
  @HasListSize(({ first, last }) => ({ edges: pageSize(first ?? last, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE) }))
  @Query(() => RankingConnectionType, {
    description:
      'Reports of one or several years in the order of one value (排名), with ranks that ties share.',
  })
  async ranking(
    @Args(() => RankingArgs) args: RankingArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<RankingView> {
    const { rows, hasNextPage, hasPreviousPage, ...ranking } = await readRanking(reader, args);
    return {
      edges: rows.map(({ report, ...row }) => ({ ...row, node: reportRoot(report) })),
      pageInfo: {
        hasNextPage,
        hasPreviousPage,
        startCursor: rows.at(0)?.cursor ?? null,
        endCursor: rows.at(-1)?.cursor ?? null,
      },
      ...ranking,
    };
  }

  @ChecksArguments(comparedKeys)
  @HasListSize(({ ids, years, keys }) => {
    const reports = lengthOf(ids ?? years, USUAL_YEARS);
    return { reports, rows: lengthOf(keys, CELLS.length), 'rows.figures': reports };
  })
  @Query(() => ComparisonType, {
    description: 'Reports, or the years of one organ, key by key with differences and findings (对比).',
  })
  async compare(
    @Args(() => CompareArgs) args: CompareArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<ComparisonView> {
    const { reports, rows } = await compareReports(reader, args);
    return {
      reports: reports.map(reportRoot),
      rows: rows.map(({ figures, findings, ...row }) => ({
        ...row,
        figures: figures.map(({ report, ...figure }) => ({ ...figure, reportId: report.id })),
        findings: findings.map(({ report, finding }) => ({
          reportId: report.id,
          finding: findingView(finding),
        })),
      })),
    };
  }
}

/** What to mind of a ranking. */
@Resolver(() => RankingConnectionType)
export class RankingResolver {
  @HasWeight(100)
  @HasListSize(1)
  @FieldResolver(() => [AggregateWarningType], {
    description:
      'What to mind before the order is used (提示): reports of different scope are side by side. Of the whole ranking, not this page alone.',
  })
  warnings(
    @Root() { match, sort }: RankingView,
    @Ctx() { reader }: GraphContext,
  ): Promise<AggregateWarning[]> {
    return orderWarnings(reader, match, sort);
  }
}
