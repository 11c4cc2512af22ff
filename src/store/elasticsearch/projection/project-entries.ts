/** Writes the projections of registry entries. */
import type { Client } from '@elastic/elasticsearch';
import { keyOfYear } from '../../../domain/identity.js';
import type { Report } from '../../../domain/report.js';
import { describeCurrent } from '../../current-revision.js';
import type { SourceInfo } from '../../port.js';
import { bulkWrite } from '../commits/bulk-write.js';
import type { BulkWrite } from '../commits/bulk-write.js';
import type { ContentStore } from '../kept/content-store.js';
import type { RegistryEntry, RegistryRevision } from '../document.js';
import { projectionDocument } from './projection-document.js';
import type { RegistryView } from '../commits/registry-view.js';

/** Parsed revisions by the ids of their documents. */
export type Reports = Map<string, Report>;

/** What projecting needs to look up. */
export interface ProjectionContext {
  client: Client;
  contents: ContentStore;
  /** Where the years before are found. */
  view: RegistryView;
  /** Revisions that are at hand; what is read is added. */
  reports: Reports;
  retryMs: number;
}

/** Writes the projections of entries into an index, each under the number of its last commit. */
export async function projectEntries(
  entries: readonly RegistryEntry[],
  index: string,
  context: ProjectionContext,
): Promise<void> {
  const { client, view, contents, reports, retryMs } = context;
  const before = await yearsBefore(entries, view);
  const revisions = [
    ...entries.flatMap((entry) => entry.revisions),
    ...[...before.values()].map(currentRevision),
  ];
  await readMissing(revisions, contents, reports);
  await bulkWrite(client, projections(entries, index, before, reports), { retryMs });
}

/** Made one by one: one with its tokens has some hundred kilobytes, and may have megabytes. */
function* projections(
  entries: readonly RegistryEntry[],
  index: string,
  before: ReadonlyMap<RegistryEntry, RegistryEntry>,
  reports: Reports,
): Generator<BulkWrite> {
  for (const entry of entries) {
    const current = currentRevision(entry);
    const candidate = (revision: RegistryRevision) => ({
      sha256: revision.sha256,
      report: reportOf(revision, reports),
    });
    const previous = before.get(entry);
    const { findings, derived } = describeCurrent({
      key: entry.key,
      current: candidate(current),
      others: entry.revisions.filter((one) => one !== current).map(candidate),
      before: previous === undefined ? null : reportOf(currentRevision(previous), reports),
    });
    const document = projectionDocument({
      id: entry.id,
      report: reportOf(current, reports),
      added: findings,
      derived,
      source: sourceInfo(current),
      parserVersion: current.parserVersion,
    });
    yield { index, id: entry.id, document, commit: entry.commit, file: current };
  }
}

/** Of each entry that has one, the entry of the same organ's report of the year before. */
export async function yearsBefore(
  entries: readonly RegistryEntry[],
  view: RegistryView,
): Promise<Map<RegistryEntry, RegistryEntry>> {
  const keys = entries.flatMap(({ key }) => (key === null ? [] : [keyOfYear(key, -1)]));
  await view.load({ keys });
  const found = new Map<RegistryEntry, RegistryEntry>();
  for (const entry of entries) {
    const before = entry.key === null ? undefined : await view.byKey(keyOfYear(entry.key, -1));
    if (before !== undefined) found.set(entry, before);
  }
  return found;
}

/** Reads the parsed revisions that are not at hand yet. */
export async function readMissing(
  revisions: readonly RegistryRevision[],
  contents: ContentStore,
  reports: Reports,
): Promise<void> {
  const missing = new Set(revisions.map(({ content }) => content).filter((id) => !reports.has(id)));
  for (const [id, report] of await contents.read([...missing])) reports.set(id, report);
}

/** A revision that was read before. */
export function reportOf({ content, sha256 }: RegistryRevision, reports: Reports): Report {
  const report = reports.get(content);
  if (report === undefined) throw new Error(`The parsed revision of ${sha256} is missing.`);
  return report;
}

/** The current revision of an entry. */
export function currentRevision(entry: RegistryEntry): RegistryRevision {
  const current = entry.revisions.find(({ sha256 }) => sha256 === entry.current);
  if (current === undefined) throw new Error(`The report ${entry.id} has no current revision.`);
  return current;
}

/** The facts of a revision's source. */
export function sourceInfo(revision: RegistryRevision): SourceInfo {
  const { sha256, fileName, mediaType, encoding, size, importedAt, url, retrievedAt } = revision;
  const origin = { url: url ?? null, retrievedAt: retrievedAt ?? null };
  return { sha256, fileName, mediaType, encoding, size, importedAt, ...origin };
}
