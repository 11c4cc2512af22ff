import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePorts } from '../support/elasticsearch/free-ports.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

describe('ogi status', () => {
  it('says that there is nothing yet, and makes no store by asking', async () => {
    const cwd = tempFolder();
    const { status, stdout } = await runOgi(['status'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toBe(
      `Data       ${join(cwd, 'data')}\nNo reports yet. Add some with: ogi ingest FILE|FOLDER|GLOB…\n`,
    );
    expect(JSON.parse((await runOgi(['status', '--json'], { cwd })).stdout)).toMatchObject({
      dataDir: join(cwd, 'data'),
      storePath: join(cwd, 'data', 'ogi.sqlite'),
      elasticsearch: null,
      reports: 0,
      years: null,
      problem: null,
    });
    expect(await runOgi(['reparse'], { cwd })).toMatchObject({ status: 0 });
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });

  it('counts what is there, in the folder that the option, else OGI_DATA names', async () => {
    const cwd = tempFolder();
    for (const year of [2019, 2021]) writeFileSync(join(cwd, `${year}.txt`), reportText({ year }));
    writeFileSync(join(cwd, 'bad.txt'), 'x');
    const env = { OGI_DATA: join(cwd, 'elsewhere') };
    await runOgi(['ingest', '2019.txt', '2021.txt', 'bad.txt'], { cwd, env });
    const { stdout } = await runOgi(['status', '--set-aside', '--data', env.OGI_DATA], { cwd });
    expect(stdout).toContain(`Data       ${env.OGI_DATA}\nReports    2, years 2019–2021\n`);
    expect(stdout).toContain('Revisions  2 from 2 kept source files\nSet aside  1\n  bad.txt: ');
    expect(stdout).toMatch(/^Size {7}[\d.]+ [kM]B$/mu);
  });

  it('says which Elasticsearch does not answer, and nothing of what it holds', async () => {
    const cwd = tempFolder();
    const [port] = await freePorts(1);
    const address = `http://127.0.0.1:${String(port)}`;
    const env = {
      OGI_STORE: 'elasticsearch',
      ELASTICSEARCH_URL: `${address}/?token=geheim`,
      ELASTICSEARCH_USERNAME: 'somebody',
      ELASTICSEARCH_PASSWORD: 'geheim',
      OGI_INDEX_PREFIX: 'reports-2',
    };
    const text = await runOgi(['status'], { cwd, env });
    expect(text).toMatchObject({
      status: 3,
      stdout: `Store      Elasticsearch at ${address}, indices reports-2-*\n`,
    });
    expect(text.stderr).toMatch(/^ogi: Elasticsearch cannot be reached\. Check that it runs, .*\n$/u);

    const json = await runOgi(['status', '--json'], { cwd, env });
    expect([json.status, json.stderr]).toEqual([3, text.stderr]);
    expect(JSON.parse(json.stdout)).toEqual({
      dataDir: null,
      storePath: null,
      elasticsearch: { urls: [address], indexPrefix: 'reports-2' },
      reports: null,
      revisions: null,
      sources: null,
      setAside: null,
      bytes: null,
      years: null,
      madeUp: null,
      setAsideFiles: null,
      problem: {
        code: 'STORE_UNAVAILABLE',
        message: 'Elasticsearch cannot be reached.',
        remedy: expect.stringContaining('ELASTICSEARCH_URL') as string,
      },
    });
    expect(`${text.stdout}${text.stderr}${json.stdout}`).not.toContain('geheim');
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });
});
