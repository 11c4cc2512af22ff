import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { UploadResult } from '../../services/administration.js';
import type { WriteLogEntry } from '../../store/writes.js';
import { ImportStatusEnum, WriteActionEnum } from '../enums/write.enum.js';
import { ReportType } from './report.type.js';
import type { ReportRoot } from './report.type.js';
import { SetAsideNoteType } from './status.type.js';
import type { SetAsideNote } from './status.type.js';
import type { PlaceMove } from '../../services/place-moves.js';
import { HasListSize } from '../cost/list-size.js';

/** What came of an import as its fields are resolved from. */
export interface ImportView {
  status: UploadResult['status'];
  sha256: string;
  report: ReportRoot | null;
  setAside: SetAsideNote | null;
}

/** What came of an import. */
@ObjectType('ImportResult', { description: 'What came of an imported file.', simpleResolvers: true })
export class ImportResultType implements ImportView {
  @Field(() => ImportStatusEnum, { description: 'What came of it.' })
  status!: UploadResult['status'];

  @Field(() => String, { description: 'SHA-256 of the bytes, in lower-case hex.' })
  sha256!: string;

  @Field(() => ReportType, {
    nullable: true,
    description: 'The current revision of the report that the file belongs to; null where it was set aside.',
  })
  report!: ReportRoot | null;

  @Field(() => SetAsideNoteType, {
    nullable: true,
    description: 'Why it was set aside; null where it was not.',
  })
  setAside!: SetAsideNote | null;
}

/** What came of a deletion. */
export interface DeleteView {
  deleted: boolean;
}

/** `DeleteView` in GraphQL. */
@ObjectType('DeleteResult', { description: 'What came of a deletion.', simpleResolvers: true })
export class DeleteResultType implements DeleteView {
  @Field(() => Boolean, { description: 'False where there was no such report: a second call is no error.' })
  deleted!: boolean;
}

/** What came of a part of a reparse. */
export interface ReparseView {
  reparsed: number;
  unchanged: number;
  setAside: number;
  moved: PlaceMove[];
  next: string | null;
}

/** How many reports went from one place to another. */
@ObjectType('PlaceMove', {
  description: 'How many reports are of another place than before.',
  simpleResolvers: true,
})
export class PlaceMoveType implements PlaceMove {
  @Field(() => String, { description: 'Names from the province down, with the code of the last.' })
  from!: string;

  @Field(() => String, { description: 'The place now.' })
  to!: string;

  @Field(() => Int, { description: 'How many reports.' })
  reports!: number;
}

/** `ReparseView` in GraphQL. */
@ObjectType('ReparseResult', { description: 'What came of a part of a reparse.', simpleResolvers: true })
export class ReparseResultType implements ReparseView {
  @Field(() => Int, { description: 'Files that another version of the parser had read, now read again.' })
  reparsed!: number;

  @Field(() => Int, { description: 'Files that this version of the parser has read already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Files that can no longer be read; their reports stay as they were.' })
  setAside!: number;

  @HasListSize(10)
  @Field(() => [PlaceMoveType], {
    description:
      'Of the files read again, those whose report is of another place now (地区变更), the most frequent first.',
  })
  moved!: PlaceMove[];

  @Field(() => String, {
    nullable: true,
    description: 'Give it as `after` to go on; null where all files have been looked at.',
  })
  next!: string | null;
}

/** One entry of the audit log. */
@ObjectType('WriteLogEntry', { description: 'One write by a client (审计记录).', simpleResolvers: true })
export class WriteLogEntryType implements WriteLogEntry {
  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;

  @Field(() => WriteActionEnum, { description: 'What was asked for.' })
  action!: WriteLogEntry['action'];

  @Field(() => ID, { nullable: true, description: 'The report concerned; null for all or none.' })
  reportId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file concerned; null where there is none.',
  })
  sha256!: string | null;

  @Field(() => String, { description: 'What came of it, e.g. new, set-aside: no-year, deleted.' })
  result!: string;

  @Field(() => String, { description: 'Id of the request, as the server log has it.' })
  requestId!: string;
}

/** A page of the audit log. */
export interface WriteLogView {
  entries: WriteLogEntry[];
  totalCount: number;
}

/** `WriteLogView` in GraphQL. */
@ObjectType('WriteLogPage', { description: 'A page of the audit log, newest first.', simpleResolvers: true })
export class WriteLogPageType implements WriteLogView {
  @Field(() => [WriteLogEntryType], { description: 'The entries of this page.' })
  entries!: WriteLogEntry[];

  @Field(() => Int, { description: 'How many entries there are in all.' })
  totalCount!: number;
}
