/** Makes the projection again beside the one that is served, and then serves it in one step; or goes back to the one before. */
import type { Client } from '@elastic/elasticsearch';
import { OgiError } from '../../../errors.js';
import { refreshIndices } from '../commits/bulk-write.js';
import { carryOut } from '../commits/carry-out.js';
import { createClient } from '../connection/client.js';
import type { ElasticsearchSettings } from '../connection/client.js';
import { collectUploads } from '../commits/collect-uploads.js';
import { CommitLog } from '../commits/commit-log.js';
import { ContentStore } from '../kept/content-store.js';
import { indexNames } from '../indices.js';
import type { CommitChanges, Head, ServedProjection } from '../indices.js';
import { HeadStore } from '../commits/head-store.js';
import { createIndex, prepareIndices } from './prepare-indices.js';
import { ProjectionBuilder, withHeldRegistry } from './projection-builder.js';
import type { BuildContext, Comparison } from './projection-builder.js';
import { PROJECTION_VERSION } from './projection-version.js';
import { DEFAULT_RETRY_MS, withRetries, writeLimits } from '../connection/retry.js';
import { withWriteErrors } from '../connection/write-error.js';

export interface ReindexOptions {
  settings: ElasticsearchSettings;
  /** Goes back to the projection that was served before, once it has what was written since. */
  rollback?: boolean;
  /** Called after each page: entries looked at so far, and of how many. */
  onProgress?: (done: number, total: number) => void;
  retryMs?: number;
}

/** What a run did. */
export interface ReindexResult {
  /** The index that is served now. */
  index: string;
  /** Reports in it. */
  reports: number;
  /** Over id, revision and commit of each report, found equal in registry and projection. */
  checksum: string;
  /** Uploads deleted that no commit ever named: their writers were stopped before. None where it went back. */
  collected: number;
}

const NOTHING: CommitChanges = {
  entries: [],
  obsolete: { contents: [], sources: [], 'set-aside': [] },
  serve: null,
};
/** While so few entries are left, writers are kept waiting for them. */
const FEW = 256;
/** An upload that is younger may well be named yet: no write takes so long. */
const OLD_MS = 60 * 60_000;
/** Rounds after which writers wait whatever is left. */
const ROUNDS = 10;

/**
 * Builds the next projection from the kept revisions while the one before serves, compares count and checksum, and serves
 * it. A run that was broken off leaves the old one serving, and the next run goes on where it stopped. Writers wait only
 * while the last few reports are brought over.
 *
 * @throws OgiError `STORE_UNAVAILABLE`, `NOT_FOUND` where there is nothing to go back to
 */
export function reindex(options: ReindexOptions): Promise<ReindexResult> {
  return withWriteErrors(async () => {
    const { settings, rollback = false, onProgress, retryMs = DEFAULT_RETRY_MS } = options;
    const client = createClient(settings);
    try {
      const context = buildContext(client, settings.indexPrefix, retryMs);
      await prepareIndices({ ...context, shards: settings.shards }, null);
      const { head } = await context.commits.settled();
      const target = rollback ? previousOf(head) : await nextProjection(context, head, settings.shards);
      const result = await new Reindexing(context, target, onProgress ?? (() => undefined)).run();
      await deleteUnused(context);
      return { ...result, collected: rollback ? 0 : await collectUploads(context, Date.now() - OLD_MS) };
    } finally {
      await client.close();
    }
  });
}

function buildContext(client: Client, prefix: string, retryMs: number): BuildContext {
  const names = indexNames(prefix);
  const limits = writeLimits(retryMs);
  const heads = new HeadStore(client, names, limits);
  const contents = new ContentStore(client, names, limits);
  const context = { client, names, heads, contents, retryMs };
  const commits = new CommitLog(
    heads,
    (changes, head, atHand) => carryOut(changes, head, atHand, context),
    retryMs,
  );
  return { ...context, commits };
}

function previousOf({ previous }: Head): ServedProjection {
  if (previous === null) {
    throw new OgiError('NOT_FOUND', 'No other index was served before.', {
      remedy: 'Run ogi reindex without --rollback to build one.',
    });
  }
  if (previous.version === PROJECTION_VERSION) return previous;
  throw new OgiError('STORE_UNAVAILABLE', 'The index before was made by another version of this program.', {
    remedy: 'Run ogi reindex --rollback with that version.',
  });
}

/** The projection to build: one that was begun and not served, if it is of this version; else a new one. */
async function nextProjection(
  { client, names, retryMs }: BuildContext,
  head: Head,
  shards: number | undefined,
): Promise<ServedProjection> {
  const existing = await withRetries(
    () => client.indices.get({ index: names.projections }, { maxRetries: 0 }),
    retryMs,
  );
  const used = [head.served.index, head.previous?.index];
  for (const [index, { mappings, settings }] of Object.entries(existing)) {
    if (used.includes(index) || mappings?._meta?.['version'] !== PROJECTION_VERSION) continue;
    const divided = Number(settings?.index?.number_of_shards);
    if (shards === undefined || shards === divided) return { index, version: PROJECTION_VERSION };
  }
  let ordinal = 1;
  while (names.projection(ordinal) in existing) ordinal += 1;
  const index = names.projection(ordinal);
  await createIndex(client, index, 'reports', retryMs, {
    meta: { version: PROJECTION_VERSION },
    settings: {
      ...(await settingsOf(head.served.index, client, retryMs)),
      ...(shards !== undefined && { number_of_shards: shards }),
    },
  });
  return { index, version: PROJECTION_VERSION };
}

