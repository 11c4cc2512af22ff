/** What is written and what came of it; reports as they are stored. */
import type { DerivedValues } from '../domain/derive-values.js';
import type { Report } from '../domain/report.js';
import type { PreparedReport } from './prepared-report.js';
import type { Source, SourceInfo } from './sources.js';

/** A report to write. Its organ and year are not null (the service sets other files aside). */
export interface ReportWrite {
  source: Source;
  report: Report;
  /** Version of the parser that read it; a reparse writes the same source with a newer one. */
  parserVersion: string;
  /** What was prepared of source and report where they were read; a store prepares itself what is not there. */
  prepared?: PreparedReport;
  /** The id that a new report is to have, if it is free: ids that were once given stay where a store is migrated. */
  id?: string;
}

/**
 * `new` the first report of its organ and year · `revised` another revision of one that is there ·
 * `unchanged` the same bytes were there already · `reparsed` the same bytes, parsed again.
 */
export type WriteStatus = 'new' | 'revised' | 'unchanged' | 'reparsed';

export interface WriteOutcome {
  id: string;
  status: WriteStatus;
  sha256: string;
  /** Whether the written revision is the current one now. */
  current: boolean;
}

/** One revision of a report: other bytes for the same organ and year. */
export interface RevisionInfo {
  source: SourceInfo;
  current: boolean;
  parserVersion: string;
}

/** A report as stored. Its `findings` include those that the store adds (`identity-uncertain`, `revisions-differ`). */
export interface StoredReport {
  /** Stable and readable in a URL; the same for all revisions. */
  id: string;
  /** The same for all years of one organ; null where its region is not certain. See `organId`. */
  organId: string | null;
  report: Report;
  /** Derived values as stored, for the current revision; of an older revision without those of the year before. */
  derived: DerivedValues;
  source: SourceInfo;
  parserVersion: string;
}

/** An id once given to a report that has gone into another one since: it leads to that other. */
export interface Alias {
  /** The former id. */
  alias: string;
  /** Id of the report that it leads to. */
  id: string;
}

/** One write by a client, for the audit log. */
export interface WriteLogEntry {
  /** ISO 8601 instant. */
  at: string;
  /** `TOKEN`: a wrong token was shown. */
  action: 'IMPORT' | 'DELETE' | 'REPARSE' | 'TOKEN';
  /** Id of the report concerned; null for all or none. */
  reportId: string | null;
  /** SHA-256 of the file concerned; null where there is none. */
  sha256: string | null;
  /** What came of it, e.g. `new`, `set-aside: no-year`, `deleted`. */
  result: string;
  /** Id of the request that asked for it. */
  requestId: string;
}
