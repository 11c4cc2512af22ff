/** Copied text for people: how much of a report is its own, who else has its sentences, which sentences are repeated most. */
import type { DerivedKey } from '../domain/derived.js';
import type { SectionKind } from '../domain/report.js';
import type { CopiedRequest, CopiedSentence, SentenceCount } from '../store/copied-request.js';
import type { StoredReport } from '../store/writes.js';
import { allSentences } from '../store/report-sentences.js';
import type { ReportSentence } from '../store/report-sentences.js';
import { checkInteger } from './check-input.js';
import type { FilterInput } from './check-filter.js';
import { checkMatch } from './check-match.js';
import type { ReportReader } from './report-reader.js';

/** A sentence where it is in a report. */
export interface PlacedSentence {
  /** Ordinal of the section from 0. */
  section: number;
  sectionKind: SectionKind;
  heading: string | null;
  /** UTF-16 code units of the section's text. */
  start: number;
  end: number;
  text: string;
}

/** A sentence of a report and who else has it. */
export interface SentenceSharing extends PlacedSentence {
  /** Other reports that have it, of this organ too. */
  otherReports: number;
  otherOrgans: number;
  repeatsLastYear: boolean;
}

/** How much of a narrative is whose; see `derived.originality`. */
export interface Originality {
  characters: number;
  ownCharacters: number;
  /** Null where there is no report of the year before, as are the shares of it. */
  repeatedCharacters: number | null;
  sharedCharacters: number;
  own: number | null;
  repeated: number | null;
  shared: number | null;
}

export const DEFAULT_SENTENCES = 20;
export const MAX_SENTENCES = 50;
export const DEFAULT_COPIED = 20;
export const MAX_COPIED = 50;
/** The originality of the current revision; null for an older one, which nobody compares. */
export function originalityOf({ derived }: StoredReport): Originality | null {
  const value = (name: keyof Originality): number | null => {
    const key: DerivedKey = `derived.originality.${name}`;
    return derived[key] ?? null;
  };
  const characters = value('characters');
  if (characters === null) return null;
  return {
    characters,
    ownCharacters: value('ownCharacters') ?? 0,
    repeatedCharacters: value('repeatedCharacters'),
    sharedCharacters: value('sharedCharacters') ?? 0,
    own: value('own'),
    repeated: value('repeated'),
    shared: value('shared'),
  };
}

/** A sentence as it stands in its report. */
export function placed({ report }: StoredReport, { section, start, end }: ReportSentence): PlacedSentence {
  const of = report.sections[section];
  if (of === undefined) throw new Error(`There is no section ${String(section)}.`);
  return { section, sectionKind: of.kind, heading: of.heading, start, end, text: of.text.slice(start, end) };
}

/**
 * Checks how many sentences are wanted.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function sentencesWanted({ first }: { first?: number | null }): number {
  return checkInteger(first, 'first', { from: 1, to: MAX_SENTENCES, fallback: DEFAULT_SENTENCES });
}

/**
 * Checks how many sentences are skipped.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function sentencesFrom({ from }: { from?: number | null }): number {
  return checkInteger(from, 'from', { from: 0, to: 1_000_000, fallback: 0 });
}

/** Some sentences of a report in order, each with who else has it. */
export async function sentencesOf(
  reader: ReportReader,
  stored: StoredReport,
  { first, from }: { first: number; from: number },
): Promise<SentenceSharing[]> {
  const sentences = allSentences(stored.report)
    .filter(({ fingerprint }) => fingerprint !== '')
    .slice(from, from + first);
  const [counts, before] = await Promise.all([
    reader.sentenceCounts(sentences.map(({ fingerprint }) => fingerprint)),
    lastYearsSentences(reader, stored),
  ]);
  return sentences.map((sentence, index) => {
    const { reports, organs }: SentenceCount = counts[index] ?? { reports: 0, organs: 0 };
    return {
      ...placed(stored, sentence),
      otherReports: Math.max(0, reports - 1),
      otherOrgans: Math.max(0, organs - 1),
      repeatsLastYear: before?.has(sentence.fingerprint) ?? false,
    };
  });
}

async function lastYearsSentences(
  reader: ReportReader,
  { organId, report: { year } }: StoredReport,
): Promise<ReadonlySet<string> | null> {
  if (organId === null || year === null) return null;
  const years = await reader.organYears(organId);
  const before = years.find((one) => one.year === year - 1);
  const stored = before === undefined ? null : await reader.report(before.id);
  if (stored === null) return null;
  return new Set(allSentences(stored.report).map(({ fingerprint }) => fingerprint));
}

/** Arguments of {@link copiedPassages}. */
export interface CopiedInput {
  filter?: FilterInput | null;
  minOrgans?: number | null;
  first?: number | null;
}

/** A sentence that several organs have, as its first report prints it. */
export interface CopiedPassage extends PlacedSentence {
  fingerprint: string;
  organs: number;
  reports: number;
  /** The earliest report that has it, among those that the filter lets through. */
  first: StoredReport;
  /** Ids of the earliest, at most 20. */
  ids: string[];
}

/**
 * Checks which copied passages are wanted.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`.
 */
export function copiedRequest({ filter, minOrgans, first }: CopiedInput): CopiedRequest {
  return {
    ...checkMatch({ filter: filter ?? null }),
    minOrgans: checkInteger(minOrgans, 'minOrgans', { from: 2, to: 1_000_000, fallback: 2 }),
    limit: checkInteger(first, 'first', { from: 1, to: MAX_COPIED, fallback: DEFAULT_COPIED }),
  };
}

/** The sentences that most organs have, with the words of the first report that has each. */
export async function copiedPassages(reader: ReportReader, input: CopiedInput): Promise<CopiedPassage[]> {
  const copied = await reader.copiedSentences(copiedRequest(input));
  const firsts = await Promise.all(copied.map(({ ids }) => reader.foundReport(ids[0] ?? '')));
  return copied.map((sentence: CopiedSentence, index) => {
    const first = firsts[index];
    const printed =
      first && allSentences(first.report).find(({ fingerprint }) => fingerprint === sentence.fingerprint);
    if (first === undefined || printed === undefined)
      throw new Error(`The sentence ${sentence.fingerprint} is missing.`);
    return { ...sentence, ...placed(first, printed), first };
  });
}
