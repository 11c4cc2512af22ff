import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@elastic/elasticsearch';
import { afterEach, expect, it } from 'vitest';
import { indexNames } from '../../src/store/elasticsearch/indices.js';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix } from '../support/elasticsearch/open-stores.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

describeElasticsearch('the command line on Elasticsearch', (url) => {
  const prefix = freshPrefix();
  afterEach(() => deleteIndices(url, prefix));

  it('says where the store is and what it holds, and knows no data folder', async () => {
    const cwd = tempFolder();
    const env = { OGI_STORE: 'elasticsearch', ELASTICSEARCH_URL: url, OGI_INDEX_PREFIX: prefix };
    writeFileSync(join(cwd, 'a.txt'), reportText({ year: 2019 }));
    writeFileSync(join(cwd, 'bad.txt'), 'x');
    await runOgi(['ingest', 'a.txt', 'bad.txt'], { cwd, env });
    const address = new URL(url).origin;
    const place = `Store      Elasticsearch at ${address}, indices ${prefix}-*\n`;
    const { status, stdout } = await runOgi(['status', '--set-aside'], { cwd, env });
    expect([status, stdout.startsWith(`${place}Reports    1, years 2019–2019\n`)]).toEqual([0, true]);
    expect(stdout).toContain('Set aside  1\n  bad.txt: ');
    const json = await runOgi(['status', '--json'], { cwd, env });
    expect(JSON.parse(json.stdout)).toMatchObject({
      dataDir: null,
      storePath: null,
      elasticsearch: { urls: [address], indexPrefix: prefix },
      reports: 1,
      setAside: 1,
      problem: null,
    });
    expect(existsSync(join(cwd, 'data'))).toBe(false);

    // What a writer uploaded that was killed long ago.
    const client = new Client({ node: url });
    const abandoned = `${'ab'.repeat(32)}-1700000000000-1`;
    await client.index({
      index: indexNames(prefix).sources,
      id: abandoned,
      document: { bytes: '' },
      refresh: true,
    });
    await client.close();
    const reindexed = await runOgi(['reindex'], { cwd, env });
    expect(reindexed).toMatchObject({ status: 0 });
    expect(reindexed.stdout).toMatch(
      /^\S+ is served now: 1 report, checksum [0-9a-f]{16}\.\n1 document of interrupted/u,
    );
  });
});
