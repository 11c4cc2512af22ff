/** Writes the projections of registry entries. */
import { describeCurrent } from '../../current-revision.js';
import { bulkWrite } from '../commits/bulk-write.js';
import type { BulkWrite } from '../commits/bulk-write.js';
import { RegistryView } from '../commits/registry-view.js';
import type { RegistryEntry, RegistryRevision } from '../indices.js';
import { currentRevision, readMissing, reportOf, sourceInfo, yearsBefore } from './entry-reports.js';
import type { ProjectionContext, Reports } from './entry-reports.js';
import { projectionDocument } from './projection-document.js';
import { Sharing } from './sharing.js';

/**
 * Writes the projections of entries into an index, each under the number of its last commit, and before them those of other
 * reports for which a sentence is shared now, or no more, under the number of this one. What is to be written follows from
 * what the index holds of reports that are neither written nor deleted here: so it may be done twice. Searches must see
 * in the index what was written before.
 */
export async function projectEntries(
  entries: readonly RegistryEntry[],
  index: string,
  context: ProjectionContext,
): Promise<void> {
  const { client, retryMs, commit } = context;
  if (entries.length + context.removed.length === 0) return;
  const before = await readWithBefore(entries, context, context.view);
  const sharing = await Sharing.read(entries, index, context);
  const affected = await sharing.affected();
  if (affected.length > 0) {
    // What is in the registry of reports that this commit leaves alone.
    const view = new RegistryView(async (lookup) => (await context.heads.entries(lookup, null)) ?? []);
    const theirs = await readWithBefore(affected, context, view);
    await sharing.add(affected);
    const marked = affected.map((entry) => ({ ...entry, commit }));
    const beforeMarked = new Map(
      marked.flatMap((entry, at) => {
        const previous = theirs.get(affected[at] ?? entry);
        return previous === undefined ? [] : [[entry, previous] as const];
      }),
    );
    await bulkWrite(client, projections(marked, index, beforeMarked, context.reports, sharing), { retryMs });
  }
  await bulkWrite(client, projections(entries, index, before, context.reports, sharing), { retryMs });
}

/** Reads the revisions of entries and of the years before them, which it finds. */
async function readWithBefore(
  entries: readonly RegistryEntry[],
  { contents, reports }: ProjectionContext,
  view: RegistryView,
): Promise<Map<RegistryEntry, RegistryEntry>> {
  const before = await yearsBefore(entries, view);
  const revisions = [
    ...entries.flatMap((entry) => entry.revisions),
    ...[...before.values()].map(currentRevision),
  ];
  await readMissing(revisions, contents, reports);
  return before;
}

/** Made one by one: one with its tokens has some hundred kilobytes, and may have megabytes. */
function* projections(
  entries: readonly RegistryEntry[],
  index: string,
  before: ReadonlyMap<RegistryEntry, RegistryEntry>,
  reports: Reports,
  sharing: Sharing,
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
      narrated: sharing.narrate(entry, previous ?? null),
      source: sourceInfo(current),
      parserVersion: current.parserVersion,
    });
    yield { index, id: entry.id, document, commit: entry.commit, file: current };
  }
}
