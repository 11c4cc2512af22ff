import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../src/services/import-reports.js';
import type { StoreStatus } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { BAD_FILES, writeBadFiles } from '../support/bad-files.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

const NOBODY = 65_534;
/** Looks like a regular file, tells no size, and a read waits for the next message of the system. */
const ENDLESS_FILE = '/proc/kmsg';

/** Whether this system has {@link ENDLESS_FILE} and this user may read it. */
function endlessFileIsThere(): boolean {
  try {
    accessSync(ENDLESS_FILE, constants.R_OK);
    return statSync(ENDLESS_FILE).isFile();
  } catch {
    return false;
  }
}

/** A working folder with `in/` for reports; the data goes to `data/`. */
function workFolder(): string {
  const cwd = tempFolder();
  mkdirSync(join(cwd, 'in'));
  return cwd;
}

async function storeStatus(cwd: string): Promise<StoreStatus> {
  const store = await openSqliteStore({ path: join(cwd, 'data', 'ogi.sqlite') });
  try {
    return await store.status();
  } finally {
    await store.close();
  }
}

function readSummary(path: string): ImportSummary {
  return JSON.parse(readFileSync(path, 'utf8')) as ImportSummary;
}

describe('ogi ingest', () => {
  it('adds reports, tells what happened, and the second time finds nothing to do', async () => {
    const cwd = workFolder();
    mkdirSync(join(cwd, 'in', '甲'));
    writeFileSync(join(cwd, 'in', 'a 报告 😀.txt'), reportText());
    writeFileSync(join(cwd, 'in', '甲', 'b.txt'), reportText({ year: 2021 }));
    writeFileSync(join(cwd, 'in', '甲', 'figures.json'), '{}');
    const first = await runOgi(['ingest', 'in', '--report', 'out.json'], { cwd });
    expect(first).toMatchObject({ status: 0 });
    expect(first.stdout).toMatch(
      /^2 files in .*: 2 new, 0 revised, 0 reparsed, 0 unchanged, 0 set aside\.\n/u,
    );
    expect(first.stdout).toContain('1 file in folders or archives left out, no documents by name: 1 .json.');
    expect(readSummary(join(cwd, 'out.json'))).toMatchObject({
      files: 2,
      new: 2,
      setAside: [],
      interrupted: false,
    });

    const second = await runOgi(['ingest', 'in/a 报告 😀.txt', 'in/**/*.txt'], { cwd });
    expect(second).toMatchObject({ status: 0 });
    expect(second.stdout).toContain('0 new, 0 revised, 0 reparsed, 3 unchanged');
    expect(await storeStatus(cwd)).toMatchObject({ reports: 2, sources: 2, years: { from: 2020, to: 2021 } });
  });

  it('sets every bad file aside with a sentence, and stops at none', async () => {
    const cwd = workFolder();
    writeBadFiles(join(cwd, 'in'));
    writeFileSync(join(cwd, 'in', 'good.txt'), reportText());
    const { status, stdout } = await runOgi(['ingest', 'in', '--report', 'out.json'], { cwd });
    expect(status).toBe(1);
    const summary = readSummary(join(cwd, 'out.json'));
    expect(summary).toMatchObject({ new: 1, files: Object.keys(BAD_FILES).length + 1 });
    expect(Object.fromEntries(summary.setAside.map(({ file, reason }) => [file, reason]))).toEqual(
      Object.fromEntries(Object.entries(BAD_FILES).map(([name, reason]) => [`in/${name}`, reason])),
    );
    for (const { file, reason, message } of summary.setAside) {
      expect(stdout).toContain(`  ${file}: ${message} [${reason}]\n`);
    }

    const listed = await runOgi(['status', '--set-aside', '--json'], { cwd });
    const { setAside, setAsideFiles } = JSON.parse(listed.stdout) as {
      setAside: number;
      setAsideFiles: { fileName: string }[];
    };
    expect(setAside).toBe(summary.setAside.length);
    // The store is read by everybody: names in it are no paths of this machine.
    expect(setAsideFiles.map(({ fileName }) => fileName).sort()).toEqual(Object.keys(BAD_FILES).sort());
  });

  it('says of a folder without permission that it has none, and reads the rest', async () => {
    const cwd = workFolder();
    chmodSync(cwd, 0o755);
    mkdirSync(join(cwd, 'data'));
    chmodSync(join(cwd, 'data'), 0o777);
    mkdirSync(join(cwd, 'in', 'locked'));
    writeFileSync(join(cwd, 'in', 'locked.txt'), reportText());
    writeFileSync(join(cwd, 'in', 'open.txt'), reportText());
    chmodSync(join(cwd, 'in', 'locked'), 0);
    chmodSync(join(cwd, 'in', 'locked.txt'), 0);
    // Permissions do not bind root: where the tests run as root, the command runs as nobody.
    const { status, stdout } = await runOgi(
      ['ingest', 'in'],
      process.getuid?.() === 0 ? { cwd, uid: NOBODY } : { cwd },
    );
    expect(status).toBe(1);
    expect(stdout).toContain('3 files');
    expect(stdout).toContain('1 new, 0 revised, 0 reparsed, 0 unchanged, 2 set aside.');
    expect(stdout).toContain('in/locked: You have no permission to read this folder.');
    expect(stdout).toContain('in/locked.txt: You have no permission to read this file.');
  });

  it('ends with 0 where the rest is plainly no report, and with --strict with 1', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'in', 'good.txt'), reportText());
    writeFileSync(join(cwd, 'in', 'README.md'), '# Reports of a county\n\nFetched in spring.\n');
    writeFileSync(
      join(cwd, 'in', 'form.txt'),
      '政府信息公开工作年度报告\n（格式）\n一、总体情况\n\n二、主动公开政府信息情况\n',
    );
    const { status, stdout } = await runOgi(['ingest', 'in', '--report', 'out.json'], { cwd });
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(readSummary(join(cwd, 'out.json')).setAside.map(({ reason }) => reason)).toEqual([
      'not-a-report',
      'not-a-report',
    ]);
    expect(await runOgi(['ingest', 'in', '--strict'], { cwd })).toMatchObject({ status: 1 });
  });

  it('tells what is left out for its name with what to do, and ends with 1 where that names a report', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'in', 'good.txt'), reportText());
    writeFileSync(join(cwd, 'in', 'tables.pptx'), 'PK');
    const first = await runOgi(['ingest', 'in'], { cwd });
    expect(first.stdout).toContain(
      '.pptx: not read. Save the report in it as a Word document (.docx) or a PDF and import that.',
    );
    expect(first.status).toBe(0);
    expect(await runOgi(['ingest', 'in', '--strict'], { cwd })).toMatchObject({ status: 1 });
    writeFileSync(join(cwd, 'in', '青禾县2022年政府信息公开工作年度报告.pptx'), 'PK');
    const second = await runOgi(['ingest', 'in'], { cwd });
    expect(second.stdout).toContain('年度报告.pptx looks like a report by its name.');
    expect(second.status).toBe(1);
  });

  it.each([['missing 文件.txt'], ['in/*.pdf']])(
    'takes the path %s, which leads nowhere, for wrong usage',
    async (path) => {
      const cwd = workFolder();
      writeFileSync(join(cwd, 'in', 'good.txt'), reportText());
      const { status, stderr } = await runOgi(['ingest', 'in', path], { cwd });
      expect(status).toBe(2);
      expect(stderr).toContain(`There is no such file or folder, and no file of such a name: ${path}.`);
      expect((await storeStatus(cwd)).reports).toBe(0);
    },
  );

  it.skipIf(!endlessFileIsThere())('does not wait for a file of the system that never ends', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'in', 'good.txt'), reportText());
    symlinkSync(ENDLESS_FILE, join(cwd, 'in', 'endless.txt'));
    const { status, stdout } = await runOgi(['ingest', 'in'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toMatch(/1 new, .* 1 set aside\./u);
  });

  it('says so where there is nothing to import', async () => {
    const { status, stdout, stderr } = await runOgi(['ingest', 'in'], { cwd: workFolder() });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^0 files in /u);
    expect(stderr).toBe('No documents were found there.\n');
  });

  it('refuses a report file or a data folder that cannot be written, before it reads anything', async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, 'a-file'), '');
    const report = await runOgi(['ingest', 'in', '--report', 'no/such/folder.json'], { cwd });
    expect(report).toMatchObject({ status: 2, stdout: '' });
    expect(report.stderr).toMatch(/^ogi: The report no\/such\/folder\.json cannot be written\. Give a file/u);
    const data = await runOgi(['ingest', 'in', '--data', 'a-file'], { cwd });
    expect(data).toMatchObject({ status: 3, stdout: '' });
    expect(data.stderr).toMatch(
      /^ogi: The data folder .*a-file cannot be made or is no folder\. Choose another/u,
    );
  });
});

