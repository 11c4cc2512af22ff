import { ArgsType, Field, InputType, Int } from 'type-graphql';
import type { FacetField, Sort, SortField } from '../../domain/query.js';
import type { FacetInput, SearchInput, SortInput } from '../../services/check-search.js';
import { FacetFieldEnum, SortDirectionEnum, SortFieldEnum } from '../enums/search.enum.js';
import { MatchArgs } from './match.args.js';

/** One key of an order. */
@InputType('Sort', {
  description: 'One key of an order. Reports without the value come last; ties are broken by id.',
})
export class SortInputType implements SortInput {
  @Field(() => SortFieldEnum, { description: 'What to sort by.' })
  by!: SortField;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the cell or derived value; with CELL and DERIVED only.',
  })
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

  @Field(() => String, {
    nullable: true,
    description:
      'Only values that begin with this, or whose label does, whatever the spelling. Default is all.',
  })
  prefix?: string | null;
}

/** The arguments of `search`. */
@ArgsType()
export class SearchArgs extends MatchArgs implements SearchInput {
  @Field(() => [SortInputType], {
    nullable: true,
    description:
      'Order, at most 4 keys. Default is by relevance with a query, else latest year first, then organ.',
  })
  sort?: SortInputType[] | null;

  @Field(() => Int, { nullable: true, description: 'Page size forward, 1–100. Default is 20.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Page size backward, 1–100: the last reports, or the last before the cursor. Not with first or after.',
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor before which the page ends. Not with first or after.',
  })
  before?: string | null;

  @Field(() => [FacetInputType], { nullable: true, description: 'Facets to count. Default is none.' })
  facets?: FacetInputType[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Highlighted passages a report at most, 0–20. Default is 3.',
  })
  highlights?: number | null;
}
