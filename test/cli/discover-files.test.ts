import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { discoverFiles } from '../../src/cli/discover-files.js';
import { SetAsideError } from '../../src/errors.js';
import { MAX_FILE_BYTES } from '../../src/ingest/ingest-file.js';
import { tempFolder } from '../support/temp-folder.js';

function folderWith(...names: string[]): string {
  const folder = tempFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name);
  }
  return folder;
}

/** File names found, in order, each with the reason where it cannot be read. */
async function discover(args: string[], dataDir = '/nowhere', skipped: string[] = []): Promise<string[]> {
  const found: string[] = [];
  for await (const input of discoverFiles(args, {
    dataDir,
    onSkipped: (path) => skipped.push(path),
  })) {
    const problem = await input.read().then(
      () => '',
      (error: unknown) => ` ${error instanceof SetAsideError ? error.reason : String(error)}`,
    );
    found.push(`${input.fileName}${problem}`);
  }
  return found;
}

describe('discoverFiles', () => {
  it('searches folders with all below them, in a stable order, names relative to the folder', async () => {
    const folder = folderWith('乙/2020.txt', 'b.TXT', 'a 2020 年.txt', '甲/丙/😀.html', 'no-extension');
    expect(await discover([folder])).toEqual([
      'a 2020 年.txt',
      'b.TXT',
      'no-extension',
      '乙/2020.txt',
      '甲/丙/😀.html',
    ]);
  });

  it('leaves out hidden files, the data folder, and what is no document by name, which it reports', async () => {
    const folder = folderWith('a.txt', '.hidden.txt', '.git/b.txt', 'data/c.txt', 'figures.json');
    const skipped: string[] = [];
    expect(await discover([folder], join(folder, 'data'), skipped)).toEqual(['a.txt']);
    expect(skipped).toEqual([join(folder, 'figures.json')]);
  });

  it('takes a file that is named outright, whatever its name', async () => {
    const folder = folderWith('figures.json', '.hidden.txt');
    expect(await discover([join(folder, 'figures.json'), join(folder, '.hidden.txt')])).toEqual([
      'figures.json',
      '.hidden.txt',
    ]);
  });

  it('expands a glob, but takes a name that looks like one for the file it names', async () => {
    const folder = folderWith('[2020] 报告.txt', '2', '甲/a.txt', '甲/b.md', 'c.txt');
    expect(await discover([join(folder, '**/*.txt')])).toEqual(['[2020] 报告.txt', 'c.txt', 'a.txt']);
    expect(await discover([join(folder, '[2020] 报告.txt')])).toEqual(['[2020] 报告.txt']);
  });

  it('says of each path that leads nowhere that it does', async () => {
    const folder = folderWith('a.txt');
    symlinkSync(join(folder, 'gone'), join(folder, 'dangling.txt'));
    expect(await discover([join(folder, 'missing.txt')])).toEqual(['missing.txt not-found']);
    expect(await discover([join(folder, 'a.txt', 'b')])).toEqual(['b not-found']);
    expect(await discover([folder])).toEqual(['a.txt', 'dangling.txt not-found']);
    expect(await discover([join(folder, '*.pdf')])).toEqual([`${join(folder, '*.pdf')} not-found`]);
  });

  it('does not read what might never end, nor follow links to folders', async () => {
    const folder = folderWith('甲/a.txt');
    symlinkSync(folder, join(folder, '甲', 'loop'));
    execFileSync('mkfifo', [join(folder, '甲', 'pipe')]);
    expect(await discover(['/dev/zero'])).toEqual(['zero io-error']);
    expect(await discover([folder])).toEqual(['甲/a.txt', '甲/loop io-error', '甲/pipe io-error']);
  });

  it('refuses a file that is too large before it is read', async () => {
    const folder = folderWith('large.txt');
    truncateSync(join(folder, 'large.txt'), MAX_FILE_BYTES + 1);
    expect(await discover([folder])).toEqual(['large.txt too-large']);
  });
});
