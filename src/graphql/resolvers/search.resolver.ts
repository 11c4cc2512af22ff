import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Facet, QueryHint } from '../../domain/query.js';
import type { AggregateWarning } from '../../services/aggregate-answer.js';
import type { Distribution } from '../../services/distribution.js';
import { DEFAULT_BUCKETS, distributionRequest, readDistribution } from '../../services/distribution.js';
import { neededParts } from '../../services/report-reader.js';
import { LIGHT_READ, givenSearchWeight } from '../../services/request-weight.js';
import { orderWarnings } from '../../services/order-warnings.js';
import { hintsOf, checkSearch } from '../../services/check-search.js';
import type { YearCount } from '../../services/year-histogram.js';
import { yearHistogram } from '../../services/year-histogram.js';
import type { SearchRequest, SearchResult } from '../../store/search-request.js';
import {
  DEFAULT_FACET_LIMIT,
  DEFAULT_HIGHLIGHTS,
  DEFAULT_PAGE_SIZE,
  MAX_FACET_LIMIT,
  MAX_HIGHLIGHTS,
  MAX_PAGE_SIZE,
} from '../../store/search-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, lengthOf, pageSize } from '../cost/list-size.js';
import type { GivenArguments, ListSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { enumName } from '../enums/register-enum.js';
import { SearchArgs } from '../inputs/search.args.js';
import { DistributionArgs } from '../inputs/statistics.args.js';
import { selectedFields } from '../selected-fields.js';
import { AggregateWarningType } from '../types/aggregate.type.js';
import type { ReportRoot } from '../types/report.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { ConnectionRoot, EdgeRoot } from '../types/search.type.js';
import { ReportConnectionType, ReportEdgeType } from '../types/search.type.js';
import { DistributionType, YearCountType } from '../types/statistics.type.js';

async function node(edge: EdgeRoot, { reader }: GraphContext): Promise<ReportRoot> {
  return reportRoot(await reader.foundReport(edge.id));
}

/** A facet's value is what a filter takes; finding codes are an enum in GraphQL. */
function facetForFilter(facet: Facet): Facet {
  if (facet.field !== 'finding') return facet;
  const buckets = facet.buckets.map((bucket) => ({ ...bucket, value: enumName(bucket.value) }));
  return { ...facet, buckets };
}

function connection(request: SearchRequest, result: SearchResult, hints: QueryHint[]): ConnectionRoot {
  return {
    edges: result.hits,
    pageInfo: {
      hasNextPage: result.hasNextPage,
      hasPreviousPage: result.hasPreviousPage,
      startCursor: result.hits.at(0)?.cursor ?? null,
      endCursor: result.hits.at(-1)?.cursor ?? null,
    },
    totalCount: result.total,
    facets: result.facets.map(facetForFilter),
    hints,
    match: request,
    sort: request.sort,
  };
}

/** How long the lists of a page of reports may be. */
function pageSizes({ first, last, facets, highlights }: GivenArguments): ListSize {
  const size = pageSize(first ?? last, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  const limits = (Array.isArray(facets) ? facets : [facets]).map((facet: unknown) =>
    pageSize((facet as { limit?: unknown } | null | undefined)?.limit, DEFAULT_FACET_LIMIT, MAX_FACET_LIMIT),
  );
  return {
    edges: size,
    nodes: size,
    'edges.highlights': pageSize(highlights, DEFAULT_HIGHLIGHTS, MAX_HIGHLIGHTS),
    facets: lengthOf(facets, 0),
    'facets.buckets': Math.max(...limits, 0),
  };
}

/** What the store does for a weight of 1 costs as much as so many fields of an answer. */
const COST_OF_WEIGHT = 100;

/** `search` and its pages. */
@Resolver(() => ReportConnectionType)
export class SearchResolver {
  @ChecksArguments(checkSearch)
  @HasWeight((args) => 1 + COST_OF_WEIGHT * (givenSearchWeight(args) - LIGHT_READ))
  @HasListSize(pageSizes)
  @Query(() => ReportConnectionType, {
    description:
      'Finds reports by their narrative and their statistics (检索). Without a query it lists all reports that the filter lets through.',
  })
  async search(
    @Args(() => SearchArgs) args: SearchArgs,
    @Ctx() { reader }: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionRoot> {
    const selected = selectedFields(info);
    const request = checkSearch(args);
    const result = await reader.runSearch(
      neededParts(request, {
        hits: ['edges', 'nodes', 'pageInfo'].some((field) => selected.has(field)),
        total: selected.has('totalCount'),
        reports: selected.has('nodes') || selected.has('edges.node'),
        highlights: selected.has('edges.highlights'),
        facets: selected.has('facets'),
      }),
    );
    const hints = selected.has('hints') && args.query ? hintsOf(args.query) : [];
    return connection(request, result, hints);
  }

  @FieldResolver(() => [ReportType], { description: 'The reports of this page.' })
  nodes(@Root() page: ConnectionRoot, @Ctx() context: GraphContext): Promise<ReportRoot>[] {
    return page.edges.map((edge) => node(edge, context));
  }

  @ChecksArguments(distributionRequest)
  @HasWeight(100)
  @HasListSize(({ quantiles, edges, buckets }) => ({
    quantiles: lengthOf(quantiles, 5),
    histogram: lengthOf(edges, pageSize(buckets, DEFAULT_BUCKETS, 100)),
  }))
  @FieldResolver(() => DistributionType, {
    description:
      'How the values of one key are spread over all reports found, not this page alone (数值分布): quantiles and histogram.',
  })
  distribution(
    @Root() { match }: ConnectionRoot,
    @Args(() => DistributionArgs) args: DistributionArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<Distribution> {
    return readDistribution(reader, match, args);
  }

  @HasWeight(100)
  @HasListSize(1)
  @FieldResolver(() => [AggregateWarningType], {
    description:
      'What to mind of a search that is sorted by a value (提示): reports of different scope are side by side. Of all reports found that have the value; none where no value is sorted by.',
  })
  warnings(
    @Root() { match, sort }: ConnectionRoot,
    @Ctx() { reader }: GraphContext,
  ): Promise<AggregateWarning[]> {
    return orderWarnings(reader, match, sort);
  }

  @HasWeight(100)
  @HasListSize(20)
  @FieldResolver(() => [YearCountType], {
    description:
      'All reports found by year, from the first year to the last; a year without one is 0 (年度分布).',
  })
  yearHistogram(@Root() { match }: ConnectionRoot, @Ctx() { reader }: GraphContext): Promise<YearCount[]> {
    return yearHistogram(reader, match);
  }
}

/** The report of an edge. */
@Resolver(() => ReportEdgeType)
export class ReportEdgeResolver {
  @FieldResolver(() => ReportType, { description: 'The report.' })
  node(@Root() edge: EdgeRoot, @Ctx() context: GraphContext): Promise<ReportRoot> {
    return node(edge, context);
  }
}
