/** Messages between whoever reads a scan and the process that reads its pages. */
import type { SetAsideReason } from '../../errors.js';
import type { PageContent } from '../page/page-content.js';

/** What to read: a file, the files of one report in order, or pages that were drawn elsewhere, as PNG, with their sizes in points. */
export type OcrCall =
  | { kind: 'pdf' | 'picture'; bytes: Uint8Array; pages?: readonly number[] | undefined }
  | { kind: 'pictures'; files: readonly Uint8Array[] }
  | { kind: 'drawn'; pages: readonly DrawnPage[] };

/** A page that was drawn elsewhere. */
export interface DrawnPage {
  png: Uint8Array;
  /** In points. */
  size: { width: number; height: number };
}

/** What comes of it: a page after the other, then the end; or why not. */
export type OcrReply =
  | { page: PageContent; done: number; count: number }
  | { end: true }
  | { problem: { reason: SetAsideReason; message: string } }
  | { failure: string };
