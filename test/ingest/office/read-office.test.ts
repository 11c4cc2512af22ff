/** Texts of old word processor formats, read through LibreOffice. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { convertOffice } from '../../../src/ingest/office/convert-office.js';
import { parseFile } from '../../../src/services/parse-file.js';

const TITLE = '岚溪省葭垸市统计局2023年政府信息公开工作年度报告';
const HEADING = '四、政府信息公开行政复议、行政诉讼情况';
const HEADERS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const VALUES = ['1', '', '0', '3', '4'];

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/office/${name}`, import.meta.url));

/** As WordPad writes it: Chinese in GBK, a table of rows with the right edges of their cells. */
function richText(): Uint8Array {
  const letters = (text: string): string =>
    [...text].map((letter) => (letter < '\u0080' ? letter : `\\u${letter.charCodeAt(0)}?`)).join('');
  const row = (cells: readonly string[], width: number): string =>
    `\\trowd${cells.map((_, index) => `\\cellx${width * (index + 1)}`).join('')}\\intbl ${cells.map(letters).join('\\cell ')}\\cell\\row\n`;
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936 ${letters(TITLE)}\\par ${letters(HEADING)}\\par\n${row(['行政复议'], 7500)}${row(HEADERS, 1500)}${row(VALUES, 1500)}\\pard\\par}`,
  );
}

/** XML of Word 2003. */
function wordXml(): Uint8Array {
  const paragraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const cell = (text: string, span = 1): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${1500 * span}" w:type="dxa"/><w:gridSpan w:val="${span}"/></w:tcPr>${paragraph(text)}</w:tc>`;
  const row = (cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
  const rows = [
    row([cell('行政复议', 5)]),
    ...[HEADERS, VALUES].map((texts) => row(texts.map((text) => cell(text)))),
  ];
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>${paragraph(TITLE)}${paragraph(HEADING)}<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="1500"/>'.repeat(5)}</w:tblGrid>${rows.join('')}</w:tbl>${paragraph('')}</w:body></w:wordDocument>`,
  );
}

