/** The newest imports that a search finds, for a feed. */
import type { ReportStore, ScanRow } from '../store/port.js';
import type { readMatch } from './read-match.js';

/** How many entries a feed has. */
export const FEED_LENGTH = 50;
/** Rows that are read at once. */
const BATCH = 500;

/** An open feed: its version is known before a row is read. Close it. */
export interface OpenFeed {
  /** Names the state of the store. */
  version: string;
  /** The newest imports, newest first; of one instant by id. */
  entries(): Promise<ScanRow[]>;
  close(): Promise<void>;
}

/** Opens the feed of a search. */
export async function openFeed(
  store: Pick<ReportStore, 'scan'>,
  match: ReturnType<typeof readMatch>,
): Promise<OpenFeed> {
  const scan = await store.scan({ ...match, sort: [], after: null, keys: [], findings: false });
  return {
    version: scan.version,
    entries: async () => {
      let newest: ScanRow[] = [];
      for (;;) {
        const rows = await scan.next(BATCH);
        if (rows.length === 0) return newest;
        newest = [...newest, ...rows].sort(byImport).slice(0, FEED_LENGTH);
      }
    },
    close: () => scan.close(),
  };
}

function byImport(a: ScanRow, b: ScanRow): number {
  const [left, right] = [a.source.importedAt, b.source.importedAt];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}
