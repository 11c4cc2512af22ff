import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { SectionKind } from '../../domain/report.js';
import type { Originality, PlacedSentence, SentenceSharing } from '../../services/copied-text.js';
import type { SharedPassage } from '../../services/similar-reports.js';
import type { StoredReport } from '../../store/writes.js';
import { SectionKindEnum } from '../enums/report.enum.js';

/** A sentence and its place. */
@ObjectType('PlacedSentence', {
  description: 'A sentence and its place in a report.',
  simpleResolvers: true,
})
export class PlacedSentenceType implements PlacedSentence {
  @Field(() => Int, { description: 'Ordinal of the section.' })
  section!: number;

  @Field(() => SectionKindEnum, { description: 'Kind of the section.' })
  sectionKind!: SectionKind;

  @Field(() => String, { nullable: true, description: 'Heading of the section; null where it has none.' })
  heading!: string | null;

  @Field(() => Int, { description: 'Where it begins in the text of the section, in UTF-16 code units.' })
  start!: number;

  @Field(() => Int, { description: 'Where it ends; the unit at this place is not part of it.' })
  end!: number;

  @Field(() => String, { description: 'The sentence as printed.' })
  text!: string;
}

/** A sentence and who else has it. */
@ObjectType('SentenceSharing', {
  description: 'A sentence of a report and who else has it, numbers and own names left out.',
  simpleResolvers: true,
})
export class SentenceSharingType extends PlacedSentenceType implements SentenceSharing {
  @Field(() => Int, { description: 'Other reports that have it, this organ’s too.' })
  otherReports!: number;

  @Field(() => Int, { description: 'Other organs that have it.' })
  otherOrgans!: number;

  @Field(() => Boolean, { description: 'Whether the organ’s report of the year before has it.' })
  repeatsLastYear!: boolean;
}

/** How much of a narrative is whose. */
@ObjectType('Originality', {
  description:
    'How much of the narrative is whose (自有文字), in characters of its sentences without numbers and the organ’s own names, each distinct sentence once. A sentence may both repeat last year’s and be shared. Among the reports that are stored here: true at the time of the answer.',
  simpleResolvers: true,
})
export class OriginalityType implements Originality {
  @Field(() => Int, { description: 'All characters that count.' })
  characters!: number;

  @Field(() => Int, {
    description: 'In sentences that no other organ has, nor the organ’s report of the year before.',
  })
  ownCharacters!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'In sentences that the report of the year before has; null where there is none.',
  })
  repeatedCharacters!: number | null;

  @Field(() => Int, { description: 'In sentences that another organ has.' })
  sharedCharacters!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'ownCharacters ÷ characters; null without a narrative.',
  })
  own!: number | null;

  @Field(() => Float, { nullable: true, description: 'repeatedCharacters ÷ characters.' })
  repeated!: number | null;

  @Field(() => Float, { nullable: true, description: 'sharedCharacters ÷ characters.' })
  shared!: number | null;
}

/** What the fields of originality are resolved from. */
export type OriginalityRoot = Originality & { stored: StoredReport };

/** A passage of two reports. */
@ObjectType('SharedPassage', {
  description: 'A sentence that two reports have in common.',
  simpleResolvers: true,
})
export class SharedPassageType implements SharedPassage {
  @Field(() => Float, {
    description:
      '1 for the same words, numbers and own names left out; else the share of triples of characters in common (Jaccard), 0.6 or more.',
  })
  similarity!: number;

  @Field(() => PlacedSentenceType, { description: 'In this report.' })
  here!: PlacedSentence;

  @Field(() => PlacedSentenceType, { description: 'In the other report.' })
  there!: PlacedSentence;
}

/** A report that has text in common with another; its `report` is in the resolver. */
@ObjectType('SimilarReport', {
  description: 'A report that has text in common with this one.',
  simpleResolvers: true,
})
export class SimilarReportType {
  @Field(() => Int, {
    description:
      'Characters of this report’s sentences that the other has too, or nearly; each sentence once.',
  })
  sharedCharacters!: number;

  @Field(() => Float, { description: 'Divided by the characters of this report’s narrative.' })
  share!: number;

  @Field(() => [SharedPassageType], { description: 'The passages in common, in the order of this report.' })
  passages!: SharedPassage[];
}

/** A sentence that several organs have; its reports are in the resolver. */
@ObjectType('CopiedPassage', {
  description: 'A sentence that several organs have, as the first report prints it.',
  simpleResolvers: true,
})
export class CopiedPassageType extends PlacedSentenceType {
  @Field(() => ID, { description: 'Names the sentence, numbers and own names left out.' })
  fingerprint!: string;

  @Field(() => Int, { description: 'Organs that have it, among the reports that the filter lets through.' })
  organs!: number;

  @Field(() => Int, { description: 'Reports that have it, likewise.' })
  reports!: number;
}
