import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { SetAsideReason } from '../../errors.js';
import type { StoreStatus } from '../../store/port.js';
import type { SetAsideFile } from '../../store/sources.js';
import { SetAsideReasonEnum } from '../enums/report.enum.js';

/** First and last report year. */
@ObjectType('YearRange', { description: 'First and last report year.', simpleResolvers: true })
export class YearRangeType {
  @Field(() => Int, { description: 'First year.' })
  from!: number;

  @Field(() => Int, { description: 'Last year.' })
  to!: number;
}

/** What the store holds. */
@ObjectType('Status', { description: 'What is served.', simpleResolvers: true })
export class StatusType implements StoreStatus {
  @Field(() => Int, { description: 'Number of reports, one for each organ and year.' })
  reports!: number;

  @Field(() => Int, { description: 'Number of revisions of all reports.' })
  revisions!: number;

  @Field(() => Int, { description: 'Number of kept source files.' })
  sources!: number;

  @Field(() => Int, { description: 'Number of files set aside.' })
  setAside!: number;

  @Field(() => Float, { nullable: true, description: 'Bytes on disk; null where the store cannot tell.' })
  bytes!: number | null;

  @Field(() => YearRangeType, { nullable: true, description: 'First and last report year; null when empty.' })
  years!: YearRangeType | null;

  @Field(() => Boolean, {
    description: 'True where the reports are made up (虚构样例), served while there are no others.',
  })
  madeUp!: boolean;
}

/** Why a file could not become a report. */
export interface SetAsideNote {
  reason: SetAsideReason;
  message: string;
}

/** `SetAsideNote` in GraphQL. */
@ObjectType('SetAsideNote', { description: 'Why a file could not become a report.', simpleResolvers: true })
export class SetAsideNoteType implements SetAsideNote {
  @Field(() => SetAsideReasonEnum, { description: 'Why.' })
  reason!: SetAsideReason;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;
}

/** A file that could not become a report. */
@ObjectType('SetAsideFile', { description: 'A file that could not become a report.', simpleResolvers: true })
export class SetAsideFileType implements SetAsideFile {
  @Field(() => String, { description: 'Name of the file.' })
  fileName!: string;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its bytes; null where they could not be read.',
  })
  sha256!: string | null;

  @Field(() => SetAsideReasonEnum, { description: 'Why.' })
  reason!: SetAsideReason;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;

  @Field(() => String, { description: 'ISO 8601 instant.' })
  at!: string;
}

/** A page of files set aside. */
export interface SetAsideView {
  files: SetAsideFile[];
  totalCount: number;
}

/** `SetAsideView` in GraphQL. */
@ObjectType('SetAsidePage', {
  description: 'A page of files set aside, newest first.',
  simpleResolvers: true,
})
export class SetAsidePageType implements SetAsideView {
  @Field(() => [SetAsideFileType], { description: 'The files of this page.' })
  files!: SetAsideFile[];

  @Field(() => Int, { description: 'How many files are set aside in all.' })
  totalCount!: number;
}
