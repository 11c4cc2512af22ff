/** Makes the indices of a store where they are missing. */
import { randomUUID } from 'node:crypto';
import { errors } from '@elastic/elasticsearch';
import type { Client } from '@elastic/elasticsearch';
import { OgiError } from '../../../errors.js';
import { bulkWrite } from '../commits/bulk-write.js';
import { serveProjection } from '../commits/carry-out.js';
import { CHANGES_MARK, KEPT_INDICES, changePlace } from '../indices.js';
import type { ChangesMark, Head, IndexNames, KeptIndex } from '../indices.js';
import type { HeadStore } from '../commits/head-store.js';
import { loadMapping } from './mappings.js';
import { PROJECTION_VERSION } from './projection-version.js';
import { errorType } from '../connection/store-error.js';
import { withRetries } from '../connection/retry.js';

/** What preparing needs. */
export interface PrepareContext {
  client: Client;
  names: IndexNames;
  heads: HeadStore;
  retryMs: number;
  /** See `ElasticsearchSettings`. */
  shards: number | undefined;
}

/** Kept indices with something of each report in them; the others stay small. */
const LARGE_INDICES: ReadonlySet<KeptIndex> = new Set(['contents', 'sources']);

/**
 * Makes what is missing; several processes may do so at once. An empty store is marked as made up or not; of an existing
 * one it is checked, unless `madeUp` is null.
 *
 * @throws OgiError `BAD_CONFIGURATION` where `madeUp` does not fit.
 */
export async function prepareIndices(context: PrepareContext, madeUp: boolean | null): Promise<Head> {
  const { client, names, heads, retryMs, shards } = context;
  const divided = shards === undefined ? {} : { number_of_shards: shards };
  const hadChanges = await withRetries(
    () => client.indices.exists({ index: names.changes }, { maxRetries: 0 }),
    retryMs,
  );
  await Promise.all(
    KEPT_INDICES.map((kind) =>
      createIndex(client, names[kind], kind, retryMs, {
        settings: LARGE_INDICES.has(kind) ? divided : {},
      }),
    ),
  );
  await addNewFields(client, names.registry, retryMs);
  const existing = await heads.read();
  if (!hadChanges && existing !== null) await markChanges(context, existing.head);
  if (existing === null) {
    const index = names.projection(1);
    await createIndex(client, index, 'reports', retryMs, { settings: divided });
    await heads.create({
      type: 'head',
      commit: 0,
      open: null,
      owner: '',
      served: { index, version: PROJECTION_VERSION },
      previous: null,
      store: randomUUID(),
      madeUp: madeUp ?? false,
    });
  }
  const state = existing ?? (await heads.read());
  if (state === null) throw new Error('The head of the store is gone.');
  const { head } = state;
  if (madeUp !== null && head.madeUp !== madeUp) throw wrongSort(head.madeUp);
  await serveFirst(context, head);
  return head;
}

/** A store of an older version has changed before changes were kept: the mark says up to when they are not known. */
async function markChanges({ client, names, retryMs }: PrepareContext, { commit }: Head): Promise<void> {
  if (commit === 0) return;
  const document: ChangesMark = {
    type: 'mark',
    place: changePlace(commit + 1, 0) - 1,
    at: new Date().toISOString(),
  };
  await bulkWrite(client, [{ index: names.changes, id: CHANGES_MARK, document }], { refresh: true, retryMs });
}

/** The process that made the store may have ended before its projection was served. Later only commits change what is. */
async function serveFirst({ client, names, retryMs }: PrepareContext, { served }: Head): Promise<void> {
  const aliases = await withRetries(
    () => client.indices.getAlias({ name: names.anyReports, allow_no_indices: true }, { maxRetries: 0 }),
    retryMs,
  );
  if (Object.keys(aliases).length === 0) await serveProjection(client, names, served, retryMs);
}

/** Makes an index from its file in `mappings/`, unless it is there; `meta` is kept in its mappings, `settings` go before those of the file. */
export async function createIndex(
  client: Client,
  index: string,
  mapping: string,
  retryMs: number,
  { meta = {}, settings: own = {} }: { meta?: Record<string, string>; settings?: object } = {},
): Promise<void> {
  if (await withRetries(() => client.indices.exists({ index }, { maxRetries: 0 }), retryMs)) return;
  try {
    const { settings, mappings } = loadMapping(mapping);
    await withRetries(
      () =>
        client.indices.create(
          {
            index,
            settings: { index: { ...settings.index, ...own } },
            mappings: { ...mappings, _meta: meta },
          },
          { maxRetries: 0 },
        ),
      retryMs,
    );
  } catch (error) {
    const isThere =
      error instanceof errors.ResponseError && errorType(error) === 'resource_already_exists_exception';
    if (!isThere) throw error;
  }
}

/** Fields that the registry has gained since its index was made; a user who only reads is not asked to change what has them all. */
async function addNewFields(client: Client, index: string, retryMs: number): Promise<void> {
  const { properties = {} } = loadMapping('registry').mappings;
  const answer = await withRetries(() => client.indices.getMapping({ index }, { maxRetries: 0 }), retryMs);
  const there = Object.values(answer)[0]?.mappings.properties ?? {};
  if (Object.keys(properties).every((name) => name in there)) return;
  await withRetries(() => client.indices.putMapping({ index, properties }, { maxRetries: 0 }), retryMs);
}

function wrongSort(madeUp: boolean): OgiError {
  const [is, wanted] = madeUp ? ['made-up', 'real'] : ['real', 'made-up'];
  return new OgiError(
    'BAD_CONFIGURATION',
    `The store holds ${is} reports, and is asked for ${wanted} ones.`,
    {
      remedy: 'Name another index prefix; the two never mix.',
    },
  );
}
