/** Highlighted passages of a report. */
import type { Highlight, SearchField } from '../domain/query.js';
import type { SectionKind } from '../domain/report.js';
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

/** The first passages in document order: the title, then of each section its heading and its text. */
export function highlightReport({ title, sections }: Narrative, request: HighlightRequest): Highlight[] {
  const { phrases, searchIn, sectionKinds, limit } = request;
  const found: Highlight[] = [];
  const add = (text: string | null, where: Omit<Highlight, 'offset' | 'text' | 'ranges'>): void => {
    const room = limit - found.length;
    if (text === null || room <= 0) return;
    const snippets = highlight(text, [...phrases], { context: SNIPPET_CONTEXT, limit: room });
    for (const snippet of snippets) found.push({ ...where, ...snippet });
  };
  if (searchIn.includes('TITLE') && sectionKinds === null) {
    add(title, { field: 'TITLE', section: null, sectionKind: null, heading: null });
  }
  sections.forEach(({ kind, heading, text }, section) => {
    if (sectionKinds !== null && !sectionKinds.includes(kind)) return;
    const where = { section, sectionKind: kind, heading };
    if (searchIn.includes('HEADINGS')) add(heading, { field: 'HEADING', ...where });
    if (searchIn.includes('TEXT')) add(text, { field: 'SECTION', ...where });
  });
  return found;
}