const OPEN_DOCUMENT = ['office', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** The body of an OpenDocument file: title and heading as `paragraph` writes them, then the table. */
function openBody(paragraph: (text: string) => string): string {
  const cell = (text: string): string =>
    `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
  const first = `<table:table-cell office:value-type="string" table:number-columns-spanned="5"><text:p>行政复议</text:p></table:table-cell>${'<table:covered-table-cell/>'.repeat(4)}`;
  const rows = [first, ...[HEADERS, VALUES].map((texts) => texts.map(cell).join(''))];
  return `${paragraph(TITLE)}${paragraph(HEADING)}${rows.map((row) => `<table:table-row>${row}</table:table-row>`).join('')}`;
}

const flat = (mimetype: string, body: string): Uint8Array =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<office:document ${OPEN_DOCUMENT} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.${mimetype}"><office:body>${body}</office:body></office:document>`,
  );

/** OpenDocument in one XML file. */
function flatText(): Uint8Array {
  const body = openBody((text) => `<text:p>${text}</text:p>`).replace(
    /<table:table-row>.*<\/table:table-row>/u,
    (rows) => `<table:table><table:table-column table:number-columns-repeated="5"/>${rows}</table:table>`,
  );
  return flat('text', `<office:text>${body}</office:text>`);
}

/** A spreadsheet whose last row, hidden, holds 9. */
function flatSheet(): Uint8Array {
  const rows = openBody(
    (text) =>
      `<table:table-row><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row>`,
  );
  const hidden =
    '<table:table-row table:visibility="collapse"><table:table-cell office:value-type="float" office:value="9"><text:p>9</text:p></table:table-cell></table:table-row>';
  return flat(
    'spreadsheet',
    `<office:spreadsheet><table:table table:name="表1">${rows}${hidden}</table:table></office:spreadsheet>`,
  );
}

describe('texts of old word processors', () => {
  it.each([
    ['.doc', fixture('review.doc'), 'application/msword'],
    ['.odt', fixture('review.odt'), 'application/vnd.oasis.opendocument.text'],
    ['.rtf', richText(), 'application/rtf'],
    ['XML of Word 2003', wordXml(), 'application/xml'],
    ['.fodt', flatText(), 'application/vnd.oasis.opendocument.text-flat-xml'],
    ['.fods', flatSheet(), 'application/vnd.oasis.opendocument.spreadsheet-flat-xml'],
  ])(
    '%s: cells as printed, and the converter is named',
    async (_, bytes, type) => {
      const { report, mediaType } = await parseFile(bytes);
      expect(mediaType).toBe(type);
      expect([report.title, report.organ?.name, report.year]).toEqual([TITLE, '岚溪省葭垸市统计局', 2023]);
      const read = ['upheld', 'corrected', 'other', 'pending', 'total'].map((name) => {
        const cell = report.cells[`review.reconsideration.${name}`];
        return [cell?.state, cell?.value];
      });
      expect(read).toEqual([
        ['REPORTED', 1],
        ['BLANK', null],
        ['REPORTED', 0],
        ['REPORTED', 3],
        ['REPORTED', 4],
      ]);
      const converted = report.findings.find(({ code }) => code === 'converted');
      expect(converted?.message.en).toMatch(
        /^the file was converted before it was read, by LibreOffice \d+\.\d+/u,
      );
    },
    120_000,
  );
});

describe('spreadsheets of OpenDocument', () => {
  it('leave out what is hidden, and say so', async () => {
    const { omitted } = await ingestFile(flatSheet());
    expect(omitted?.map(({ text, why }) => [text, why])).toEqual([['9', 'HIDDEN']]);
  }, 120_000);
});

describe('texts that are not converted', () => {
  const refusal = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'read',
      (error: unknown) => error,
    );

  it('where LibreOffice is not installed, the sentence tells the one command', async () => {
    expect(await refusal(convertOffice(richText(), 'rtf', 'docx', { path: '/nowhere' }))).toMatchObject({
      reason: 'unknown-format',
      message: expect.stringContaining('apt-get install libreoffice-writer-nogui') as string,
    });
  });

  it('nor for spreadsheets', async () => {
    expect(await refusal(convertOffice(flatSheet(), 'fods', 'xlsx', { path: '/nowhere' }))).toMatchObject({
      reason: 'unknown-format',
      message: expect.stringContaining('apt-get install libreoffice-calc-nogui') as string,
    });
  });

  it('XML of no known kind is not read as if it were text', async () => {
    const xml = Buffer.from(`<?xml version="1.0"?><report><title>${TITLE}</title><h>${HEADING}</h></report>`);
    expect(await refusal(ingestFile(xml))).toMatchObject({ reason: 'unknown-format' });
  });

  it('a container that was cut off is damaged: nothing of it is read', async () => {
    const bytes = fixture('review.doc');
    for (const part of [0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      expect(await refusal(ingestFile(cut))).toMatchObject({ reason: 'damaged-file' });
    }
  });

  it('one that takes too long is ended, and nothing is left behind', async () => {
    const folders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('ogi-office-'));
    const before = folders();
    const ended = await refusal(convertOffice(richText(), 'rtf', 'docx', { clockSeconds: 0.05 }));
    expect(ended).toMatchObject({ reason: 'too-large' });
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('one that waits for nothing is ended by the clock, one that works is not', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ogi-soffice-'));
    const program = (script: string): string => {
      writeFileSync(join(folder, 'soffice'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return `${folder}:/usr/bin:/bin`;
    };
    const limits = { idleSeconds: 1, clockSeconds: 60 };
    const waits = convertOffice(richText(), 'rtf', 'docx', { ...limits, path: program('sleep 50') });
    expect(await refusal(waits)).toMatchObject({ reason: 'too-large' });
    // It counts, for longer than one may wait, and makes nothing.
    const counts = program('i=0; while [ $i -lt 2000000 ]; do i=$((i+1)); done');
    expect(
      await refusal(convertOffice(richText(), 'rtf', 'docx', { ...limits, path: counts })),
    ).toMatchObject({
      reason: 'damaged-file',
    });
    rmSync(folder, { recursive: true });
  }, 120_000);
});
