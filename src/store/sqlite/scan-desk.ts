/** Scans, on the side of the asker: opens them, hands out their rows and sees that each comes to an end. */
import { isReadByOcr } from '../../domain/finding.js';
import { reportFieldValues } from '../../domain/report-fields.js';
import { CELL_STATES } from '../../domain/report.js';
import type { CellState, Section } from '../../domain/report.js';
import { OgiError } from '../../errors.js';
import { searchKey } from '../cursor.js';
import { DEFAULT_DEADLINE_MS } from '../search-request.js';
import type { Scan, ScanRequest, ScanRow } from '../scan-request.js';
import { decodeHead } from '../report-codec.js';
import type { ReportFacts } from '../report-facts.js';
import { badScanCursor, decodeScanCursor, encodeScanCursor } from '../scan-cursor.js';
import type { ScanFacts } from '../scan-cursor.js';
import { ReadPool } from './read-pool.js';
import { NO_STATE, valuePlaces } from './scan-reports.js';
import type { KeptRow, KeptRows, ScanOrder, ScanParts, ScanAudit } from './scan-reports.js';
import { sourceInfo } from './stored-report.js';

/** How many scans may be open at once; each keeps a state of the file from being cleaned up. */
export const MAX_OPEN_SCANS = 8;
/** How long a scan may lie idle before it is ended. */
export const SCAN_IDLE_MS = 10 * 60_000;
/** How often the reports are put in order again where a write came in between that and the pinning of the state. */
const MAX_ATTEMPTS = 20;

/** The scans of one store. */
export class ScanDesk {
  readonly #reads: ReadPool;
  /** One worker holds the connections of all scans. */
  readonly #states: ReadPool;
  readonly #open = new Map<number, OpenScan>();
  #names = 0;
  /** Scans that are open or being opened. */
  #taken = 0;

  /** `reads` finds the reports of a scan. */
  constructor(path: string, reads: ReadPool) {
    this.#reads = reads;
    this.#states = new ReadPool(path, 1);
  }

  /** See `ReportStore.scan`. */
  async open(request: ScanRequest): Promise<Scan> {
    valuePlaces(request.keys);
    if (this.#taken >= MAX_OPEN_SCANS) {
      throw new OgiError('STORE_UNAVAILABLE', `There are ${MAX_OPEN_SCANS} scans open already.`, {
        remedy: 'Try again when one of them is over.',
      });
    }
    this.#taken += 1;
    try {
      this.#names += 1;
      return await this.#pin(this.#names, request);
    } catch (error) {
      this.#taken -= 1;
      throw error;
    }
  }

  /** Ends all scans. */
  async close(): Promise<void> {
    for (const scan of this.#open.values()) scan.end(closedScan());
    await this.#states.close();
  }

  /** Puts the reports in order, and pins the state of the file that they were found in. */
  async #pin(name: number, request: ScanRequest): Promise<Scan> {
    const key = searchKey(request);
    const parts: ScanParts = {
      keys: request.keys,
      findings: request.findings,
      sections: request.sections ?? false,
    };
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const order = await this.#reads.read('orderReports', [request], DEFAULT_DEADLINE_MS);
      const facts: ScanFacts = { key, version: order.version };
      const start = request.after === null ? 0 : placeAfter(facts, request.after, order);
      const pinned = await this.#states.read('pinState', [name, order.version], DEFAULT_DEADLINE_MS);
      if (!pinned) continue;
      const scan = new OpenScan(facts, order, start, request.keys, {
        read: (members) => this.#states.read('readPinned', [name, members, parts], DEFAULT_DEADLINE_MS),
        release: () => this.#release(name),
      });
      this.#open.set(name, scan);
      return scan;
    }
    throw new OgiError('STORE_UNAVAILABLE', 'The store is written to all the time.', {
      remedy: 'Try again when fewer files are imported.',
    });
  }

  #release(name: number): Promise<void> {
    this.#open.delete(name);
    this.#taken -= 1;
    return this.#states.read('unpinState', [name], DEFAULT_DEADLINE_MS);
  }
}

/** What a scan needs of the desk. */
interface PinnedRows {
  read: (members: Int32Array) => Promise<KeptRows>;
  release: () => Promise<void>;
}

/** Rows that are being read: the places `from` up to and without `to`. */
interface PendingRows {
  from: number;
  to: number;
  kept: Promise<KeptRows>;
}

class OpenScan implements Scan {
  readonly total: number;
  readonly version: string;
  readonly #facts: ScanFacts;
  readonly #members: Int32Array;
  readonly #keys: readonly string[];
  readonly #rows: PinnedRows;
  #at: number;
  #ahead: PendingRows | null = null;
  #idle: NodeJS.Timeout | undefined;
  /** Why there are no more rows; null while there may be. */
  #ended: OgiError | null = null;

