/**
 * A report as it is kept, in parts: a list of reports needs only the head, highlights only the narrative, and each part is
 * decoded when it is first looked at.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Finding } from '../domain/finding.js';
import type { Report, Section } from '../domain/report.js';

/** The searchable part of a report. */
export interface Narrative {
  title: string | null;
  sections: Section[];
}

/** The parts of a kept report. All but the head are JSON, raw deflate. */
export interface EncodedReport {
  /** Everything that is small, JSON. */
  head: string;
  /** Title and sections. */
  narrative: Uint8Array;
  cells: Uint8Array;
  /** Extra rows, claims and findings. */
  audit: Uint8Array;
}

/** What is small of a report. */
export type ReportHead = Omit<Report, keyof Audit | 'sections' | 'cells'>;
type Audit = Pick<Report, 'extraRows' | 'claims' | 'findings'>;

/** Level 1: twice as fast as the default, and a tenth larger. */
const LEVEL = 1;

/** Compresses bytes; a source comes back byte for byte. */
export function deflate(bytes: Uint8Array): Buffer {
  return deflateRawSync(bytes, { level: LEVEL });
}

/** What {@link deflate} compressed. */
export function inflate(bytes: Uint8Array): Buffer {
  return inflateRawSync(bytes);
}

function deflateJson(value: unknown): Buffer {
  return deflate(Buffer.from(JSON.stringify(value)));
}

function inflateJson(bytes: Uint8Array): unknown {
  return JSON.parse(inflate(bytes).toString('utf8'));
}

/** Encodes a report. */
export function encodeReport(report: Report): EncodedReport {
  const { sections, cells, extraRows, claims, findings, ...head } = report;
  return {
    head: JSON.stringify(head satisfies ReportHead),
    narrative: deflateJson({ title: report.title, sections } satisfies Narrative),
    cells: deflateJson(cells),
    audit: deflateJson({ extraRows, claims, findings } satisfies Audit),
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

/** Decodes the findings alone. */
export function decodeFindings(audit: Uint8Array): Finding[] {
  return (inflateJson(audit) as Audit).findings;
}

/** Computes once, when first asked. */
function once<T>(compute: () => T): () => T {
  let computed: { value: T } | null = null;
  return () => (computed ??= { value: compute() }).value;
}

/** Decodes a report, its head at once and each other part when it is first looked at. `added` follow its findings. */
export function decodeReport(encoded: EncodedReport, added: readonly Finding[] = []): Report {
  const audit = once(() => inflateJson(encoded.audit) as Audit);
  const parts: { [Part in Exclude<keyof Report, keyof ReportHead>]: () => Report[Part] } = {
    sections: once(() => decodeNarrative(encoded.narrative).sections),
    cells: once(() => inflateJson(encoded.cells) as Report['cells']),
    extraRows: () => audit().extraRows,
    claims: () => audit().claims,
    findings: once(() => [...audit().findings, ...added]),
  };
  const getters = Object.entries(parts).map(([name, get]) => [name, { get, enumerable: true }] as const);
  return Object.defineProperties(JSON.parse(encoded.head), Object.fromEntries(getters)) as Report;
}
