/** Archives other than ZIP, packed by their own programs where there is a free one. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import SevenZip from '7z-wasm';
import type { SevenZipModule } from '7z-wasm';

/** Contents by path. */
export type ArchiveFiles = Readonly<Record<string, string | Uint8Array>>;

/** Packed by 7-Zip. */
export async function sevenZip(
  files: ArchiveFiles,
  options: readonly string[] = [],
  name = 'a.7z',
): Promise<Uint8Array> {
  const load = SevenZip as unknown as (options: object) => Promise<SevenZipModule>;
  const program = await load({ print: () => undefined, printErr: () => undefined });
  const folders = new Set(Object.keys(files).map(dirname));
  for (const folder of folders) if (folder !== '.') program.FS.mkdir(`/${folder}`);
  for (const [path, content] of Object.entries(files)) {
    program.FS.writeFile(`/${path}`, Buffer.from(content));
  }
  program.FS.chdir('/');
  program.callMain(['a', ...options, name, ...Object.keys(files)]);
  return program.FS.readFile(`/${name}`);
}

/** Packed by tar and a program that packs its output. */
export function tar(files: ArchiveFiles, option: '-z' | '-J' | '-h'): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-tar-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    execFileSync('tar', ['-c', option, '-f', join(folder, '.tar'), ...Object.keys(files)], { cwd: folder });
    return readFileSync(join(folder, '.tar'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** RAR 4, stored ([RAR 4.x technical note]): no free program packs it. */
export function rar(files: ArchiveFiles): Uint8Array {
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
  const members = Object.entries(files).flatMap(([path, content]) => {
    const [name, data] = [Buffer.from(path), Buffer.from(content)];
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
