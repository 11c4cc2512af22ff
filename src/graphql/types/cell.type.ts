import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { CellDefinition, CellKey, CellUnit, FormEdition, FormTableName } from '../../domain/cells.js';
import type { CellBasis } from '../../domain/cell-basis.js';
import type { Cell, CellState, Place } from '../../domain/report.js';
import {
  AmountUnitEnum,
  CellStateEnum,
  CellUnitEnum,
  FormEditionEnum,
  TableEnum,
  CellBasisEnum,
} from '../enums/cell.enum.js';
import { PlaceType } from './place.type.js';

/** One cell of the official forms. */
@ObjectType('CellDefinition', {
  description: 'One cell of the official forms (统计项), as the dictionary defines it.',
  simpleResolvers: true,
})
export class CellDefinitionType implements CellDefinition {
  @Field(() => String, {
    description:
      'Name of the cell everywhere: field path, filter, sort, export. E.g. applications.received.naturalPerson.',
  })
  key!: CellKey;

  @Field(() => Int, { description: 'Position in the dictionary from 0, in the order of the form.' })
  index!: number;

  @Field(() => TableEnum, { description: 'Table of the form.' })
  table!: FormTableName;

  @Field(() => String, { description: 'Key of the row: the key without its last part.' })
  rowKey!: string;

  @Field(() => String, { description: 'Key of the column: the last part of the key.' })
  columnKey!: string;

  @Field(() => String, { description: 'Row label of the form, in Chinese.' })
  row!: string;

  @Field(() => String, { description: 'Column label of the form, in Chinese.' })
  column!: string;

  @Field(() => String, { description: 'Row label in English.' })
  rowEn!: string;

  @Field(() => String, { description: 'Column label in English.' })
  columnEn!: string;

  @Field(() => String, { description: 'Label in Chinese.' })
  labelZh!: string;

  @Field(() => String, { description: 'Label in English.' })
  labelEn!: string;

  @Field(() => CellUnitEnum, { description: 'What the number counts.' })
  unit!: CellUnit;

  @Field(() => [FormEditionEnum], { description: 'Editions of the form that list it.' })
  forms!: readonly FormEdition[];

  @Field(() => String, { nullable: true, description: 'What to mind.' })
  note!: string | null;
}

/** A cell of a report with its key and definition. */
export interface DefinedCell extends Omit<Cell, 'unit' | 'confidence'> {
  key: string;
  confidence: number | null;
  unit: Cell['unit'] | null;
  basis: CellBasis | null;
  definition: CellDefinition;
}

/** One cell of a report, as read. */
@ObjectType('Cell', { description: 'One cell of a report, as read.', simpleResolvers: true })
export class CellType implements DefinedCell {
  @Field(() => String, { description: 'Key of the cell.' })
  key!: string;

  @Field(() => CellStateEnum, { description: 'What the report says in it.' })
  state!: CellState;

  @Field(() => Float, {
    nullable: true,
    description:
      'The number: a count as printed, an amount in 万元 unless its unit is UNKNOWN. Null unless REPORTED.',
  })
  value!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text as printed, with remarks; null where nothing is printed.',
  })
  raw!: string | null;

  @Field(() => PlaceType, { nullable: true, description: 'Where it is in the source.' })
  place!: Place | null;

  @Field(() => AmountUnitEnum, { nullable: true, description: 'Unit of an amount; null for a count.' })
  unit!: DefinedCell['unit'];

  @Field(() => CellBasisEnum, {
    nullable: true,
    description: 'What decided where the number belongs; null where nothing is read.',
  })
  basis!: CellBasis | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Of a cell read from a picture (OCR): how sure the less sure of its two readings is, from 0 to 1. Null for any other.',
  })
  confidence!: number | null;

  @Field(() => CellDefinitionType, { description: 'The cell in the dictionary.' })
  definition!: CellDefinition;
}
