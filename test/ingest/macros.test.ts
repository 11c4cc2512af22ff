/** Files of office programs that hold macros: read as any other, and told. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { holdsMacros } from '../../src/ingest/macros.js';
import { parseReport } from '../../src/parse/index.js';
import { docxMembers, paragraph, run } from '../support/build-docx.js';
import { buildZip } from '../support/build-zip.js';

const BODY = ['青岚市云桥县民政局2022年政府信息公开工作年度报告', '一、总体情况', '推进政府信息公开工作。']
  .map((text) => paragraph(run(text)))
  .join('');

describe('macros', () => {
  it.each([
    ['a document without', [], []],
    [
      'a document with a project of macros',
      [{ name: 'word/vbaProject.bin', data: 'made up' }],
      ['macros-not-run'],
    ],
  ])('%s', async (_, added, expected) => {
    const { findings, title } = parseReport(await ingestFile(buildZip([...docxMembers(BODY), ...added])));
    expect(title).toContain('云桥县民政局');
    expect(findings.map(({ code }) => code).filter((code) => code === 'macros-not-run')).toEqual(expected);
  });

  it('are seen in the binary formats and in OpenDocument too', () => {
    expect(holdsMacros(Buffer.from('\u0000_VBA_PROJECT\u0000', 'utf16le'))).toBe(true);
    expect(holdsMacros(buildZip([{ name: 'Basic/script-lc.xml', data: '<x/>' }]))).toBe(true);
    expect(holdsMacros(buildZip([{ name: 'content.xml', data: '<x/>' }]))).toBe(false);
  });
});
