import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateStore } from '../../src/services/migrate-store.js';
import type { ReportStore } from '../../src/store/port.js';
import type { SetAsideFile } from '../../src/store/sources.js';
import type { WriteLogEntry } from '../../src/store/writes.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { compareStores } from '../equivalence/equivalence.js';
import { arbitraryFacts } from '../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite, region } from '../support/build-report.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';

/** More than is listed at a time. */
const MANY = 600;
const at = '2024-03-01T08:00:00.000Z';
const place = region('云泽省', '澄江市', '青禾县');

const setAside = (facts: Partial<SetAsideFile>): SetAsideFile => ({
  fileName: 'a.txt',
  sha256: null,
  reason: 'no-year',
  message: '没有年度。',
  at,
  ...facts,
});
const logEntry = (index: number): WriteLogEntry => ({
  at,
  action: 'DELETE',
  reportId: 'x',
  sha256: null,
  result: 'deleted',
  requestId: String(index),
});

/** Files of random reports, read once or several times, as another report or none of the others; some deleted. */
const arbitrarySteps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.array(fc.record({ file: fc.nat(49), facts: arbitraryFacts }), {
        minLength: 1,
        maxLength: 4,
      }),
    },
    { weight: 1, arbitrary: fc.nat().map((deleted) => ({ deleted })) },
  ),
  { minLength: 70, maxLength: 70 },
);

/** Makes a store of all that there can be in one. Returns all ids that it ever told of. */
async function fillMixed(store: ReportStore, seed: number): Promise<string[]> {
  const ids = new Set<string>();
  const [steps = []] = fc.sample(arbitrarySteps, { seed, numRuns: 1 });
  for (const [version, step] of steps.entries()) {
    if ('deleted' in step) {
      await store.delete([...ids][step.deleted % ids.size] ?? '');
      continue;
    }
    const writes = step.map(({ file, facts }) =>
      buildWrite(buildReport(facts), { bytes: `${file}`, parserVersion: `${version}` }),
    );
    for (const { id } of await store.write(writes)) ids.add(id);
  }
  const [kept = null] = await store.listSources(null, 1);
  await store.setAside([
    setAside({ fileName: 'kept.txt', sha256: kept, reason: 'parser-failure' }),
    ...Array.from({ length: MANY }, (_, index) =>
      setAside({ fileName: `${index}.txt`, at: `2024-03-0${1 + (index % 3)}T08:00:00.000Z` }),
    ),
  ]);
  await store.logWrites(Array.from({ length: MANY }, (_, index) => logEntry(index)));
  return [...ids];
}

/** Everything that a store answers but for searches: by id, by file, and its lists. */
async function answersOf(store: ReportStore, ids: string[]): Promise<unknown> {
  const sources = await store.listSources(null, 1000);
  const known = await store.knownSources(sources);
  const files = await Promise.all(
    sources.map(async (sha256) => {
      const source = await store.source(sha256);
      const revision = await store.getRevision(known.get(sha256)?.id ?? '', sha256);
      return { revision, source: source && { ...source, bytes: Buffer.from(source.bytes).toString('hex') } };
    }),
  );
  return {
    reports: await store.getMany(ids),
    revisions: await store.revisions(ids),
    sources,
    known,
    files,
    aliases: await store.listAliases(null, 1000),
    setAside: await store.listSetAside(1000, 0),
    writes: await store.listWrites(1000, 0),
    status: { ...(await store.status()), bytes: null },
  };
}

