/** Lists of what is kept beside the reports, and the state of the store in numbers. */
import { createHash } from 'node:crypto';
import type { Client, estypes } from '@elastic/elasticsearch';
import type { StoreStatus } from '../../port.js';
import type { SetAsideFile } from '../../sources.js';
import type { Alias, WriteLogEntry } from '../../writes.js';
import { bulkWrite } from '../commits/bulk-write.js';
import type { IndexNames, RegistryEntry, SetAsideDocument, WriteLogDocument } from '../indices.js';
import { withRetries } from '../connection/retry.js';

/** A larger page is answered with fewer. */
const LARGEST_PAGE = 10_000;
const REPORTS = { term: { type: 'report' } };

/** Files set aside, the log of writes, the sources, and the aliases. */
export class KeptLists {
  readonly #client: Client;
  readonly #names: IndexNames;
  readonly #retryMs: number;
  #lastOrder = 0;

  constructor(client: Client, names: IndexNames, retryMs: number) {
    this.#client = client;
    this.#names = names;
    this.#retryMs = retryMs;
  }

  /** See `ReportStore.setAside`. */
  async setAside(files: readonly SetAsideFile[]): Promise<void> {
    const writes = files.map((file) => ({
      index: this.#names['set-aside'],
      id: setAsideId(file),
      document: file satisfies SetAsideDocument,
    }));
    await bulkWrite(this.#client, writes, { refresh: true, retryMs: this.#retryMs });
  }

  /** Ids of the records of files set aside with one of these SHA-256. */
  async setAsideIds(sha256: readonly string[]): Promise<string[]> {
    // A part of a write, which goes on once the cluster does.
    const { hits } = await withRetries(
      () =>
        this.#search({
          index: this.#names['set-aside'],
          size: LARGEST_PAGE,
          _source: false,
          query: { terms: { sha256: [...sha256] } },
        }),
      this.#retryMs,
    );
    return hits.hits.map(({ _id: id }) => id ?? '');
  }

  /** See `ReportStore.listSetAside`. */
  async listSetAside(limit: number, offset: number): Promise<{ files: SetAsideFile[]; total: number }> {
    const { documents, total } = await this.#page('set-aside', limit, offset, [
      { at: 'desc' },
      { fileName: 'asc' },
      { sha256: { order: 'asc', missing: '_first' } },
    ]);
    return { files: documents as SetAsideFile[], total };
  }

  /** See `ReportStore.logWrites`. */
  async logWrites(entries: readonly WriteLogEntry[]): Promise<void> {
    const writes = entries.map((entry) => {
      this.#lastOrder = Math.max(this.#lastOrder + 1, Date.now() * 1000);
      const document: WriteLogDocument = { ...entry, order: this.#lastOrder };
      return { index: this.#names['write-log'], id: logId(document), document };
    });
    await bulkWrite(this.#client, writes, { refresh: true, retryMs: this.#retryMs });
  }

  /** See `ReportStore.listWrites`. */
  async listWrites(limit: number, offset: number): Promise<{ entries: WriteLogEntry[]; total: number }> {
    const { documents: entries, total } = await this.#page('write-log', limit, offset, [
      { at: 'desc' },
      { order: 'desc' },
    ]);
    return { entries: entries as WriteLogEntry[], total };
  }

  /** See `ReportStore.listSources`. */
  listSources(after: string | null, limit: number): Promise<string[]> {
    return this.#registryValues('revisions.sha256', after, limit);
  }

  /** See `ReportStore.listAliases`. */
  async listAliases(after: string | null, limit: number): Promise<Alias[]> {
    const aliases = await this.#registryValues('aliases', after, limit);
    const { hits } = await this.#search({
      index: this.#names.registry,
      size: LARGEST_PAGE,
      query: { terms: { aliases } },
      _source: ['id', 'aliases'],
    });
    const ids = new Map(
      (hits.hits as estypes.SearchHit<RegistryEntry>[]).flatMap(({ _source: entry }) =>
        (entry?.aliases ?? []).map((alias) => [alias, entry?.id] as const),
      ),
    );
    return aliases.flatMap((alias) => {
      const id = ids.get(alias);
      return id === undefined ? [] : [{ alias, id }];
    });
  }

  /** See `ReportStore.status`. */
  async status(): Promise<Omit<StoreStatus, 'madeUp'>> {
    const [counted, setAside, bytes] = await Promise.all([
      this.#search({
        index: this.#names.registry,
        size: 0,
        track_total_hits: true,
        query: REPORTS,
        aggs: {
          revisions: { value_count: { field: 'revisions.sha256' } },
          from: { min: { field: 'year' } },
          to: { max: { field: 'year' } },
        },
      }),
      this.#search({ index: this.#names['set-aside'], size: 0, track_total_hits: true }),
      this.#bytes(),
    ]);
    const figure = (name: string): number | null =>
      (counted.aggregations?.[name] as { value: number | null } | undefined)?.value ?? null;
    const [from, to] = [figure('from'), figure('to')];
    const revisions = figure('revisions') ?? 0;
    return {
      reports: totalOf(counted),
      revisions,
      sources: revisions,
      setAside: totalOf(setAside),
      bytes,
      years: from === null || to === null ? null : { from, to },
    };
  }

  /** Distinct values of a field of the registry after one of them, ascending. */
  async #registryValues(
    field: 'revisions.sha256' | 'aliases',
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    if (limit <= 0) return [];
    const answer = await this.#search({
      index: this.#names.registry,
      size: 0,
      query: { exists: { field } },
      aggs: {
        values: {
          composite: {
            size: Math.min(limit, LARGEST_PAGE),
            sources: [{ value: { terms: { field } } }],
            ...(after !== null && { after: { value: after } }),
          },
        },
      },
    });
    const { buckets } = answer.aggregations?.['values'] as unknown as {
      buckets: { key: { value: string } }[];
    };
    return buckets.map(({ key }) => key.value);
  }

  async #bytes(): Promise<number | null> {
    const stats = await this.#client.indices.stats({ index: this.#names.all, metric: 'store' });
    return stats._all.total?.store?.size_in_bytes ?? null;
  }

  async #page(
    kind: 'set-aside' | 'write-log',
    limit: number,
    offset: number,
    sort: estypes.Sort,
  ): Promise<{ documents: unknown[]; total: number }> {
    const answer = await this.#search({
      index: this.#names[kind],
      size: Math.min(limit, LARGEST_PAGE),
      from: offset,
      track_total_hits: true,
      _source_excludes: ['order'],
      sort,
    });
    const documents = answer.hits.hits.flatMap(({ _source: source }) =>
      source === undefined ? [] : [source],
    );
    return { documents, total: totalOf(answer) };
  }

  #search(request: estypes.SearchRequest): Promise<estypes.SearchResponse> {
    return this.#client.search({ ...request, allow_partial_search_results: false });
  }
}

function totalOf({ hits }: estypes.SearchResponse): number {
  return typeof hits.total === 'number' ? hits.total : (hits.total?.value ?? 0);
}

/** The same file name and bytes are one record. */
function setAsideId({ fileName, sha256 }: SetAsideFile): string {
  return hashOf([fileName, sha256]);
}

/** A repeated request writes the same document again. */
function logId(document: WriteLogDocument): string {
  return hashOf([document.order, document.requestId, document.at, document.reportId, document.sha256]);
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
