import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import {
  copiedPassages,
  copiedRequest,
  DEFAULT_COPIED,
  DEFAULT_SENTENCES,
  MAX_COPIED,
  MAX_SENTENCES,
  originalityOf,
  sentencesFrom,
  sentencesOf,
  sentencesWanted,
} from '../../services/copied-text.js';
import type { CopiedInput, CopiedPassage, SentenceSharing } from '../../services/copied-text.js';
import {
  DEFAULT_SIMILAR,
  MAX_SIMILAR,
  similarReports,
  similarWanted,
} from '../../services/similar-reports.js';
import type { SimilarReport } from '../../services/similar-reports.js';
import { COPIED_REPORTS } from '../../store/copied-request.js';
import type { GraphContext } from '../context.js';
import { HasListSize, HasWeight, pageSize } from '../cost/list-size.js';
import { ChecksArguments } from '../execution/check-arguments.js';
import { ReportFilterInputType } from '../inputs/report-filter.input.js';
import {
  CopiedPassageType,
  OriginalityType,
  SentenceSharingType,
  SimilarReportType,
} from '../types/copied.type.js';
import type { OriginalityRoot } from '../types/copied.type.js';
import { ReportType, reportRoot } from '../types/report.type.js';
import type { ReportRoot } from '../types/report.type.js';

/** How many sentences two reports may have in common, usually. */
const USUAL_PASSAGES = 20;

/** The arguments of `copiedPassages`. */
@ArgsType()
export class CopiedArgs implements CopiedInput {
  @Field(() => ReportFilterInputType, {
    nullable: true,
    description: 'Conditions on the reports, e.g. a region and a year (筛选条件).',
  })
  filter?: ReportFilterInputType | null;

  @Field(() => Int, { nullable: true, description: 'At least so many organs have it. Default is 2.' })
  minOrgans?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many at most, 1–50. Default is 20.' })
  first?: number | null;
}

/** Copied text of a report. */
@Resolver(() => ReportType)
export class CopiedTextResolver {
  @FieldResolver(() => OriginalityType, {
    nullable: true,
    description:
      'How much of the narrative is the organ’s own, repeats its last year, and is shared with others (自有文字); null for an older revision.',
  })
  originality(@Root() { stored }: ReportRoot): OriginalityRoot | null {
    const originality = originalityOf(stored);
    return originality && { ...originality, stored };
  }

  @ChecksArguments(similarWanted)
  @HasWeight(1000)
  @HasListSize(({ first }) => {
    const size = pageSize(first, DEFAULT_SIMILAR, MAX_SIMILAR);
    return { '': size, passages: USUAL_PASSAGES };
  })
  @FieldResolver(() => [SimilarReportType], {
    description:
      'Reports with most text in common (相似报告), most first: the same sentences, numbers and own names left out, and near copies. Sentences of fewer than 12 characters do not count; of a longer narrative than 500 sentences the longest.',
  })
  similar(
    @Root() { stored }: ReportRoot,
    @Arg('first', () => Int, { nullable: true, description: 'How many at most, 1–20. Default is 5.' })
    first: number | null,
    @Arg('ofOtherOrgans', () => Boolean, {
      nullable: true,
      description: 'Leaves out other years of the same organ. Default is true.',
    })
    ofOtherOrgans: boolean | null,
    @Ctx() { reader }: GraphContext,
  ): Promise<SimilarReport[]> {
    return similarReports(reader, stored, similarWanted({ first, ofOtherOrgans }));
  }

  @ChecksArguments(copiedRequest)
  @HasWeight(1000)
  @HasListSize(({ first }) => pageSize(first, DEFAULT_COPIED, MAX_COPIED))
  @Query(() => [CopiedPassageType], {
    description:
      'The sentences that most organs have (雷同文字), among the reports that the filter lets through; then those that most reports have.',
  })
  copiedPassages(
    @Args(() => CopiedArgs) args: CopiedArgs,
    @Ctx() { reader }: GraphContext,
  ): Promise<CopiedPassage[]> {
    return copiedPassages(reader, args);
  }
}

/** The sentences of a report. */
@Resolver(() => OriginalityType)
export class OriginalityResolver {
  @ChecksArguments((args: { first?: number | null; from?: number | null }) => {
    sentencesWanted(args);
    sentencesFrom(args);
  })
  @HasWeight(100)
  @HasListSize(({ first }) => pageSize(first, DEFAULT_SENTENCES, MAX_SENTENCES))
  @FieldResolver(() => [SentenceSharingType], {
    description: 'The sentences in the order of the report, each with how many others have it (逐句对照).',
  })
  sentences(
    @Root() { stored }: OriginalityRoot,
    @Arg('first', () => Int, { nullable: true, description: 'How many at most, 1–50. Default is 20.' })
    first: number | null,
    @Arg('from', () => Int, { nullable: true, description: 'How many to skip. Default is 0.' })
    from: number | null,
    @Ctx() { reader }: GraphContext,
  ): Promise<SentenceSharing[]> {
    return sentencesOf(reader, stored, { first: sentencesWanted({ first }), from: sentencesFrom({ from }) });
  }
}

/** The report of a similar one. */
@Resolver(() => SimilarReportType)
export class SimilarReportResolver {
  @FieldResolver(() => ReportType, { description: 'The other report.' })
  report(@Root() { report }: SimilarReport): ReportRoot {
    return reportRoot(report);
  }
}

/** The reports behind a copied passage. */
@Resolver(() => CopiedPassageType)
export class CopiedPassageResolver {
  @FieldResolver(() => ReportType, {
    description: 'The first who had it: of the earliest year, then of the earliest date, then by id.',
  })
  first(@Root() { first }: CopiedPassage): ReportRoot {
    return reportRoot(first);
  }

  @HasListSize(COPIED_REPORTS)
  @FieldResolver(() => [ReportType], {
    description: 'The reports that have it, the earliest first, at most 20.',
  })
  async reportsBehind(
    @Root() { ids }: CopiedPassage,
    @Ctx() { reader }: GraphContext,
  ): Promise<ReportRoot[]> {
    return (await Promise.all(ids.map((id) => reader.foundReport(id)))).map(reportRoot);
  }
}
