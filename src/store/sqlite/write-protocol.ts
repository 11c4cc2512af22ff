/** Messages between the store and its write thread. */
import type { ErrorFacts } from '../../errors.js';
import type { ReportWrite } from '../writes.js';
import type { PreparedReport } from '../prepared-report.js';
import { decodeReport } from '../report-codec.js';
import type { BatchWriter } from './batch-writer.js';

/** What the thread does. */
export type WriteName =
  | 'write'
  | 'setAside'
  | 'delete'
  | 'logWrites'
  | 'addAliases'
  | 'putRoster'
  | 'removeRoster'
  | 'pruneChanges';

/** A write to do. */
export interface WriteCall<Name extends WriteName = WriteName> {
  name: Name;
  args: Name extends 'write' ? [SentWrite[]] : Parameters<BatchWriter[Name]>;
}

/** What came of it; errors of ours as facts. */
export type WriteReply = { value: unknown } | { refusal: ErrorFacts } | { failure: Error };

/** What was prepared of a report before holds the report and the bytes: no need to send them twice. */
export type SentWrite = ReportWrite | (Omit<ReportWrite, 'report'> & { prepared: PreparedReport });

const NO_BYTES = new Uint8Array();

/** A write as it is sent. */
export function toSent(write: ReportWrite): SentWrite {
  const { source, parserVersion, prepared, id } = write;
  if (prepared === undefined) return write;
  return { source: { ...source, bytes: NO_BYTES }, parserVersion, prepared, ...(id !== undefined && { id }) };
}

/** The write that was sent. Bytes that were prepared are not there a second time. */
export function fromSent(sent: SentWrite): ReportWrite {
  return 'report' in sent ? sent : { ...sent, report: decodeReport(sent.prepared.encoded) };
}
