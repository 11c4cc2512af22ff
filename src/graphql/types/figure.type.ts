import { Field, Float, ObjectType } from 'type-graphql';
import type { MissingReason } from '../../domain/derive-values.js';
import type { CellState } from '../../domain/report.js';
import type { Figure } from '../../services/report-figures.js';
import { AmountUnitEnum, CellStateEnum } from '../enums/cell.enum.js';
import { MissingReasonEnum } from '../enums/derived.enum.js';

/** One value of a report, cell or derived. */
@ObjectType('Figure', {
  description: 'One value of a report by key, a cell or a derived value (数值).',
  simpleResolvers: true,
})
export class FigureType implements Figure {
  @Field(() => String, { description: 'Key of the cell or derived value.' })
  key!: string;

  @Field(() => Float, { nullable: true, description: 'The value; null where it is missing, never zero.' })
  value!: number | null;

  @Field(() => CellStateEnum, { nullable: true, description: 'State of a cell; null for a derived value.' })
  state!: CellState | null;

  @Field(() => MissingReasonEnum, {
    nullable: true,
    description: 'Why a derived value is missing; null where it is there, and for a cell.',
  })
  reason!: MissingReason | null;

  @Field(() => Float, { nullable: true, description: 'Numerator of a rate (分子); null for all else.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Denominator of a rate (分母); null for all else.' })
  denominator!: number | null;

  @Field(() => AmountUnitEnum, { nullable: true, description: 'Unit of an amount; null for all else.' })
  unit!: Figure['unit'];
}
