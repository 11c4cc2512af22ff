/** Batches in parts that one commit takes. */
import type { ReportWrite } from '../../writes.js';

/** Reports in one commit at most. What the head of the store says of so many stays far below what a document may have. */
const REPORTS_PER_COMMIT = 256;
/** Sources in one commit at most; a single one may be larger. */
const BYTES_PER_COMMIT = 32 * 1024 * 1024;

/** Cuts a batch, in its order, into parts of as many reports as one commit may have. */
export function* splitBatch(batch: readonly ReportWrite[]): Generator<ReportWrite[]> {
  let part: ReportWrite[] = [];
  let bytes = 0;
  for (const write of batch) {
    const { byteLength } = write.source.bytes;
    if (part.length === REPORTS_PER_COMMIT || (part.length > 0 && bytes + byteLength > BYTES_PER_COMMIT)) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(write);
    bytes += byteLength;
  }
  if (part.length > 0) yield part;
}
