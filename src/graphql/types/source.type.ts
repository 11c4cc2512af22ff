import { Field, Float, ObjectType } from 'type-graphql';
import type { RevisionInfo, SourceInfo } from '../../store/port.js';

/** The original file of a report. */
@ObjectType('Source', { description: 'The original file of a report (原始文件).', simpleResolvers: true })
export class SourceType implements SourceInfo {
  @Field(() => String, { description: 'SHA-256 of its bytes, in lower-case hex.' })
  sha256!: string;

  @Field(() => String, { description: 'Name of the file.' })
  fileName!: string;

  @Field(() => String, { description: 'E.g. text/plain.' })
  mediaType!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Detected character encoding (字符编码); null where the format has none.',
  })
  encoding!: string | null;

  @Field(() => Float, { description: 'Size in bytes.' })
  size!: number;

  @Field(() => String, { description: 'ISO 8601 instant of the first import of these bytes.' })
  importedAt!: string;
}

/** One revision of a report. */
@ObjectType('Revision', {
  description: 'One revision of a report: other bytes for the same organ and year.',
  simpleResolvers: true,
})
export class RevisionType implements RevisionInfo {
  @Field(() => SourceType, { description: 'Its file.' })
  source!: SourceInfo;

  @Field(() => Boolean, { description: 'True for the one revision that search and statistics see.' })
  current!: boolean;

  @Field(() => String, { description: 'Version of the parser that read it.' })
  parserVersion!: string;
}
