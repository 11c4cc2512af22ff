/** Decides what making former ids lead to reports changes. Reads, but changes nothing but its own view. */
import type { Alias } from '../../writes.js';
import { leadsNowhere } from '../../report-id.js';
import type { Decision } from './commit-log.js';
import type { RegistryEntry } from '../indices.js';
import { yearsBefore } from '../projection/entry-reports.js';
import type { RegistryView } from './registry-view.js';

/**
 * What bringing in aliases changes; null where they are there already, or give way to reports that have these ids.
 *
 * @throws OgiError `BAD_ARGUMENT` where one would lead to no report
 */
export async function decideAliases(
  view: RegistryView,
  aliases: readonly Alias[],
  commit: number,
): Promise<Decision<undefined> | { changes: null; result: undefined }> {
  await view.load({ ids: aliases.flatMap(({ alias, id }) => [alias, id]) });
  const touched = new Set<RegistryEntry>();
  for (const { alias, id } of aliases) {
    const entry = (await view.byId(id)) ?? (await view.byAlias(id));
    if (entry === undefined) throw leadsNowhere({ alias, id });
    const former = await view.byAlias(alias);
    if (former === entry || (await view.byId(alias)) !== undefined) continue;
    if (former !== undefined) {
      former.aliases = former.aliases.filter((one) => one !== alias);
      touched.add(former);
    }
    entry.aliases.push(alias);
    touched.add(entry);
  }
  if (touched.size === 0) return { changes: null, result: undefined };
  // Projecting needs them, and once the commit is open this state of the registry can be read no more.
  await yearsBefore([...touched], view);
  return {
    changes: {
      // The projections are written again too, for registry and projection are compared by their commits.
      entries: view.changes(touched, commit),
      obsolete: { contents: [], sources: [], 'set-aside': [] },
      serve: null,
    },
    reports: new Map(),
    upload: () => Promise.resolve(),
    result: undefined,
  };
}