describeElasticsearch('migrating to Elasticsearch', (url) => {
  let folder: string;
  let prefix: string;
  let from: ReportStore;
  let to: ReportStore;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ogi-migrate-'));
    prefix = freshPrefix();
    from = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
    to = openTestStore(url, prefix);
  });
  afterEach(async () => {
    await Promise.all([from.close(), to.close()]);
    rmSync(folder, { recursive: true });
    await deleteIndices(url, prefix);
  });

  const report = (index: number, cells = {}) =>
    buildReport({
      organ: `第${String(index % 30)}局`,
      year: 2019 + Math.floor(index / 30),
      region: place,
      cells,
    });

  it('loses nothing of what any read can tell', async () => {
    const ids = await fillMixed(from, 31);
    const { sources } = await from.status();
    // What the comparison below rests on.
    expect((await from.listAliases(null, 1000)).length).toBeGreaterThan(10);
    const reports = await from.getMany(ids);
    expect(reports).toContain(null);
    expect(reports.filter((one) => one?.organId === null).length).toBeGreaterThan(2);
    expect((await from.revisions(ids)).filter((all) => all.length > 1).length).toBeGreaterThan(2);

    const migrated = await migrateStore(from, to);
    expect(migrated).toMatchObject({ sources, copied: sources });
    expect(await answersOf(to, ids)).toEqual(await answersOf(from, ids));
    const figures = await compareStores(from, to, { requests: 150, seed: 31, reports: 0, corpus: 0 });
    expect(figures.found).toBeGreaterThan(20);
    expect(await migrateStore(from, to)).toEqual({ ...migrated, copied: 0 });

    // And back again, for both are stores behind one port.
    const back = await openSqliteStore({ path: join(folder, 'back.sqlite'), readers: 1 });
    expect(await migrateStore(to, back)).toEqual(migrated);
    expect(await answersOf(back, ids)).toEqual(await answersOf(from, ids));
    await back.close();
  });

  it('goes on where it was broken off, also with what has come since', async () => {
    await from.write(
      Array.from({ length: 80 }, (_, index) =>
        buildWrite(report(index, { 'applications.carriedIn.total': index }), { bytes: String(index) }),
      ),
    );
    await from.write([buildWrite(report(3, { 'applications.received.total': 1 }), { bytes: 'better' })]);
    // A file that turned out to be of another year keeps the id that it was once given.
    const moved = buildWrite({ ...report(5), year: 1999 }, { bytes: '5', parserVersion: '2' });
    const [{ id: movedId } = { id: '' }] = await from.write([moved]);
    expect(movedId).toMatch(/-2019-/);
    await from.setAside([setAside({})]);
    await from.logWrites([1, 2, 3].map(logEntry));

    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort();
    };
    expect(await migrateStore(from, to, { signal: stop.signal, onProgress })).toEqual({
      sources: 64,
      copied: 64,
      checksum: null,
    });
    const { checksum, ...counts } = await migrateStore(from, to);
    expect(counts).toEqual({ sources: 81, copied: 17 });
    expect(checksum).toMatch(/^[0-9a-f]{64}$/);
    const ids = (await from.search(buildSearch())).hits.map(({ id }) => id);
    expect(await answersOf(to, ids)).toEqual(await answersOf(from, ids));
    expect(await migrateStore(from, to)).toEqual({ sources: 81, copied: 0, checksum });

    // Read again, one report goes into another: its id leads there in both.
    await from.write([buildWrite(report(7), { bytes: '8', parserVersion: '2' })]);
    await from.setAside([setAside({ fileName: 'b.txt' })]);
    await from.logWrites([logEntry(4)]);
    expect(await migrateStore(from, to)).toMatchObject({ sources: 81, copied: 1 });
    expect(await answersOf(to, ids)).toEqual(await answersOf(from, ids));
  });

  it.each<[string, (store: ReportStore, id: string) => Promise<unknown>]>([
    ['a report', (store) => store.write([buildWrite(report(200))])],
    ['an alias', (store, id) => store.addAliases([{ alias: 'x-2018-a', id }])],
    ['a file set aside', (store) => store.setAside([setAside({})])],
    ['a write', (store) => store.logWrites([logEntry(1)])],
  ])('tells that the stores differ by %s', async (_name, change) => {
    await from.write([buildWrite(report(0), { bytes: '0' }), buildWrite(report(1), { bytes: '1' })]);
    await migrateStore(from, to);
    const [id = ''] = (await to.search(buildSearch())).hits.map((hit) => hit.id);
    await change(to, id);
    await expect(migrateStore(from, to)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });

  it('tells that the stores differ where the target has a report under another id', async () => {
    const [first, second] = [buildWrite(report(0), { bytes: '0' }), buildWrite(report(1), { bytes: '1' })];
    await from.write([first, second]);
    await from.write([buildWrite(report(0), { bytes: '1', parserVersion: '2' })]);
    await to.write([{ ...first, id: 'x-2019-other' }]);
    await expect(migrateStore(from, to)).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
  });
});
