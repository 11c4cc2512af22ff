/**
 * A report as it is kept, in parts: a list of reports needs only the head, highlights only the narrative, and each part is
 * decoded when it is first looked at.
 */
import type { Finding } from '../domain/finding.js';
import type { Report, Section } from '../domain/report.js';
import { encodeCells } from './cells-codec.js';
import { decodedCells } from './decoded-cells.js';
import { deflate, inflate } from './deflate.js';

/** The searchable part of a report. */
export interface Narrative {
  title: string | null;
  sections: Section[];
}

/** The parts of a kept report. All but the head are JSON, raw deflate; `cells` are those of `cells-codec.ts`. */
export interface EncodedReport {
  /** Everything that is small, JSON. */
  head: string;
  /** Title and sections. */
  narrative: Uint8Array;
  cells: Uint8Array;
  /** Extra rows and tables, claims and findings. */
  audit: Uint8Array;
}

/** What is small of a report. */
export type ReportHead = Omit<Report, keyof Audit | 'sections' | 'cells'>;
type Audit = Pick<Report, 'extraRows' | 'extraTables' | 'claims' | 'findings'>;

export { deflate, inflate };

function deflateJson(value: unknown): Buffer {
  return deflate(Buffer.from(JSON.stringify(value)));
}

function inflateJson(bytes: Uint8Array): unknown {
  return JSON.parse(inflate(bytes).toString('utf8'));
}

/** Encodes a report. */
export function encodeReport(report: Report): EncodedReport {
  const { sections, cells, extraRows, extraTables, claims, findings, ...head } = report;
  return {
    head: JSON.stringify(head satisfies ReportHead),
    narrative: deflateJson({ title: report.title, sections } satisfies Narrative),
    cells: deflate(Buffer.from(encodeCells(cells))),
    audit: deflateJson({ extraRows, extraTables, claims, findings } satisfies Audit),
  };
}

/** Decodes the searchable part alone. */
export function decodeNarrative(narrative: Uint8Array): Narrative {
  return inflateJson(narrative) as Narrative;
}

/** Decodes what is small alone. */
export function decodeHead(head: string): ReportHead {
  return JSON.parse(head) as ReportHead;
}

/** Decodes the findings and the extra tables alone. */
export function decodeAudit(audit: Uint8Array): Pick<Report, 'extraTables' | 'findings'> {
  const { findings, extraTables } = decodeWholeAudit(audit);
  return { findings, extraTables };
}

/** Release 0.1.0 kept no extra tables. */
function decodeWholeAudit(audit: Uint8Array): Audit {
  return { extraTables: [], ...(inflateJson(audit) as Omit<Audit, 'extraTables'>) };
}

/** Findings of a store, which it keeps beside the revisions: mostly none. */
export function encodeFindings(findings: readonly Finding[]): string | Buffer {
  return findings.length === 0 ? '[]' : deflateJson(findings);
}

/** What {@link encodeFindings} encoded; older versions kept them as JSON. */
export function decodeFindings(kept: string | Uint8Array): Finding[] {
  return (typeof kept === 'string' ? JSON.parse(kept) : inflateJson(kept)) as Finding[];
}

/** Computes once, when first asked. */
function once<T>(compute: () => T): () => T {
  let computed: { value: T } | null = null;
  return () => (computed ??= { value: compute() }).value;
}

/** Decodes a report, its head at once and each other part when it is first looked at. What `added` gives follows its findings. */
export function decodeReport(encoded: EncodedReport, added: () => readonly Finding[] = () => []): Report {
  const audit = once(() => decodeWholeAudit(encoded.audit));
  const parts: { [Part in Exclude<keyof Report, keyof ReportHead>]: () => Report[Part] } = {
    sections: once(() => decodeNarrative(encoded.narrative).sections),
    cells: once(() => decodedCells(encoded.cells)),
    extraRows: () => audit().extraRows,
    extraTables: () => audit().extraTables,
    claims: () => audit().claims,
    findings: once(() => [...audit().findings, ...added()]),
  };
  const getters = Object.entries(parts).map(([name, get]) => [name, { get, enumerable: true }] as const);
  return Object.defineProperties(JSON.parse(encoded.head), Object.fromEntries(getters)) as Report;
}
