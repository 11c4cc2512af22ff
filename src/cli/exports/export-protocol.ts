/** Messages between the server and the processes that make exports. */
import type { ErrorFacts } from '../../errors.js';
import type { OpenExport } from '../../services/export/open-export.js';
import type { ExportRequest } from '../../services/export/check-export.js';
import type { ElasticsearchSettings } from '../../store/elasticsearch/connection/client.js';

/** What another process needs to open the same store. */
export type StoreAddress =
  | { kind: 'sqlite'; path: string; madeUp: boolean }
  | { kind: 'elasticsearch'; settings: ElasticsearchSettings };

/** What is known of an export before its bytes. */
export type ExportFacts = Pick<OpenExport, 'about' | 'mediaType' | 'fileName' | 'etag'>;

/** What may be asked, one after the other: each is answered in its turn. */
export type ExportCall =
  | { task: 'open'; store: StoreAddress; request: ExportRequest; madeUp: boolean; now: Date }
  /** The next piece of the file. */
  | { task: 'next' }
  /** Lets the data go; another export may follow. */
  | { task: 'close' };

/** What comes of each. */
export interface ExportResults {
  open: ExportFacts;
  /** `bytes` is null after the last piece; `rows` is how many reports have been written so far. */
  next: { bytes: Uint8Array | null; rows: number };
  close: null;
}

/** An answer: a result, an error of ours as facts, or an error of the program. */
export type ExportReply =
  { result: ExportResults[keyof ExportResults] } | { refusal: ErrorFacts } | { failure: string };
