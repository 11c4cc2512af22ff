/** The GraphQL schema. Each type is described where it is declared; `schema.graphql` is printed from here. */
// type-graphql keeps its metadata with Reflect: this import must come first.
import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { governSchema } from './execution/govern-schema.js';
import { AdministrationResolver } from './resolvers/administration.resolver.js';
import { AggregateResolver } from './resolvers/aggregate.resolver.js';
import { CompareResolver, RankingResolver } from './resolvers/compare.resolver.js';
import { CoverageResolver } from './resolvers/coverage.resolver.js';
import { ChangesResolver } from './resolvers/changes.resolver.js';
import {
  CopiedPassageResolver,
  CopiedTextResolver,
  OriginalityResolver,
  SimilarReportResolver,
} from './resolvers/copied.resolver.js';
import { DictionaryResolver } from './resolvers/dictionary.resolver.js';
import { SourceDocumentResolver } from './resolvers/document.resolver.js';
import { OrganResolver } from './resolvers/organ.resolver.js';
import { RegionResolver } from './resolvers/region.resolver.js';
import { ReportResolver } from './resolvers/report.resolver.js';
import { SectionResolver } from './resolvers/section.resolver.js';
import { SetAsideFileResolver, SetAsideNoteResolver } from './resolvers/set-aside.resolver.js';
import { ReportEdgeResolver, SearchResolver } from './resolvers/search.resolver.js';
import { StatusResolver } from './resolvers/status.resolver.js';

/** Builds the schema, the same whatever the store. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: [
      SearchResolver,
      ReportEdgeResolver,
      ReportResolver,
      SectionResolver,
      SetAsideFileResolver,
      SetAsideNoteResolver,
      CopiedTextResolver,
      OriginalityResolver,
      SimilarReportResolver,
      CopiedPassageResolver,
      AggregateResolver,
      CompareResolver,
      RankingResolver,
      OrganResolver,
      RegionResolver,
      CoverageResolver,
      ChangesResolver,
      DictionaryResolver,
      StatusResolver,
      SourceDocumentResolver,
      AdministrationResolver,
    ],
    // Arguments are checked in src/services, once for all ways in.
    validate: false,
    // The check asks the whole schema about itself at each start; a test does it.
    skipCheck: true,
  });
  return governSchema(schema);
}

/** The schema as text, sorted, with descriptions: the content of `schema.graphql`. */
export function schemaText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
