/** OFD: files of a real writer, and what the format allows besides. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SetAsideError } from '../../../src/errors.js';
import type { Document } from '../../../src/ingest/document.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { inChinese } from '../../../src/messages/chinese.js';
import { readDocument } from '../../../src/parse/index.js';
import type { OfdPage } from '../../support/build-ofd.js';
import { buildOfd, textObject } from '../../support/build-ofd.js';

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/ofd/${name}`, import.meta.url));

function shown(document: Document): (string | string[][])[] {
  return document.blocks.map((block) =>
    block.kind === 'table'
      ? block.rows.map((row) => row.map(({ text, origin }) => (origin ? text : '←')))
      : block.text,
  );
}

const HEADERS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
const ACROSS = ['行政复议', '←', '←', '←', '←'];

describe('what ofdrw writes', () => {
  it('a table with a merged head; text set askew is no text of the report', async () => {
    const document = await ingestFile(fixture('table.ofd'));
    expect(document.mediaType).toBe('application/ofd');
    expect(shown(document)).toEqual([
      '岚溪省葭垸市统计局2023年政府信息公开工作年度报告',
      '四、政府信息公开行政复议、行政诉讼情况',
      [ACROSS, HEADERS, ['1', '', '0', '12', '13']],
    ]);
    expect(document.omitted).toEqual([{ text: '样张', place: { page: 1 } }]);
    const table = document.blocks[2];
    // Points from the top left corner: 34 mm wide, 10 mm high.
    expect(table?.kind === 'table' && table.rows[2]?.[3]?.place).toMatchObject({
      page: 1,
      box: { x: 345.8, y: 226.8, width: 96.4, height: 28.3 },
    });
  });

  it('a table that goes on over the page; page numbers are dropped', async () => {
    expect(shown(await ingestFile(fixture('two-pages.ofd')))).toEqual([
      '岚溪省葭垸市统计局2022年政府信息公开工作年度报告',
      '四、政府信息公开行政复议、行政诉讼情况',
      [ACROSS, HEADERS, ['2', '0', '1', '0', '3']],
    ]);
  });
});

const LINE = '岚溪省葭垸市统计局2023年政府信息公开工作年度报告全文如下';
const text = (value: string, y: number): OfdPage['texts'][number] => ({ text: value, x: 20, y, size: 4 });
const page = (...lines: string[]): OfdPage => ({
  texts: lines.map((line, index) => text(line, 30 + 10 * index)),
});
const linesOf = async (bytes: Uint8Array): Promise<unknown[]> => shown(await ingestFile(bytes));

describe('what the format allows', () => {
  it('templates, blocks in blocks, invisible objects', async () => {
    const objects = `<ofd:PageBlock ID="5"><ofd:PageBlock ID="6">${textObject(text('内层文字', 60))}</ofd:PageBlock></ofd:PageBlock>${textObject(text('看不见', 80)).replace('ID="1"', 'ID="7" Visible="false"')}`;
    const bytes = buildOfd([{ ...page(LINE), objects }], { template: textObject(text('模板文字', 20)) });
    expect(await linesOf(bytes)).toEqual(['模板文字', LINE, '内层文字']);
  });

  it('composite objects', async () => {
    const resources = `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="9" Height="9"><ofd:Content>${textObject({ text: '组合文字', x: 0, y: 5, size: 4 })}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`;
    const bytes = buildOfd(
      [
        {
          ...page(LINE),
          objects: '<ofd:CompositeObject ID="8" ResourceID="50" Boundary="20 95 100 10" CTM="1 0 0 1 0 0"/>',
        },
      ],
      {
        members: [
          { name: 'Doc_0/PageRes.xml', data: resources },
          {
            name: 'Doc_0/Document.xml',
            data: '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>/Doc_0/PageRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
          },
        ],
      },
    );
    expect(await linesOf(bytes)).toEqual([LINE, '组合文字']);
  });

  it('a page set sideways by its transforms is turned upright', async () => {
    const turned = [LINE, '第二行文字'].map((line, index) =>
      textObject({ text: line, x: 0, y: 4, size: 4 })
        .replace(/Boundary="[^"]*"/u, `Boundary="${150 - 10 * index} 30 10 240"`)
        .replace('Size=', 'CTM="0 1 -1 0 0 0" Size='),
    );
    expect(await linesOf(buildOfd([{ texts: [], objects: turned.join('') }]))).toEqual([LINE, '第二行文字']);
  });

  it('numbers that stand apart in one run are two; digits of one are one', async () => {
    const run = (value: string, steps: string): string =>
      `<ofd:TextObject ID="4" Boundary="20 60 100 8" Font="3" Size="4"><ofd:TextCode X="0" Y="5" DeltaX="${steps}">${value}</ofd:TextCode></ofd:TextObject>`;
    const lines = async (steps: string): Promise<unknown> =>
      (await linesOf(buildOfd([{ ...page(LINE), objects: run('1213', steps) }])))[1];
    expect(await lines('g 3 2.783')).toBe('1213');
    expect(await lines('2 12 2')).toBe('12\t13');
    expect(await lines('2 4 2')).toBe('12 13');
  });

  it('the current one of several versions', async () => {
    const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
    const bytes = buildOfd([page('旧版文字旧版文字旧版文字旧版文字旧版文字')], {
      members: [
        {
          name: 'OFD.xml',
          data: `<ofd:OFD ${NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Versions><ofd:Version ID="1" Index="1" Current="true" BaseLoc="Doc_0/Versions/V1.xml"/></ofd:Versions></ofd:DocBody></ofd:OFD>`,
        },
        {
          name: 'Doc_0/Versions/V1.xml',
          data: `<ofd:DocVersion ${NS}><ofd:DocRoot>/Doc_0/Second.xml</ofd:DocRoot></ofd:DocVersion>`,
        },
        {
          name: 'Doc_0/Second.xml',
          data: `<ofd:Document ${NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="New.xml"/></ofd:Pages></ofd:Document>`,
        },
        {
          name: 'Doc_0/New.xml',
          data: `<ofd:Page ${NS}><ofd:Content><ofd:Layer>${textObject(text(LINE, 30))}</ofd:Layer></ofd:Content></ofd:Page>`,
        },
      ],
    });
    expect(await linesOf(bytes)).toEqual([LINE]);
  });

  it('annotations and signatures, which are told and are no text of the report', async () => {
    const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
    const member = (name: string, root: string, content: string) => ({
      name,
      data: `<ofd:${root} ${NS}>${content}</ofd:${root}>`,
    });
    const bytes = buildOfd([page(LINE)], {
      members: [
        member(
          'OFD.xml',
          'OFD',
          '<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>',
        ),
        member(
          'Doc_0/Document.xml',
          'Document',
          '<ofd:Pages><ofd:Page ID="100" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>',
        ),
        member(
          'Doc_0/Annots/Annotations.xml',
          'Annotations',
          '<ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page><ofd:Page PageID="7"><ofd:FileLoc>missing.xml</ofd:FileLoc></ofd:Page>',
        ),
        member(
          'Doc_0/Annots/Page_0/Annotation.xml',
          'PageAnnot',
          `<ofd:Annot ID="1" Type="Path"><ofd:Appearance>${textObject(text('请改为99件', 50))}</ofd:Appearance></ofd:Annot><ofd:Annot ID="2" Type="Stamp"/><ofd:Annot ID="3" Type="Link"/>`,
        ),
        member(
          'Doc_0/Signs/Signatures.xml',
          'Signatures',
          '<ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/><ofd:Signature ID="2" BaseLoc="Sign_1/Signature.xml"/>',
        ),
      ],
    });
    const document = await ingestFile(bytes);
    expect(shown(document)).toEqual([LINE]);
    expect(document.signatures).toBe(2);
    const place = { page: 1 };
    expect(document.omitted).toEqual([
      { text: '请改为99件', place, why: 'ANNOTATION' },
      { text: '印章', place, why: 'ANNOTATION' },
    ]);
    const told = readDocument(document).report.findings.map(({ code, message }) => `${code}: ${message.en}`);
    expect(told).toContainEqual(
      expect.stringMatching(/^signature-not-verified: .* 2 electronic signatures/u),
    );
    expect(told).toContainEqual(expect.stringMatching(/^noise-removed: annotations .*请改为99件 印章/u));
  });
});

describe('OFD files that are set aside', () => {
  const NS = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const documentWithPageAt = (location: string): Uint8Array =>
    buildOfd([page(LINE)], {
      members: [
        {
          name: 'Doc_0/Document.xml',
          data: `<ofd:Document ${NS}><ofd:Pages><ofd:Page ID="1" BaseLoc="${location}"/></ofd:Pages></ofd:Document>`,
        },
      ],
    });
  it.each<[string, Uint8Array, string]>([
    ['pages without text', buildOfd([page('盖章'), page()]), 'needs-ocr'],
    ['fonts without code points', buildOfd([page('\ue001\ue002\ue003'.repeat(12))]), 'needs-ocr'],
    ['a page that is not there', documentWithPageAt('../../../etc/passwd'), 'damaged-file'],
    [
      'broken XML',
      buildOfd([page(LINE)], { members: [{ name: 'Doc_0/Pages/Page_0/Content.xml', data: '<ofd:Page' }] }),
      'damaged-file',
    ],
    ['no pages', buildOfd([]), 'damaged-file'],
    [
      'two parts of one name',
      buildOfd([page(LINE)], { members: [{ name: 'ofd.XML', data: '<x/>' }] }),
      'damaged-file',
    ],
    [
      'encryption',
      buildOfd([page(LINE)], { members: [{ name: 'Encryptions.xml', data: '<x/>' }] }),
      'encrypted',
    ],
    ['too many pages', buildOfd(Array.from({ length: 501 }, () => page(LINE))), 'too-large'],
  ])('%s', async (_, bytes, reason) => {
    await expect(ingestFile(bytes)).rejects.toMatchObject({ reason });
  });

  it.each(['../../../etc/passwd', '/../etc/passwd', '..\\..\\etc\\passwd'])(
    'a page at %s is told to be outside the document, in both languages',
    async (location) => {
      const bytes = documentWithPageAt(location);
      const error = await ingestFile(bytes).catch((thrown: unknown) => thrown as SetAsideError);
      const message = (error as SetAsideError).message;
      expect(message).toContain(
        'The OFD document is damaged: it refers to a file outside itself (../etc/passwd), which is never read.',
      );
      expect(inChinese(message)).toContain('引用了文档之外的文件（../etc/passwd），此类文件一律不读取');
    },
  );

  it('a page that is missing in the document is told so, and one that is there by a way around is read', async () => {
    await expect(ingestFile(documentWithPageAt('../Doc_0/none.xml'))).rejects.toMatchObject({
      message: expect.stringContaining('its part Doc_0/none.xml is missing') as unknown,
    });
    const around = await ingestFile(documentWithPageAt('../../../Doc_0/Pages/Page_0/Content.xml'));
    expect(around.blocks).toEqual((await ingestFile(documentWithPageAt('Pages/Page_0/Content.xml'))).blocks);
  });

  it('a composite object within itself ends', async () => {
    const self = '<ofd:CompositeObject ID="8" ResourceID="50" Boundary="0 0 9 9"/>';
    const bytes = buildOfd([{ ...page(LINE), objects: self }], {
      members: [
        {
          name: 'R.xml',
          data: `<ofd:Res ${NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50">${self}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`,
        },
        {
          name: 'Doc_0/Document.xml',
          data: `<ofd:Document ${NS}><ofd:CommonData><ofd:PublicRes>/R.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`,
        },
      ],
    });
    expect(await linesOf(bytes)).toEqual([LINE]);
  });
});
