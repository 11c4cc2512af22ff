/** What a store holds, as far as it may not depend on how and when it came in. */
import type { ReportStore } from '../../src/store/port.js';
import { buildSearch, phrase } from '../support/build-report.js';

const AT_ONCE = 100;

/** SHA-256 of all files that a store holds, ascending. */
export async function storedFiles(store: ReportStore): Promise<string[]> {
  const files: string[] = [];
  for (let page = await store.listSources(null, AT_ONCE); page.length > 0;) {
    files.push(...page);
    page = await store.listSources(page.at(-1) ?? null, AT_ONCE);
  }
  return files;
}

/** Reports, revisions, files and answers of a store, without the times of import. */
export async function describeStore(store: ReportStore): Promise<unknown> {
  const { bytes: size, ...status } = await store.status();
  const reports: unknown[] = [];
  for (let after: string | null = null; ;) {
    const page = await store.search(
      buildSearch({
        text: phrase('政府信息'),
        sort: [{ by: 'YEAR', direction: 'ASC' }],
        after,
        limit: AT_ONCE,
      }),
    );
    const stored = await store.getMany(page.hits.map(({ id }) => id));
    for (const one of stored) {
      if (one === null) throw new Error('a hit has no report');
      const revisions = (await store.revisions([one.id])).flat();
      const files = revisions.map(({ source, current }) => [source.sha256, source.fileName, current]);
      reports.push({ id: one.id, organId: one.organId, report: one.report, derived: one.derived, files });
    }
    after = page.hits.at(-1)?.cursor ?? null;
    if (!page.hasNextPage) break;
  }
  const { facets } = await store.search(
    buildSearch({
      limit: 0,
      facets: [
        { field: 'finding', limit: 100 },
        { field: 'organ', limit: 1000 },
      ],
    }),
  );
  const { files } = await store.listSetAside(1000, 0);
  const setAside = files.map(({ fileName, sha256, reason }) => [fileName, sha256, reason]);
  return JSON.parse(
    JSON.stringify({ status, hasSize: size !== null, reports, facets, setAside: setAside.sort() }),
  ) as unknown;
}
