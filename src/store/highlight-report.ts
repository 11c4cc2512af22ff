/** Highlighted passages of a report: those that say most first. */
import type { Highlight, SearchField } from '../domain/query.js';
import type { Place, SectionKind } from '../domain/report.js';
import type { TextRun } from '../domain/text-run.js';
import { placeIn } from '../domain/text-run.js';
import { highlight } from '../text/highlight.js';
import type { Snippet } from '../text/highlight.js';
import { normalize } from '../text/normal-form.js';
import { SNIPPET_CONTEXT } from './search-request.js';
import type { Narrative } from './report-codec.js';
import { markedSentences, substance } from './sentence-places.js';
import type { MarkedSentence } from './sentence-places.js';

/** What to show. */
export interface HighlightRequest {
  /** In normal form. */
  phrases: readonly string[];
  searchIn: readonly SearchField[];
  sectionKinds: readonly SectionKind[] | null;
  /** Only matches within a sentence of the organ's own. */
  ownWords?: boolean;
  /** How many passages at most. */
  limit: number;
}

type Where = Omit<Highlight, 'offset' | 'text' | 'ranges' | 'place'>;

/** A passage to choose from; `order` is its place in the document. */
interface Candidate {
  where: Where;
  snippet: Snippet;
  source: { text: string; runs: readonly TextRun[] | undefined };
  score: number;
  order: number;
}

/** So many passages of one text are looked at. */
const MOST_LOOKED_AT = 100;
/** A title says less than a number, and more than a heading or a template. */
const TITLE_SCORE = 1;
const HEADING_SCORE = -3;

/** Where the first match of a snippet is in the source. */
function placeOf(
  { text, runs }: Candidate['source'],
  { offset, ranges }: Pick<Highlight, 'offset' | 'ranges'>,
): Place | null {
  const [first] = ranges;
  if (runs === undefined || first === undefined) return null;
  return placeIn({ text, runs }, offset + first.start, offset + first.end);
}

/**
 * The passages that say most, by the sentence that matches: see `substance`; equal ones in the order of the document, which is the
 * title, then of each section its heading and its text.
 *
 * @param marks of the sentences of the sections; see `sentenceMarks`
 */
export function highlightReport(narrative: Narrative, request: HighlightRequest, marks: string): Highlight[] {
  const found = candidates(narrative, request, marks);
  found.sort((a, b) => b.score - a.score || a.order - b.order);
  return found
    .slice(0, request.limit)
    .map(({ where, snippet, source }) => ({ ...where, ...snippet, place: placeOf(source, snippet) }));
}

function candidates(
  { title, sections }: Narrative,
  { phrases, searchIn, sectionKinds, ownWords = false }: HighlightRequest,
  marks: string,
): Candidate[] {
  const found: Candidate[] = [];
  const add = (
    text: string | null,
    where: Where,
    scoreOf: (snippet: Snippet) => number | null,
    runs?: readonly TextRun[],
  ): void => {
    if (text === null) return;
    for (const snippet of highlight(text, [...phrases], {
      context: SNIPPET_CONTEXT,
      limit: MOST_LOOKED_AT,
    })) {
      const score = scoreOf(snippet);
      if (score !== null) found.push({ where, snippet, source: { text, runs }, score, order: found.length });
    }
  };
  if (searchIn.includes('TITLE') && sectionKinds === null && !ownWords) {
    add(title, { field: 'TITLE', section: null, sectionKind: null, heading: null }, () => TITLE_SCORE);
  }
  const sentences = markedSentences(sections, marks);
  sections.forEach(({ kind, heading, text, runs }, section) => {
    if (sectionKinds !== null && !sectionKinds.includes(kind)) return;
    const where = { section, sectionKind: kind, heading };
    if (searchIn.includes('HEADINGS') && !ownWords) {
      add(heading, { field: 'HEADING', ...where }, () => HEADING_SCORE);
    }
    if (!searchIn.includes('TEXT') && !ownWords) return;
    const scoreOf = (snippet: Snippet): number | null =>
      bestMatch(text, snippet, sentences[section] ?? [], ownWords);
    add(text, { field: 'SECTION', ...where }, scoreOf, runs);
  });
  return found;
}

/** What each further phrase in the same sentence adds. */
const FURTHER_PHRASE_SCORE = 4;

/** The score of the match that says most, with what other phrases are in its sentence; null where no match counts. */
function bestMatch(
  text: string,
  { offset, ranges }: Snippet,
  sentences: readonly MarkedSentence[],
  ownWords: boolean,
): number | null {
  let best: number | null = null;
  const phrases = new Map<MarkedSentence | undefined, Set<string>>();
  for (const range of ranges) {
    const match = { start: offset + range.start, end: offset + range.end };
    const sentence = sentences.find(({ start, end }) => match.start >= start && match.end <= end);
    if (ownWords && sentence?.mark !== 'o') continue;
    const together = phrases.get(sentence) ?? new Set<string>();
    phrases.set(sentence, together.add(normalize(text.slice(match.start, match.end))));
    const score = substance(text, sentence, match) + FURTHER_PHRASE_SCORE * (together.size - 1);
    if (best === null || score > best) best = score;
  }
  return best;
}
