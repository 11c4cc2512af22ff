import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Box, Place } from '../../domain/report.js';

/** A rectangle on a page. */
@ObjectType('Box', {
  description:
    'A rectangle on a page as a viewer shows it, in points (1/72 inch) from its upper left corner (方框).',
  simpleResolvers: true,
})
export class BoxType implements Box {
  @Field(() => Float, { description: 'Distance of its left edge from that of the page.' })
  x!: number;

  @Field(() => Float, { description: 'Distance of its upper edge from that of the page.' })
  y!: number;

  @Field(() => Float, { description: 'Width.' })
  width!: number;

  @Field(() => Float, { description: 'Height.' })
  height!: number;
}

/** Where something is in the source. */
@ObjectType('Place', {
  description: 'Where something is in the source file (原文位置). All numbers count from 1.',
  simpleResolvers: true,
})
export class PlaceType implements Partial<Record<keyof Place, number | Box>> {
  @Field(() => Int, {
    nullable: true,
    description:
      'Of a source of several files (a page with its attachment, pictures of pages): which of them, see Report.files; null where it is one file.',
  })
  part?: number;

  @Field(() => Int, { nullable: true, description: 'Line of a text file or of a page.' })
  line?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Column of the line or of the paragraph, in UTF-16 code units.',
  })
  column?: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Ordinal of the paragraph among the text blocks of a web page or Word document, as it was read.',
  })
  paragraph?: number;

  @Field(() => Int, { nullable: true, description: 'Last line, where the thing runs over several.' })
  endLine?: number;

  @Field(() => Int, { nullable: true, description: 'Page of a paged document.' })
  page?: number;

  @Field(() => BoxType, {
    nullable: true,
    description: 'Where on the page it is: of a cell with rulings the cell, else its words.',
  })
  box?: Box;

  @Field(() => Int, { nullable: true, description: 'Ordinal of the table in the source.' })
  table?: number;

  @Field(() => Int, { nullable: true, description: 'Row of the table.' })
  row?: number;

  @Field(() => Int, { nullable: true, description: 'Column of the table grid.' })
  tableColumn?: number;
}
