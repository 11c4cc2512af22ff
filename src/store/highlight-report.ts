/** Highlighted passages of a report. */
import type { Highlight, SearchField } from '../domain/query.js';
import type { Place, SectionKind } from '../domain/report.js';
import type { TextRun } from '../domain/text-run.js';
import { placeIn } from '../domain/text-run.js';
import { highlight } from '../text/highlight.js';
import { SNIPPET_CONTEXT } from './port.js';
import type { Narrative } from './report-codec.js';

/** What to show. */
export interface HighlightRequest {
  /** In normal form. */
  phrases: readonly string[];
  searchIn: readonly SearchField[];
  sectionKinds: readonly SectionKind[] | null;
  /** How many passages at most. */
  limit: number;
}

type Where = Omit<Highlight, 'offset' | 'text' | 'ranges' | 'place'>;

/** Where the first match of a snippet stands in the source. */
function placeOf(
  { text, runs }: { text: string; runs: readonly TextRun[] | undefined },
  { offset, ranges }: Pick<Highlight, 'offset' | 'ranges'>,
): Place | null {
  const [first] = ranges;
  if (runs === undefined || first === undefined) return null;
  return placeIn({ text, runs }, offset + first.start, offset + first.end);
}

/** The first passages in document order: the title, then of each section its heading and its text. */
export function highlightReport({ title, sections }: Narrative, request: HighlightRequest): Highlight[] {
  const { phrases, searchIn, sectionKinds, limit } = request;
  const found: Highlight[] = [];
  const add = (text: string | null, where: Where, runs?: readonly TextRun[]): void => {
    const room = limit - found.length;
    if (text === null || room <= 0) return;
    const snippets = highlight(text, [...phrases], { context: SNIPPET_CONTEXT, limit: room });
    for (const snippet of snippets) {
      found.push({ ...where, ...snippet, place: placeOf({ text, runs }, snippet) });
    }
  };
  if (searchIn.includes('TITLE') && sectionKinds === null) {
    add(title, { field: 'TITLE', section: null, sectionKind: null, heading: null });
  }
  sections.forEach(({ kind, heading, text, runs }, section) => {
    if (sectionKinds !== null && !sectionKinds.includes(kind)) return;
    const where = { section, sectionKind: kind, heading };
    if (searchIn.includes('HEADINGS')) add(heading, { field: 'HEADING', ...where });
    if (searchIn.includes('TEXT')) add(text, { field: 'SECTION', ...where }, runs);
  });
  return found;
}
