/** A scan: all matching reports of one state of the index, in order and in flat memory. */
import type { Client, estypes } from '@elastic/elasticsearch';
import { searchKey } from '../../cursor.js';
import type { CursorPosition } from '../../cursor.js';
import type { Scan, ScanRequest, ScanRow } from '../../scan-request.js';
import { badScanCursor, decodeScanCursor, encodeScanCursor } from '../../scan-cursor.js';
import type { ScanFacts } from '../../scan-cursor.js';
import { BoundedReads, closeSnapshot } from './bounded-reads.js';
import type { Snapshot } from './bounded-reads.js';
import { orderedQuery } from './build-query.js';
import { HitOrder } from './build-sort.js';
import { mapRow, rowSource } from './map-row.js';
import type { RowSource } from './map-row.js';
import { storeUnavailable } from '../connection/store-error.js';
import type { Query } from './search-places.js';

/** Rows in one answer at most: a report may be large. */
const ROWS_AT_ONCE = 500;
/** How often a state is taken again where a write came in between. */
const MAX_ATTEMPTS = 20;

/** What scans read from. */
export interface ScanSource {
  client: Client;
  index: string;
  /** Names the state of the store that a search sees now; waits until a write that is being carried out is done. */
  version: () => Promise<string>;
}

/**
 * Opens a scan.
 *
 * @throws OgiError `BAD_CURSOR`, `DATA_CHANGED`, `STORE_UNAVAILABLE`, `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`,
 *   `UNKNOWN_DERIVED`, `QUERY_TOO_EXPENSIVE`
 */
export async function openScan(request: ScanRequest, source: ScanSource): Promise<Scan> {
  const order = new HitOrder(request);
  const query = orderedQuery(request, order.ranked);
  const parts = rowSource(request);
  const { snapshot, version } = await holdState(source);
  const facts: ScanFacts = { key: searchKey(request), version };
  const reads = new BoundedReads(source.client);
  try {
    const total = await reads.countAll(snapshot, query);
    const start = request.after === null ? null : placeAfter(facts, request.after, order);
    if (start !== null) await checkPlace(start, { reads, snapshot, query, order });
    return new OpenScan(source.client, snapshot, facts, {
      total,
      query,
      order,
      parts,
      keys: request.keys,
      start,
    });
  } catch (error) {
    await closeSnapshot(source.client, snapshot);
    throw error;
  }
}

/** Holds a state of the index whose version is known: the same was named before and after. */
async function holdState({
  client,
  index,
  version,
}: ScanSource): Promise<{ snapshot: Snapshot; version: string }> {
  const reads = new BoundedReads(client);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const before = await version();
    const snapshot = await reads.openSnapshot(index);
    if ((await version()) === before) return { snapshot, version: before };
    await closeSnapshot(client, snapshot);
  }
  throw storeUnavailable('The store is written to all the time.', 'Try again when fewer files are imported.');
}

function placeAfter(facts: ScanFacts, cursor: string, order: HitOrder): CursorPosition {
  const place = decodeScanCursor(facts, cursor);
  const id = place.pop();
  if (typeof id !== 'string' || !order.fits(place))
    throw badScanCursor('The cursor is not one that this service gave.');
  return { values: place, id };
}

/**
 * Looks whether the report of a cursor is where it stood. Scores depend on how the index happens to be divided, which
 * may change without a write.
 */
async function checkPlace(
  place: CursorPosition,
  {
    reads,
    snapshot,
    query,
    order,
  }: { reads: BoundedReads; snapshot: Snapshot; query: Query; order: HitOrder },
): Promise<void> {
  if (!order.ranked) return;
  const { hits } = await reads.search(snapshot, {
    search_type: order.searchType,
    size: 1,
    track_total_hits: false,
    _source: false,
    query: { bool: { must: [query], filter: [{ term: { id: place.id } }] } },
    sort: order.sort(false),
  });
  const [hit] = hits.hits;
  if (hit === undefined || JSON.stringify(order.position(hit.sort ?? [])) !== JSON.stringify(place)) {
    throw badScanCursor('The order by relevance is another one by now.');
  }
}

class OpenScan implements Scan {
  readonly total: number;
  readonly version: string;
  readonly #client: Client;
  readonly #snapshot: Snapshot;
  readonly #facts: ScanFacts;
  readonly #request: Omit<estypes.SearchRequest, 'search_after' | 'size'>;
  readonly #order: HitOrder;
  readonly #keys: readonly string[];
  #last: CursorPosition | null;
  #closed = false;

  constructor(
    client: Client,
    snapshot: Snapshot,
    facts: ScanFacts,
    what: {
      total: number;
      query: Query;
      order: HitOrder;
      parts: string[];
      keys: readonly string[];
      start: CursorPosition | null;
    },
  ) {
    this.total = what.total;
    this.version = facts.version;
    this.#client = client;
    this.#snapshot = snapshot;
    this.#facts = facts;
    this.#request = {
      search_type: what.order.searchType,
      track_total_hits: false,
      query: what.query,
      sort: what.order.sort(false),
      _source: what.parts,
    };
    this.#order = what.order;
    this.#keys = what.keys;
    this.#last = what.start;
  }

  async next(limit: number): Promise<ScanRow[]> {
    if (this.#closed) throw storeUnavailable('The scan is closed.', 'Open another one.');
    try {
      const { hits } = await new BoundedReads(this.#client).search<RowSource>(this.#snapshot, {
        ...this.#request,
        size: Math.min(limit, ROWS_AT_ONCE),
        ...(this.#last !== null && {
          search_after: this.#order.searchAfter(this.#last, {
            argument: 'after',
            reversed: false,
            inclusive: false,
          }),
        }),
      });
      return hits.hits.map((hit) => this.#row(hit));
    } catch (error) {
      // A scan that went on after these rows would have a gap that nobody sees.
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await closeSnapshot(this.#client, this.#snapshot);
  }

  #row({ _source, sort = [] }: estypes.SearchHit<RowSource>): ScanRow {
    if (_source === undefined) throw new Error('A hit has no source.');
    const place = this.#order.position(sort);
    this.#last = place;
    return {
      ...mapRow(_source, this.#keys),
      cursor: encodeScanCursor(this.#facts, [...place.values, place.id]),
    };
  }
}
