import { ArgsType, Field, InputType, Int } from 'type-graphql';
import type { FacetField, SearchField, Sort, SortField } from '../../domain/query.js';
import type { SectionKind } from '../../domain/report.js';
import type { FacetInput, SearchInput, SortInput } from '../../services/search-reports.js';
import { FacetFieldEnum, SearchFieldEnum, SortDirectionEnum, SortFieldEnum } from '../enums/search.enum.js';
import { SectionKindEnum } from '../enums/report.enum.js';
import { ReportFilterInputType } from './report-filter.input.js';

/** One key of an order. */
@InputType('Sort', {
  description: 'One key of an order. Reports without the value come last; ties are broken by id.',
})
export class SortInputType implements SortInput {
  @Field(() => SortFieldEnum, { description: 'What to sort by.' })
  by!: SortField;

  @Field(() => String, { nullable: true, description: 'Key of the cell; with CELL only.' })
  key?: string | null;

  @Field(() => SortDirectionEnum, {
    nullable: true,
    description: 'Default is ASC for ORGAN and DESC for all others.',
  })
  direction?: Sort['direction'] | null;
}

/** A facet to count. */
@InputType('FacetRequest', { description: 'A facet to count.' })
export class FacetInputType implements FacetInput {
  @Field(() => FacetFieldEnum, { description: 'What to count by.' })
  field!: FacetField;

  @Field(() => Int, { nullable: true, description: 'How many values at most, 1–1000. Default is 20.' })
  limit?: number | null;
}

/** The arguments of `search`. */
@ArgsType()
export class SearchArgs implements SearchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Words and phrases. Blanks mean AND; OR; -word for NOT; parentheses; "…", “…” or 「…」 for an exact phrase; \\ escapes. Without it all reports are found that the filter lets through.',
  })
  query?: string | null;

  @Field(() => [SearchFieldEnum], {
    nullable: true,
    description: 'Where to search. Default is title and text.',
  })
  searchIn?: SearchField[] | null;

  @Field(() => [SectionKindEnum], {
    nullable: true,
    description: 'Search sections of these kinds only (章节); the title is in none. Default is all.',
  })
  sectionKinds?: SectionKind[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Words joined by AND must stand in one section. Default is false: anywhere in the report.',
  })
  sameSection?: boolean | null;

  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Conditions on the reports (筛选条件).',
  })
  filter?: ReportFilterInputType | null;

  @Field(() => [SortInputType], {
    nullable: true,
    description:
      'Order, at most 4 keys. Default is by relevance with a query, else latest year first, then organ.',
  })
  sort?: SortInputType[] | null;

  @Field(() => Int, { nullable: true, description: 'Page size, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;

  @Field(() => [FacetInputType], { nullable: true, description: 'Facets to count. Default is none.' })
  facets?: FacetInputType[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Highlighted passages a report at most, 0–20. Default is 3.',
  })
  highlights?: number | null;
}
