import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { SetAsideError } from '../../errors.js';
import type { DocumentBlock } from '../../services/source-document.js';
import type { SourceInfo } from '../../store/sources.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight } from '../cost/list-size.js';
import { DocumentBlockType } from '../types/document.type.js';
import { SourceType } from '../types/source.type.js';

/** The file of a report, as it was read. */
@Resolver(() => SourceType)
export class SourceDocumentResolver {
  @HasWeight(5000)
  @HasListSize(60)
  @FieldResolver(() => [DocumentBlockType], {
    nullable: true,
    description:
      'The file as it was read, before it was parsed (读入的文档): headings, paragraphs, lines and tables with their places; null where it is gone or is read no more. Ask for one report at a time.',
  })
  async document(
    @Root() { sha256 }: SourceInfo,
    @Ctx() { reader }: GraphContext,
  ): Promise<DocumentBlock[] | null> {
    try {
      return await reader.document(sha256);
    } catch (error) {
      if (error instanceof SetAsideError) return null;
      throw error;
    }
  }
}
