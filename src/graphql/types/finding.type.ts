import { Field, Float, ObjectType } from 'type-graphql';
import type { FormTableName } from '../../domain/cells.js';
import type { Finding, FindingCode, Outcome, Severity } from '../../domain/finding.js';
import type { Claim, ExtraRow, Place } from '../../domain/report.js';
import { FindingCodeEnum, OutcomeEnum, SeverityEnum, TableEnum } from '../enums/cell.enum.js';
import { HasListSize } from '../cost/list-size.js';
import { PlaceType } from './place.type.js';
import { PrintedValueType } from './printed-value.type.js';

/** A finding with its sentence in one field for each language. */
export interface FindingView extends Omit<Finding, 'message'> {
  messageZh: string;
  messageEn: string;
}

/** A finding as its fields are resolved from. */
export function findingView({ message, ...finding }: Finding): FindingView {
  return { ...finding, messageZh: message.zh, messageEn: message.en };
}

/** What the parser saw. */
@ObjectType('Finding', {
  description: 'What the parser saw. It never repairs a number silently: it says so here.',
  simpleResolvers: true,
})
export class FindingType implements FindingView {
  @Field(() => FindingCodeEnum, { description: 'What was seen.' })
  code!: FindingCode;

  @Field(() => SeverityEnum, { description: 'How much it matters.' })
  severity!: Severity;

  @Field(() => OutcomeEnum, {
    nullable: true,
    description: 'Outcome of an arithmetic rule; null where none was applied.',
  })
  outcome!: Outcome | null;

  @Field(() => [String], { description: 'Keys of the cells concerned.' })
  cells!: string[];

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;

  @Field(() => String, { description: 'One sentence in Chinese, with the numbers.' })
  messageZh!: string;

  @Field(() => String, { description: 'The same sentence in English.' })
  messageEn!: string;
}

/** A number that the narrative states. */
@ObjectType('Claim', {
  description: 'A number that the narrative states. A claim never fills a cell.',
  simpleResolvers: true,
})
export class ClaimType implements Claim {
  @Field(() => String, {
    nullable: true,
    description: 'Key of the cell or derived value it speaks of; null where none holds it.',
  })
  cell!: string | null;

  @Field(() => Float, { description: 'The number.' })
  value!: number;

  @Field(() => String, { description: 'The words as printed.' })
  text!: string;

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;

  @Field(() => OutcomeEnum, { nullable: true, description: 'Whether the cell agrees; null without a cell.' })
  outcome!: Outcome | null;
}

/** One value of a row outside the form. */
@ObjectType('ExtraValue', { description: 'One value of a row outside the form.', simpleResolvers: true })
export class ExtraValueType extends PrintedValueType {}

/** A row or remark outside the form. */
@ObjectType('ExtraRow', {
  description: 'A row or remark outside the form (表外行、备注), kept with its label.',
  simpleResolvers: true,
})
export class ExtraRowType implements ExtraRow {
  @Field(() => TableEnum, { description: 'Table in which it is.' })
  table!: FormTableName;

  @Field(() => String, { description: 'Label as printed.' })
  label!: string;

  @HasListSize(7)
  @Field(() => [ExtraValueType], { description: 'Its values.' })
  values!: ExtraRow['values'];

  @Field(() => PlaceType, { nullable: true, description: 'Where in the source.' })
  place!: Place | null;
}
