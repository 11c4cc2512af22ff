import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Cell, CellState } from '../../domain/report.js';
import type { CellReading, ChangeKind, ChangedPart, ListedChange } from '../../store/changes.js';
import { HasListSize } from '../cost/list-size.js';
import { AmountUnitEnum, CellStateEnum } from '../enums/cell.enum.js';
import { ChangeKindEnum, ChangedPartEnum } from '../enums/news.enum.js';
import { PageInfoType } from './search.type.js';
import type { PageInfo } from './search.type.js';

/** A cell at one side of a change. */
@ObjectType('CellReading', { description: 'State and value of a cell at one time.', simpleResolvers: true })
export class CellReadingType implements CellReading {
  @Field(() => CellStateEnum, { description: 'State (状态).' })
  state!: CellState;

  @Field(() => Float, {
    nullable: true,
    description: 'Value; null unless REPORTED, and never zero for a blank.',
  })
  value!: number | null;

  @Field(() => AmountUnitEnum, { nullable: true, description: 'Unit of an amount; null for all else.' })
  unit!: NonNullable<Cell['unit']> | null;
}

/** A cell as its fields are resolved from. */
export interface CellChangeView {
  key: string;
  labelZh: string;
  labelEn: string;
  before: CellReading;
  after: CellReading;
}

/** A cell that changed. */
@ObjectType('CellChange', {
  description: 'A cell that is another than before (统计项变更).',
  simpleResolvers: true,
})
export class CellChangeType implements CellChangeView {
  @Field(() => String, { description: 'Key of the cell.' })
  key!: string;

  @Field(() => String, { description: 'Label in Chinese.' })
  labelZh!: string;

  @Field(() => String, { description: 'Label in English.' })
  labelEn!: string;

  @Field(() => CellReadingType, { description: 'Before the change.' })
  before!: CellReading;

  @Field(() => CellReadingType, { description: 'After it.' })
  after!: CellReading;
}

/** A change as its fields are resolved from. */
export interface ReportChangeView extends Omit<ListedChange, 'cells'> {
  cells: CellChangeView[];
}

/** One change of one report; its `report` is in the resolver. */
@ObjectType('ReportChange', { description: 'One change of one report (变更).', simpleResolvers: true })
export class ReportChangeType implements Omit<ReportChangeView, 'cursor'> {
  @Field(() => String, { description: 'When it was written, ISO 8601.' })
  at!: string;

  @Field(() => ChangeKindEnum, { description: 'What happened (变更类型).' })
  kind!: ChangeKind;

  @Field(() => ID, { description: 'Id of the report.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Title after the change; of a deleted report before it.',
  })
  title!: string | null;

  @Field(() => String, { description: 'Name of the organ, likewise.' })
  organ!: string;

  @Field(() => Int, { description: 'Report year, likewise.' })
  year!: number;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the current file after it; null if deleted.',
  })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the current file before it; null if new.' })
  previousSha256!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The report that this one has gone into; its id leads there.',
  })
  mergedInto!: string | null;

  @HasListSize(3)
  @Field(() => [ChangedPartEnum], { description: 'Of REVISED: what is another than before (变更内容).' })
  parts!: ChangedPart[];

  @HasListSize(20)
  @Field(() => [CellChangeType], {
    description: 'Of REVISED: the cells that changed, each before and after.',
  })
  cells!: CellChangeView[];
}

/** A change with its cursor. */
@ObjectType('ReportChangeEdge', { description: 'A change and its position.', simpleResolvers: true })
export class ReportChangeEdgeType {
  @Field(() => String, { description: 'Give it as `after` to go on from here, at any later time.' })
  cursor!: string;

  @Field(() => ReportChangeType, { description: 'The change.' })
  node!: ReportChangeView;
}

/** A page of changes as its fields are resolved from. */
export interface ReportChangesView {
  edges: { cursor: string; node: ReportChangeView }[];
  pageInfo: PageInfo;
  completeAfter: string | null;
}

/** A page of changes. */
@ObjectType('ReportChangeConnection', {
  description: 'Changes of reports in the order in which they were made (变更流).',
  simpleResolvers: true,
})
export class ReportChangeConnectionType implements ReportChangesView {
  @Field(() => [ReportChangeEdgeType], { description: 'The changes of this page.' })
  edges!: { cursor: string; node: ReportChangeView }[];

  @Field(() => PageInfoType, {
    description:
      'Position of the page. `endCursor` is there even where nothing has changed: keep it and ask with it again.',
  })
  pageInfo!: PageInfo;

  @Field(() => String, {
    nullable: true,
    description: 'Changes up to this instant are kept no more; null where none was ever lost.',
  })
  completeAfter!: string | null;
}
