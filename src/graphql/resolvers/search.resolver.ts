import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Facet } from '../../domain/query.js';
import type { SearchResult } from '../../store/port.js';
import type { GraphContext } from '../context.js';
import { enumName } from '../enums/register-enum.js';
import { SearchArgs } from '../inputs/search.args.js';
import { selectedFields } from '../selected-fields.js';
import type { ReportRoot } from '../types/report.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { ConnectionRoot, EdgeRoot } from '../types/search.type.js';
import { ReportConnectionType, ReportEdgeType } from '../types/search.type.js';

async function node(edge: EdgeRoot, { reader }: GraphContext): Promise<ReportRoot> {
  return reportRoot(await reader.foundReport(edge.id));
}

/** A facet's value is what a filter takes; finding codes are an enum in GraphQL. */
function facetForFilter(facet: Facet): Facet {
  if (facet.field !== 'finding') return facet;
  const buckets = facet.buckets.map((bucket) => ({ ...bucket, value: enumName(bucket.value) }));
  return { ...facet, buckets };
}

function connection(result: SearchResult): ConnectionRoot {
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
  };
}

/** `search` and its pages. */
@Resolver(() => ReportConnectionType)
export class SearchResolver {
  @Query(() => ReportConnectionType, {
    description: 'Finds reports by their narrative and their statistics (检索).',
  })
  async search(
    @Args(() => SearchArgs) args: SearchArgs,
    @Ctx() { reader }: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionRoot> {
    const selected = selectedFields(info);
    const result = await reader.search(args, {
      hits: ['edges', 'nodes', 'pageInfo'].some((field) => selected.has(field)),
      highlights: selected.has('edges.highlights'),
      facets: selected.has('facets'),
    });
    return connection(result);
  }

  @FieldResolver(() => [ReportType], { description: 'The reports of this page.' })
  nodes(@Root() page: ConnectionRoot, @Ctx() context: GraphContext): Promise<ReportRoot>[] {
    return page.edges.map((edge) => node(edge, context));
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
