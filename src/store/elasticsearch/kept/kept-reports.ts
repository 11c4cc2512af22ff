/** Reads reports as they are kept: whole, in all their revisions, and with their bytes. */
import type { Client } from '@elastic/elasticsearch';
import { deriveValues } from '../../../domain/derive-values.js';
import type { Source } from '../../sources.js';
import type { RevisionInfo, StoredReport } from '../../writes.js';
import { organId } from '../../report-id.js';
import type { ContentStore } from './content-store.js';
import type { IndexNames, RegistryEntry } from '../indices.js';
import { getDocuments } from './get-documents.js';
import type { HeadStore } from '../commits/head-store.js';
import { sourceInfo } from '../projection/entry-reports.js';
import { REPORT_SOURCE, storedReport } from '../reading/stored-report.js';
import type { ReportSource } from '../reading/stored-report.js';

/** A revision may be replaced between two steps of a read; more often in a row than this it is not. */
const ATTEMPTS = 5;

/** Time limits of a read's calls. */
export type CallOptions = { requestTimeout: number; signal: AbortSignal };

/** Reads by id and by SHA-256. */
export class KeptReports {
  readonly #client: Client;
  readonly #names: IndexNames;
  readonly #heads: HeadStore;
  readonly #contents: ContentStore;

  constructor(client: Client, names: IndexNames, heads: HeadStore, contents: ContentStore) {
    this.#client = client;
    this.#names = names;
    this.#heads = heads;
    this.#contents = contents;
  }

  /** See `ReportStore.getMany`. */
  async getMany(ids: readonly string[], options: CallOptions): Promise<(StoredReport | null)[]> {
    const found = await this.#current([...new Set(ids)], options);
    const missing = ids.filter((id) => !found.has(id));
    const targets = await this.#aliasTargets(missing);
    const reached = await this.#current([...new Set(targets.values())], options);
    return ids.map((id) => found.get(id) ?? reached.get(targets.get(id) ?? id) ?? null);
  }

  /** See `ReportStore.revisions`. */
  async revisions(ids: readonly string[]): Promise<RevisionInfo[][]> {
    const entries = await this.#entries(ids);
    return ids.map((id) => revisionInfos(entries.get(id)));
  }

  /** See `ReportStore.getRevision`. */
  async getRevision(id: string, sha256: string, options: CallOptions): Promise<StoredReport | null> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const entry = await this.#entry(id);
      const revision = entry?.revisions.find((one) => one.sha256 === sha256);
      if (entry === null || revision === undefined) return null;
      if (entry.current === sha256) {
        const stored = (await this.#current([entry.id], options)).get(entry.id);
        if (stored?.source.sha256 === sha256) return stored;
        continue;
      }
      const report = (await this.#contents.read([revision.content])).get(revision.content);
      if (report === undefined) continue;
      return {
        id: entry.id,
        organId: organId(entry.key),
        report,
        derived: deriveValues(report, null),
        source: sourceInfo(revision),
        parserVersion: revision.parserVersion,
      };
    }
    throw new Error(`The revision ${sha256} of ${id} could not be read in one piece.`);
  }

  /** See `ReportStore.source`. */
  async source(sha256: string): Promise<Source | null> {
    const [entry] = (await this.#heads.entries({ ids: [], keys: [], sha256: [sha256] }, null)) ?? [];
    const revision = entry?.revisions.find((one) => one.sha256 === sha256);
    if (revision === undefined) return null;
    const bytes = await this.#contents.readBytes(revision.bytes);
    return bytes && { ...sourceInfo(revision), bytes };
  }

  /** The entry of an id, or the one that it leads to. */
  async #entry(id: string): Promise<RegistryEntry | null> {
    return (await this.#entries([id])).get(id) ?? null;
  }

  /** The entries of ids, or those that they lead to. */
  async #entries(ids: readonly string[]): Promise<Map<string, RegistryEntry>> {
    if (ids.length === 0) return new Map();
    const entries = (await this.#heads.entries({ ids, keys: [], sha256: [] }, null)) ?? [];
    return new Map([
      ...entries.flatMap((entry) => entry.aliases.map((alias) => [alias, entry] as const)),
      ...entries.map((entry) => [entry.id, entry] as const),
    ]);
  }

  async #aliasTargets(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const entries = (await this.#heads.entries({ ids, keys: [], sha256: [] }, null)) ?? [];
    return new Map(entries.flatMap((entry) => entry.aliases.map((alias) => [alias, entry.id] as const)));
  }

  /** Current revisions of ids that are reports' own. */
  async #current(ids: readonly string[], options: CallOptions): Promise<Map<string, StoredReport>> {
    const { reports } = this.#names;
    const found = await getDocuments<ReportSource>(this.#client, reports, ids, options, REPORT_SOURCE);
    return new Map([...found].map(([id, source]) => [id, storedReport(source)]));
  }
}

/** The current one first, then by SHA-256. */
function revisionInfos(entry: RegistryEntry | undefined): RevisionInfo[] {
  const infos = (entry?.revisions ?? []).map((revision): RevisionInfo => ({
    source: sourceInfo(revision),
    current: revision.sha256 === entry?.current,
    parserVersion: revision.parserVersion,
  }));
  return infos.sort(
    (a, b) => Number(b.current) - Number(a.current) || (a.source.sha256 < b.source.sha256 ? -1 : 1),
  );
}
