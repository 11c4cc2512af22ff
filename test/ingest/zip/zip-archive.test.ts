import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { MAX_ZIP_ENTRIES, readZipDirectory } from '../../../src/ingest/zip/zip-archive.js';
import { buildZip } from '../../support/build-zip.js';
import type { ZipEntry } from '../../support/build-zip.js';

async function names(entries: ZipEntry[]): Promise<string[]> {
  return (await readZipDirectory(buildZip(entries))).members.map((member) => member.name);
}

/** The content of each member, or the reason why it cannot be had. */
async function contents(bytes: Uint8Array): Promise<string[]> {
  const { members, problem } = await readZipDirectory(bytes);
  const found = await Promise.all(
    members.map((member) =>
      member.read().then(
        (data) => Buffer.from(data).toString(),
        (error: unknown) => (error instanceof SetAsideError ? error.reason : 'crash'),
      ),
    ),
  );
  return problem === null ? found : [...found, problem.reason];
}

describe('readZipDirectory', () => {
  it('gives back what was packed', async () => {
    const entry = fc.record({
      name: fc.stringMatching(/^[a-z]{1,5}\.txt$/u),
      data: fc.uint8Array({ maxLength: 200 }),
      method: fc.constantFrom(0, 8),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (entries) => {
        const { members, problem } = await readZipDirectory(buildZip(entries));
        expect(problem).toBeNull();
        expect(members.map((member) => member.name)).toEqual(entries.map(({ name }) => name));
        for (const [index, member] of members.entries()) {
          expect(Buffer.compare(await member.read(), entries[index]?.data ?? Buffer.alloc(0))).toBe(0);
        }
      }),
      { seed: 4_006, numRuns: 100 },
    );
  });

  it('reads Chinese names in UTF-8, said or not, and in GB18030', async () => {
    const name = '青禾县/2020年报告.txt';
    for (const [raw, flags] of [
      [name, 0x800],
      [name, 0],
      [iconv.encode(name, 'gb18030'), 0],
      // One that lies.
      [iconv.encode(name, 'gb18030'), 0x800],
    ] as const) {
      expect(await names([{ name: raw, data: '', flags }])).toEqual([name]);
    }
  });

  it('keeps names within the archive, and folders out', async () => {
    const entries = [
      '../../etc/a.txt',
      '/b.txt',
      'C:\\甲\\c.txt',
      './d/./e.txt',
      'folder/',
      'f\u0007.txt',
      '..',
    ];
    expect(await names(entries.map((name) => ({ name, data: '' })))).toEqual([
      'etc/a.txt',
      'b.txt',
      '甲/c.txt',
      'd/e.txt',
      'f\ufffd.txt',
    ]);
  });

  it('says of each bad member what is wrong with it, and reads the others', async () => {
    const zip = buildZip([
      { name: 'good.txt', data: '甲' },
      { name: 'locked.txt', data: '乙', flags: 0x801 },
      { name: 'crc.txt', data: '丙', crc: 7 },
      { name: 'larger.txt', data: '丁'.repeat(100), size: 3 },
      { name: 'smaller.txt', data: '丁', size: 99 },
      { name: 'stored.txt', data: '丁', method: 0, size: 99 },
      { name: 'lzma.txt', data: '戊', method: 14 },
      { name: 'last.txt', data: '己' },
    ]);
    expect(await contents(zip)).toEqual([
      '甲',
      'encrypted',
      'damaged-file',
      'damaged-file',
      'damaged-file',
      'damaged-file',
      'unknown-format',
      '己',
    ]);
  });

  it('reads what stands before a break in the directory, and says that it breaks', async () => {
    const zip = buildZip([
      { name: 'a.txt', data: '甲' },
      { name: 'b.txt', data: '乙' },
    ]);
    zip[zip.lastIndexOf('PK\x01\x02', undefined, 'latin1')] = 0;
    expect(await contents(zip)).toEqual(['甲', 'damaged-file']);
  });

  it('refuses what is cut off, and more entries than are read', async () => {
    const zip = buildZip([{ name: 'a.txt', data: '甲' }]);
    await expect(readZipDirectory(zip.subarray(0, -1))).rejects.toMatchObject({ reason: 'damaged-file' });
    const many = buildZip(
      Array.from({ length: MAX_ZIP_ENTRIES + 1 }, () => ({ name: 'a/', data: '', method: 0 })),
    );
    await expect(readZipDirectory(many)).rejects.toMatchObject({ reason: 'too-large' });
  });

  it('neither crashes nor yields wrong content, whatever the bytes', async () => {
    const zip = buildZip([
      { name: '甲.txt', data: '政府信息公开'.repeat(20) },
      { name: '乙.txt', data: '年度报告', method: 0 },
    ]);
    const right = ['政府信息公开'.repeat(20), '年度报告'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Buffer.from(zip);
          for (const [at, value] of changes) bytes[at] = value;
          const found = await contents(bytes).catch((error: unknown) => {
            expect(error).toBeInstanceOf(SetAsideError);
            return [];
          });
          expect(found).not.toContain('crash');
          for (const text of found)
            expect([...right, 'damaged-file', 'encrypted', 'unknown-format', '']).toContain(text);
        },
      ),
      { seed: 4_007, numRuns: 2000 },
    );
  });
});
