/** Builds a projection from the registry while another one is served. */
import { createHash } from 'node:crypto';
import type { Client, estypes } from '@elastic/elasticsearch';
import { bulkWrite, refreshIndices } from '../commits/bulk-write.js';
import type { CommitLog } from '../commits/commit-log.js';
import type { ContentStore } from '../kept/content-store.js';
import type { IndexNames, RegistryEntry, RemovedEntry } from '../indices.js';
import type { HeadStore } from '../commits/head-store.js';
import { projectEntries } from './project-entries.js';
import { readMissing, yearsBefore } from './entry-reports.js';
import type { Reports } from './entry-reports.js';
import { RegistryView } from '../commits/registry-view.js';
import { PartialAnswerError, withRetries } from '../connection/retry.js';

/** How long Elasticsearch holds a state of the registry after the last read. */
const KEEP_ALIVE = '5m';
/** Entries read at a time. */
const PAGE = 256;

/** The registry after one commit, whatever is written later. Close it. */
export interface HeldRegistry {
  pit: estypes.SearchPointInTimeReference;
  /** The last commit that it shows. */
  commit: number;
}

/** What building needs. */
export interface BuildContext {
  client: Client;
  names: IndexNames;
  heads: HeadStore;
  commits: CommitLog;
  contents: ContentStore;
  retryMs: number;
}

/** What was found where a projection was compared with the registry. */
export interface Comparison {
  /** Reports compared. */
  reports: number;
  /** SHA-256 over id, SHA-256 and commit of each, in the order of ids. */
  checksum: string;
  /** Ids of which the projection is missing or of another revision; empty where all is well. */
  differing: string[];
}

/** Brings one index up to date with the registry. */
export class ProjectionBuilder {
  readonly #context: BuildContext;
  readonly #index: string;

  constructor(context: BuildContext, index: string) {
    this.#context = context;
    this.#index = index;
  }

