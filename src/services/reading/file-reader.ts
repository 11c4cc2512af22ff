/** Who reads files for others, and how they ask. */
import type { GivenHead } from '../../domain/report.js';
import type { Document } from '../../ingest/document.js';
import type { PreparedFile } from '../parse-file.js';

/** How a file is to be read. */
export interface ReadFileOptions {
  /** Aborted: the file is given up, and the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** What the user says of it. */
  given?: GivenHead | undefined;
  /** Its name; a workbook that has no title may be named by it. */
  fileName?: string | undefined;
  /** What was read of it already, so that it is not read again. */
  document?: Document | undefined;
  /** Told of each page of a scan that was read, which takes seconds. */
  onPage?: ((done: number, count: number) => void) | undefined;
}

/** Who reads files that are to be stored. */
export interface FileReader {
  /** @throws SetAsideError where the file cannot become a report */
  prepare(bytes: Uint8Array, options?: ReadFileOptions): Promise<PreparedFile>;
}
