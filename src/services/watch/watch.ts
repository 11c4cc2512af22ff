/** Follows the changes of a store and tells those of reports that a saved search finds. */
import { createHash } from 'node:crypto';
import type { CellChange, ListedChange } from '../../store/changes.js';
import type { ReportStore } from '../../store/port.js';
import type { MatchRequest } from '../../store/search-request.js';
import { MAX_PAGE_SIZE } from '../../store/search-request.js';
import type { WatchQuery } from './watch-query.js';

/** A hit, as it is told: JSON, by one line or one message. */
export interface WatchHit {
  /** The same however often it is told: discard what you have seen. */
  delivery: string;
  watch: string;
  kind: 'NEW' | 'REVISED';
  /** When the report was written. */
  at: string;
  report: {
    id: string;
    title: string | null;
    organ: string;
    year: number;
    sha256: string | null;
    page: string;
  };
  /** Of `REVISED`: the cells that changed. */
  cells: CellChange[];
}

/** How far a watch has come. */
export interface WatchState {
  /** The cursor of the last change that is done with. */
  cursor: string;
}

export interface WatchOptions {
  /** Tells a hit; resolves once the receiver has it. */
  tell: (hit: WatchHit) => Promise<void>;
  /** Keeps the state durably. */
  save: (state: WatchState) => Promise<void>;
  /** Address of the page that links lead to, without a slash at its end. */
  base: string;
  /** Aborted: nothing more is told. */
  signal: AbortSignal;
}

/** Where a watch begins that has no state yet: after all changes until now, or before those made since an instant. */
export async function beginWatch(
  store: Pick<ReportStore, 'changes'>,
  since: string | null,
): Promise<{ state: WatchState | null; since: string | null }> {
  if (since !== null) return { state: null, since };
  // An instant that has not come: no change is listed, and the cursor is after the last of all.
  const { endCursor } = await store.changes({ since: '9999-01-01T00:00:00.000Z', after: null, limit: 1 });
  return { state: { cursor: endCursor }, since: null };
}

/**
 * Tells the hits among the changes after a state, in order, and keeps the state after each: what was told and kept is never told
 * again. Told twice is a hit only where the process ends between the receiver's yes and the keeping.
 *
 * @returns the state in the end
 * @throws OgiError `CHANGES_EXPIRED` where changes after the state are kept no more; what `tell` throws.
 */
export async function tellChanges(
  store: Pick<ReportStore, 'changes' | 'search'>,
  query: WatchQuery,
  from: { state: WatchState | null; since: string | null },
  { tell, save, base, signal }: WatchOptions,
): Promise<WatchState | null> {
  let { state } = from;
  for (;;) {
    const page = await store.changes({
      since: state === null ? from.since : null,
      after: state?.cursor ?? null,
      limit: MAX_PAGE_SIZE,
    });
    const wanted = page.changes.filter(({ kind }) => query.kinds.some((wanted) => wanted === kind));
    const found = await matching(store, query.match, wanted);
    for (const change of wanted) {
      if (signal.aborted) return state;
      if (!found.has(change.id)) continue;
      await tell(hitOf(change, query.name, base));
      state = { cursor: change.cursor };
      await save(state);
    }
    if (state?.cursor !== page.endCursor) {
      state = { cursor: page.endCursor };
      await save(state);
    }
    if (!page.hasNextPage || signal.aborted) return state;
  }
}

/** Ids of those reports of the changes that the search finds as they are now. */
async function matching(
  store: Pick<ReportStore, 'search'>,
  match: MatchRequest,
  changes: readonly ListedChange[],
): Promise<Set<string>> {
  const ids = [...new Set(changes.map(({ id }) => id))];
  if (ids.length === 0) return new Set();
  const these = { type: 'id' as const, in: ids };
  const { hits } = await store.search({
    ...match,
    filter: match.filter === null ? these : { type: 'and', children: [match.filter, these] },
    sort: [{ by: 'YEAR', direction: 'ASC' }],
    limit: MAX_PAGE_SIZE,
    after: null,
    before: null,
    fromEnd: false,
    countTotal: false,
    facets: [],
    highlights: 0,
    reports: false,
  });
  return new Set(hits.map(({ id }) => id));
}

function hitOf(
  { id, kind, at, title, organ, year, sha256, cells, cursor }: ListedChange,
  watch: string,
  base: string,
): WatchHit {
  return {
    delivery: createHash('sha256')
      .update(JSON.stringify([watch, cursor]))
      .digest('hex')
      .slice(0, 32),
    watch,
    kind: kind === 'NEW' ? 'NEW' : 'REVISED',
    at,
    report: { id, title, organ, year, sha256, page: `${base}/report/${encodeURIComponent(id)}` },
    cells,
  };
}
