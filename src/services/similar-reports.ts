/** The reports that have text in common with one, and the passages. */
import { compareCodePoints } from '../store/code-point-order.js';
import { MAX_KIN_SENTENCES } from '../store/copied-request.js';
import { allSentences, distinctSentences, isPassage, sentenceKey } from '../store/report-sentences.js';
import type { ReportSentence } from '../store/report-sentences.js';
import type { StoredReport } from '../store/writes.js';
import { jaccard, NEAR_COPY, triplesOf } from '../text/sentences.js';
import { checkInteger } from './check-input.js';
import { placed } from './copied-text.js';
import type { PlacedSentence } from './copied-text.js';
import type { ReportReader } from './report-reader.js';

export const DEFAULT_SIMILAR = 5;
export const MAX_SIMILAR = 20;
/** So many reports are read to verify what they have in common with one. */
const MOST_VERIFIED = 96;
const VERIFIED_AT_ONCE = 16;

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
