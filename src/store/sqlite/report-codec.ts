/** A report as it is kept: title and sections apart from the rest, because highlights need only those. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CELLS } from '../../domain/cells.js';
import { CELL_STATES } from '../../domain/report.js';
import type { Report, Section } from '../../domain/report.js';

/** The searchable part of a report. */
export interface Narrative {
  title: string | null;
  sections: Section[];
}

/** The two parts of a kept report. */
export interface EncodedReport {
  narrative: Buffer;
  data: Buffer;
}

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
  const { title, sections, ...data } = report;
  return { narrative: deflateJson({ title, sections }), data: deflateJson(data) };
}

/** Decodes the searchable part alone. */
export function decodeNarrative(narrative: Uint8Array): Narrative {
  return inflateJson(narrative) as Narrative;
}

/** Decodes a report. */
export function decodeReport({ narrative, data }: EncodedReport): Report {
  const { title, sections } = decodeNarrative(narrative);
  const { organ, year, publishedOn, dateKind, region, scope, form, ...rest } = inflateJson(data) as Omit<
    Report,
    'title' | 'sections'
  >;
  return { title, organ, year, publishedOn, dateKind, region, scope, form, sections, ...rest };
}

/** Cells as typed columns: `values` NaN where there is no value, `states` as index into `CELL_STATES`. */
export interface CellRow {
  values: Float64Array;
  states: Uint8Array;
}

/** The cells of a report in the order of the dictionary. */
export function cellRow(report: Report): CellRow {
  const values = new Float64Array(CELLS.length).fill(NaN);
  const states = new Uint8Array(CELLS.length).fill(CELL_STATES.indexOf('ABSENT'));
  for (const { key, index } of CELLS) {
    const cell = report.cells[key];
    if (cell === undefined) continue;
    values[index] = cell.value ?? NaN;
    states[index] = CELL_STATES.indexOf(cell.state);
  }
  return { values, states };
}
