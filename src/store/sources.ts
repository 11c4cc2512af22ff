/** Where reports are from: files as they are kept, and those that could not become reports. */
import type { SetAsideReason } from '../errors.js';

/** Where a file was retrieved from, as far as it is known. */
export interface SourceOrigin {
  /** Address on the web, http or https; null where it is not known. */
  url: string | null;
  /** ISO 8601 date or instant on which it was retrieved from there; null where it is not known. */
  retrievedAt: string | null;
}

/** The original file of a report, without its bytes. */
export interface SourceInfo extends SourceOrigin {
  /** SHA-256 of the bytes, lower-case hex. */
  sha256: string;
  fileName: string;
  mediaType: string;
  encoding: string | null;
  /** Size in bytes. */
  size: number;
  /** ISO 8601 instant of the first import of these bytes. */
  importedAt: string;
}

/** What is known of a source that is kept. */
export interface KnownSource extends SourceOrigin {
  /** Of its report. */
  id: string;
  /** Of the parser that read it. */
  parserVersion: string;
}

/** A source to keep: its facts and its bytes. */
export interface Source extends SourceInfo {
  bytes: Uint8Array;
}

/** A file that could not become a report. */
export interface SetAsideFile {
  fileName: string;
  /** SHA-256 of its bytes; null where they could not be read. */
  sha256: string | null;
  reason: SetAsideReason;
  /** What is wrong and what to do. */
  message: string;
  /** ISO 8601 instant. */
  at: string;
}
