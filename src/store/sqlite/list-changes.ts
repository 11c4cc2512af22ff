/** Reads the table `changes`. */
import type { Database } from 'better-sqlite3';
import { changesBetween, encodeChangeCursor } from '../changes.js';
import type { ChangesPage, ChangesRequest, ReportChange } from '../changes.js';
import { readMeta } from './tables.js';

/** See `ReportStore.changes`. Call inside a transaction. */
export function listChanges(db: Database, { since, after, limit, order }: ChangesRequest): ChangesPage {
  const store = String(readMeta(db, 'storeId'));
  const completeAfter = String(readMeta(db, 'changesCompleteAfter')) || null;
  const from = Number(readMeta(db, 'changesFrom'));
  const isNewestFirst = order === 'NEWEST_FIRST';
  const { above, below } = changesBetween({ since, after, order }, { store, from, completeAfter });
  const rows = db
    .prepare<[number, number, string, number], { seq: number; change: string }>(
      `SELECT seq, change FROM changes WHERE seq > ? AND seq < ? AND at >= ?
         ORDER BY seq ${isNewestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
    )
    .all(above, below, since ?? '', limit + 1);
  const changes = rows.slice(0, limit).map(({ seq, change }) => ({
    ...(JSON.parse(change) as ReportChange),
    cursor: encodeChangeCursor(store, seq),
  }));
  const last = db.prepare<[], number | null>('SELECT max(seq) FROM changes').pluck().get() ?? from;
  return {
    changes,
    hasNextPage: rows.length > limit,
    endCursor:
      changes.at(-1)?.cursor ??
      encodeChangeCursor(store, isNewestFirst ? Math.min(below, last) : Math.max(above, last)),
    completeAfter,
  };
}
