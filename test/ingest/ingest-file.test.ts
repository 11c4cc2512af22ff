import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, ingestFile } from '../../src/ingest/ingest-file.js';
import { MAX_LINES } from '../../src/ingest/read-text.js';
import { SetAsideError } from '../../src/errors.js';

/** The reason and sentence with which a file is refused. */
async function refusal(bytes: Uint8Array): Promise<{ reason: string; message: string }> {
  try {
    await ingestFile(bytes);
  } catch (error) {
    if (error instanceof SetAsideError) return error;
    throw error;
  }
  throw new Error('The file was read.');
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe('ingestFile', () => {
  it('reads plain text into lines', async () => {
    expect(await ingestFile(Buffer.from('\ufeff一、总体情况\r\n\r\n全年'))).toEqual({
      mediaType: 'text/plain',
      encoding: 'utf-8',
      metadata: {},
      blocks: [
        { kind: 'line', text: '一、总体情况', place: { line: 1, column: 1 }, blankLinesBefore: 0 },
        { kind: 'line', text: '全年', place: { line: 3, column: 1 }, blankLinesBefore: 1 },
      ],
    });
  });

  it.each([
    ['no bytes', new Uint8Array(), 'empty-file', /0 bytes/u],
    ['blanks alone', Buffer.from(' \n\u3000\t\r\n'), 'empty-file', /blanks/u],
    ['a byte order mark alone', Buffer.from([0xef, 0xbb, 0xbf]), 'empty-file', /blanks/u],
    ['a byte too many', new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20), 'too-large', /20\.0 MB/u],
    ['a line too many', Buffer.from('甲\n'.repeat(MAX_LINES + 1)), 'too-large', /200,000 lines/u],
    ['a PDF', latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3'), 'damaged-file', /PDF/u],
    ['a PDF behind other bytes', latin1('\r\n%PDF-1.4\n\xff\xfe'), 'damaged-file', /PDF/u],
    [
      'a ZIP file that was cut off',
      latin1('PK\x03\x04\x14\0\0\0\b\0....2020.txt'),
      'damaged-file',
      /cut off/u,
    ],
    ['an archive that is no ZIP', latin1("7z\xbc\xaf'\x1c\0\x04"), 'unknown-format', /unpack it/u],
    ['an old Word document', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), 'damaged-file', /damaged/u],
    [
      'a locked Word document',
      Buffer.concat([
        latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
      /password/u,
    ],
    [
      'an old workbook that was cut off',
      Buffer.concat([latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'), Buffer.from('Workbook\0', 'utf16le')]),
      'damaged-file',
      /workbook is damaged/u,
    ],
    ['a picture that was cut off', latin1('\x89PNG\r\n\x1a\n'), 'damaged-file', /picture is damaged/u],
    ['a picture for drawings', latin1('GIF89a\x01\0\x01\0'), 'unknown-format', /PNG/u],
    [
      'a saved web page without the page',
      Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n'),
      'damaged-file',
      /MHTML/u,
    ],
    ['parsed output', Buffer.from('{"title":"2020年年度报告"}\n{"title":"x"}\n'), 'unknown-format', /JSON/u],
    ['a pretty JSON file', Buffer.from('[\n 1,\n 2\n]\n'), 'unknown-format', /JSON/u],
    ['a program', latin1('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0'), 'binary-file', /not text/u],
  ])('sets aside %s and says why', async (_, bytes, reason, sentence) => {
    const found = await refusal(bytes);
    expect(found.reason).toBe(reason);
    expect(found.message).toMatch(sentence);
  });

  it('reads a text in which a tool has marked what is bold, line by line', async () => {
    const { mediaType, blocks } = await ingestFile(Buffer.from('<b>年度报告</b>\n\n规章\n\n12\n'));
    expect(mediaType).toBe('text/plain');
    expect(blocks.map((block) => (block.kind === 'line' ? block.text : ''))).toEqual([
      '年度报告',
      '规章',
      '12',
    ]);
  });

  it.each([
    '\ufeff\n<!DOCTYPE html><html><body>年度报告',
    '<!-- x -->\n<div class="a">年度报告</div>',
    "<p style='x'>年度报告</p>",
  ])('reads a web page or a bare part of one: %s', async (html) => {
    expect(await ingestFile(Buffer.from(html))).toMatchObject({
      mediaType: 'text/html',
      encoding: 'utf-8',
      blocks: [{ kind: 'paragraph', text: '年度报告' }],
    });
  });

  it('reads as many lines as are allowed', async () => {
    const { blocks } = await ingestFile(Buffer.from('甲\n'.repeat(MAX_LINES)));
    expect(blocks).toHaveLength(MAX_LINES);
  });

  it('takes a text that begins with a bracket or mentions a tag for text', async () => {
    for (const text of [
      '[2020] 年度报告',
      '〔2020〕1号',
      '{注}：一',
      'a < b 与 <html> 无关',
      '<中华人民共和国政府信息公开条例>',
    ]) {
      expect((await ingestFile(Buffer.from(text))).blocks).toMatchObject([{ text }]);
    }
  });

  it('throws nothing but SetAsideError, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        try {
          await ingestFile(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SetAsideError);
        }
      }),
      { seed: 20_260_103, numRuns: 2000 },
    );
  });
});
