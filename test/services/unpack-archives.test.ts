import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../src/errors.js';
import type { ImportInput } from '../../src/services/fetch-inputs.js';
import { unpackArchives } from '../../src/services/unpack-archives.js';
import { buildDocx, paragraph } from '../support/build-docx.js';
import { buildZip } from '../support/build-zip.js';

function input(fileName: string, data: string | Uint8Array): ImportInput {
  return { path: `reports/${fileName}`, fileName, read: () => Promise.resolve(Buffer.from(data)) };
}

describe('unpackArchives', () => {
  it('puts the documents of an archive in its place, and passes all else on', async () => {
    const word = buildDocx(paragraph('甲'));
    const inputs = [
      input('a.txt', '甲'),
      input(
        'b.bin',
        buildZip([
          { name: '内/c.txt', data: '乙' },
          { name: 'd.exe', data: '' },
        ]),
      ),
      input('e.docx', word),
      input('f.zip', buildZip([])),
    ];
    const skipped: string[] = [];
    const found: [string, string, string][] = [];
    for await (const each of unpackArchives(inputs, (name) => skipped.push(name))) {
      const content = await each.read().then(
        (bytes) => Buffer.from(bytes).toString(),
        (error: unknown) => (error instanceof SetAsideError ? error.reason : 'crash'),
      );
      found.push([each.path, each.fileName, content]);
    }
    expect(found).toEqual([
      ['reports/a.txt', 'a.txt', '甲'],
      ['reports/b.bin/内/c.txt', 'b.bin/内/c.txt', '乙'],
      ['reports/e.docx', 'e.docx', word.toString()],
      ['reports/f.zip', 'f.zip', 'empty-file'],
    ]);
    expect(skipped).toEqual(['reports/b.bin/d.exe']);
  });

  it('leaves it to the reader to learn why a file cannot be read', async () => {
    const problem = new SetAsideError('no-permission', 'No.');
    const inputs = [{ ...input('a.txt', ''), read: () => Promise.reject(problem) }, input('b.txt', '乙')];
    const found: ImportInput[] = [];
    for await (const each of unpackArchives(inputs)) found.push(each);
    await expect(found[0]?.read()).rejects.toBe(problem);
    expect(found).toHaveLength(2);
  });
});
