import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
      reports: 0,
      years: null,
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
});

describe('ogi reparse', () => {
  it('leaves alone what this version has read', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.txt'), reportText());
    await runOgi(['ingest', 'a.txt'], { cwd });
    const { status, stdout } = await runOgi(['reparse'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 file in .*: 0 new, 0 revised, 0 reparsed, 1 unchanged, 0 set aside\.\n$/u);
  });
});
