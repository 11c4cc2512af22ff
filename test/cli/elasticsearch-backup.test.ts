import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeElasticsearch } from '../support/elasticsearch/describe-elasticsearch.js';
import { deleteIndices, freshPrefix } from '../support/elasticsearch/open-stores.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

describeElasticsearch('a backup of Elasticsearch', (url) => {
  it('is one verified file, which restores to the same in another cluster’s indices and in the embedded store', async () => {
    const cwd = tempFolder();
    const prefixes = [freshPrefix(), freshPrefix()];
    const [from = {}, to = {}] = prefixes.map((prefix) => ({
      OGI_STORE: 'elasticsearch',
      ELASTICSEARCH_URL: url,
      OGI_INDEX_PREFIX: prefix,
    }));
    try {
      for (const year of [2019, 2020, 2021]) writeFileSync(join(cwd, `${year}.txt`), reportText({ year }));
      expect((await runOgi(['ingest', '2019.txt', '2020.txt', '2021.txt'], { cwd, env: from })).status).toBe(
        0,
      );
      const backup = await runOgi(['backup', 'backup.ogi'], { cwd, env: from });
      expect([backup.status, backup.stderr]).toMatchObject([0, expect.any(String) as unknown]);
      expect(backup.stdout).toContain('3 source files, all verified');
      const exported = async (env: Record<string, string>, data: string): Promise<string> => {
        const out = `${data}.csv`;
        const args = ['export', '--format', 'csv', '--keys', 'cells,derived', '--sort', '[{"by":"YEAR"}]'];
        const { status } = await runOgi([...args, '--out', out, '--data', data], { cwd, env });
        expect(status).toBe(0);
        // All but the cursor, which belongs to its store.
        return readFileSync(join(cwd, out), 'utf8').replace(/,[^,]*\r\n/gu, '\r\n');
      };
      const before = await exported(from, 'before');
      expect((await runOgi(['restore', 'backup.ogi'], { cwd, env: to })).status).toBe(0);
      expect(await exported(to, 'cluster')).toBe(before);
      expect((await runOgi(['restore', 'backup.ogi', '--data', 'embedded'], { cwd })).status).toBe(0);
      expect(await exported({}, 'embedded')).toBe(before);
    } finally {
      for (const prefix of prefixes) await deleteIndices(url, prefix);
    }
  });
});
