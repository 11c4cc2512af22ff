/** Carries out the changes of a commit. Everything here may be done twice, by several processes at once. */
import type { Client } from '@elastic/elasticsearch';
import { bulkWrite, refreshIndices } from './bulk-write.js';
import type { AtHand } from './commit-log.js';
import type { ContentStore } from '../kept/content-store.js';
import { changePlace } from '../indices.js';
import type { ChangeDocument, CommitChanges, Head, IndexNames, ServedProjection } from '../indices.js';
import { deflate } from '../../report-codec.js';
import type { HeadStore } from './head-store.js';
import { projectEntries } from '../projection/project-entries.js';
import { currentRevision } from '../projection/entry-reports.js';
import { PROJECTION_VERSION } from '../projection/projection-version.js';
import { RegistryView } from './registry-view.js';
import { withRetries } from '../connection/retry.js';

/** What carrying out needs. */
export interface CarryOutContext {
  client: Client;
  names: IndexNames;
  heads: HeadStore;
  contents: ContentStore;
  retryMs: number;
}

/**
 * Writes entries and projections and deletes what nothing names any more. Searches see the projections when this
 * resolves, and the entries once the head is settled.
 */
export async function carryOut(
  { entries, changes = [], obsolete, serve }: CommitChanges,
  { commit, served }: Head,
  atHand: AtHand | null,
  context: CarryOutContext,
): Promise<void> {
  const { client, names, retryMs } = context;
  const reports = entries.filter((entry) => entry.type === 'report');
  const removed = entries.filter((entry) => entry.type === 'removed');
  const writeEntries = (): Promise<void> =>
    bulkWrite(
      client,
      entries.map((entry) => ({
        index: names.registry,
        id: entry.id,
        document: entry,
        commit,
        ...(entry.type === 'report' && { file: currentRevision(entry) }),
      })),
      { retryMs },
    );
  const project = async ({ view, reports: known }: AtHand): Promise<void> => {
    // Another version's projection is left to those who can write it: ogi reindex is about to replace it.
    if (served.version !== PROJECTION_VERSION) return;
    await projectEntries(reports, served.index, {
      ...context,
      view,
      reports: known,
      commit,
      removed: removed.map(({ id }) => id),
    });
  };
  if (atHand === null) {
    await writeEntries();
    await project(await readBack(context));
  } else {
    await Promise.all([writeEntries(), project(atHand)]);
  }
  await bulkWrite(
    client,
    removed.map(({ id }) => ({ index: served.index, id, document: null, commit })),
    { retryMs },
  );
  await bulkWrite(
    client,
    changes.map((change, index) => {
      const place = changePlace(commit, index);
      const packed = deflate(Buffer.from(JSON.stringify(change))).toString('base64');
      const document: ChangeDocument = { type: 'change', place, at: change.at, change: packed };
      return { index: names.changes, id: String(place), document, commit };
    }),
    { retryMs },
  );
  await refreshIndices(client, changes.length === 0 ? [] : [names.changes], retryMs);
  await refreshIndices(client, entries.length === 0 ? [] : [served.index], retryMs);
  if (serve !== null) await serveProjection(client, names, serve, retryMs);
  await bulkWrite(
    client,
    (['contents', 'sources', 'set-aside'] as const).flatMap((kind) =>
      obsolete[kind].map((id) => ({ index: names[kind], id, document: null })),
    ),
    { retryMs },
  );
  await refreshIndices(client, obsolete['set-aside'].length === 0 ? [] : [names['set-aside']], retryMs);
}

/** Points searches at a projection, in one step. */
export async function serveProjection(
  client: Client,
  names: IndexNames,
  { index, version }: ServedProjection,
  retryMs: number,
): Promise<void> {
  await withRetries(
    () =>
      client.indices.updateAliases(
        {
          actions: [
            { remove: { index: names.projections, alias: names.anyReports, must_exist: false } },
            { add: { index, alias: names.reportsOf(version) } },
          ],
        },
        { maxRetries: 0 },
      ),
    retryMs,
  );
}

/** The registry as it is: no other commit can begin before this one is settled. */
async function readBack({ heads }: CarryOutContext): Promise<AtHand> {
  await heads.makeVisible();
  const view = new RegistryView(async (lookup) => (await heads.entries(lookup, null)) ?? []);
  return { view, reports: new Map() };
}
