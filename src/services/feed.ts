/** The newest imports that a search finds, for a feed. */
import type { ReportStore } from '../store/port.js';
import type { ScanRow } from '../store/scan-request.js';
import type { checkMatch } from './check-match.js';

/** How many entries a feed has. */
export const FEED_LENGTH = 50;

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
  match: ReturnType<typeof checkMatch>,
): Promise<OpenFeed> {
  const scan = await store.scan({
    ...match,
    sort: [{ by: 'IMPORTED_AT', direction: 'DESC' }],
    after: null,
    keys: [],
    findings: false,
  });
  return {
    version: scan.version,
    entries: () => scan.next(FEED_LENGTH),
    close: () => scan.close(),
  };
}
