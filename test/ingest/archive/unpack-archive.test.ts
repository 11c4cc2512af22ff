/** Archives other than ZIP: what is in them, what is locked, damaged or too large, and paths that lead out. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { unpackArchive } from '../../../src/ingest/archive/unpack-archive.js';
import { archiveMembers } from '../../../src/ingest/zip/archive-members.js';
import { rar, sevenZip, tar } from '../../support/build-archive.js';
import { buildZip } from '../../support/build-zip.js';

type Files = Readonly<Record<string, string>>;
const REPORTS: Files = { '2023/报告.txt': '甲', 'b.txt': '乙'.repeat(5000), 'note.exe': 'MZ' };

/** Name and text, or reason, of each file. */
async function contents(bytes: Uint8Array): Promise<[string, string][]> {
  const files = await unpackArchive(bytes);
  return files
    .map(({ name, content }): [string, string] => [
      name,
      content instanceof Uint8Array ? Buffer.from(content).toString() : content.reason,
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof SetAsideError ? error.reason : error),
  );

const ALL = Object.entries(REPORTS);

describe('the files in an archive', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['7z', () => sevenZip(REPORTS)],
    ['7z, solid, another method', () => sevenZip(REPORTS, ['-m0=BZip2', '-ms=on'])],
    ['tar.gz', () => tar(REPORTS, '-z')],
    ['tar.xz', () => tar(REPORTS, '-J')],
    ['tar', () => tar(REPORTS, '-h')],
  ])('%s', async (_, make) => {
    expect(await contents(await make())).toEqual(ALL);
  });

  it('rar', async () => {
    const files = { '2023/a.txt': '甲', 'b.txt': '乙' };
    expect(await contents(rar(files))).toEqual(Object.entries(files));
  });

  it('of one file that is packed alone', async () => {
    expect(await contents(gzipSync('甲'))).toEqual([['file', '甲']]);
  });

  it('lead nowhere else, whatever their paths say', async () => {
    const names = (await contents(rar({ '../../a.txt': '1', '/etc/b.txt': '2', 'c/../../d.txt': '3' }))).map(
      ([name]) => name,
    );
    expect(names).toHaveLength(3);
    for (const name of names) expect(name).not.toMatch(/^\/|(?:^|\/)\.\.(?:\/|$)/u);
  });

  it('those that are locked are named, the others read', async () => {
    const both = await sevenZip({ 'a.txt': '甲' });
    expect(await contents(both)).toEqual([['a.txt', '甲']]);
    expect(await contents(await sevenZip({ 'a.txt': '甲' }, ['-psecret']))).toEqual([['a.txt', 'encrypted']]);
  });
});

describe('an archive that is not read', () => {
  it('is locked as a whole', async () => {
    expect(await reasonOf(unpackArchive(await sevenZip(REPORTS, ['-psecret', '-mhe=on'])))).toBe('encrypted');
  });

  it('is damaged, or was cut off', async () => {
    for (const bytes of [await sevenZip(REPORTS), rar(REPORTS), tar(REPORTS, '-z')]) {
      expect(await reasonOf(unpackArchive(bytes.subarray(0, Math.floor(bytes.length * 0.7))))).toBe(
        'damaged-file',
      );
    }
    const changed = rar(REPORTS);
    const at = Buffer.from(changed).indexOf('乙乙');
    changed[at] = 0;
    expect(await reasonOf(unpackArchive(changed))).toBe('damaged-file');
  });

  it('unpacks to more than any has', async () => {
    expect(await reasonOf(unpackArchive(gzipSync(Buffer.alloc(130 * 1024 * 1024))))).toBe('too-large');
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}.txt`, '']));
    expect(await reasonOf(unpackArchive(rar(many)))).toBe('too-large');
  });
});

describe('archives in archives', () => {
  const names = async (bytes: Uint8Array): Promise<string[]> => {
    const found: string[] = [];
    for await (const member of archiveMembers(bytes, { unpack: unpackArchive })) {
      found.push(
        `${member.name} ${await member.read().then(
          (content) => Buffer.from(content).toString(),
          (error: unknown) => (error as SetAsideError).reason,
        )}`,
      );
    }
    return found;
  };

  it('of other formats too, as deep as they may lie', async () => {
    let bytes: Uint8Array = await sevenZip({ 'a.txt': '甲' });
    bytes = buildZip([{ name: 'inner.7z', data: bytes }]);
    expect(await names(bytes)).toEqual(['inner.7z/a.txt 甲']);
    bytes = rar({ 'b.txt': '乙' });
    for (const name of ['1.zip', '2.zip', '3.zip']) {
      bytes = buildZip([{ name: name === '1.zip' ? 'in.rar' : `in${name}`, data: bytes }]);
    }
    expect(await names(bytes)).toEqual(['in3.zip/in2.zip/in.rar too-large']);
  });
});
