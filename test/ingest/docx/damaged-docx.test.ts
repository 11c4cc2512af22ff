import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { buildDocx, cell, docxMembers, paragraph, row, table } from '../../support/build-docx.js';
import { buildZip } from '../../support/build-zip.js';

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await ingestFile(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof SetAsideError) return error.reason;
    throw error;
  }
}

const MEMBERS = docxMembers(
  paragraph('一、总体情况') + table([row([cell('甲'), cell('1')]), row([cell('乙'), cell('20')])]),
);

function withPart(name: string, data: string): Buffer {
  return buildZip([...MEMBERS.filter((member) => member.name !== name), { name, data }]);
}

describe('a damaged Word document', () => {
  it.each([
    [
      'without its text',
      buildZip(MEMBERS.filter(({ name }) => name !== 'word/document.xml')),
      'damaged-file',
    ],
    [
      'without its lists',
      buildZip(MEMBERS.filter(({ name }) => name !== 'word/numbering.xml')),
      'damaged-file',
    ],
    ['with broken XML', withPart('word/document.xml', '<w:document><w:body>'), 'damaged-file'],
    [
      'with an entity',
      withPart('word/document.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
      'damaged-file',
    ],
    ['with two texts', buildZip([...MEMBERS, { name: 'Word/Document.xml', data: '<a/>' }]), 'damaged-file'],
    [
      'with elements nested too deep',
      buildDocx('<w:tbl><w:tr><w:tc>'.repeat(100) + '</w:tc></w:tr></w:tbl>'.repeat(100)),
      'too-large',
    ],
    ['with elements left out nested too deep', buildDocx('<w:sectPr>'.repeat(300)), 'too-large'],
    [
      'with too many attributes',
      buildDocx(`<w:p ${Array.from({ length: 1001 }, (_, index) => `a${index}="b"`).join(' ')}/>`),
      'too-large',
    ],
    ['with too many elements', buildDocx(paragraph('').repeat(600_001)), 'too-large'],
    [
      'with grids too large',
      buildDocx(
        table(Array.from({ length: 400 }, () => row([cell('甲'), cell('乙', '<w:gridSpan w:val="999"/>')]))),
      ),
      'too-large',
    ],
    [
      'that says how large it is, and lies',
      buildZip(MEMBERS.map((member) => ({ ...member, size: member.data.length + 1 }))),
      'damaged-file',
    ],
    ['with a wrong checksum', buildZip(MEMBERS.map((member) => ({ ...member, crc: 1 }))), 'damaged-file'],
  ])('%s is set aside', async (_, bytes, reason) => {
    expect(await refusal(bytes)).toBe(reason);
  });

  it('is read without the parts that it can do without', async () => {
    const { blocks } = await ingestFile(
      buildZip(MEMBERS.filter(({ name }) => name === '[Content_Types].xml' || name === 'word/document.xml')),
    );
    expect(blocks).toHaveLength(2);
  });

  it('is never read as if it were whole', async () => {
    const whole = buildZip(MEMBERS);
    const { blocks } = await ingestFile(whole);
    await fc.assert(
      fc.asyncProperty(
        // Not in the mark by which the format is known.
        fc.integer({ min: 4, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const bytes = Buffer.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          try {
            // A byte that says nothing about the content may be wrong; then the content is what it was.
            expect((await ingestFile(cut ? bytes.subarray(0, at) : bytes)).blocks).toEqual(blocks);
          } catch (error) {
            expect(error).toBeInstanceOf(SetAsideError);
          }
        },
      ),
      { seed: 4_005, numRuns: 1500 },
    );
  });
});
