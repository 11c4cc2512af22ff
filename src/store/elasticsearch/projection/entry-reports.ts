/** The parsed revisions of registry entries, and those of the years before them. */
import type { Client } from '@elastic/elasticsearch';
import { keyOfYear } from '../../../domain/identity.js';
import type { Report } from '../../../domain/report.js';
import type { SourceInfo } from '../../sources.js';
import type { HeadStore } from '../commits/head-store.js';
import type { RegistryView } from '../commits/registry-view.js';
import type { RegistryEntry, RegistryRevision } from '../indices.js';
import type { ContentStore } from '../kept/content-store.js';

/** Parsed revisions by the ids of their documents. */
export type Reports = Map<string, Report>;

/** What projecting needs to look up. */
export interface ProjectionContext {
  client: Client;
  contents: ContentStore;
  /** Where the years before are found. */
  view: RegistryView;
  /** Revisions that are loaded; what is read is added. */
  reports: Reports;
  /** Finds entries that no part of the commit touches. */
  heads: HeadStore;
  /** Number of the commit that is carried out, or of the state that is brought over. */
  commit: number;
  /** Ids of reports that go with it. */
  removed: readonly string[];
  retryMs: number;
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

/** Reads the parsed revisions that are not loaded yet. */
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
