import { ArgsType, Field } from 'type-graphql';
import type { SearchField, TextFilter } from '../../domain/query.js';
import type { SectionKind } from '../../domain/report.js';
import type { MatchInput } from '../../services/check-match.js';
import { SectionKindEnum } from '../enums/report.enum.js';
import { SearchFieldEnum, TextFilterEnum } from '../enums/search.enum.js';
import { ReportFilterInputType } from './report-filter.input.js';

/** The arguments that say which reports are meant. */
@ArgsType()
export class MatchArgs implements MatchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Words and phrases. Blanks mean AND; OR; -word for NOT; parentheses; "…", “…” or 「…」 for an exact phrase; \\ escapes. Without it all reports are found that the filter lets through.',
  })
  query?: string | null;

  @Field(() => [SearchFieldEnum], {
    nullable: true,
    description: 'Where to search. Default is title and text.',
  })
  searchIn?: SearchField[] | null;

  @Field(() => [SectionKindEnum], {
    nullable: true,
    description: 'Search sections of these kinds only (章节); the title is in none. Default is all.',
  })
  sectionKinds?: SectionKind[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Words joined by AND must be in one section. Default is false: anywhere in the report.',
  })
  sameSection?: boolean | null;

  @Field(() => TextFilterEnum, {
    nullable: true,
    description: 'Which text counts. Default is DEFAULT: all of it.',
  })
  textFilter?: TextFilter | null;

  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Conditions on the reports (筛选条件).',
  })
  filter?: ReportFilterInputType | null;
}
