/** Copied text for people: how much of a report is its own, which reports have text in common, which sentences are repeated most. */
import type { SectionKind } from '../domain/report.js';
import { MAX_KIN_SENTENCES } from '../store/copied-request.js';
import type { CopiedRequest, CopiedSentence, SentenceCount } from '../store/copied-request.js';
import type { StoredReport } from '../store/writes.js';
import { allSentences, distinctSentences, isPassage, sentenceKey } from '../store/report-sentences.js';
import type { ReportSentence } from '../store/report-sentences.js';
import { compareCodePoints } from '../store/code-point-order.js';
import { jaccard, NEAR_COPY, triplesOf } from '../text/sentences.js';
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
export const DEFAULT_SIMILAR = 5;
export const MAX_SIMILAR = 20;
export const DEFAULT_COPIED = 20;
export const MAX_COPIED = 50;
/** So many reports are read to verify what they have in common with one. */
const MOST_VERIFIED = 96;
const VERIFIED_AT_ONCE = 16;

/** The originality of the current revision; null for an older one, which nobody compares. */
export function originalityOf({ derived }: StoredReport): Originality | null {
  const value = (name: string): number | null => derived[`derived.originality.${name}`] ?? null;
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
function placed({ report }: StoredReport, { section, start, end }: ReportSentence): PlacedSentence {
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

/** A passage that two reports have in common. */
export interface SharedPassage {
  /** 1 for the same words, numbers and own names left out; else at least 0.6. */
  similarity: number;
  here: PlacedSentence;
  there: PlacedSentence;
}

/** A report that has text in common with another. */
export interface SimilarReport {
  report: StoredReport;
  /** Characters of this report's sentences that the other has too, or nearly, numbers and own names left out; each sentence once. */
  sharedCharacters: number;
  /** Divided by all characters of this report's narrative. */
  share: number;
  /** In the order of this report. */
  passages: SharedPassage[];
}

export interface SimilarInput {
  first?: number | null;
  ofOtherOrgans?: boolean | null;
}

/**
 * Checks how many similar reports are wanted.
 *
 * @throws OgiError `BAD_ARGUMENT`
 */
export function similarWanted({ first, ofOtherOrgans }: SimilarInput): {
  first: number;
  ofOtherOrgans: boolean;
} {
  return {
    first: checkInteger(first, 'first', { from: 1, to: MAX_SIMILAR, fallback: DEFAULT_SIMILAR }),
    ofOtherOrgans: ofOtherOrgans ?? true,
  };
}

interface Compared extends ReportSentence {
  size: number;
  sketches: number[];
  triples: Set<string>;
}

/** What the sentences of a report are compared by, each once; short ones are left out. */
function comparable(stored: StoredReport): Compared[] {
  return distinctSentences(allSentences(stored.report))
    .map((sentence) => ({ ...sentence, ...sentenceKey(sentence) }))
    .filter(isPassage)
    .map((sentence) => ({ ...sentence, triples: triplesOf(sentence.masked) }));
}

/**
 * The reports with most text in common with one, most first. The store names them by what they have in common at most; they are
 * read and compared sentence by sentence in that order, until no other can have more.
 */
export async function similarReports(
  reader: ReportReader,
  stored: StoredReport,
  { first, ofOtherOrgans }: { first: number; ofOtherOrgans: boolean },
): Promise<SimilarReport[]> {
  const all = comparable(stored);
  // Of a very long narrative the longest sentences decide.
  const asked = [...all]
    .sort((a, b) => b.size - a.size || compareCodePoints(a.fingerprint, b.fingerprint))
    .slice(0, MAX_KIN_SENTENCES);
  const sentences = asked.map(({ fingerprint, size, sketches }) => ({ fingerprint, size, sketches }));
  const kin = await reader.kin({ id: stored.id, ofOtherOrgans, sentences, limit: MOST_VERIFIED });
  const characters = distinctSentences(allSentences(stored.report)).reduce(
    (sum, { masked }) => sum + masked.length,
    0,
  );
  const found: SimilarReport[] = [];
  const askedOnly = new Set(asked);
  const compared = all.filter((one) => askedOnly.has(one));
  for (let from = 0; from < kin.length; from += VERIFIED_AT_ONCE) {
    const least = found[first - 1]?.sharedCharacters ?? 0;
    if (found.length >= first && least >= (kin[from]?.most ?? 0)) break;
    const part = kin.slice(from, from + VERIFIED_AT_ONCE);
    const others = await reader.reportsById(part.map(({ id }) => id));
    for (const other of others) {
      if (other === null) continue;
      const passages = sharedPassages(stored, compared, other);
      const sharedCharacters = passages.reduce((sum, { size }) => sum + size, 0);
      if (sharedCharacters === 0) continue;
      const share = sharedCharacters / characters;
      found.push({
        report: other,
        sharedCharacters,
        share,
        passages: passages.map(({ similarity, here, there }) => ({ similarity, here, there })),
      });
    }
    found.sort(
      (a, b) => b.sharedCharacters - a.sharedCharacters || compareCodePoints(a.report.id, b.report.id),
    );
  }
  return found.slice(0, first);
}

/** Of each sentence the same one of the other report; where it has none, the nearest that is near enough. */
function sharedPassages(
  stored: StoredReport,
  here: readonly Compared[],
  other: StoredReport,
): (SharedPassage & { size: number })[] {
  const there = comparable(other);
  const byFingerprint = new Map(there.map((one) => [one.fingerprint, one]));
  const passages: (SharedPassage & { size: number })[] = [];
  for (const sentence of here) {
    const same = byFingerprint.get(sentence.fingerprint);
    const near = same === undefined ? nearest(sentence, there) : { sentence: same, similarity: 1 };
    if (near === null) continue;
    passages.push({
      size: sentence.size,
      similarity: near.similarity,
      here: placed(stored, sentence),
      there: placed(other, near.sentence),
    });
  }
  return passages;
}

/** The first of the nearest; only sentences that have a sketch in common are near copies. */
function nearest(
  sentence: Compared,
  others: readonly Compared[],
): { sentence: Compared; similarity: number } | null {
  let best: { sentence: Compared; similarity: number } | null = null;
  for (const other of others) {
    if (!other.sketches.some((sketch, at) => sketch === sentence.sketches[at])) continue;
    const similarity = jaccard(sentence.triples, other.triples);
    if (similarity >= NEAR_COPY && similarity > (best?.similarity ?? 0))
      best = { sentence: other, similarity };
  }
  return best;
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
