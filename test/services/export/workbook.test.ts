/** Workbooks, read back by another maker's reader. */
import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../../src/services/export/workbook.js';
import type { Sheet } from '../../../src/services/export/workbook.js';
import type { SheetValue } from '../../../src/services/export/sheet-xml.js';

const PLAIN = Array.from({ length: 30 }, () => ({ width: 12 }));

function sheet(rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet {
  return { name: 'reports', columns: PLAIN, headerRows: 0, rows, ...more };
}

async function bytesOf(sheets: Parameters<typeof writeWorkbook>[0]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWorkbook(sheets)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function readBack(one: Sheet): Promise<unknown[][]> {
  return (await readXlsx(await bytesOf([one]))).sheets[0]?.rows ?? [];
}

/** As XML has a text: its line ends are line feeds. */
const asRead = (value: SheetValue): SheetValue =>
  typeof value === 'string' ? value.replace(/\r\n?/gu, '\n') : value;

/** Rows end where nothing follows. */
const trimmed = (row: readonly unknown[]): unknown[] =>
  row.slice(0, row.findLastIndex((one) => one !== null) + 1);

describe('a workbook', () => {
  it('gives every value back: numbers as numbers, any text as it was, nothing where there was nothing', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.constantFrom('<&>"\'', '_x0041_', '_x000D_x', ' 前后 ', '=1+1', '\u0001\u001f', '一\r\n二', '０'),
    );
    const value = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      text,
    );
    const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const read = await readBack(sheet([...given, ['end']]));
        expect(read.map(trimmed)).toEqual([...given, ['end']].map((row) => trimmed(row.map(asRead))));
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it('has days where a column holds dates, and leaves what is no full date a text', async () => {
    const given = [
      '2024-02-29',
      '1900-03-01',
      '1900-02-28',
      '2024-02-30',
      '2024',
      '2024-03',
      '2024-03-01T00:00:00Z',
    ];
    const read = await readBack(
      sheet([['publishedOn'], ...given.map((one) => [one])], {
        columns: [{ width: 12, format: 'date' }],
        headerRows: 1,
      }),
    );
    const [header, ...days] = read.map(([one]) =>
      one instanceof Date ? { day: one.toISOString().slice(0, 10) } : one,
    );
    expect(header).toBe('publishedOn');
    expect(days).toEqual([{ day: '2024-02-29' }, { day: '1900-03-01' }, ...given.slice(2)]);
  });

  it('shows ratios as percentages, links as formulas with their text, and filters below its header', async () => {
    const link = 'https://gov.example.cn/a?b="c"&d=<e>';
    const rows = [
      ['key', 'share'],
      [{ text: '报告 "一"', link }, 0.125],
      [{ text: '脚本', link: 'javascript:alert(1)' }, 1],
      [{ text: '长', link: `https://gov.example.cn/${'长'.repeat(300)}` }, null],
    ];
    const columns = [{ width: 12 }, { width: 12, format: 'percent' as const }];
    const bytes = await bytesOf([sheet(rows, { columns, headerRows: 1, filtered: true })]);
    const [read] = (await readXlsx(bytes, { readStyles: true })).sheets;
    expect(read?.rows.map(trimmed)).toEqual([['key', 'share'], ['报告 "一"', 0.125], ['脚本', 1], ['长']]);
    expect(read?.cells?.get('1,0')?.formula).toBe(
      'HYPERLINK("https://gov.example.cn/a?b=""c""&d=<e>","报告 ""一""")',
    );
    for (const plain of ['2,0', '3,0']) expect(read?.cells?.get(plain)?.formula).toBeUndefined();
    expect(read?.cells?.get('1,1')?.style?.numFmt).toBe('0.0%');
    expect(read?.autoFilter?.range).toBe('A1:B4');
  });

  it('names its sheets in any script, in order, and freezes their header', async () => {
    const names = ['报告', 'dictionary', '勾稽 & 发现'];
    const book = await readXlsx(
      await bytesOf(names.map((name) => sheet([[name], [1]], { name, headerRows: 1 }))),
    );
    expect(book.sheets.map(({ name, rows, freezePane }) => [name, rows, freezePane?.rows])).toEqual(
      names.map((name) => [name, [[name], [1]], 1]),
    );
  });

  it('cuts a text that Excel could not open, and says so', async () => {
    const read = await readBack(sheet([['长'.repeat(40_000)], ['😀'.repeat(20_000)]]));
    expect(read[0]).toEqual([`${'长'.repeat(32_766)}…`]);
    expect(String(read[1]?.[0]).length).toBeLessThanOrEqual(32_767);
  });

  it('reads its rows as its bytes are taken, sheet after sheet', async () => {
    let read = 0;
    let over = false;
    function* endless(): Generator<SheetValue[]> {
      try {
        for (;;) {
          read += 1;
          yield [read, `第${read}行`, Math.sin(read)];
        }
      } finally {
        over = true;
      }
    }
    const never = function* (): Generator<Sheet> {
      yield sheet(endless());
      throw new Error('The next sheet was asked for before the rows of this one were read.');
    };
    const pieces = writeWorkbook(never());
    const taken: number[] = [];
    for (let piece = 0; piece < 20; piece += 1) {
      await pieces.next();
      await new Promise(setImmediate);
      taken.push(read);
    }
    // What is read ahead is the same from the first piece to the last.
    expect(taken.at(-1)).toBeLessThan(200_000);
    await pieces.return();
    expect(over).toBe(true);
  });

  it('ends with the error of its rows', async () => {
    const broken = async function* (): AsyncGenerator<SheetValue[]> {
      yield [1];
      await Promise.resolve();
      throw new Error('The store is away.');
    };
    await expect(bytesOf([sheet(broken())])).rejects.toThrow('The store is away.');
    const noSheet = function* (): Generator<Sheet> {
      yield sheet([[1]]);
      throw new Error('No more sheets.');
    };
    await expect(bytesOf(noSheet())).rejects.toThrow('No more sheets.');
  });
});
