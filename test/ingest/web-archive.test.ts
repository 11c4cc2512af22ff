import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { readWebArchive } from '../../src/ingest/web-archive.js';

const SEED = 20_261_122;

function page(text: string): string {
  return `<html><head><title>x</title></head><body><p>漪塬县水务局2023年政府信息公开工作年度报告</p><p>一、总体情况</p><p>${text}本局认真贯彻落实条例，主动公开各类政府信息，及时回应群众关切，各项工作平稳有序。</p></body></html>`;
}

function quotedPrintable(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte, index) => {
      const escaped = `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      return (
        (byte >= 0x20 && byte < 0x7f && byte !== 0x3d ? String.fromCharCode(byte) : escaped) +
        (index % 20 === 19 ? '=\r\n' : '')
      );
    })
    .join('');
}

function archive(bytes: Buffer, encoding: string, lineEnd: string): Buffer {
  const body =
    encoding === 'base64'
      ? bytes.toString('base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(bytes)
        : bytes.toString('latin1');
  const part = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/related;',
    ' type="text/html";',
    ' boundary="--=_x"',
    '',
    'preamble',
    '----=_x',
    'Content-Type: text/html',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '----=_x',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    '',
    'AAAA',
    '----=_x--',
    '',
  ].join(lineEnd);
  return Buffer.from(part, 'latin1');
}

describe('a page saved in one file', () => {
  it('is read as the page itself is, however its parts are encoded', async () => {
    const text = fc.string({ unit: fc.constantFrom('年', '公', '开', '=', '3', ' ', '，'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom('base64', 'quoted-printable', '8bit'),
        fc.constantFrom('utf8', 'gb18030'),
        fc.constantFrom('\r\n', '\n'),
        async (words, encoding, charset, lineEnd) => {
          const bytes = iconv.encode(page(words), charset);
          expect(await ingestFile(archive(bytes, encoding, lineEnd))).toEqual(await ingestFile(bytes));
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('whose article stands in a frame is read there', () => {
    const frame = (html: string): string => `--b\nContent-Type: text/html\n\n${html}\n`;
    const message = `MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n${frame('<p>菜单</p>')}${frame(page(''))}--b--\n`;
    expect(JSON.stringify(readWebArchive(Buffer.from(message)).blocks)).toContain('总体情况');
  });
});
