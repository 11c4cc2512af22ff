import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Place } from '../../domain/report.js';
import type { DocumentBlock, DocumentCell } from '../../services/source-document.js';
import { HasListSize } from '../cost/list-size.js';
import { PlaceType } from './place.type.js';

/** Kind of a block. */
export const BlockKindEnum = {
  HEADING: 'HEADING',
  PARAGRAPH: 'PARAGRAPH',
  LINE: 'LINE',
  TABLE: 'TABLE',
} as const;
registerEnumType(BlockKindEnum, {
  name: 'BlockKind',
  description: 'Kind of a block of a document (文档块).',
  valuesConfig: {
    HEADING: { description: 'A heading known from markup.' },
    PARAGRAPH: { description: 'A paragraph known from markup.' },
    LINE: { description: 'A line of text; whether it ends a paragraph is not known.' },
    TABLE: { description: 'A table whose grid is known.' },
  },
});

/** A cell of a table of a document. */
@ObjectType('DocumentCell', { description: 'A cell of a table of the source.', simpleResolvers: true })
export class DocumentCellType implements DocumentCell {
  @Field(() => String, { description: 'Its text; may be empty.' })
  text!: string;

  @Field(() => Int, { description: 'Its row, as places name it.' })
  row!: number;

  @Field(() => Int, { description: 'Its column, as places name it.' })
  tableColumn!: number;

  @Field(() => Int, { description: 'How many rows it covers.' })
  rowSpan!: number;

  @Field(() => Int, { description: 'How many columns it covers.' })
  columnSpan!: number;

  @Field(() => Int, { nullable: true, description: 'Line at which it begins, in a table of plain text.' })
  line!: number | null;

  @Field(() => Int, { nullable: true, description: 'Column at which it begins, in a table of plain text.' })
  column!: number | null;
}

/** A block of a document. */
@ObjectType('DocumentBlock', {
  description: 'A block of the source as it was read, before it was parsed.',
  simpleResolvers: true,
})
export class DocumentBlockType implements DocumentBlock {
  @Field(() => BlockKindEnum, { description: 'What it is.' })
  kind!: DocumentBlock['kind'];

  @Field(() => Int, { nullable: true, description: 'Level of a heading from 1; null for all else.' })
  level!: number | null;

  @Field(() => String, { description: 'Its text; empty for a table.' })
  text!: string;

  @Field(() => PlaceType, { description: 'Where it is.' })
  place!: Place;

  @HasListSize(40)
  @Field(() => [[DocumentCellType]], {
    description: 'Rows of a table, each with the cells that begin in it; empty for all else.',
  })
  rows!: DocumentCell[][];
}
