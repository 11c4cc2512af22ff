import { Field, Float, InputType } from 'type-graphql';

import type { DateInput } from '../../services/check-dates.js';
import type { ComparisonInput } from '../../services/check-filter.js';

/** Comparisons of a number, which conditions have beside what they compare. */
@InputType()
export abstract class NumberComparisonInputType implements ComparisonInput {
  @Field(() => Float, { nullable: true, description: 'Equal to this number. Of a rate 1 means 100 %.' })
  eq?: number | null;

  @Field(() => Float, { nullable: true, description: 'Less than this number.' })
  lt?: number | null;

  @Field(() => Float, { nullable: true, description: 'At most this number.' })
  lte?: number | null;

  @Field(() => Float, { nullable: true, description: 'More than this number.' })
  gt?: number | null;

  @Field(() => Float, { nullable: true, description: 'At least this number.' })
  gte?: number | null;
}

/** Comparisons of a date that may stand for a span: a day for its hours, a month for its days. */
@InputType()
export abstract class DateComparisonInputType implements DateInput {
  @Field(() => String, { nullable: true, description: 'At this instant, or within this day, month or year.' })
  eq?: string | null;

  @Field(() => String, { nullable: true, description: 'Before it.' })
  lt?: string | null;

  @Field(() => String, { nullable: true, description: 'Up to it, all of it included.' })
  lte?: string | null;

  @Field(() => String, { nullable: true, description: 'After all of it.' })
  gt?: string | null;

  @Field(() => String, { nullable: true, description: 'From its beginning on.' })
  gte?: string | null;
}
