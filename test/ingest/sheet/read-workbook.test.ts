/** Workbooks: what a cell shows, what is hidden, what a sheet's rows are, and files that cannot be read. */
import { CFB, read, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import type { Document, TableBlock } from '../../../src/ingest/document.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseFile } from '../../../src/services/parse-file.js';
import type { BuiltSheet, SheetCell } from '../../support/build-xlsx.js';
import { buildXlsx } from '../../support/build-xlsx.js';
import { buildZip } from '../../support/build-zip.js';

/** The library's own module has no types for it. */
interface ContainerLibrary {
  utils: { cfb_new(): object; cfb_add(container: object, name: string, content: Buffer): void };
  write(container: object, options: { type: 'buffer' }): Uint8Array;
}

/** A grid that no rule takes for lines of text. */
function sheetOf(rows: readonly (readonly SheetCell[])[], more: Partial<BuiltSheet> = {}): BuiltSheet {
  return { name: '表', rows, ...more };
}

function tables(document: Document): string[][][] {
  return document.blocks
    .filter((block): block is TableBlock => block.kind === 'table')
    .map((table) => table.rows.map((row) => row.map(({ text, origin }) => (origin ? text : `←${text}`))));
}

async function gridOf(...sheets: BuiltSheet[]): Promise<string[][][]> {
  return tables(await ingestFile(buildXlsx(sheets)));
}

describe('the text of a cell', () => {
  const shown = async (cell: SheetCell): Promise<string | undefined> =>
    (await gridOf(sheetOf([['数', cell, '末']])))[0]?.[0]?.[1];

  it.each<[string, SheetCell, string]>([
    ['a whole number', 1234, '1234'],
    ['a long number that a narrow column would show as a power of ten', 123456789012, '123456789012'],
    ['a number beyond what the program keeps exactly', 1234567890123456, '1.234567890123456e+15'],
    ['a fraction without the noise of its last bits', 0.30000000000000004, '0.3'],
    ['a number with its groups', { value: 1234, format: '#,##0' }, '1,234'],
    ['what the format rounds, as it is printed', { value: 2.5, format: '0.00' }, '2.50'],
    ['a share', { value: 0.25, format: '0%' }, '25%'],
    ['a date, which is no count', { value: 44197, format: 'yyyy/m/d' }, '2021/1/1'],
    ['a negative number in brackets', { value: -5, format: '#,##0_);(#,##0)' }, '-5'],
    ['a zero that accountants print as a dash', { value: 0, format: '#,##0_ ;-#,##0_ ;"-"_ ' }, '-'],
    ['a format that is not understood', { value: 12345, format: '0!.0,"万"' }, '〔0!.0,"万"〕12345'],
    ['a unit of the format', { value: 12, format: '0"件"' }, '12件'],
    ['a value kept with its formula', { value: 7, formula: 'SUM(A1:A3)' }, '7'],
    ['a formula without a value', { formula: 'SUM(A1:A3)' }, '=SUM(A1:A3)'],
    ['a formula whose value was never computed', { value: '', formula: 'SUM(A1:A3)' }, '=SUM(A1:A3)'],
    ['a broken reference', { value: '#REF!', type: 'e', formula: 'X9' }, '#REF!'],
    ['lines of Chinese', '予以\n公开', '予以公开'],
  ])('%s', async (_, cell, text) => {
    expect(await shown(cell)).toBe(text);
  });

  it('a format that hides zeros prints nothing', async () => {
    const grid = await gridOf(
      sheetOf([
        ['甲', '乙', '丙'],
        ['数', { value: 0, format: '0;-0;' }, '末'],
      ]),
    );
    expect(grid).toEqual([
      [
        ['甲', '乙', '丙'],
        ['数', '', '末'],
      ],
    ]);
  });
});

describe('sheets', () => {
  it('expand merged cells and drop columns in which nothing stands', async () => {
    const rows = [
      ['类', null, null, '数'],
      ['', null, null, 1],
    ];
    expect(await gridOf(sheetOf(rows, { merges: ['A1:C2'] }))).toEqual([
      [
        ['类', '数'],
        ['←类', '1'],
      ],
    ]);
  });

  it('leave hidden rows, columns and sheets out, keep the numbers of the others, and say so', async () => {
    const document = await ingestFile(
      buildXlsx([
        sheetOf(
          [
            ['甲', '藏列', '乙'],
            ['藏行', '与', '列'],
            [3, 8, 4],
          ],
          { hiddenRows: [2], hiddenColumns: [2] },
        ),
        sheetOf([['旧', 99]], { name: '底稿', state: 'veryHidden' }),
      ]),
    );
    expect(tables(document)).toEqual([
      [
        ['甲', '乙'],
        ['3', '4'],
      ],
    ]);
    const [table] = document.blocks;
    expect(table?.kind === 'table' && table.rows[1]?.[1]?.place).toEqual({
      table: 1,
      row: 3,
      tableColumn: 3,
    });
    expect(document.omitted).toEqual([
      { text: '藏列 藏行 与 列 8', place: { table: 1 }, why: 'HIDDEN' },
      { text: '底稿: 旧 99', place: { table: 2 }, why: 'HIDDEN' },
    ]);
  });

  it('show a merged cell whose first row is hidden', async () => {
    const rows = [
      ['合', 1, 2],
      [null, 3, 4],
    ];
    expect(await gridOf(sheetOf(rows, { merges: ['A1:A2'], hiddenRows: [1] }))).toEqual([[['合', '3', '4']]]);
  });

  it('part title and narrative from tables; a label alone in its row, and a number, stay in the table', async () => {
    const document = await ingestFile(
      buildXlsx([
        sheetOf([
          ['岚溪省葭垸市统计局2023年政府信息公开工作年度报告'],
          ['一、总体情况'],
          ['本年新收政府信息公开申请6件。'],
          ['三、收到和处理政府信息公开申请情况'],
          ['项目', '自然人', '总计'],
          ['（七）总计'],
          [null, 3],
          ['注：以上为本局数据。'],
        ]),
      ]),
    );
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.text))).toEqual(
      [
        '岚溪省葭垸市统计局2023年政府信息公开工作年度报告',
        '一、总体情况',
        '本年新收政府信息公开申请6件。',
        '三、收到和处理政府信息公开申请情况',
        3,
        '注：以上为本局数据。',
      ],
    );
  });
});

