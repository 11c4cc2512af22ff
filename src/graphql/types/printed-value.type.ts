import { Field, Float, ObjectType } from 'type-graphql';
import type { Place } from '../../domain/place.js';
import { PlaceType } from './place.type.js';

/** What is printed where the form has no cell. */
@ObjectType({ simpleResolvers: true })
export abstract class PrintedValueType {
  @Field(() => String, { description: 'The text as printed.' })
  raw!: string;

  @Field(() => Float, { nullable: true, description: 'The number, where the text is one.' })
  value!: number | null;

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;
}
