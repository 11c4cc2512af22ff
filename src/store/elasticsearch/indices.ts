/**
 * The indices in Elasticsearch: their names, and the shapes of the documents that are kept.
 *
 * The truth is `registry` (which reports there are and which revisions each has) with the bytes in `sources` and the parsed
 * revisions in `contents`. `reports` is a projection of them for reading and can be built again at any time; everything that
 * a search, a filter or an order needs is in it (`projection/projected-fields.ts`).
 */
import { createHash } from 'node:crypto';
import type { ReportChange } from '../changes.js';
import type { SetAsideFile, SourceInfo, SourceOrigin } from '../sources.js';
import type { WriteLogEntry } from '../writes.js';
import type { RosterInfo } from '../rosters.js';
import { PROJECTION_VERSION } from './projection/projection-version.js';

/** Kinds of indices that are kept; each is one index. */
export const KEPT_INDICES = [
  'registry',
  'contents',
  'sources',
  'set-aside',
  'write-log',
  'changes',
  'rosters',
] as const;
export type KeptIndex = (typeof KEPT_INDICES)[number];

/** Names of the indices of one store. */
export interface IndexNames extends Readonly<Record<KeptIndex, string>> {
  /**
   * Alias of the projection that is served, if it is of the version that this program reads; searches go there. There is
   * no such alias while another program's projection is served, so that no query meets an index it does not fit.
   */
  readonly reports: string;
  /** The alias for the projection of another version of the program. */
  readonly reportsOf: (version: string) => string;
  /** All such aliases, as a pattern. */
  readonly anyReports: string;
  /** The index of the n-th projection, from 1. */
  readonly projection: (ordinal: number) => string;
  /** All such indices, as a pattern. */
  readonly projections: string;
  /** All of them, as a pattern that Elasticsearch understands. */
  readonly all: string;
}

/** The names under a prefix, e.g. `ogi-registry`. */
export function indexNames(prefix: string): IndexNames {
  const kept = Object.fromEntries(KEPT_INDICES.map((kind) => [kind, `${prefix}-${kind}`]));
  const reportsOf = (version: string): string => `${prefix}-reports-${shortHash(version)}`;
  return {
    ...(kept as Record<KeptIndex, string>),
    reports: reportsOf(PROJECTION_VERSION),
    reportsOf,
    anyReports: `${prefix}-reports-*`,
    projection: (ordinal) => `${prefix}-projection-${String(ordinal)}`,
    projections: `${prefix}-projection-*`,
    all: [...Object.values(kept), `${prefix}-projection-*`].join(),
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** A revision of a report in its registry entry. */
export interface RegistryRevision extends Omit<SourceInfo, keyof SourceOrigin>, Partial<SourceOrigin> {
  parserVersion: string;
  /** Id of its document in `contents`. */
  content: string;
  /** Id of its document in `sources`. */
  bytes: string;
}

/** A report that there is. `_id` is its id. */
export interface RegistryEntry {
  type: 'report';
  id: string;
  /** Identity key; null where the identity is not certain. */
  key: string | null;
  /** Id of the report that its first revision left; null for most. */
  splitFrom: string | null;
  /** Ids once given to reports that have gone into this one. */
  aliases: string[];
  /** At least one. */
  revisions: RegistryRevision[];
  /** SHA-256 of the current revision. */
  current: string;
  /** Report year of the current revision. */
  year: number;
  /** Number of the last commit that touched the report or its projection. */
  commit: number;
}

/** An id whose report is no more: deleted, or gone into another. `_id` is that id. */
export interface RemovedEntry {
  type: 'removed';
  id: string;
  commit: number;
}

/** What a commit changes, complete enough for any process to carry it out, and as often as it likes. */
export interface CommitChanges {
  /** Entries to write; those of reports are to be projected again. */
  entries: (RegistryEntry | RemovedEntry)[];
  /** What becomes of reports, in order; absent in a commit that an older version opened. */
  changes?: ReportChange[];
  /** Ids of documents that nothing names any more. */
  obsolete: Readonly<Record<'contents' | 'sources' | 'set-aside', string[]>>;
  /** The version of the projection that is served from now on; null for the same as before. */
  serve: ServedProjection | null;
}

/** A version of the projection. */
export interface ServedProjection {
  /** Name of its index. */
  index: string;
  /** What it was made by, see `PROJECTION_VERSION`: another program cannot write it. */
  version: string;
}

/**
 * The head of the store, in `registry` under {@link HEAD_ID}. Each change of the store is one commit, made by replacing the
 * head where it is still the one that was read (by `_seq_no` and `_primary_term`): nothing has happened before, and
 * everything will happen after, whichever process carries it out.
 */
export interface Head {
  type: 'head';
  /** Number of the last commit, from 0. */
  commit: number;
  /** {@link CommitChanges} as JSON, raw deflate, base64: a commit still to be carried out. Null: all is settled. */
  open: string | null;
  /** Names who replaced the head, and no other replacement. */
  owner: string;
  served: ServedProjection;
  /** The projection that was served before; null where there was none. */
  previous: ServedProjection | null;
  /** Names the store among all others, so that what belongs to one of its states belongs to no other store. */
  store: string;
  madeUp: boolean;
}

/** `_id` of the {@link Head}; no report has it. */
export const HEAD_ID = 'head';

/** A parsed revision. `_id` is unique to one attempt to write it, so that it is never replaced, only deleted. Base64 of `EncodedReport`. */
export interface ContentDocument {
  head: string;
  narrative: string;
  cells: string;
  audit: string;
}

/** The bytes of a source, raw deflate, base64. `_id` as in {@link ContentDocument}. */
export interface SourceDocument {
  bytes: string;
}

/** A file set aside. `_id` is a hash of file name and SHA-256. */
export type SetAsideDocument = SetAsideFile;

/** An entry of the audit log. */
export interface WriteLogDocument extends WriteLogEntry {
  /** Orders entries of one instant. */
  order: number;
}

/** A change of a report. `_id` is its place. */
export interface ChangeDocument {
  type: 'change';
  /** See `changePlace`. */
  place: number;
  at: string;
  /** {@link ReportChange} as JSON, raw deflate, base64. */
  change: string;
}

/** Up to where changes are not known, in `changes` under {@link CHANGES_MARK}; there is none where all are. */
export interface ChangesMark {
  type: 'mark';
  /** The place of the last change that is kept no more. */
  place: number;
  /** ISO 8601 instant up to which changes are not known. */
  at: string;
}

/** `_id` of the {@link ChangesMark}. */
export const CHANGES_MARK = 'mark';

/** Changes of one commit at most; a batch has fewer reports. */
const CHANGES_OF_COMMIT = 1_000_000;

/** The place of the n-th change of a commit, from 0, in the order of all. */
export function changePlace(commit: number, index: number): number {
  return commit * CHANGES_OF_COMMIT + index;
}

/** A list of organs. `_id` is a hash of its name. */
export interface RosterDocument extends RosterInfo {
  /** The organs as JSON, raw deflate, base64. */
  entries: string;
}
