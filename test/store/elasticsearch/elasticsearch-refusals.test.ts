import { expect, it } from 'vitest';
import { buildReport, buildWrite } from '../../support/build-report.js';
import { describeElasticsearch } from '../../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix, openTestStore } from '../../support/elasticsearch/open-stores.js';
import { StepwiseWriter } from '../../support/elasticsearch/stepwise-writer.js';

describeElasticsearch('a document that Elasticsearch refuses', (url) => {
  it('is named by its file, and leaves the store as it was', async () => {
    const prefix = freshPrefix();
    const store = openTestStore(url, prefix);
    await store.status();
    const { client, names } = new StepwiseWriter(url, prefix).context;
    const mend = async (properties: Record<string, { type: 'binary' }>): Promise<void> => {
      await client.indices.delete({ index: names.sources });
      await client.indices.create({ index: names.sources, mappings: { dynamic: 'strict', properties } });
    };
    await mend({ other: { type: 'binary' } });
    const write = buildWrite(buildReport(), { fileName: '年报.txt' });
    await expect(store.write([write])).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: `Elasticsearch refused what it was given of 年报.txt (SHA-256 ${write.source.sha256}) permanently (strict_dynamic_mapping_exception).`,
      remedy: expect.stringContaining('mappings') as string,
    });
    expect(await store.status()).toMatchObject({ reports: 0 });
    expect(await store.knownSources([write.source.sha256])).toEqual(new Map());
    await mend({ bytes: { type: 'binary' } });
    expect(await store.write([write])).toMatchObject([{ status: 'new' }]);
    await Promise.all([store.close(), client.close()]);
    await deleteIndices(url, prefix);
  });
});
