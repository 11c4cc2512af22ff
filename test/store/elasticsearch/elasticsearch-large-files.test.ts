import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '../../../src/ingest/ingest-file.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { ReportWrite } from '../../../src/store/writes.js';
import { buildReport, buildWrite } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../../support/elasticsearch/open-stores.js';
import { StepwiseWriter } from '../../support/elasticsearch/stepwise-writer.js';

const MEGABYTE = 2 ** 20;

function ofBytes(organ: string, bytes: Buffer): ReportWrite {
  const write = buildWrite(buildReport({ organ }));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...write, source: { ...write.source, sha256, size: bytes.length, bytes } };
}

describeElasticsearch('large files', (url) => {
  let prefix: string;
  let store: ReportStore;
  beforeEach(() => {
    prefix = freshPrefix();
    store = openTestStore(url, prefix);
  });
  afterEach(async () => {
    await store.close();
    await deleteIndices(url, prefix);
  });

  it('are kept up to the largest that is accepted, though nothing compresses them', async () => {
    const write = ofBytes('教育局', randomBytes(MAX_FILE_BYTES));
    expect(await store.write([write])).toMatchObject([{ status: 'new', current: true }]);
    const source = await store.source(write.source.sha256);
    expect(Buffer.compare(source?.bytes ?? Buffer.alloc(0), write.source.bytes)).toBe(0);
  });

  it('are written in commits of bounded bytes, with outcomes in the order of the batch', async () => {
    const batch = Array.from({ length: 5 }, (_, index) =>
      ofBytes(`第${String(index)}局`, Buffer.alloc(12 * MEGABYTE, index)),
    );
    await store.status();
    const { heads, client } = new StepwiseWriter(url, prefix).context;
    const commits = async (): Promise<number> => (await heads.read())?.head.commit ?? NaN;
    const before = await commits();
    const outcomes = await store.write(batch);
    expect(outcomes.map(({ sha256 }) => sha256)).toEqual(batch.map(({ source }) => source.sha256));
    expect((await commits()) - before).toBe(3);
    await client.close();
  });
});
