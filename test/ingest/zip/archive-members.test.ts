import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { MAX_FILE_BYTES } from '../../../src/ingest/ingest-file.js';
import {
  MAX_ARCHIVE_FILES,
  MAX_UNPACKED_BYTES,
  archiveMembers,
  isArchive,
} from '../../../src/ingest/zip/archive-members.js';
import { buildDocx, paragraph } from '../../support/build-docx.js';
import { buildZip } from '../../support/build-zip.js';
import type { ZipEntry } from '../../support/build-zip.js';

/** Name and content of each member, or the reason why it cannot be read. */
async function list(bytes: Uint8Array, skipped: string[] = []): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for await (const member of archiveMembers(bytes, { onSkipped: (name) => skipped.push(name) })) {
    const content = await member.read().then(
      (data) => Buffer.from(data).toString(),
      (error: unknown) => (error instanceof SetAsideError ? error.reason : 'crash'),
    );
    found.push([member.name, content]);
  }
  return found;
}

const text = (name: string, data = name): ZipEntry => ({ name, data });
const nested = (depth: number): Buffer =>
  depth === 0 ? buildZip([text('a.txt')]) : buildZip([{ name: 'inner.zip', data: nested(depth - 1) }]);

describe('archiveMembers', () => {
  it('lists documents, and those of archives within', async () => {
    const inner = buildZip([text('b.txt')]);
    const outer = buildZip([text('甲/a.txt'), { name: 'inner.ZIP', data: inner }, text('c.docx')]);
    expect(await list(outer)).toEqual([
      ['甲/a.txt', '甲/a.txt'],
      ['inner.ZIP/b.txt', 'b.txt'],
      ['c.docx', 'c.docx'],
    ]);
  });

  it('leaves out hidden files silently, and others with a word', async () => {
    const skipped: string[] = [];
    const files = ['a.txt', '.b.txt', '.git/c.txt', '__MACOSX/d.txt', 'e.exe', 'f/~$g.docx'];
    expect(await list(buildZip(files.map((name) => text(name))), skipped)).toEqual([['a.txt', 'a.txt']]);
    expect(skipped).toEqual(['e.exe', 'f/~$g.docx']);
  });

  it('goes two archives deep', async () => {
    expect(await list(nested(2))).toEqual([['inner.zip/inner.zip/a.txt', 'a.txt']]);
    expect(await list(nested(3))).toEqual([['inner.zip/inner.zip/inner.zip', 'too-large']]);
  });

  it('takes a Word document with the name of an archive for what it is', async () => {
    const word = buildDocx(paragraph('甲'));
    expect(await isArchive(word)).toBe(false);
    const [member] = await list(buildZip([{ name: 'a.zip', data: word }]));
    expect(member).toEqual(['a.zip', word.toString()]);
  });

  it('says what is wrong with what cannot be read, and goes on', async () => {
    const broken = Buffer.from('PK\x03\x04 cut off', 'latin1');
    const bytes = buildZip([
      { name: 'large.txt', data: Buffer.alloc(MAX_FILE_BYTES + 1) },
      { name: 'locked.zip', data: nested(0), flags: 0x801 },
      { name: 'broken.zip', data: broken },
      { name: 'empty.zip', data: buildZip([]) },
      text('a.txt'),
    ]);
    expect(await list(bytes)).toEqual([
      ['large.txt', 'too-large'],
      ['locked.zip', 'encrypted'],
      // No archive after all: whoever reads it as a document says why not.
      ['broken.zip', broken.toString()],
      ['empty.zip', 'empty-file'],
      ['a.txt', 'a.txt'],
    ]);
  });

  it('refuses an archive without documents, one with too many, and one that unpacks to too much', async () => {
    expect(await list(buildZip([text('a.exe')]))).toEqual([['', 'empty-file']]);
    const many = Array.from({ length: MAX_ARCHIVE_FILES + 1 }, () => ({
      name: 'a.txt',
      data: '',
      method: 0,
    }));
    expect(await list(buildZip(many))).toEqual([['', 'too-large']]);
    const bomb = Array.from({ length: 2 }, () => ({ ...text('a.txt'), size: MAX_UNPACKED_BYTES / 2 + 1 }));
    expect(await list(buildZip(bomb))).toEqual([['', 'too-large']]);
  });

  it('counts archives within towards the same bounds', async () => {
    const half = {
      name: 'half.zip',
      data: buildZip(
        Array.from({ length: MAX_ARCHIVE_FILES / 2 }, () => ({ name: 'a.txt', data: '', method: 0 })),
      ),
    };
    const found = await list(buildZip([half, { ...half, name: 'other.zip' }]));
    expect(found).toHaveLength(MAX_ARCHIVE_FILES / 2 + 1);
    expect(found.at(-1)).toEqual(['other.zip', 'too-large']);
  });
});
