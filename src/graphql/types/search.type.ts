import { Field, Int, ObjectType } from 'type-graphql';
import type {
  Facet,
  FacetBucket,
  FacetField,
  Highlight,
  QueryHint,
  QueryHintCode,
  Sort,
} from '../../domain/query.js';
import type { Place, SectionKind } from '../../domain/report.js';
import type { MatchRequest } from '../../store/search-request.js';
import { DEFAULT_FACET_LIMIT, DEFAULT_HIGHLIGHTS } from '../../store/search-request.js';
import { HasListSize } from '../cost/list-size.js';
import { SectionKindEnum } from '../enums/report.enum.js';
import { PlaceType } from './place.type.js';
import { FacetFieldEnum, HighlightFieldEnum, QueryHintCodeEnum } from '../enums/search.enum.js';

/** A matched run of characters. */
@ObjectType('TextRange', { description: 'A matched run of characters.', simpleResolvers: true })
export class TextRangeType {
  @Field(() => Int, { description: 'Where it begins, in UTF-16 code units of the snippet.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends; the unit at this place is not part of it.' })
  end!: number;
}

/** A highlighted passage. */
@ObjectType('Highlight', {
  description: 'A passage that matches the query, as plain text of the original (never HTML).',
  simpleResolvers: true,
})
export class HighlightType implements Highlight {
  @Field(() => HighlightFieldEnum, { description: 'Where the passage is.' })
  field!: Highlight['field'];

  @Field(() => Int, { nullable: true, description: 'Ordinal of the section; null for the title.' })
  section!: number | null;

  @Field(() => SectionKindEnum, { nullable: true, description: 'Kind of the section; null for the title.' })
  sectionKind!: SectionKind | null;

  @Field(() => String, { nullable: true, description: 'Heading of the section; null where it has none.' })
  heading!: string | null;

  @Field(() => Int, {
    description:
      'Where the snippet begins in the text of the section, heading or title, in UTF-16 code units.',
  })
  offset!: number;

  @Field(() => String, { description: 'The snippet.' })
  text!: string;

  @HasListSize(3)
  @Field(() => [TextRangeType], { description: 'The matches in the snippet, in order.' })
  ranges!: TextRangeType[];

  @Field(() => PlaceType, {
    nullable: true,
    description: 'Where the first match is in the source file; null in a title or heading.',
  })
  place!: Place | null;
}

/** An operator of other search engines in a query. */
@ObjectType('QueryHint', {
  description: 'An operator of other search engines that is in the query and was searched for as text.',
  simpleResolvers: true,
})
export class QueryHintType implements QueryHint {
  @Field(() => QueryHintCodeEnum, { description: 'Which operator it is taken for.' })
  code!: QueryHintCode;

  @Field(() => String, { description: 'What was typed.' })
  text!: string;

  @Field(() => Int, { description: 'Where it is in the query, in UTF-16 code units.' })
  position!: number;

  @Field(() => Int, { description: 'How long it is, in UTF-16 code units.' })
  length!: number;

  @Field(() => String, { description: 'What happened and what to write instead, in Chinese.' })
  messageZh!: string;

  @Field(() => String, { description: 'The same in English.' })
  messageEn!: string;
}

/** One value of a facet. */
@ObjectType('FacetBucket', { description: 'One value of a facet and its reports.', simpleResolvers: true })
export class FacetBucketType implements FacetBucket {
  @Field(() => String, { description: 'The value to filter by.' })
  value!: string;

  @Field(() => String, { description: 'The value for people.' })
  label!: string;

  @Field(() => Int, { description: 'Number of reports, exact.' })
  count!: number;
}

/** Counts of reports by value. */
@ObjectType('Facet', {
  description:
    'Counts of reports by value. They leave out the conditions at the top of the filter on this field alone, and obey all others.',
  simpleResolvers: true,
})
export class FacetType implements Facet {
  @Field(() => FacetFieldEnum, { description: 'What is counted by.' })
  field!: FacetField;

  @HasListSize(DEFAULT_FACET_LIMIT)
  @Field(() => [FacetBucketType], { description: 'The most frequent values, most frequent first.' })
  buckets!: FacetBucket[];

  @Field(() => Int, {
    description: 'How many distinct values there are in all, of those that the prefix lets through.',
  })
  distinct!: number;

  @Field(() => Int, { description: 'How many of the counted reports have no value.' })
  missing!: number;
}

/** Position of a page. */
export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** `PageInfo` in GraphQL. */
@ObjectType('PageInfo', { description: 'Position of a page among all (Relay).', simpleResolvers: true })
export class PageInfoType implements PageInfo {
  @Field(() => Boolean, { description: 'Whether another page follows.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether a page goes before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first: give it as `before` for the page before.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last: give it as `after` for the next page.',
  })
  endCursor!: string | null;
}

/** A found report; its `node` is in the resolver. */
@ObjectType('ReportEdge', { description: 'A found report and why it was found.', simpleResolvers: true })
export class ReportEdgeType {
  @Field(() => String, { description: 'Opaque; give it as `after` or `before` to the same search.' })
  cursor!: string;

  @HasListSize(DEFAULT_HIGHLIGHTS)
  @Field(() => [HighlightType], { description: 'Passages that match the query, best first.' })
  highlights!: Highlight[];
}

/** What the fields of an edge are resolved from. */
export interface EdgeRoot {
  id: string;
  cursor: string;
  highlights: Highlight[];
}

/** What the fields of a page are resolved from. */
export interface ConnectionRoot {
  edges: EdgeRoot[];
  pageInfo: PageInfo;
  /** Null where it was not asked for. */
  totalCount: number | null;
  facets: Facet[];
  hints: QueryHint[];
  /** What was searched for. */
  match: MatchRequest;
  /** In which order, as far as it was asked for. */
  sort: Sort[];
}

/** A page of found reports; the fields that read more are in the resolver. */
@ObjectType('ReportConnection', {
  description: 'A page of found reports (Relay connection).',
  simpleResolvers: true,
})
export class ReportConnectionType {
  @Field(() => [ReportEdgeType], { description: 'The reports of this page with cursor and highlights.' })
  edges!: EdgeRoot[];

  @Field(() => PageInfoType, { description: 'Position of the page.' })
  pageInfo!: PageInfo;

  @Field(() => Int, {
    description: 'How many reports were found in all, exact. Counted only where it is asked for.',
  })
  totalCount!: number;

  @Field(() => [FacetType], { description: 'The facets asked for, in that order.' })
  facets!: Facet[];

  @HasListSize(2)
  @Field(() => [QueryHintType], {
    description:
      'Operators of other search engines in the query (AND, *, ?, NEAR …), which were searched for as text (检索提示); none for most.',
  })
  hints!: QueryHint[];
}
