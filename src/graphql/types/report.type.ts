import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Region } from '../../domain/region.js';
import type {
  Claim,
  DateKind,
  ExtraRow,
  ExtraTable,
  Form,
  Place,
  Report,
  Scope,
  ScopeKind,
} from '../../domain/report.js';
import type { SourceInfo } from '../../store/sources.js';
import type { StoredReport } from '../../store/writes.js';
import { HasListSize } from '../cost/list-size.js';
import { DateKindEnum, FormEnum, ScopeKindEnum } from '../enums/report.enum.js';
import { ExtraTableType } from './extra-table.type.js';
import { ClaimType, ExtraRowType } from './finding.type.js';
import { RegionType } from './organ.type.js';
import { PlaceType } from './place.type.js';
import { SourceType } from './source.type.js';

/** Whose figures a report gives. */
@ObjectType('Scope', { description: 'Whose figures a report gives (汇总口径).', simpleResolvers: true })
export class ScopeType implements Scope {
  @Field(() => ScopeKindEnum, { description: 'Own or consolidated figures.' })
  kind!: ScopeKind;

  @Field(() => String, { nullable: true, description: 'The words that show it; null for UNKNOWN.' })
  words!: string | null;

  @Field(() => PlaceType, { nullable: true, description: 'Where these words are.' })
  place!: Place | null;
}

/** The facts of a report that need no argument; the others are in its resolver. */
@ObjectType('Report', {
  description: 'An annual report on open government information (政府信息公开工作年度报告), as parsed.',
  simpleResolvers: true,
})
export class ReportType {
  @Field(() => ID, { description: 'Stable, readable in a URL, the same for all revisions.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Title as printed (标题).' })
  title!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The year reported on (报告年度), not that of publication.',
  })
  year!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Date (发布日期或落款日期), ISO 8601, full or partial: 2021-01-28, 2020-02, 2020.',
  })
  publishedOn!: string | null;

  @Field(() => DateKindEnum, { nullable: true, description: 'What the date is taken from.' })
  dateKind!: DateKind | null;

  @Field(() => RegionType, { description: 'Where the organ is.' })
  region!: Region;

  @Field(() => ScopeType, { description: 'Whose figures it gives.' })
  scope!: Scope;

  @Field(() => FormEnum, { description: 'Form that its tables follow.' })
  form!: Form;

  @HasListSize(5)
  @Field(() => [ExtraRowType], { description: 'Rows and remarks of the tables that are in no form.' })
  extraRows!: ExtraRow[];

  @HasListSize(3)
  @Field(() => [ExtraTableType], {
    description:
      'Tables, and rows of tables, that are of no known form (未知表格), kept as printed. Their words are in the sections too.',
  })
  extraTables!: ExtraTable[];

  @HasListSize(20)
  @Field(() => [ClaimType], { description: 'Numbers that the narrative states.' })
  claims!: Claim[];

  @Field(() => SourceType, { description: 'The file that was read.' })
  source!: SourceInfo;
}

/** What the fields of a report are resolved from. */
export type ReportRoot = Report & { id: string; source: SourceInfo; stored: StoredReport };

/** A stored report as the root of its fields. Not a copy: a store may decode each part only when it is looked at. */
export function reportRoot(stored: StoredReport): ReportRoot {
  const { report, id, source } = stored;
  return Object.assign(Object.create(report) as Report, { id, source, stored });
}