const REVIEW: BuiltSheet = sheetOf(
  [
    ['行政复议', null, null, null, null],
    ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
    [1, 0, 0, 0, 1],
  ],
  { merges: ['A1:E1'] },
);

describe('a workbook with only the tables', () => {
  it('takes organ and year from the name of the file, and says so', async () => {
    const name = '附件/岚溪省葭垸市统计局2023年政府信息公开工作年度报告.xlsx';
    const { report } = await parseFile(buildXlsx([REVIEW]), {}, name);
    expect([report.organ?.name, report.year]).toEqual(['岚溪省葭垸市统计局', 2023]);
    expect(report.cells['review.reconsideration.upheld']).toMatchObject({ state: 'REPORTED', value: 1 });
    expect(report.findings.find(({ code }) => code === 'metadata-used')?.message.en).toContain(
      'name of the file',
    );
  });

  it('or from that of a sheet', async () => {
    const name = '岚溪省葭垸市统计局2022年政务公开年报';
    expect((await parseFile(buildXlsx([{ ...REVIEW, name }]), {}, 'x.xlsx')).report.year).toBe(2022);
  });
});

describe('other formats of workbooks', () => {
  const workbook = read(buildXlsx([REVIEW]));
  const rewritten = (bookType: 'biff8' | 'xlml' | 'xlsb'): Uint8Array =>
    write(workbook, { bookType, type: 'buffer' }) as Uint8Array;

  it.each([
    ['biff8', 'application/vnd.ms-excel'],
    ['xlml', 'application/xml'],
    ['xlsb', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ] as const)('%s', async (bookType, mediaType) => {
    const document = await ingestFile(rewritten(bookType));
    expect(document.mediaType).toBe(mediaType);
    expect(tables(document)).toEqual([
      [
        ['行政复议', '←行政复议', '←行政复议', '←行政复议', '←行政复议'],
        ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'],
        ['1', '0', '0', '0', '1'],
      ],
    ]);
  });
});

describe('workbooks that are set aside', () => {
  const reasonOf = (bytes: Uint8Array): Promise<unknown> =>
    ingestFile(bytes).then(
      () => 'read',
      (error: unknown) => (error as { reason?: string }).reason,
    );

  it('locked with a password', async () => {
    const bof = Buffer.from('0908100000060500bb0dcc0741000000060000002f0006000000123456780a000000', 'hex');
    const library = CFB as ContainerLibrary;
    const container = library.utils.cfb_new();
    library.utils.cfb_add(container, '/Workbook', bof);
    expect(await reasonOf(library.write(container, { type: 'buffer' }))).toBe('encrypted');
  });

  it('damaged: a part that does not fit its checksum is not read', async () => {
    const bytes = buildXlsx([REVIEW]);
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 64;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(await reasonOf(bytes)).toBe('damaged-file');
  });

  it('cut off: never read in part', async () => {
    const bytes = write(read(buildXlsx([REVIEW])), { bookType: 'biff8', type: 'buffer' }) as Buffer;
    const whole = tables(await ingestFile(bytes));
    for (let part = 1; part < 20; part += 1) {
      const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 20));
      const found = await ingestFile(cut).then(tables, () => null);
      expect(found ?? whole).toEqual(whole);
    }
  });

  it('with more rows, cells or bytes than any report', async () => {
    const rows = Array.from({ length: 20_002 }, () => ['甲', 1]);
    expect(await reasonOf(buildXlsx([sheetOf(rows)]))).toBe('too-large');
    const diagonal = Array.from({ length: 700 }, (_, y) => [...new Array<null>(y).fill(null), y]);
    expect(await reasonOf(buildXlsx([sheetOf(diagonal)]))).toBe('too-large');
    const bomb = { name: 'xl/media/image1.bmp', data: Buffer.alloc(65 * 1024 * 1024) };
    const members = [{ name: '[Content_Types].xml', data: '' }, { name: 'xl/workbook.xml', data: '' }, bomb];
    expect(await reasonOf(buildZip(members))).toBe('too-large');
  });
});
