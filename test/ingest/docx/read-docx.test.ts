import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
} from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, GridCell } from '../../../src/ingest/document.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { buildDocx, cell, docxMembers, paragraph, row, run, table } from '../../support/build-docx.js';
import type { DocxParts } from '../../support/build-docx.js';
import { buildZip } from '../../support/build-zip.js';
import { expected, mergedGrid } from '../../support/merged-grid.js';
import type { MergedGrid } from '../../support/merged-grid.js';

async function blocks(body: string, parts?: DocxParts): Promise<Block[]> {
  return (await ingestFile(buildDocx(body, parts))).blocks;
}

/** Paragraphs as their text, headings with "# ", tables as rows of texts. */
async function shown(body: string, parts?: DocxParts): Promise<(string | string[][])[]> {
  return (await blocks(body, parts)).map((block) => {
    if (block.kind === 'table') return block.rows.map((cells) => cells.map((each) => each.text));
    return block.kind === 'heading' ? `${'#'.repeat(block.level)} ${block.text}` : block.text;
  });
}

const STYLES = `
  <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 2"/></w:style>
  <w:style w:type="paragraph" w:styleId="b"><w:name w:val="Own"/><w:basedOn w:val="1"/></w:style>
  <w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="paragraph" w:styleId="d"><w:name w:val="Circle"/><w:basedOn w:val="d"/></w:style>
  <w:style w:type="character" w:styleId="h"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>`;

