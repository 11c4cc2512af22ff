/** Why a file was set aside, in the language of its readers. */
import { FieldResolver, Resolver, Root } from 'type-graphql';
import { inChinese } from '../../messages/chinese.js';
import { SetAsideFileType, SetAsideNoteType } from '../types/status.type.js';
import type { SetAsideFile } from '../../store/sources.js';
import type { SetAsideNote } from '../types/status.type.js';

const DESCRIPTION = 'The same in Chinese (中文); null where the message is of an older version.';

/** `SetAsideFile.messageZh`. */
@Resolver(() => SetAsideFileType)
export class SetAsideFileResolver {
  @FieldResolver(() => String, { nullable: true, description: DESCRIPTION })
  messageZh(@Root() { message }: SetAsideFile): string | null {
    return inChinese(message);
  }
}

/** `SetAsideNote.messageZh`. */
@Resolver(() => SetAsideNoteType)
export class SetAsideNoteResolver {
  @FieldResolver(() => String, { nullable: true, description: DESCRIPTION })
  messageZh(@Root() { message }: SetAsideNote): string | null {
    return inChinese(message);
  }
}