  /**
   * Writes the projections of all entries of a held registry that a commit after `since` touched, and deletes those of
   * removed reports; those that are written already are left, so that an interrupted build goes on.
   *
   * @param onProgress called after each page with the number of entries seen
   */
  async bring(held: HeldRegistry, since: number, onProgress: (entries: number) => void): Promise<void> {
    const { client, retryMs } = this.#context;
    for await (const page of this.#pages<RegistryEntry | RemovedEntry>(held, since, ['report', 'removed'])) {
      const removed = page.filter((entry) => entry.type === 'removed');
      const entries = page.filter((entry) => entry.type === 'report');
      const written = await this.#written(entries.map(({ id }) => id));
      const stale = entries.filter(({ id, commit }) => (written.get(id)?.commit ?? -1) < commit);
      await this.#project(
        stale,
        removed.map(({ id }) => id),
        held,
      );
      await bulkWrite(
        client,
        removed.map(({ id, commit }) => ({ index: this.#index, id, document: null, commit })),
        { retryMs },
      );
      // The next page asks the index who has which sentence.
      await refreshIndices(client, [this.#index], retryMs);
      onProgress(page.length);
    }
    await refreshIndices(client, [this.#index], retryMs);
  }

  /** Compares the projection with a held registry. Entries that a later commit has touched are left out. */
  async compare(held: HeldRegistry): Promise<Comparison> {
    const { heads } = this.#context;
    const [wanted, found] = [createHash('sha256'), createHash('sha256')];
    const differing: string[] = [];
    let reports = 0;
    for await (const page of this.#pages<RegistryEntry>(held, -1, ['report'])) {
      const ids = page.map(({ id }) => id);
      const written = await this.#written(ids);
      const wrong = page.filter(({ id, current, commit }) => {
        const one = written.get(id);
        // A later commit may have written it for a sentence that another report has too.
        return one?.sha256 !== current || one.commit < commit;
      });
      const now = wrong.length === 0 ? [] : await heads.entries({ ids, keys: [], sha256: [] }, null);
      const standing = new Set(now?.map(({ id, commit }) => `${id} ${String(commit)}`));
      const later = new Set(wrong.filter(({ id, commit }) => !standing.has(`${id} ${String(commit)}`)));
      for (const entry of page.filter((one) => !later.has(one))) {
        const one = written.get(entry.id);
        wanted.update(`${entry.id} ${entry.current} ${String(entry.commit)}\n`);
        found.update(
          `${entry.id} ${one?.sha256 ?? ''} ${String(Math.min(one?.commit ?? -1, entry.commit))}\n`,
        );
        reports += 1;
      }
      differing.push(...wrong.filter((one) => !later.has(one)).map(({ id }) => id));
    }
    const checksum = wanted.digest('hex');
    if (checksum !== found.digest('hex') && differing.length === 0) throw new Error('The checksums differ.');
    return { reports, checksum, differing };
  }

  /** How many reports the projection has. Those just written are counted once {@link bring} has ended. */
  async count(): Promise<number> {
    const { client, retryMs } = this.#context;
    return (await withRetries(() => client.count({ index: this.#index }, { maxRetries: 0 }), retryMs)).count;
  }

  /** A revision that is gone belongs to a report that a later commit has touched, which is brought in the next round. */
  async #project(
    entries: readonly RegistryEntry[],
    removed: readonly string[],
    { pit, commit }: HeldRegistry,
  ): Promise<void> {
    const { contents, heads } = this.#context;
    const view = new RegistryView(async (lookup) => (await heads.entries(lookup, null, pit)) ?? []);
    const reports: Reports = new Map();
    const before = await yearsBefore(entries, view);
    const needed = (entry: RegistryEntry) => [
      ...entry.revisions,
      ...(before.get(entry)?.revisions.filter(({ sha256 }) => sha256 === before.get(entry)?.current) ?? []),
    ];
    await readMissing(entries.flatMap(needed), contents, reports);
    const whole = entries.filter((entry) => needed(entry).every(({ content }) => reports.has(content)));
    await projectEntries(whole, this.#index, { ...this.#context, view, reports, commit, removed });
  }

  /** Revision and commit of the projections that are there. */
  async #written(ids: readonly string[]): Promise<Map<string, { sha256: string; commit: number }>> {
    if (ids.length === 0) return new Map();
    const { client, retryMs } = this.#context;
    const docs = await withRetries(async () => {
      const answer = await client.mget<{ sha256: string }>(
        { index: this.#index, ids: [...ids], _source_includes: ['sha256'] },
        { maxRetries: 0 },
      );
      return answer.docs.map((doc) => {
        if ('error' in doc)
          throw new PartialAnswerError(`${doc._index}/${doc._id}: ${doc.error.reason ?? ''}`);
        return doc;
      });
    }, retryMs);
    return new Map(
      docs.flatMap((doc) => {
        const { _id: id, _source: source, _version: commit } = doc;
        return source === undefined || commit === undefined
          ? []
          : [[id, { sha256: source.sha256, commit }] as const];
      }),
    );
  }

  /** Pages of a held registry in the order of ids. */
  async *#pages<Entry extends RegistryEntry | RemovedEntry>(
    { pit }: HeldRegistry,
    since: number,
    types: string[],
  ): AsyncGenerator<Entry[]> {
    const { client, retryMs } = this.#context;
    let after: estypes.SortResults | undefined;
    for (;;) {
      const { hits } = await withRetries(
        () =>
          client.search<Entry>(
            {
              pit,
              size: PAGE,
              sort: [{ id: 'asc' }],
              track_total_hits: false,
              query: { bool: { filter: [{ terms: { type: types } }, { range: { commit: { gt: since } } }] } },
              ...(after !== undefined && { search_after: after }),
            },
            { maxRetries: 0 },
          ),
        retryMs,
      );
      if (hits.hits.length === 0) return;
      yield hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [source]));
      after = hits.hits.at(-1)?.sort;
    }
  }
}

/** Lends the registry as it is after the last commit. */
export async function withHeldRegistry<T>(
  { client, names, heads, commits, retryMs }: BuildContext,
  use: (held: HeldRegistry) => Promise<T>,
): Promise<T> {
  for (;;) {
    const state = await commits.settled();
    const { id } = await withRetries(
      () => client.openPointInTime({ index: names.registry, keep_alive: KEEP_ALIVE }, { maxRetries: 0 }),
      retryMs,
    );
    const pit = { id, keep_alive: KEEP_ALIVE };
    try {
      // Null: a commit in between, or a copy that has not heard of the last refresh.
      const entries = await heads.entries({ ids: [], keys: [], sha256: [] }, state, pit);
      if (entries !== null) return await use({ pit, commit: state.head.commit });
    } finally {
      // It would end by itself.
      await client.closePointInTime({ id }).catch(() => undefined);
    }
    await heads.makeVisible();
  }
}
