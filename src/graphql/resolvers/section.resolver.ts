import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { checkTextWindow } from '../../services/check-input.js';
import { HasWeight } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { SectionType } from '../types/section.type.js';
import type { NumberedSection } from '../types/section.type.js';

/** What a text costs: one for each 100 bytes, the mean length of a section taken. */
const TEXT_WEIGHT = 10;

/** The text of a section, the longest that a report has. */
@Resolver(() => SectionType)
export class SectionResolver {
  @ChecksArguments(checkTextWindow)
  @HasWeight(TEXT_WEIGHT)
  @FieldResolver(() => String, { description: 'Paragraphs joined by line ends; may be empty.' })
  text(
    @Root() { text }: NumberedSection,
    @Arg('from', () => Int, {
      nullable: true,
      description: 'Where to begin, in UTF-16 code units from 0. Default is 0.',
    })
    from: number | null,
    @Arg('length', () => Int, {
      nullable: true,
      description: 'How many UTF-16 code units at most, from 1. Default is all; an answer has 8 MB at most.',
    })
    length: number | null,
  ): string {
    const window = checkTextWindow({ from, length });
    return text.slice(window.from, window.to);
  }

  @FieldResolver(() => Int, { description: 'How long the text is, in UTF-16 code units.' })
  textLength(@Root() { text }: NumberedSection): number {
    return text.length;
  }
}
