/** What becomes of reports by a commit, from the registry before and after it. */
import type { Report } from '../../../domain/report.js';
import { changeBetween } from '../../changes.js';
import type { CurrentRevision, ReportChange } from '../../changes.js';
import type { ContentStore } from '../kept/content-store.js';
import type { RegistryEntry, RegistryRevision } from '../indices.js';
import { currentRevision, readMissing, reportOf } from '../projection/entry-reports.js';
import type { RegistryView } from './registry-view.js';

/**
 * The changes of a commit, by report id. All current revisions are decided; `written` are the reports that it writes, others
 * have not changed unless they are gone.
 */
export async function describeChanges(
  view: RegistryView,
  written: ReadonlySet<RegistryEntry>,
  contents: ContentStore,
  known: ReadonlyMap<string, Report>,
): Promise<ReportChange[]> {
  const ids = new Set([...view.currentBefore.keys(), ...[...written].map(({ id }) => id)]);
  const pairs = [...ids].sort().flatMap((id) => {
    const entry = view.known(id);
    const before = view.currentBefore.get(id);
    const after = entry === undefined ? undefined : currentRevision(entry);
    return before?.content === after?.content ? [] : [{ id, before, after }];
  });
  const reports = new Map(known);
  const revisions = pairs.flatMap(({ before, after }) => [before, after]).filter((one) => one !== undefined);
  await readMissing(revisions, contents, reports);
  const revision = (one: RegistryRevision | undefined): CurrentRevision | null =>
    one === undefined ? null : { sha256: one.sha256, report: reportOf(one, reports) };
  // What is gone was replaced by a commit that this one comes too late for: it is decided again.
  const there = (one: RegistryRevision | undefined): boolean => one === undefined || reports.has(one.content);
  const at = new Date().toISOString();
  return pairs
    .filter(({ before }) => there(before))
    .map(({ id, before, after }) => {
      const mergedInto = after === undefined ? (view.knownByAlias(id)?.id ?? null) : null;
      return changeBetween({ id, at, mergedInto }, revision(before), revision(after));
    })
    .filter((change) => change !== null);
}