/** How an index is divided and copied; somebody may have set that by hand. */
async function settingsOf(index: string, client: Client, retryMs: number): Promise<object> {
  const answer = await withRetries(() => client.indices.getSettings({ index }, { maxRetries: 0 }), retryMs);
  const { number_of_shards, number_of_replicas, auto_expand_replicas } = answer[index]?.settings?.index ?? {};
  return { number_of_shards, number_of_replicas, auto_expand_replicas };
}

/** Projections that are neither served nor the ones to go back to. */
async function deleteUnused({ client, names, commits, retryMs }: BuildContext): Promise<void> {
  const { head } = await commits.settled();
  const existing = await withRetries(
    () => client.indices.get({ index: names.projections }, { maxRetries: 0 }),
    retryMs,
  );
  const unused = Object.keys(existing).filter(
    (index) => index !== head.served.index && index !== head.previous?.index,
  );
  for (const index of unused) {
    await withRetries(() => client.indices.delete({ index }, { maxRetries: 0, ignore: [404] }), retryMs);
  }
}

class Reindexing {
  readonly #context: BuildContext;
  readonly #target: ServedProjection;
  readonly #builder: ProjectionBuilder;
  readonly #onProgress: (done: number, total: number) => void;
  #done = 0;

  constructor(
    context: BuildContext,
    target: ServedProjection,
    onProgress: (done: number, total: number) => void,
  ) {
    this.#context = context;
    this.#target = target;
    this.#onProgress = onProgress;
    this.#builder = new ProjectionBuilder(context, target.index);
  }

  async run(): Promise<Omit<ReindexResult, 'collected'>> {
    let [brought, compared] = await this.#first();
    for (;;) {
      for (let round = 0; round < ROUNDS && (await this.#left(brought)) > FEW; round += 1) {
        brought = await this.#bringSince(brought);
      }
      const served = await this.#switch(brought);
      if (served)
        return {
          index: this.#target.index,
          reports: await this.#builder.count(),
          checksum: compared.checksum,
        };
      brought = await this.#bringSince(brought);
      compared = await this.#compare();
    }
  }

  /** Everything, compared with what it was made from. */
  async #first(): Promise<[commit: number, Comparison]> {
    const total = await this.#left(-1);
    return withHeldRegistry(this.#context, async (held) => {
      await this.#builder.bring(held, -1, (entries) => {
        this.#done += entries;
        this.#onProgress(Math.min(this.#done, total), total);
      });
      return [held.commit, requireEqual(await this.#builder.compare(held))];
    });
  }

  #compare(): Promise<Comparison> {
    return withHeldRegistry(this.#context, async (held) => {
      await this.#builder.bring(held, -1, () => undefined);
      return requireEqual(await this.#builder.compare(held));
    });
  }

  #bringSince(commit: number): Promise<number> {
    return withHeldRegistry(this.#context, async (held) => {
      await this.#builder.bring(held, commit, () => undefined);
      return held.commit;
    });
  }

  /** Keeps writers waiting, brings over what is left, and serves the projection; false where a writer waited no longer. */
  async #switch(brought: number): Promise<boolean> {
    const { commits, heads, client, names, retryMs } = this.#context;
    const paused = await commits.open(await commits.settled(), NOTHING);
    if (paused === null) return false;
    await heads.makeVisible();
    const { id } = await withRetries(
      () => client.openPointInTime({ index: names.registry, keep_alive: '1m' }, { maxRetries: 0 }),
      retryMs,
    );
    const held = { pit: { id, keep_alive: '1m' }, commit: paused.head.commit };
    await this.#builder.bring(held, brought, () => undefined);
    await refreshIndices(client, [this.#target.index], retryMs);
    const [reports, wanted] = [await this.#builder.count(), await this.#countReports()];
    if (reports !== wanted) {
      await commits.finish(paused);
      throw new Error(`The new index has ${String(reports)} reports where there are ${String(wanted)}.`);
    }
    const switching = await commits.reopen(paused, { ...NOTHING, serve: this.#target });
    if (switching === null) return false;
    await commits.finish(switching);
    return true;
  }

  /** Entries that a later commit has touched. */
  #left(commit: number): Promise<number> {
    return this.#count({ bool: { filter: [{ range: { commit: { gt: commit } } }], must_not: [HEAD] } });
  }

  #countReports(): Promise<number> {
    return this.#count({ term: { type: 'report' } });
  }

  async #count(query: object): Promise<number> {
    const { client, names, retryMs } = this.#context;
    const { count } = await withRetries(
      () => client.count({ index: names.registry, query }, { maxRetries: 0 }),
      retryMs,
    );
    return count;
  }
}

/** The head itself has a commit too. */
const HEAD = { term: { type: 'head' } };

function requireEqual(comparison: Comparison): Comparison {
  const { differing } = comparison;
  if (differing.length === 0) return comparison;
  throw new Error(
    `The new index lacks ${String(differing.length)} report(s) or has other revisions of them, the first: ${differing[0] ?? ''}.`,
  );
}
