import { Field, Int, ObjectType } from 'type-graphql';
import type { Place } from '../../domain/report.js';

/** Where something stands in the source. */
@ObjectType('Place', {
  description: 'Where something stands in the source file (原文位置). All numbers count from 1.',
  simpleResolvers: true,
})
export class PlaceType implements Place {
  @Field(() => Int, { nullable: true, description: 'Line of a text file or of a page.' })
  line?: number;

  @Field(() => Int, { nullable: true, description: 'Column of the line, in UTF-16 code units.' })
  column?: number;

  @Field(() => Int, { nullable: true, description: 'Last line, where the thing runs over several.' })
  endLine?: number;

  @Field(() => Int, { nullable: true, description: 'Page of a paged document.' })
  page?: number;

  @Field(() => Int, { nullable: true, description: 'Ordinal of the table in the source.' })
  table?: number;

  @Field(() => Int, { nullable: true, description: 'Row of the table.' })
  row?: number;

  @Field(() => Int, { nullable: true, description: 'Column of the table grid.' })
  tableColumn?: number;
}
