/**
 * Which report a revision belongs to, and what becomes of the report that it leaves. Pure, and the same for every store:
 *
 * - A revision belongs to the report of its identity key, wherever it was before.
 * - Where no report has that key, or it has none (an uncertain region), a new file becomes a report of its own.
 *   A file that was there before and is parsed again takes its report along, id and all, if it is the report's
 *   only revision; else it leaves and becomes a report of its own.
 * - A report whose last revision has gone into another disappears; its id stays an alias of that other, so that
 *   a link once given still leads to the revision. If the other was split from it before (all its revisions
 *   moved, one after the other), the other takes over the id instead. An alias gives way to a report that has
 *   the id by right of its own identity key.
 *
 * So ids, current revisions and findings do not depend on the order in which files are imported.
 */
import { identityKey, keyOfYear } from '../domain/identity.js';
import { candidateIds } from './report-id.js';
import { requireIdentity } from './report-facts.js';
import type { ReportWrite, WriteStatus } from './writes.js';

/** What a store knows of the place of a revision whose bytes or reading are new. `Entry` is a report as the store holds it. */
export interface KnownPlace<Entry> {
  /** The report that has the revision now, and how many revisions it has; null for new bytes. */
  previous: { entry: Entry; revisions: number } | null;
  /** The report of the identity key; null where none has it, or there is no key. */
  holder: Entry | null;
}

/** Where a revision goes. */
export interface RevisionPlace<Entry> {
  status: WriteStatus;
  /** The report that it belongs to from now on; null for one of its own, which is to be created. */
  entry: Entry | null;
}

/** Decides which report a revision belongs to. One that this version of the parser has read before is `unchanged` and not asked about. */
export function placeRevision<Entry>({ previous, holder }: KnownPlace<Entry>): RevisionPlace<Entry> {
  const takenAlong = previous?.revisions === 1 ? previous.entry : null;
  const entry = holder ?? takenAlong;
  if (previous !== null) return { status: 'reparsed', entry };
  return { status: holder === null ? 'new' : 'revised', entry };
}

/** The ids of a report whose last revision has gone into another: the one the other has from now on, and the one that stays its alias. */
export function mergedIds(left: { id: string }, into: { id: string; splitFrom: string | null }): MergedIds {
  return into.splitFrom === left.id ? { id: left.id, alias: into.id } : { id: into.id, alias: left.id };
}

/** What {@link mergedIds} gives. */
export interface MergedIds {
  id: string;
  alias: string;
}

/** The identity keys of the reports that speak of those with `keys`: the ones of the years after. */
export function keysOfYearAfter(keys: Iterable<string>): string[] {
  return [...keys].map((key) => keyOfYear(key, 1));
}

/**
 * The ids that a report of its own may take, the wanted one first. The first that no report has is its id.
 *
 * @throws OgiError `BAD_ARGUMENT` for a report without organ or year
 */
export function* idsOf({ report, source, id }: ReportWrite): Generator<string> {
  const { year } = requireIdentity(report);
  if (id !== undefined) yield id;
  yield* candidateIds({ region: report.region, year, key: identityKey(report), sha256: source.sha256 });
}