describe('ogi ingest, ended midway', { timeout: 180_000 }, () => {
  const FILES = 500;

  function folderOfMany(): string {
    const cwd = workFolder();
    for (let index = 0; index < FILES; index += 1) {
      const text = reportText({ organ: `云泽省澄江市青禾县第${index}街道办事处`, received: index });
      writeFileSync(join(cwd, 'in', `${index}.txt`), text);
    }
    return cwd;
  }

  /** Sends a signal with the first line of progress, which follows the first acknowledged batch. */
  function ingestUntilProgress(cwd: string, signal: NodeJS.Signals): ReturnType<typeof runOgi> {
    let sent = false;
    return runOgi(['ingest', 'in'], {
      cwd,
      onStderr: (soFar, child) => {
        if (sent || !soFar.includes('Importing: ')) return;
        sent = true;
        child.kill(signal);
      },
    });
  }

  async function expectCompletion(cwd: string, kept: number): Promise<void> {
    const { status, stdout } = await runOgi(['ingest', 'in'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toContain(`${FILES} files`);
    expect(stdout).toContain(` ${FILES - kept} new, 0 revised, 0 reparsed, ${kept} unchanged, 0 set aside.`);
    expect(await storeStatus(cwd)).toMatchObject({ reports: FILES, revisions: FILES, sources: FILES });
  }

  // What does not end by itself within five seconds kills itself: then there is a signal and no status.
  it.each([
    ['Ctrl-C', 'SIGINT'],
    ['SIGTERM', 'SIGTERM'],
  ] as const)(
    'by %s: ends by itself in time, keeps what was read, and the next run goes on',
    async (_name, by) => {
      const cwd = folderOfMany();
      const { status, signal, stdout, stderr } = await ingestUntilProgress(cwd, by);
      expect([status, signal]).toEqual([130, null]);
      expect(Number(/: (\d+) new,/u.exec(stdout)?.[1])).toBeGreaterThanOrEqual(
        Number(/Importing: (\d+)/u.exec(stderr)?.[1]),
      );
      expect(stderr).toContain(
        'Interrupted. What is counted above is kept; run the same command again to go on.',
      );
      const counted = Number(/: (\d+) new,/u.exec(stdout)?.[1]);
      expect(counted).toBeGreaterThan(0);
      expect(counted).toBeLessThan(FILES);
      expect(await storeStatus(cwd)).toMatchObject({ sources: counted });
      await expectCompletion(cwd, counted);
    },
  );

  it('by SIGKILL: everything acknowledged is there, and the next run goes on', async () => {
    const cwd = folderOfMany();
    const { signal, stderr } = await ingestUntilProgress(cwd, 'SIGKILL');
    expect(signal).toBe('SIGKILL');
    const acknowledged = Number(/Importing: (\d+)/u.exec(stderr)?.[1]);
    const { sources } = await storeStatus(cwd);
    expect(sources).toBeGreaterThanOrEqual(acknowledged);
    expect(sources).toBeLessThan(FILES);
    await expectCompletion(cwd, sources);
  });
});
