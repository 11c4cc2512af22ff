/** Archives other than ZIP: what is in them, what is locked, damaged or too large, and paths that lead out. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import SevenZip from '7z-wasm';
import type { SevenZipModule } from '7z-wasm';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { unpackArchive } from '../../../src/ingest/archive/unpack-archive.js';
import { archiveMembers } from '../../../src/ingest/zip/archive-members.js';
import { buildZip } from '../../support/build-zip.js';
import { tempFolder } from '../../support/temp-folder.js';

type Files = Readonly<Record<string, string>>;
const REPORTS: Files = { '2023/报告.txt': '甲', 'b.txt': '乙'.repeat(5000), 'note.exe': 'MZ' };

/** Packed by 7-Zip. */
async function sevenZip(files: Files, options: readonly string[] = [], name = 'a.7z'): Promise<Uint8Array> {
  const load = SevenZip as unknown as (options: object) => Promise<SevenZipModule>;
  const program = await load({ print: () => undefined, printErr: () => undefined });
  for (const [path, text] of Object.entries(files)) {
    if (path.includes('/')) program.FS.mkdir(`/${dirname(path)}`);
    program.FS.writeFile(`/${path}`, Buffer.from(text));
  }
  program.FS.chdir('/');
  program.callMain(['a', ...options, name, ...Object.keys(files)]);
  return program.FS.readFile(`/${name}`);
}

/** Packed by tar and a program that packs its output. */
function tar(files: Files, option: '-z' | '-J' | '-h'): Promise<Uint8Array> {
  const folder = tempFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync('tar', ['-c', option, '-f', join(folder, '.tar'), ...Object.keys(files)], { cwd: folder });
  return Promise.resolve(readFileSync(join(folder, '.tar')));
}

/** RAR 4, stored ([RAR 4.x technical note]): no free program packs it. */
function rar(files: Readonly<Record<string, string>>): Uint8Array {
  const block = (type: number, flags: number, body: Buffer): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(type, 0);
    head.writeUInt16LE(flags, 1);
    head.writeUInt16LE(7 + body.length, 3);
    const checked = Buffer.concat([head, body]);
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(crc32(checked) & 0xffff);
    return Buffer.concat([sum, checked]);
  };
  const members = Object.entries(files).flatMap(([path, text]) => {
    const [name, data] = [Buffer.from(path), Buffer.from(text)];
    const facts = Buffer.alloc(25);
    facts.writeUInt32LE(data.length, 0);
    facts.writeUInt32LE(data.length, 4);
    facts.writeUInt8(3, 8);
    facts.writeUInt32LE(crc32(data), 9);
    facts.writeUInt8(20, 17);
    facts.writeUInt8(0x30, 18);
    facts.writeUInt16LE(name.length, 19);
    facts.writeUInt32LE(0x81a4, 21);
    return [block(0x74, 0x8000, Buffer.concat([facts, name])), data];
  });
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\0', 'latin1'),
    block(0x73, 0, Buffer.alloc(6)),
    ...members,
    block(0x7b, 0x4000, Buffer.alloc(0)),
  ]);
}

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
  it.each<[string, () => Promise<Uint8Array>]>([
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
    for (const bytes of [await sevenZip(REPORTS), rar(REPORTS), await tar(REPORTS, '-z')]) {
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
