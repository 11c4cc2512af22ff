import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importFiles } from '../../src/services/import-reports.js';
import { storeChecksum } from '../../src/services/migrate-store.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { READ_HERE } from '../support/read-here.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

const FILES = 40;

function* inputs() {
  for (let index = 0; index < FILES; index += 1) {
    const bytes = Buffer.from(reportText({ organ: `云泽省澄江市青禾县第${index}街道办事处` }));
    const fileName = `${index}.txt`;
    yield { path: fileName, fileName, read: () => Promise.resolve(bytes) };
  }
  yield { path: 'no.txt', fileName: 'no.txt', read: () => Promise.resolve(Buffer.from('no report')) };
}

it('takes a backup of a store in use, which restores to the same, and a copy of the file does not', async () => {
  const cwd = tempFolder();
  const path = join(cwd, 'data', 'ogi.sqlite');
  const store = await openSqliteStore({ path });
  try {
    await importFiles(inputs(), store, { readers: READ_HERE });
    const checksum = await storeChecksum(store);
    // What still stands in the write-ahead log is not in the file itself.
    copyFileSync(path, join(cwd, 'plain-copy.sqlite'));
    const made = await runOgi(['backup', 'backup.ogi'], { cwd });
    expect(made).toMatchObject({ status: 0 });
    expect(made.stdout).toContain(`${FILES} source files, all verified, checksum ${checksum.slice(0, 16)}.`);
    expect(readdirSync(cwd).sort()).toEqual(['backup.ogi', 'data', 'plain-copy.sqlite']);

    const restored = await runOgi(['restore', 'backup.ogi', '--data', 'other'], { cwd });
    expect(restored).toMatchObject({ status: 0 });
    const other = await openSqliteStore({ path: join(cwd, 'other', 'ogi.sqlite') });
    expect(await storeChecksum(other)).toBe(checksum);
    await other.close();
    // The second time there is nothing to do.
    expect((await runOgi(['restore', 'backup.ogi', '--data', 'other'], { cwd })).stdout).toContain(
      ', 0 of them copied',
    );

    expect(await runOgi(['backup', 'backup.ogi'], { cwd })).toMatchObject({ status: 2 });
    expect(await runOgi(['restore', 'missing.ogi'], { cwd })).toMatchObject({ status: 2 });
  } finally {
    await store.close();
  }
  const copy = await runOgi(['restore', 'plain-copy.sqlite', '--data', 'third'], { cwd });
  expect(copy.stdout).not.toContain(`${FILES} source files`);
});

it('notices damaged pages, in the store and in a backup', async () => {
  const cwd = tempFolder();
  const path = join(cwd, 'data', 'ogi.sqlite');
  const store = await openSqliteStore({ path });
  await importFiles(inputs(), store, { readers: READ_HERE });
  await store.close();
  const sound = await runOgi(['status', '--verify'], { cwd });
  expect(sound).toMatchObject({ status: 0 });
  expect(sound.stdout).toContain('every page and every kept source');
  const file = openSync(path, 'r+');
  // Past the first pages, which hold what the file is.
  for (let page = 20; page < statSync(path).size / 4096; page += 7)
    writeSync(file, Buffer.alloc(512, 0x5a), 0, 512, page * 4096);
  closeSync(file);
  expect(await runOgi(['status', '--verify'], { cwd })).toMatchObject({ status: 3 });
  expect(await runOgi(['backup', 'backup.ogi'], { cwd })).toMatchObject({ status: 3 });
  expect(existsSync(join(cwd, 'backup.ogi'))).toBe(false);
  writeFileSync(join(cwd, 'no-backup.ogi'), 'text');
  expect(await runOgi(['restore', 'no-backup.ogi', '--data', 'other'], { cwd })).toMatchObject({ status: 3 });
});
