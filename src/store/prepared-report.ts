/** What can be prepared of a report before it is written, without knowing what else is stored: most of the work of a write. */
import { SECTION_KINDS } from '../domain/report.js';
import type { Report } from '../domain/report.js';
import { deflate, encodeReport } from './report-codec.js';
import type { EncodedReport } from './report-codec.js';
import { columnTokens } from './text-tokens.js';

/** Texts of a report as an index takes them, one for each kind of section in their order. */
export interface IndexedTexts {
  title: string;
  texts: string[];
  headings: string[];
}

/** A prepared report. */
export interface PreparedReport {
  encoded: EncodedReport;
  /** The bytes of the source, raw deflate. */
  packedSource: Uint8Array;
  indexed: IndexedTexts;
}

/** Makes a report ready that was read from `bytes`. */
export function prepareReport(report: Report, bytes: Uint8Array): PreparedReport {
  return { encoded: encodeReport(report), packedSource: deflate(bytes), indexed: indexedTexts(report) };
}

/** The texts that are searched, as tokens. */
export function indexedTexts({ title, sections }: Pick<Report, 'title' | 'sections'>): IndexedTexts {
  const ofKind = (pick: (section: Report['sections'][number]) => string) =>
    SECTION_KINDS.map((kind) => columnTokens(sections.filter((one) => one.kind === kind).map(pick)));
  return {
    title: columnTokens([title ?? '']),
    texts: ofKind((section) => section.text),
    headings: ofKind((section) => section.heading ?? ''),
  };
}
