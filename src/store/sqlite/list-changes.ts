/** Reads the table `changes`. */
import type { Database } from 'better-sqlite3';
import { changesStart, encodeChangeCursor } from '../changes.js';
import type { ChangesPage, ChangesRequest, ReportChange } from '../changes.js';
import { readMeta } from './schema.js';

/** See `ReportStore.changes`. Call inside a transaction. */
export function listChanges(db: Database, { since, after, limit }: ChangesRequest): ChangesPage {
  const store = String(readMeta(db, 'storeId'));
  const completeAfter = String(readMeta(db, 'changesCompleteAfter')) || null;
  const from = Number(readMeta(db, 'changesFrom'));
  const start = changesStart({ since, after }, { store, from, completeAfter });
  const rows = db
    .prepare<[number, string, number], { seq: number; change: string }>(
      'SELECT seq, change FROM changes WHERE seq > ? AND at >= ? ORDER BY seq LIMIT ?',
    )
    .all(start, since ?? '', limit + 1);
  const changes = rows.slice(0, limit).map(({ seq, change }) => ({
    ...(JSON.parse(change) as ReportChange),
    cursor: encodeChangeCursor(store, seq),
  }));
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM changes').pluck().get() ?? from;
  return {
    changes,
    hasNextPage: rows.length > limit,
    endCursor: changes.at(-1)?.cursor ?? encodeChangeCursor(store, Math.max(start, last)),
    completeAfter,
  };
}
