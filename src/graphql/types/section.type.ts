import { Field, Int, ObjectType } from 'type-graphql';
import type { Place, Section, SectionKind } from '../../domain/report.js';
import { SectionKindEnum } from '../enums/report.enum.js';
import { PlaceType } from './place.type.js';

/** A section and its position in the report. */
export interface NumberedSection extends Section {
  ordinal: number;
}

/** A part of the narrative. */
@ObjectType('Section', {
  description:
    'A part of the narrative (章节), in the order of the document. The text of tables is not in it.',
  simpleResolvers: true,
})
export class SectionType implements NumberedSection {
  @Field(() => Int, { description: 'Position in the report from 0, as highlights name it.' })
  ordinal!: number;

  @Field(() => SectionKindEnum, { description: 'What it is about.' })
  kind!: SectionKind;

  @Field(() => String, {
    nullable: true,
    description: 'Heading as printed (标题); null before the first heading.',
  })
  heading!: string | null;

  // Its field has arguments: see the resolver.
  text!: string;

  @Field(() => PlaceType, { nullable: true, description: 'Where it begins.' })
  place!: Place | null;
}
