import { Field, Float, Int, ObjectType } from 'type-graphql';
import { sourcePath } from '../../domain/source-path.js';
import type { SourceInfo } from '../../store/sources.js';
import type { RevisionInfo } from '../../store/writes.js';

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

  @Field(() => String, {
    nullable: true,
    description:
      'Address on the web that it was retrieved from (来源网址), http or https: as its importer says, else as the file says itself; null where neither does.',
  })
  url!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'ISO 8601 date or instant on which it was retrieved from there (获取日期); null where it is not known.',
  })
  retrievedAt!: string | null;

  @Field(() => String, {
    simple: false,
    description:
      'Where this server gives its bytes (原始文件地址): a path, to be taken relative to this server.',
  })
  path(): string {
    return sourcePath((this as SourceInfo).sha256);
  }
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

/** One of the files of a joined source. */
export interface SourceFileView {
  part: number;
  name: string;
  mediaType: string;
  path: string;
}

/** The same, as the API gives it. */
@ObjectType('SourceFile', {
  description: 'One of several files that were joined to one source (合并的文件).',
  simpleResolvers: true,
})
export class SourceFileType implements SourceFileView {
  @Field(() => Int, { description: 'Its ordinal from 1, as `part` of places names it.' })
  part!: number;

  @Field(() => String, { description: 'Name of the file.' })
  name!: string;

  @Field(() => String, { description: 'E.g. text/html.' })
  mediaType!: string;

  @Field(() => String, {
    description: 'Where this server gives its bytes: a path, to be taken relative to this server.',
  })
  path!: string;
}