  constructor(
    facts: ScanFacts,
    { members, version }: ScanOrder,
    start: number,
    keys: readonly string[],
    rows: PinnedRows,
  ) {
    this.total = members.length;
    this.version = version;
    this.#facts = facts;
    this.#members = members;
    this.#keys = keys;
    this.#rows = rows;
    this.#at = start;
    this.#waitForNext();
  }

  async next(limit: number): Promise<ScanRow[]> {
    if (this.#ended !== null) throw this.#ended;
    clearTimeout(this.#idle);
    const from = this.#at;
    const to = Math.min(from + limit, this.total);
    this.#at = to;
    try {
      if (to <= from) return [];
      const kept = await (
        this.#ahead?.from === from && this.#ahead.to === to ? this.#ahead : this.#read(from, to)
      ).kept;
      this.#readAhead(to, Math.min(to + limit, this.total));
      return this.#decode(kept, from);
    } catch (error) {
      // A scan that went on after these rows would have a gap that nobody sees.
      await this.close();
      throw error;
    } finally {
      this.#waitForNext();
    }
  }

  async close(): Promise<void> {
    if (this.end(closedScan())) await this.#rows.release();
  }

  /** Gives no more rows; false where it had ended before. The state stays pinned. */
  end(reason: OgiError): boolean {
    if (this.#ended !== null) return false;
    this.#ended = reason;
    clearTimeout(this.#idle);
    return true;
  }

  #read(from: number, to: number): PendingRows {
    return { from, to, kept: this.#rows.read(this.#members.slice(from, to)) };
  }

  /** The worker reads the next rows while the asker is busy with these. */
  #readAhead(from: number, to: number): void {
    this.#ahead = null;
    if (to <= from || this.#ended !== null) return;
    this.#ahead = this.#read(from, to);
    // Should it fail, who asks for these rows will hear of it; if nobody does, it does not matter.
    this.#ahead.kept.catch(() => undefined);
  }

  #waitForNext(): void {
    if (this.#ended !== null) return;
    this.#idle = setTimeout(() => {
      const reason = new OgiError('DEADLINE_EXCEEDED', 'The scan lay idle too long and was ended.', {
        remedy: 'Begin again after the last row; it is refused if the data has changed since.',
      });
      // Where the worker cannot be told, it has died, and the state with it.
      if (this.end(reason)) this.#rows.release().catch(() => undefined);
    }, SCAN_IDLE_MS);
    this.#idle.unref();
  }

  #decode({ rows, values, states, confidences }: KeptRows, first: number): ScanRow[] {
    const width = this.#keys.length;
    return rows.map((row, index): ScanRow => {
      const [organId, unknownUnits, findings] = JSON.parse(row.facts) as [
        string | null,
        string[],
        ReportFacts['findings'],
      ];
      const rowStates = new Array<CellState | null>(width);
      const start = index * width;
      for (let at = 0; at < width; at += 1)
        rowStates[at] = CELL_STATES[states[start + at] ?? NO_STATE] ?? null;
      return {
        ...decodeRow(row),
        organId,
        cursor: encodeScanCursor(this.#facts, [first + index]),
        values: values.slice(start, start + width),
        states: rowStates,
        confidences: confidences.slice(start, start + width),
        readByOcr: isReadByOcr(findings.map(([code]) => code)),
        unknownUnits: unknownUnits.filter((key) => this.#keys.includes(key)),
      };
    });
  }
}

/** The place after the row of a cursor. */
function placeAfter(facts: ScanFacts, cursor: string, { members }: ScanOrder): number {
  const [place, ...others] = decodeScanCursor(facts, cursor);
  const isPlace = Number.isInteger(place) && Number(place) >= 0 && Number(place) < members.length;
  if (!isPlace || others.length > 0) throw badScanCursor('The cursor is not one that this service gave.');
  return Number(place) + 1;
}

function decodeRow(
  row: KeptRow,
): Omit<ScanRow, 'organId' | 'cursor' | 'values' | 'states' | 'confidences' | 'readByOcr' | 'unknownUnits'> {
  const head = decodeHead(row.head);
  const { title, organ, year, region, publishedOn } = head;
  if (organ === null || year === null) throw new Error(`The report ${row.id} has no organ or no year.`);
  return {
    id: row.id,
    title,
    organ,
    year,
    region,
    fields: reportFieldValues({ ...head, organ }),
    publishedOn,
    source: sourceInfo(row),
    ...(JSON.parse(row.audit) as ScanAudit),
    sections: JSON.parse(row.sections) as Section[],
  };
}

function closedScan(): OgiError {
  return new OgiError('STORE_UNAVAILABLE', 'The scan is closed.', { remedy: 'Open another one.' });
}
