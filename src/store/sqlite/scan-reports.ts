/** Scans, on the side of the worker: the order of the reports, and their rows from one state of the file. */
import type { Database } from 'better-sqlite3';
import { CELL_STATES } from '../../domain/report.js';
import type { ScanRequest, ScanRow } from '../scan-request.js';
import { openReader } from './connection.js';
import type { Deadline } from './deadline.js';
import { matchReports, membersOf } from './match-reports.js';
import { prepareReads } from './read-statements.js';
import type { ReadStatements, ScannedRow } from './read-statements.js';
import { decodeAudit, decodeFindings, decodeNarrative } from '../report-codec.js';
import { cellIndex, derivedOffset } from './report-columns.js';
import { readMeta } from './tables.js';
import { decodeConfidence } from './value-rows.js';
import { isRanked, sortOrder } from './answer-search.js';
import type { OrderRequest, SearchSources } from './answer-search.js';

/** Reports in the order of a scan, by `seq`, and the version of the store that they belong to. */
export interface ScanOrder {
  members: Int32Array;
  version: string;
}

/** What a scan gives of each report. */
export type ScanParts = Pick<ScanRequest, 'keys' | 'findings' | 'sections'>;

/** A row as it is kept; the asker decodes it. */
export type KeptRow = Omit<ScannedRow, 'cell_values' | 'states' | 'confidences' | 'derived_values'> & {
  /** Findings and extra tables, JSON; none where they were not asked for. */
  audit: string;
  /** JSON; none where they were not asked for. */
  sections: string;
};

/** What a scan gives where findings are asked for. */
export type ScanAudit = Pick<ScanRow, 'findings' | 'extraTables'>;
const NO_AUDIT = JSON.stringify({ findings: [], extraTables: [] } satisfies ScanAudit);

const NO_SECTIONS = '[]';

/** Rows as they pass between the threads. */
export interface KeptRows {
  rows: KeptRow[];
  /** Row by row, in the order of the keys. */
  values: Float64Array;
  /** Likewise; index into `CELL_STATES`, {@link NO_STATE} for a derived value. */
  states: Uint8Array;
  /** Likewise; NaN of a value that was not read from a picture. */
  confidences: Float64Array;
}

/** Stands for the state of a derived value, which has none. */
export const NO_STATE = 255;

/** Names a state of a store's reports, and the store itself. Call inside a transaction. */
export function storeVersion(db: Database): string {
  return `${readMeta(db, 'storeId')}-${readMeta(db, 'change')}`;
}

/**
 * The reports that match, in order.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function orderReports(request: OrderRequest, sources: SearchSources, deadline: Deadline): Int32Array {
  const members = membersOf(matchReports(request, sources, deadline)).slice();
  sortOrder(request, isRanked(request), sources, deadline).sort(members, deadline);
  return members;
}

interface ValuePlace {
  isDerived: boolean;
  /** Of the value, in bytes. */
  offset: number;
  /** Of the state. */
  index: number;
}

/**
 * Where the values of keys are in their rows.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function valuePlaces(keys: readonly string[]): ValuePlace[] {
  return keys.map((key) => {
    if (key.startsWith('derived.')) return { isDerived: true, offset: derivedOffset(key), index: -1 };
    const index = cellIndex(key);
    return { isDerived: false, offset: index * Float64Array.BYTES_PER_ELEMENT, index };
  });
}

/** One state of the file, on a connection of its own, until it is closed. */
export class PinnedState {
  readonly version: string;
  readonly #db: Database;
  readonly #sql: ReadStatements;

  /** @throws OgiError `STORE_UNAVAILABLE`, `STORE_DAMAGED` */
  constructor(path: string) {
    this.#db = openReader(path);
    this.#sql = prepareReads(this.#db);
    this.#db.exec('BEGIN');
    // The first read pins the state.
    this.version = storeVersion(this.#db);
  }

  /** The rows of reports, in the order given. */
  read(members: Int32Array, { keys, findings, sections = false }: ScanParts, deadline: Deadline): KeptRows {
    const places = valuePlaces(keys);
    const values = new Float64Array(members.length * keys.length);
    const states = new Uint8Array(values.length);
    const confidences = new Float64Array(values.length).fill(NaN);
    let at = 0;
    const rows = Array.from(members, (seq): KeptRow => {
      deadline.check();
      const found = this.#sql.scanned.get(seq);
      if (found === undefined) throw new Error(`The report ${seq} is not in the state that is scanned.`);
      const { cell_values, states: cellStates, confidences: cellConfidences, derived_values, ...row } = found;
      for (const { isDerived, offset, index } of places) {
        values[at] = (isDerived ? derived_values : cell_values).readDoubleLE(offset);
        states[at] = isDerived ? NO_STATE : (cellStates[index] ?? CELL_STATES.indexOf('ABSENT'));
        if (!isDerived) confidences[at] = decodeConfidence(cellConfidences, index);
        at += 1;
      }
      return {
        ...row,
        audit: findings ? this.#audit(seq) : NO_AUDIT,
        sections: sections ? this.#sections(seq) : NO_SECTIONS,
      };
    });
    return { rows, values, states, confidences };
  }

  #audit(seq: number): string {
    const row = this.#sql.findings.get(seq);
    if (row === undefined) throw new Error(`The report ${seq} has no current revision.`);
    const { findings, extraTables } = decodeAudit(row.audit);
    const audit: ScanAudit = {
      findings: [...findings, ...decodeFindings(row.findings)],
      extraTables,
    };
    return JSON.stringify(audit);
  }

  #sections(seq: number): string {
    const narrative = this.#sql.narrative.get(seq);
    if (narrative === undefined) throw new Error(`The report ${seq} has no current revision.`);
    return JSON.stringify(decodeNarrative(narrative).sections);
  }

  close(): void {
    this.#db.close();
  }
}