describe('readDocx: paragraphs', () => {
  it('joins runs and shows breaks, tabs and hyphens', async () => {
    const body =
      paragraph(run('政府') + run('信息') + '<w:r><w:noBreakHyphen/><w:t>公开</w:t></w:r>') +
      paragraph('<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r><w:r><w:tab/><w:t>3</w:t></w:r>') +
      paragraph('<w:r><w:tab/><w:t>  缩进 </w:t></w:r>') +
      paragraph('');
    expect(await shown(body)).toEqual(['政府信息-公开', '甲', '乙\t3', '缩进']);
  });

  it('counts the paragraphs that it shows, and tables as they begin', async () => {
    const body = paragraph('') + paragraph('甲') + table([row([cell('乙'), cell('丙')])]) + paragraph('丁');
    const [first, grid, last] = await blocks(body);
    expect(first).toEqual({ kind: 'paragraph', text: '甲', place: { paragraph: 1, column: 1 } });
    expect(grid).toEqual({
      kind: 'table',
      place: { table: 1 },
      rows: [
        [
          { text: '乙', origin: true, place: { table: 1, row: 1, tableColumn: 1 } },
          { text: '丙', origin: true, place: { table: 1, row: 1, tableColumn: 2 } },
        ],
      ],
    });
    expect(last).toEqual({ kind: 'paragraph', text: '丁', place: { paragraph: 2, column: 1 } });
  });

  it('tells headings by outline level and by style', async () => {
    const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
    const body =
      paragraph('甲', style('1')) +
      paragraph('乙', style('a')) +
      paragraph('丙', style('b')) +
      paragraph('丁', '<w:outlineLvl w:val="2"/>') +
      paragraph('戊', `${style('1')}<w:outlineLvl w:val="9"/>`) +
      paragraph('己', style('d')) +
      paragraph('<w:r><w:t>政府信息</w:t><w:br/><w:t>公开</w:t></w:r>', style('1'));
    expect(await shown(body, { styles: STYLES })).toEqual([
      '# 甲',
      '## 乙',
      '# 丙',
      '### 丁',
      '戊',
      '己',
      '# 政府信息公开',
    ]);
  });

  it('leaves out what is not shown: hidden text, codes of fields, notes, the table of contents', async () => {
    const body =
      paragraph(
        run('甲') +
          run('隐', '<w:vanish/>') +
          run('藏', '<w:rStyle w:val="h"/>') +
          run('乙', '<w:vanish w:val="0"/>'),
      ) +
      paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
      ) +
      paragraph(run('丙') + '<w:r><w:footnoteReference w:id="1"/></w:r>') +
      paragraph('<w:r><w:t>甲</w:t><w:tab/><w:t>1</w:t></w:r>', '<w:pStyle w:val="c"/>') +
      paragraph(
        '<w:r><w:ruby><w:rt><w:r><w:t>gong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      );
    expect(await shown(body, { styles: STYLES })).toEqual(['甲乙', '3', '丙', '公']);
  });

  it('accepts tracked changes', async () => {
    const deletedEnd = '<w:rPr><w:del w:id="1"/></w:rPr>';
    const body =
      paragraph(
        `<w:ins>${run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>${run('走')}</w:moveFrom><w:moveTo>${run('来')}</w:moveTo>`,
      ) +
      paragraph(run('前半'), deletedEnd) +
      paragraph(run('后半')) +
      paragraph(
        `<w:del><w:r><w:delText>全删</w:delText></w:r></w:del>`,
        `<w:numPr><w:numId w:val="1"/></w:numPr>${deletedEnd}`,
      ) +
      paragraph(run('末')) +
      table([
        row([cell('甲'), cell('1')]),
        row([cell('乙'), cell('2')], '<w:del w:id="2"/>'),
        row([cell('丙'), cell('3')], '<w:ins w:id="3"/>'),
        row([cell('丁'), cell('4')], '<w:hidden/>'),
      ]);
    const numbering =
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
    expect(await shown(body, { numbering })).toEqual([
      '新来',
      '前半后半',
      '末',
      [
        ['甲', '1'],
        ['丙', '3'],
      ],
    ]);
  });

  it('descends into content controls, links and the like', async () => {
    const body =
      `<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>${paragraph('甲')}</w:sdtContent></w:sdt>` +
      paragraph(`<w:hyperlink>${run('乙')}</w:hyperlink><w:smartTag>${run('丙')}</w:smartTag>`) +
      table([
        `<w:sdt><w:sdtContent>${row([`<w:sdt><w:sdtContent>${cell('丁')}</w:sdtContent></w:sdt>`, cell('戊')])}</w:sdtContent></w:sdt>`,
      ]);
    expect(await shown(body)).toEqual(['甲', '乙丙', [['丁', '戊']]]);
  });

  it('reads a text box once, with the table in it', async () => {
    const content = `<w:txbxContent>${paragraph('框内')}${table([row([cell('甲'), cell('1')])])}</w:txbxContent>`;
    const alternatives = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
    const fallbackOnly = alternatives.replace(/<w:drawing>.*<\/w:drawing>/u, '');
    for (const box of [alternatives, fallbackOnly]) {
      expect(await shown(paragraph(`<w:r><w:t>外</w:t>${box}</w:r>`) + paragraph('后'))).toEqual([
        '外',
        '框内',
        [['甲', '1']],
        '后',
      ]);
    }
  });

  it("takes nothing of the file's properties: they are often those of an older file", async () => {
    expect((await ingestFile(buildDocx(paragraph('甲'), { title: ' 年度报告 ' }))).metadata).toEqual({});
  });

  it('reads whatever prefix stands for a namespace, the strict one too, and UTF-16', async () => {
    const members = docxMembers(paragraph('甲') + table([row([cell('乙'), cell('丙')])]));
    const rewrite = (change: (xml: string) => string): Buffer =>
      buildZip(
        members.map(({ name, data }) => ({ name, data: name === 'word/document.xml' ? change(data) : data })),
      );
    const variants = [
      rewrite((xml) => xml.replaceAll('w:', 'ns0:').replace('xmlns:w=', 'xmlns:ns0=')),
      rewrite((xml) => xml.replaceAll('<w:', '<').replaceAll('</w:', '</').replace('xmlns:w=', 'xmlns=')),
      rewrite((xml) =>
        xml.replace(
          'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
          'http://purl.oclc.org/ooxml/wordprocessingml/main',
        ),
      ),
      buildZip(
        members.map(({ name, data }) => ({
          name,
          data: Buffer.from(`\ufeff${data.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
        })),
      ),
    ];
    for (const bytes of variants) {
      const { blocks: found } = await ingestFile(bytes);
      expect(
        found.map((block) =>
          block.kind === 'table' ? block.rows.flat().map((each) => each.text) : block.text,
        ),
      ).toEqual(['甲', ['乙', '丙']]);
    }
  });
});

describe('readDocx: tables', () => {
  it('joins the lines of a cell as they are read', async () => {
    const lines = (...texts: string[]): string => cell(texts.map((text) => paragraph(text)).join(''));
    expect(
      await shown(
        table([
          row([lines('本年新', '制作数量'), lines('12', '34')]),
          row([lines('第一句。', '第二句。'), cell('<w:p><w:r><w:tab/><w:t>5</w:t></w:r></w:p>')]),
        ]),
      ),
    ).toEqual([
      [
        ['本年新制作数量', '12 34'],
        ['第一句。\n第二句。', '5'],
      ],
    ]);
  });

  it('descends into tables that only arrange the page', async () => {
    const figures = table([row([cell('甲'), cell('1')]), row([cell('乙'), cell('2')])]);
    const outer = table([row([cell('标题'), cell(paragraph('说明') + figures)])]);
    const grid = [
      ['甲', '1'],
      ['乙', '2'],
    ];
    expect(await shown(outer)).toEqual(['标题', '说明', grid]);
    expect(await shown(table([row([cell(paragraph('一段') + figures)])]))).toEqual(['一段', grid]);
  });

  it('takes a small table in a cell of figures for the text of the cell', async () => {
    const inner = table([row([cell('小'), cell('表')])]);
    const outer = table([
      row([cell('甲'), cell('1'), cell('2')]),
      row([cell('乙'), cell(inner + paragraph('')), cell('3')]),
    ]);
    expect(await shown(outer + table([row([cell('a'), cell('b')])]))).toEqual([
      [
        ['甲', '1', '2'],
        ['乙', '小 表', '3'],
      ],
      [['a', 'b']],
    ]);
    expect((await blocks(outer + table([row([cell('a'), cell('b')])]))).at(-1)?.place).toEqual({ table: 3 });
  });

  it('keeps the columns that a row leaves out, and bounds absurd spans', async () => {
    const span = (count: number): string => `<w:gridSpan w:val="${count}"/>`;
    const [grid] = await blocks(
      table([
        row([cell('甲', span(2)), cell('乙')]),
        row([cell('丙')], '<w:gridBefore w:val="2"/>'),
        row([cell('丁'), cell('戊', span(0))], '<w:gridAfter w:val="1"/>'),
      ]),
    );
    const rows = grid?.kind === 'table' ? grid.rows : [];
    const marks = (cells: GridCell[]): string[] => cells.map((each) => (each.origin ? each.text : '<'));
    expect(rows.map(marks)).toEqual([
      ['甲', '<', '乙'],
      ['', '', '丙'],
      ['丁', '戊', ''],
    ]);
    const [wide] = await blocks(table([row([cell('甲', span(999_999)), cell('乙')])]));
    expect(wide?.kind === 'table' && wide.rows[0]?.length).toBe(1001);
  });
});

/** The table as the library `docx` writes it. */
function libraryTable(grid: MergedGrid): Table {
  return new Table({
    rows: Array.from(
      { length: grid.height },
      (_, index) =>
        new TableRow({
          children: grid.cells
            .filter((each) => each.row === index)
            .map(
              (each) =>
                new TableCell({
                  children: [new Paragraph(each.text)],
                  rowSpan: each.rows,
                  columnSpan: each.columns,
                }),
            ),
        }),
    ),
  });
}

describe('readDocx: files of a library', () => {
  it('restores every grid of merged cells', async () => {
    await fc.assert(
      fc.asyncProperty(mergedGrid(), async (grid) => {
        const starts = Array.from({ length: grid.height }, (_, index) =>
          grid.cells.filter((each) => each.row === index),
        );
        // The library writes no row without a cell of its own, and a table of one column is none.
        fc.pre(starts.every((cells) => cells.length > 0) && starts.some((cells) => cells.length > 1));
        const file = new Document({ sections: [{ children: [libraryTable(grid), new Paragraph('后')] }] });
        const { blocks: found } = await ingestFile(await Packer.toBuffer(file));
        const [first] = found;
        const rows = first?.kind === 'table' ? first.rows : [];
        expect(rows.map((cells) => cells.map(({ text, origin }) => ({ text, origin })))).toEqual(
          expected(grid),
        );
      }),
      { seed: 4_004, numRuns: 60 },
    );
  });

  it('reads headings, numbers and text boxes', async () => {
    const file = new Document({
      numbering: {
        config: [{ reference: 'outline', levels: [{ level: 0, format: 'chineseCounting', text: '%1、' }] }],
      },
      sections: [
        {
          children: [
            new Paragraph({
              text: '总体情况',
              heading: HeadingLevel.HEADING_1,
              numbering: { reference: 'outline', level: 0 },
            }),
            new Paragraph({ children: [new TextRun('正文'), new TextRun({ text: '隐藏', vanish: true })] }),
            new Textbox({ children: [new Paragraph('框内')] }),
          ],
        },
      ],
    });
    const { blocks: found } = await ingestFile(await Packer.toBuffer(file));
    expect(found).toMatchObject([
      { kind: 'heading', level: 1, text: '一、总体情况' },
      { kind: 'paragraph', text: '正文' },
      { kind: 'paragraph', text: '框内' },
    ]);
  });
});
