/** Messages between the pool and the processes that read files. */
import type { GivenHead } from '../../domain/report.js';
import type { SetAsideReason } from '../../errors.js';
import type { Document } from '../../ingest/document.js';
import type { UnpackedFile } from '../../ingest/archive/unpack-archive.js';
import type { PageLinks } from '../../ingest/html/page-links.js';
import type { DocumentBlock } from '../document-blocks.js';
import type { JudgedFiles } from '../joining/judge-join.js';
import type { ParsedFile, PreparedFile } from '../parse-file.js';

/**
 * What may be asked of a reader, and what comes of it: `parse` for a report to look at, `prepare` for one to store, `document` for the file
 * as it was read, `unpack` for the files in an archive, `links` for the files to which a page links, `judge` for whether a joined source is one
 * report.
 */
export interface ReaderResults {
  parse: ParsedFile;
  prepare: PreparedFile;
  document: DocumentBlock[];
  unpack: UnpackedFile[];
  links: PageLinks;
  judge: JudgedFiles;
}
export type ReaderTask = keyof ReaderResults;

/** A file to read. */
export interface ReaderCall {
  task: ReaderTask;
  bytes: Uint8Array;
  given?: GivenHead | undefined;
  fileName?: string | undefined;
  /** What was read of it already. */
  document?: Document | undefined;
}

/**
 * What came of it: a result, a reason to set the file aside, or an error of the program. `retires`: the process ends after this
 * answer, and what else it was sent has not been begun.
 */
export type ReaderReply = (
  | { result: ReaderResults[ReaderTask] }
  | { problem: { reason: SetAsideReason; message: string } }
  | { failure: string }
) & { retires: boolean };

/** Sent between: a page of a scan was read. */
export interface ReaderProgress {
  done: number;
  count: number;
}
