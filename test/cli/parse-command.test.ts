import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { BAD_FILES, writeBadFiles } from '../support/bad-files.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

const PUBLIC_KEYS = [
  'file',
  'title',
  'organ',
  'organInfo',
  'year',
  'publishedOn',
  'dateKind',
  'region',
  'scope',
  'scopeEvidence',
  'form',
  'sections',
  'cells',
  'extraRows',
  'extraTables',
  'claims',
  'findings',
];

function parseLines(text: string): Record<string, unknown>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('ogi parse --explain', () => {
  it('tells the way of one cell, and draws the tables without a key', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.txt'), reportText({ received: 7 }));
    const one = await runOgi(['parse', 'a.txt', '--explain', 'applications.received.total'], { cwd });
    expect({ status: one.status, stderr: one.stderr }).toEqual({ status: 0, stderr: '' });
    expect(one.stdout).toContain('applications.received.total');
    const all = await runOgi(['parse', 'a.txt', '--explain'], { cwd });
    expect(all.status).toBe(0);
    expect(all.stdout).toContain('本年新收');
  });
});

describe('ogi parse --json', () => {
  it('prints one document a line and a file, in the public shape', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a 😀.txt'), reportText({ received: 7 }));
    writeFileSync(join(cwd, 'b.txt'), reportText({ year: 2021 }));
    const { status, stdout, stderr } = await runOgi(['parse', '--json', 'a 😀.txt', 'b.txt'], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const documents = parseLines(stdout);
    expect(documents.map(({ file, year }) => [file, year])).toEqual([
      ['a 😀.txt', 2020],
      ['b.txt', 2021],
    ]);
    const [first] = documents;
    expect(Object.keys(first ?? {})).toEqual(PUBLIC_KEYS);
    expect(first).toMatchObject({
      title: '云泽省澄江市青禾县人民政府2020年政府信息公开工作年度报告',
      organ: '云泽省澄江市青禾县人民政府',
      organInfo: { kind: 'PEOPLES_GOVERNMENT' },
      scope: 'UNKNOWN',
      form: 'FORM_2019',
    });
    const cells = first?.['cells'] as Record<string, unknown>;
    expect(Object.keys(cells)).toEqual(CELLS.map(({ key }) => key));
    expect(cells['applications.received.naturalPerson']).toMatchObject({
      state: 'REPORTED',
      value: 7,
      raw: '7',
    });
    expect(cells['review.reconsideration.total']).toMatchObject({ state: 'ABSENT', value: null });
  });

  it('prints a line for each file that cannot be parsed too, and goes on', async () => {
    const cwd = tempFolder();
    writeBadFiles(cwd);
    writeFileSync(join(cwd, 'zz-good.txt'), reportText());
    const { status, stdout, stderr } = await runOgi(['parse', '--json', '.', 'missing file.txt'], { cwd });
    expect(status).toBe(1);
    const found = parseLines(stdout).map(({ file, error }) => [
      file,
      (error as { reason?: string } | undefined)?.reason,
    ]);
    // Without an organ or a year a report cannot be stored, but it can be shown.
    const reasons = Object.entries(BAD_FILES).map(([file, reason]) => [
      file,
      reason === 'no-organ' || reason === 'no-year' ? undefined : reason,
    ]);
    expect(new Map(found as [string, string][])).toEqual(
      new Map([...reasons, ['zz-good.txt', undefined], ['missing file.txt', 'not-found']] as [
        string,
        string,
      ][]),
    );
    expect(stderr).toContain('missing file.txt: There is no such file');
  });
});

describe('ogi parse', () => {
  it('prints a page with the tables, and marks what is absent', async () => {
    const cwd = tempFolder();
    const text = reportText({ received: 12 }).replace('\n2.重复申请\t0\t0\t0\t0\t0\t0\t0', '');
    writeFileSync(join(cwd, 'a.txt'), text);
    const { status, stdout } = await runOgi(['parse', 'a.txt'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^云泽省澄江市青禾县人民政府2020年政府信息公开工作年度报告\n═+\nFile +a\.txt\n/u);
    expect(stdout).toMatch(/│ 一、本年新收政府信息公开申请数量 +│ +12 │ +0 │ +0 │ +0 │ +0 │ +0 │ +12 │/u);
    expect(stdout).toMatch(/│ （五）不予处理 2\.重复申请 +│ +· │/u);
    expect(stdout).toContain('reconsideration and litigation\nThe report does not have this table.');
    expect(stdout).toMatch(/\d+ checks? holds?\./u);
  });

  it('ends quietly when its reader has seen enough', () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.txt'), reportText());
    const main = fileURLToPath(new URL('../../bin/ogi.js', import.meta.url));
    const command = `"${process.execPath}" "${main}" parse --json ${'a.txt '.repeat(60)}`;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', `${command} | head -c 20; echo " \${PIPESTATUS[0]}"`],
      {
        cwd,
        encoding: 'utf8',
      },
    );
    expect(stdout).toBe('{"file":"a.txt","tit 141\n');
    expect(stderr).toBe('');
  });
});

describe('ogi', () => {
  it.each([
    [[]],
    [['--help']],
    [['ingest', '--help']],
    [['parse', '--help']],
    [['serve', '--help']],
    [['status', '--help']],
  ])('%j shows usage and the exit statuses', async (args) => {
    const { status, stdout, stderr } = await runOgi(args);
    expect(`${stdout}${stderr}`).toMatch(/^Usage: ogi/u);
    expect(`${stdout}${stderr}`).toContain('130  interrupted');
    expect(status).toBe(args.length === 0 ? 2 : 0);
  });

  it.each([[['no-such-command']], [['parse']], [['parse', '--no-such-option', 'a.txt']]])(
    '%j is refused with status 2 and a sentence',
    async (args) => {
      const { status, stderr } = await runOgi(args);
      expect(status).toBe(2);
      expect(stderr).toMatch(/^error: /u);
    },
  );

  it('refuses a setting that cannot be used', async () => {
    const { status, stderr } = await runOgi(['parse', 'a.txt'], { env: { PORT: 'many' } });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^ogi: .*PORT.*\n$/u);
  });
});
