/** What the writer of a format is given, and what it gives. */
import type { ScanRow } from '../../store/scan-request.js';
import type { ExportInput, ExportRequest } from './check-export.js';

/** What a file says of itself: what was asked, when, of what. JSON-safe. */
export interface ExportAbout {
  asked: ExportInput;
  /** ISO 8601 instant. */
  askedAt: string;
  /** How many reports match in all; a file that goes on after a cursor holds the rest of them. */
  total: number;
  /** The state of the data: two files of one version are of the same data. */
  version: string;
  /** True where the reports are the made-up sample. */
  madeUp: boolean;
}

/** A checked export with what the store says of it. */
export interface ExportPlan extends ExportRequest {
  about: ExportAbout;
}

/**
 * Writes rows as the bytes of a file, piece by piece: a piece is made when the one before has been taken, so that memory
 * does not grow with the number of rows.
 */
export type WriteExport = (
  batches: AsyncIterable<readonly ScanRow[]>,
  plan: ExportPlan,
) => AsyncGenerator<Uint8Array, void, undefined>;
