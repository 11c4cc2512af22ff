import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { csvRows, ndjson } from '../services/export/export-support.js';
import { buildReport, buildWrite } from '../support/build-report.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

const KEY = 'applications.received.total';

/** A folder with a store of three reports. */
async function dataFolder(): Promise<string> {
  const folder = tempFolder();
  const store = await openSqliteStore({ path: join(folder, 'ogi.sqlite') });
  await store.write([2020, 2021, 2022].map((year) => buildWrite(buildReport({ year, cells: { [KEY]: 0 } }))));
  await store.close();
  return folder;
}

describe('ogi export', () => {
  it('writes a file, whole or not at all', async () => {
    const data = await dataFolder();
    const out = join(data, '报告.csv');
    const filter = '{"year": {"gte": 2021}}';
    const result = await runOgi([
      'export',
      '-f',
      'csv',
      '-o',
      out,
      '-k',
      KEY,
      '--filter',
      filter,
      '--data',
      data,
    ]);
    expect(result).toMatchObject({ status: 0, stdout: '' });
    expect(result.stderr).toContain('2 reports');
    const rows = csvRows(readFileSync(out));
    expect(rows.map((row) => [row['year'], row[KEY]])).toEqual([
      [2022, 0],
      [2021, 0],
    ]);
    expect(readdirSync(data).filter((name) => name.endsWith('.part'))).toEqual([]);

    const after = String(rows[0]?.['cursor']);
    const options = ['--no-header', '--after', after, '-k', KEY, '--filter', filter, '--data', data];
    const rest = await runOgi(['export', '-f', 'csv', ...options]);
    expect(readFileSync(out, 'utf8').endsWith(`\r\n${rest.stdout}`)).toBe(true);
  });

  it('writes to standard output, with nothing between', async () => {
    const data = await dataFolder();
    const result = await runOgi([
      'export',
      '-f',
      'ndjson',
      '--findings',
      '-q',
      '政府信息公开',
      '--data',
      data,
    ]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const { meta, reports } = ndjson(Buffer.from(result.stdout));
    expect(meta).toMatchObject({
      total: 3,
      asked: { format: 'ndjson', findings: 'true', query: '政府信息公开' },
    });
    expect(new Set(reports.map(({ year }) => year))).toEqual(new Set([2020, 2021, 2022]));
  });

  it('says what is wrong', async () => {
    const data = await dataFolder();
    const refused = async (...args: string[]) => {
      const { status, stdout, stderr } = await runOgi(['export', '--data', data, ...args]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      return stderr;
    };
    expect(await refused()).toContain('--format');
    expect(await refused('-f', 'xls')).toContain('csv, xlsx, ndjson, parquet');
    expect(await refused('-f', 'csv', '--filter', '{"yaer": {}}')).toContain('Did you mean year?');
    expect(await refused('-f', 'csv', '-o', join(data, 'none', 'x.csv'))).toContain(
      'cannot be written (ENOENT)',
    );
    const empty = join(data, 'empty');
    mkdirSync(empty);
    expect(await refused('-f', 'csv', '--data', empty)).toContain('There are no reports');
    expect(readdirSync(empty)).toEqual([]);
  });
});
