/** OFD fonts without code points: what stands in the text for their glyphs is never taken for a letter, nor for a blank. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { readZipDirectory } from '../../../src/ingest/zip/zip-archive.js';
import { parseReport } from '../../../src/parse/index.js';
import { buildOfd, textObject } from '../../support/build-ofd.js';
import { buildZip } from '../../support/build-zip.js';
import { TORTURE_LAYOUTS } from '../../torture/layouts/index.js';
import { renderTrial } from '../../torture/torture.js';

const NUMBER = /^[\d０-９.,，．]+$/u;

/** Glyphs by numbers, each letter its own. */
const byNumber = (text: string): string =>
  `<ofd:CGTransform CodePosition="0" CodeCount="${text.length}" GlyphCount="${text.length}"><ofd:Glyphs>${[...text].map((letter) => letter.charCodeAt(0)).join(' ')}</ofd:Glyphs></ofd:CGTransform>`;

/** A report of the form whose numbers are written otherwise. */
async function withNumbers(numberAs: (text: string) => string): Promise<Uint8Array> {
  const layout = TORTURE_LAYOUTS.find(({ name }) => name === 'ofd-ruled');
  if (layout === undefined) throw new Error('There is no such layout.');
  const { rendering } = await renderTrial(layout, 777);
  const { members } = await readZipDirectory(rendering.bytes);
  const entries = await Promise.all(
    members.map(async (member) => {
      const data = Buffer.from(await member.read());
      if (!member.name.endsWith('Content.xml')) return { name: member.name, data };
      const xml = data.toString('utf8');
      const changed = xml.replaceAll(
        /(<ofd:TextCode[^>]*>)([^<]*)(?=<\/ofd:TextCode>)/gu,
        (_, tag: string, text: string) => byNumber(text) + tag + (NUMBER.test(text) ? numberAs(text) : text),
      );
      return { name: member.name, data: changed };
    }),
  );
  return buildZip(entries);
}

describe('numbers whose glyphs have no code points', () => {
  it.each([
    ['blanks stand for them', (text: string) => ' '.repeat(text.length)],
    ['a sign stands for them', (text: string) => '¤'.repeat(text.length)],
    ['one digit stands for all', (text: string) => '1'.repeat(text.length)],
    ['codes for private use', (text: string) => '\ue041'.repeat(text.length)],
  ])('are unreadable, each cell named: %s', async (_, numberAs) => {
    const { cells, findings } = parseReport(await ingestFile(await withNumbers(numberAs)));
    const named = new Set(findings.filter(({ outcome }) => outcome === null).flatMap((one) => one.cells));
    const wrong = Object.keys(cells).filter((key) => {
      const state = cells[key]?.state;
      return state !== 'NOT_IN_FORM' && !(state === 'UNREADABLE' && named.has(key));
    });
    // Amounts and marks that are no plain number are as they were.
    const marked = new Set(['/', '—', '-', '－', '——', '／', '\\']);
    expect(wrong.filter((key) => !marked.has(cells[key]?.raw ?? ''))).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain('page-not-read');
  });

  it('are read where each letter has its glyph', async () => {
    const report = parseReport(await ingestFile(await withNumbers((text) => text)));
    expect(Object.values(report.cells).filter(({ state }) => state === 'UNREADABLE')).toEqual([]);
    expect(Object.values(report.cells).filter(({ state }) => state === 'REPORTED').length).toBeGreaterThan(
      100,
    );
  });

  it('a text without any letter is set aside, and its sentence says what to do', async () => {
    const line = '岚溪省葭垸市统计局2023年政府信息公开工作年度报告全文如下';
    const object = textObject({ text: line, x: 20, y: 30, size: 4 }).replace(line, ' '.repeat(line.length));
    const objects = object.replace('<ofd:TextCode', `${byNumber(line)}<ofd:TextCode`);
    await expect(ingestFile(buildOfd([{ texts: [], objects }]))).rejects.toMatchObject({
      reason: 'needs-ocr',
      message: expect.stringMatching(/no text that means anything.*export it as a PDF/u) as string,
    });
  });
});
