/**
 * Deletes what writers uploaded and no commit ever named, for they were stopped in between.
 *
 * Its age is not what makes that safe: a writer may sleep for as long as it likes. It only spares those at work. What is
 * deleted is deleted by a commit that was decided on a state of the registry in which nothing names it; a writer that has
 * decided on that state or an earlier one can no longer commit, and before it decides again it looks what is left of its
 * uploads.
 */
import type { estypes } from '@elastic/elasticsearch';
import type { Decision } from './commit-log.js';
import { readDocumentId } from '../kept/content-store.js';
import type { BuildContext } from '../projection/projection-builder.js';
import { RegistryView } from './registry-view.js';
import { withRetries } from '../connection/retry.js';

/** Documents looked at, or deleted, at a time. */
const PAGE = 1000;
/** How long Elasticsearch holds a state of an index after the last read. */
const KEEP_ALIVE = '5m';

/** Indices of uploads, and what names their documents in a revision of the registry. */
const NAMED_BY = { contents: 'content', sources: 'bytes' } as const;
type UploadIndex = keyof typeof NAMED_BY;

/**
 * Collects what was uploaded before an instant, in milliseconds since 1970. Where a run is broken off, the next one deletes
 * what is left.
 *
 * @returns the number of documents deleted
 */
export async function collectUploads(context: BuildContext, before: number): Promise<number> {
  const { heads, commits } = context;
  let collected = 0;
  for (const kind of ['contents', 'sources'] as const) {
    for await (const page of idPages(kind, context)) {
      // Mostly all are named, and no commit need be waited for to see that.
      const glance = new RegistryView(async (lookup) => (await heads.entries(lookup, null)) ?? []);
      const suspects = await unnamed(
        kind,
        page.filter((id) => isOlder(id, before)),
        glance,
      );
      if (suspects.length === 0) continue;
      collected += await commits.change((view) => decideCollection(kind, suspects, view));
    }
  }
  return collected;
}

/** What deleting those of these documents changes that nothing names. */
async function decideCollection(
  kind: UploadIndex,
  suspects: readonly string[],
  view: RegistryView,
): Promise<Decision<number> | { changes: null; result: number }> {
  const ids = await unnamed(kind, suspects, view);
  if (ids.length === 0) return { changes: null, result: 0 };
  return {
    changes: {
      entries: [],
      obsolete: { contents: [], sources: [], 'set-aside': [], [kind]: ids },
      serve: null,
    },
    reports: new Map(),
    upload: () => Promise.resolve(),
    result: ids.length,
  };
}

async function unnamed(kind: UploadIndex, ids: readonly string[], view: RegistryView): Promise<string[]> {
  const sources = ids.map((id) => readDocumentId(id)?.sha256 ?? '');
  await view.load({ sha256: sources });
  const found: string[] = [];
  for (const [position, id] of ids.entries()) {
    const known = await view.bySha256(sources[position] ?? '');
    if (known?.revision[NAMED_BY[kind]] !== id) found.push(id);
  }
  return found;
}

/** An id that does not tell its time is none that this program gives to uploads. */
function isOlder(id: string, instant: number): boolean {
  const facts = readDocumentId(id);
  return facts !== null && facts.time < instant;
}

/** Ids of all documents of an index as it is now. */
async function* idPages(
  kind: UploadIndex,
  { client, names, retryMs }: BuildContext,
): AsyncGenerator<string[]> {
  const { id } = await withRetries(
    () => client.openPointInTime({ index: names[kind], keep_alive: KEEP_ALIVE }, { maxRetries: 0 }),
    retryMs,
  );
  try {
    let after: estypes.SortResults | undefined;
    for (;;) {
      const { hits } = await withRetries(
        () =>
          client.search(
            {
              pit: { id, keep_alive: KEEP_ALIVE },
              size: PAGE,
              sort: ['_shard_doc'],
              track_total_hits: false,
              _source: false,
              ...(after !== undefined && { search_after: after }),
            },
            { maxRetries: 0 },
          ),
        retryMs,
      );
      if (hits.hits.length === 0) return;
      yield hits.hits.flatMap(({ _id }) => (_id === undefined ? [] : [_id]));
      after = hits.hits.at(-1)?.sort;
    }
  } finally {
    // It would end by itself.
    await client.closePointInTime({ id }).catch(() => undefined);
  }
}
