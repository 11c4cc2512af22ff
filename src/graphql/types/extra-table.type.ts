import { Field, ObjectType } from 'type-graphql';
import type { ExtraTable, ExtraTableRow, ExtraTableValue, Place } from '../../domain/report.js';
import { HasListSize } from '../cost/list-size.js';
import { PlaceType } from './place.type.js';
import { PrintedValueType } from './printed-value.type.js';

/** One value of an extra table. */
@ObjectType('ExtraTableValue', {
  description: 'One value of a table of no known form.',
  simpleResolvers: true,
})
export class ExtraTableValueType extends PrintedValueType implements ExtraTableValue {
  @Field(() => String, {
    nullable: true,
    description: 'Header of its column as printed; null where there is none or nothing shows which it is.',
  })
  column!: string | null;
}

/** One row of an extra table. */
@ObjectType('ExtraTableRow', { description: 'One row of a table of no known form.', simpleResolvers: true })
export class ExtraTableRowType implements ExtraTableRow {
  @Field(() => String, {
    nullable: true,
    description: 'The heading over it, or the whole of which it is a part; null where it stands alone.',
  })
  group!: string | null;

  @Field(() => String, { description: 'Label as printed.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'Unit as printed; null where there is none.' })
  unit!: string | null;

  @HasListSize(4)
  @Field(() => [ExtraTableValueType], { description: 'What is printed in it; empty cells are left out.' })
  values!: ExtraTableValue[];

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;
}

/** A table of no form that is known. */
@ObjectType('ExtraTable', {
  description: 'A table, or the rows of one, that is of no known form, kept whole.',
  simpleResolvers: true,
})
export class ExtraTableType implements ExtraTable {
  @Field(() => String, { nullable: true, description: 'The line above it; null where there is no title.' })
  title!: string | null;

  @Field(() => [String], { description: 'Headers of its columns of values.' })
  columns!: string[];

  @HasListSize(20)
  @Field(() => [ExtraTableRowType], { description: 'Its rows.' })
  rows!: ExtraTableRow[];

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;
}
