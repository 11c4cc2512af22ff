/** Word documents in one XML file. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { cell, docxMembers, paragraph, row, table } from '../../support/build-docx.js';

/** The same parts in one file; the declaration of a part goes, as a file has but one. */
function flat(body: string): Buffer {
  const parts = docxMembers(body)
    .filter(({ name }) => name !== '[Content_Types].xml')
    .map(
      ({ name, data }) =>
        `<pkg:part pkg:name="/${name}" pkg:contentType="application/xml"><pkg:xmlData>${data.replace(/^<\?xml[^>]*>/u, '')}</pkg:xmlData></pkg:part>`,
    );
  return Buffer.from(
    `<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">${parts.join('')}<pkg:part pkg:name="/word/media/a.png" pkg:contentType="image/png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part></pkg:package>`,
  );
}

describe('a Word document in one XML file', () => {
  it('is read as the same one in a package', async () => {
    const { blocks, convertedBy } = await ingestFile(
      flat(paragraph('一、总体情况') + table([row([cell('规章'), cell('12')])])),
    );
    expect(convertedBy).toBeUndefined();
    expect(
      blocks.map((block) => (block.kind === 'table' ? block.rows[0]?.map(({ text }) => text) : block.text)),
    ).toEqual(['一、总体情况', ['规章', '12']]);
  });

  it('that was cut off is damaged', async () => {
    const bytes = flat(paragraph('甲'));
    await expect(
      ingestFile(bytes.subarray(0, bytes.indexOf('word/document.xml') + 60)),
    ).rejects.toMatchObject({
      reason: 'damaged-file',
    });
  });
});
