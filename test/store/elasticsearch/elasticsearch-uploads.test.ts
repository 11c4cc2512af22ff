import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refreshIndices } from '../../../src/store/elasticsearch/commits/bulk-write.js';
import { collectUploads } from '../../../src/store/elasticsearch/commits/collect-uploads.js';
import { newDocumentId } from '../../../src/store/elasticsearch/kept/content-store.js';
import { reindex } from '../../../src/store/elasticsearch/projection/reindex.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { buildReport, buildSearch, buildWrite } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import {
  deleteIndices,
  freshPrefix,
  openTestStore,
  testSettings,
} from '../../support/elasticsearch/open-stores.js';
import { StepwiseWriter } from '../../support/elasticsearch/stepwise-writer.js';

const HOUR = 60 * 60_000;
/** Later than anything is uploaded, so that each upload counts as old. */
const FOREVER = Number.MAX_SAFE_INTEGER;

const write = (organ: string, year = 2021): ReportWrite =>
  buildWrite(buildReport({ organ, year, sections: [['OTHER', `${organ}公开。`]] }));

describeElasticsearch('uploads that no commit names', (url) => {
  let prefix: string;
  let store: ReportStore;
  let writers: StepwiseWriter[];
  beforeEach(async () => {
    prefix = freshPrefix();
    store = openTestStore(url, prefix);
    await store.status();
    writers = [];
  });
  afterEach(async () => {
    await Promise.all([store.close(), ...writers.map((one) => one.context.client.close())]);
    await deleteIndices(url, prefix);
  });

  const newWriter = (interfere?: () => Promise<void>): StepwiseWriter => {
    const writer = new StepwiseWriter(url, prefix, interfere);
    writers.push(writer);
    return writer;
  };
  /** Uploads a batch as a writer does that is killed before its commit, on a clock that is late. */
  const abandon = async (batch: readonly ReportWrite[], ago: number): Promise<void> => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - ago);
    try {
      await newWriter().begin(batch, { commit: false });
    } finally {
      clock.mockRestore();
    }
  };
  /** Documents of both indices, by the kind. */
  const count = async (): Promise<{ contents: number; sources: number }> => {
    const { client, names } = newWriter().context;
    await refreshIndices(client, [names.contents, names.sources]);
    const [contents, sources] = await Promise.all(
      [names.contents, names.sources].map((index) => client.count({ index })),
    );
    return { contents: contents?.count ?? NaN, sources: sources?.count ?? NaN };
  };
  const collect = async (before = FOREVER): Promise<number> => {
    await count();
    return collectUploads(newWriter().context, before);
  };
  /** Everything that is kept of these, bytes included; fails where something is missing. */
  const requireWhole = async (batch: readonly ReportWrite[]): Promise<void> => {
    const known = await store.knownSources(batch.map(({ source }) => source.sha256));
    expect(known.size).toBe(batch.length);
    for (const { source, report } of batch) {
      const id = known.get(source.sha256)?.id ?? '';
      expect(await store.source(source.sha256)).toEqual(source);
      const revision = await store.getRevision(id, source.sha256);
      expect(revision?.report.sections).toEqual(report.sections);
    }
  };

  it('are deleted by a reindexing once they are an hour old, and nothing else is', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 2 * HOUR);
    const kept = [write('甲局'), write('甲局', 2020), write('乙局')];
    await store.write(kept);
    clock.mockRestore();
    // The same bytes as some that are kept, and others.
    await abandon([{ ...write('甲局'), parserVersion: '2' }, write('丙局')], 2 * HOUR);
    await abandon([write('丁局')], HOUR / 2);
    const { client, names } = newWriter().context;
    const foreign = `${'ab'.repeat(32)}-0b5f2f2e-5c7d-4a53-8f0e-1d2c3b4a5968`;
    await client.index({ index: names.sources, id: foreign, document: { bytes: '' } });
    // Bytes that are kept are not uploaded for a revision that is parsed again.
    expect(await count()).toEqual({ contents: 6, sources: 6 });
    const before = await store.search(buildSearch());

    const run = (options: { rollback?: boolean } = {}) =>
      reindex({ settings: testSettings(url, prefix), ...options });
    expect(await run()).toMatchObject({ reports: 3, collected: 3 });
    expect(await count()).toEqual({ contents: 4, sources: 5 });
    expect(await client.exists({ index: names.sources, id: foreign })).toBe(true);
    await requireWhole(kept);
    expect(await store.search(buildSearch())).toEqual(before);
    expect(await run()).toMatchObject({ collected: 0 });
    await abandon([write('戊局')], 2 * HOUR);
    await count();
    expect(await run({ rollback: true })).toMatchObject({ collected: 0 });
    expect(await run()).toMatchObject({ collected: 2 });
  });

  it('are deleted however many there are, and the rest of them by the next run where one is killed', async () => {
    const kept = [write('甲局')];
    await store.write(kept);
    const { contents } = newWriter().context;
    const [{ report, source } = write('')] = kept;
    const uploads = Array.from({ length: 1100 }, () => {
      const sha256 = randomBytes(32).toString('hex');
      return { id: newDocumentId(sha256), file: { ...source, sha256 } };
    });
    await contents.upload(
      uploads.map((one) => ({ ...one, what: report })),
      [],
    );
    expect(await count()).toEqual({ contents: 1101, sources: 1 });
    const killed = new Error('killed');
    const dying = newWriter(() => Promise.reject(killed));
    await expect(collectUploads(dying.context, FOREVER)).rejects.toBe(killed);
    expect(await count()).toEqual({ contents: 1101, sources: 1 });
    // What it had written down is carried out by whoever comes next.
    await collect();
    expect(await count()).toEqual({ contents: 1, sources: 1 });
    await requireWhole(kept);
    expect(await collect()).toBe(0);
  });

  it('may be deleted under a writer about to name them: it uploads them again', async () => {
    const batch = [write('甲局'), write('乙局')];
    let collected = 0;
    const outcomes = await newWriter().write(batch, async () => {
      collected = await collect();
    });
    expect(collected).toBe(4);
    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'new']);
    await requireWhole(batch);
    expect(await count()).toEqual({ contents: 2, sources: 2 });
  });

  it('are uploaded where an earlier decision did not need them', async () => {
    const [first] = await store.write([write('甲局')]);
    // To be parsed again; and meanwhile somebody deletes the report with its bytes.
    const again = { ...write('甲局'), parserVersion: '2' };
    const outcomes = await newWriter().write([again], async () => {
      await store.delete(first?.id ?? '');
    });
    expect(outcomes).toMatchObject([{ status: 'new' }]);
    await requireWhole([again]);
  });

  it('never are those of reports, whoever writes while somebody collects', async () => {
    const organs = Array.from({ length: 12 }, (_, index) => `第${String(index)}局`);
    const batches = organs.map((organ) => [write(organ), write(organ, 2020)]);
    let writing = 3;
    const writeSome = async (number: number): Promise<void> => {
      const one = openTestStore(url, prefix);
      for (let next = number; next < batches.length; next += 3) await one.write(batches[next] ?? []);
      await one.close();
      writing -= 1;
    };
    const collecting = (async () => {
      while (writing > 0) await collect();
    })();
    await Promise.all([collecting, ...[0, 1, 2].map(writeSome)]);
    await requireWhole(batches.flat());
    await collect();
    expect(await count()).toEqual({ contents: 24, sources: 24 });
    expect(await store.status()).toMatchObject({ reports: 24, sources: 24 });
  });
});
