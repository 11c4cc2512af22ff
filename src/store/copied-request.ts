/** What is asked of copied text, and answered. */
import type { SentenceKey } from './report-sentences.js';
import type { MatchRequest } from './search-request.js';

/** How many reports and how many organs have a sentence. */
export interface SentenceCount {
  reports: number;
  organs: number;
}

/** Asks for the reports that have most text in common with one. */
export interface KinRequest {
  /** Of the report itself, which is left out. */
  id: string;
  /** Leaves out the other reports of its organ. */
  ofOtherOrgans: boolean;
  /** Its sentences that are long enough to tell a copy by, each once. At most {@link MAX_KIN_SENTENCES}. */
  sentences: SentenceKey[];
  /** How many reports at most. */
  limit: number;
}

/** A report that may have text in common with another. */
export interface Kin {
  id: string;
  /**
   * The sum of the sizes of the sentences asked for that the report has, or of which it has one with an equal sketch: it has no
   * more in common.
   */
  most: number;
}

/** Of longer narratives the longest sentences are compared. */
export const MAX_KIN_SENTENCES = 500;

/** Asks for the sentences that most organs have, of the reports that match. */
export interface CopiedRequest extends MatchRequest {
  /** At least so many organs must have it, 2 or more. */
  minOrgans: number;
  /** 1–100. */
  limit: number;
}

/** How many reports are named of each copied sentence. */
export const COPIED_REPORTS = 20;

/** A sentence that several organs have; all is counted among the reports that match. */
export interface CopiedSentence {
  fingerprint: string;
  organs: number;
  reports: number;
  /** Ids of the reports that have it, the earliest year first, then the earliest date (missing last), then by id; at most 20. */
  ids: string[];
}
