/** Laws of the list tables of 2008–2018: whatever the rendering, every printed number comes back, and none is wrong. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellKey } from '../../../src/domain/cells.js';
import { findCell } from '../../../src/domain/cells.js';
import type { Report } from '../../../src/domain/report.js';
import { findTable } from '../../../src/forms/forms.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { waysToPart } from '../../../src/parse/list-tables/split-digits.js';

const SEED = 20_141_101;
const TABLE = findTable('2014', 'statistics');
const ROWS = (TABLE?.rows ?? []).filter(({ columns }) => columns.every(({ unit }) => unit === 'count'));
/** Labels of no form. */
const OWN = ['窗口接待群众人数', '宣传栏更新期数', '咨询热线接听数'];

interface Row {
  label: string;
  /** Null for a row of no form. */
  key: string | null;
  unit: string;
  values: number[];
}

interface Table {
  columns: string[];
  rows: Row[];
}

/** Rows in the order of the form, some of them left out, some of the organ's own between. */
const arbitraryTable: fc.Arbitrary<Table> = fc
  .record({
    two: fc.boolean(),
    kept: fc.array(fc.boolean(), { minLength: ROWS.length, maxLength: ROWS.length }),
    spelling: fc.array(fc.nat(5), { minLength: ROWS.length, maxLength: ROWS.length }),
    years: fc.array(fc.nat(3000), { minLength: ROWS.length + 3, maxLength: ROWS.length + 3 }),
    before: fc.array(fc.nat(9000), { minLength: ROWS.length + 3, maxLength: ROWS.length + 3 }),
    own: fc.array(fc.nat(ROWS.length), { maxLength: OWN.length }),
  })
  .map(({ two, kept, spelling, years, before, own }): Table => {
    const values = (at: number): number[] => {
      const year = years[at] ?? 0;
      return two ? [year, year + (before[at] ?? 0)] : [year];
    };
    const rows = ROWS.flatMap((row, at): Row[] => {
      // A part is recognised by its whole; a spelling of few letters stands only below it.
      const whole = row.groups.findLast(({ rowKey }) => rowKey !== null);
      const hasWhole =
        whole === undefined || kept[ROWS.findIndex(({ key }) => key === whole.rowKey)] === true;
      if (kept[at] !== true || !hasWhole) return [];
      const labels = [row.label, ...row.aliases.map(({ text }) => text).filter((text) => text.length > 4)];
      const label = labels[(spelling[at] ?? 0) % labels.length] ?? row.label;
      return [{ label: `${row.number ?? ''}${label}`, key: row.key, unit: '条', values: values(at) }];
    });
    own.forEach((at, index) => {
      const label = OWN[index] ?? '';
      rows.splice(at % (rows.length + 1), 0, {
        label,
        key: null,
        unit: '次',
        values: values(ROWS.length + index),
      });
    });
    return { columns: two ? ['2016年度', '历年累计'] : ['年末统计'], rows };
  })
  .filter(({ rows }) => rows.filter(({ key }) => key !== null).length >= 3);

const HEAD = `青岚市云桥县民政局2016年政府信息公开工作年度报告
所列数据的统计期限自2016年1月1日起至2016年12月31日止。
一、概述
推进政府信息公开工作。
二、政府信息公开情况统计表
`;

const lines = (table: Table, cell: string, row: string): string =>
  [
    ['指标名称', '计量单位', ...table.columns],
    ...table.rows.map(({ label, unit, values }) => [label, unit, ...values.map(String)]),
  ]
    .map((cells) => cells.join(cell))
    .join(row);

const RENDERINGS: Readonly<Record<string, (table: Table) => string>> = {
  blanks: (table) => `${HEAD}${lines(table, ' ', '\n')}\n`,
  tabs: (table) => `${HEAD}${lines(table, '\t', '\n')}\n`,
  pipes: (table) => `${HEAD}| ${lines(table, ' | ', ' |\n| ')} |\n`,
  'a cell a line': (table) => `${HEAD}${lines(table, '\n', '\n')}\n`,
  'one line with blanks': (table) => `${HEAD}${lines(table, ' ', ' ')}\n`,
  'one line without blanks': (table) => `${HEAD}${lines(table, '', '')}\n`,
  'two words of the header in one field': (table) =>
    `${HEAD}${lines(table, '\t', '\n').replace('计量单位\t', '计量单位 ')}\n`,
  commas: (table) => `${HEAD}${lines(table, ',', '\n')}\n`,
  'Markdown with a rule': (table) => {
    const [header = '', ...rows] = lines(table, ' | ', '\n').split('\n');
    const rule = ['---', '---', ...table.columns.map(() => '---')].join(' | ');
    return `${HEAD}${[header, rule, ...rows].map((row) => `| ${row} |`).join('\n')}\n`;
  },
  'numbered rows between tabs': (table) =>
    `${HEAD}${lines(table, '\t', '\n')
      .split('\n')
      .map((row, index) => `${index === 0 ? '序号' : String(index)}\t${row}`)
      .join('\n')}\n`,
  'units behind the labels': (table) =>
    `${HEAD}${[
      ['指标名称', ...table.columns].join('\t'),
      ...table.rows.map(({ key, label, unit, values }) =>
        [key === null ? label : `${label}（${unit}）`, ...values].join('\t'),
      ),
    ].join('\n')}\n`,
  'columns aligned': (table) =>
    `${HEAD}${lines(table, '\t', '\n')
      .split('\n')
      .map((row) =>
        row
          .split('\t')
          .map((cell, index) => (index === 0 ? cell.padEnd(40, '　') : cell.padEnd(10)))
          .join('   '),
      )
      .join('\n')}\n`,
  'thousands separators': (table) =>
    `${HEAD}${lines(table, '\t', '\n').replace(/(?<=\t)(\d{1,3})(\d{3})(?=\t|\n|$)/gu, '$1,$2')}\n`,
  'full-width digits': (table) =>
    `${HEAD}${lines(table, ' | ', '\n').replace(/(?<=\| )\d+/gu, (digits) =>
      digits.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    )}\n`,
  'labels broken over two lines': (table) =>
    `${HEAD}${lines(table, ' ', '\n')
      .split('\n')
      .map((row) => (row.length > 18 ? `${row.slice(0, 9)}\n${row.slice(9)}` : row))
      .join('\n')}\n`,
  'numbers as a data frame': (table) =>
    `${HEAD}\t${['0', '1', ...table.columns.map((_, index) => String(index + 2))].join('\t')}\n${lines(
      table,
      '\t',
      '\n',
    )
      .split('\n')
      .map((row, index) => `${index}\t${row}`)
      .join('\n')}\n`,
  html: (table) =>
    `<html><body><h1>${HEAD.split('\n')[0] ?? ''}</h1><p>一、概述</p><p>推进政府信息公开工作。</p><table><tr><td>${lines(table, '</td><td>', '</td></tr><tr><td>')}</td></tr></table></body></html>`,
};

async function read(text: string): Promise<Report> {
  return parseReport(await ingestFile(Buffer.from(text)));
}

/** What each printed row came to: its numbers, or null where the report says that it cannot tell. */
function found(report: Report, row: Row, columns: number): (number | null | undefined)[] {
  const { label, key } = row;
  if (key === null) {
    const extra = report.extraTables.flatMap(({ rows }) => rows).find((one) => one.label === label);
    return extra?.values.map(({ value }) => value) ?? [];
  }
  return ['year', 'cumulative'].slice(0, columns).map((column) => {
    const cell = report.cells[`${key}.${column}`];
    // Below a row of the organ's own nothing may tell which whole 其他情形数 is a part of.
    if (cell?.state === 'ABSENT')
      return found(report, { ...row, key: null }, columns)[column === 'year' ? 0 : 1];
    if (cell?.state !== 'UNREADABLE') return cell?.value;
    const isNamed = report.findings.some(({ cells }) => cells.includes(`${key}.${column}`));
    return isNamed ? null : undefined;
  });
}

describe.each(Object.keys(RENDERINGS))('a list table as %s', (name) => {
  const runsTogether = name === 'one line without blanks';

  it('gives back every number that it prints, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, async (table) => {
        const report = await read(RENDERINGS[name]?.(table) ?? '');
        expect(report.form).toBe('FORM_2014');
        for (const row of table.rows) {
          const values = found(report, row, table.columns.length);
          const undecided =
            runsTogether && table.columns.length > 1 && values.every((value) => value === null);
          if (!undecided) expect([row.label, values]).toEqual([row.label, row.values]);
        }
        const keys = new Set(table.rows.map(({ key }) => key));
        const others = Object.entries(report.cells).filter(
          ([key, { state }]) => state === 'REPORTED' && !keys.has(findCell(key)?.rowKey ?? ''),
        );
        expect(others).toEqual([]);
      }),
      { seed: SEED, numRuns: 12, endOnFailure: true },
    );
  });
});

/** A label in pieces of some letters. */
function pieces(label: string): string[] {
  return label.match(/.{1,7}/gu) ?? [];
}

/** Texts in which a label and its numbers do not stand on one line. */
const TORN: Readonly<Record<string, (table: Table) => string>> = {
  'labels wrapped around their numbers': (table) =>
    table.rows
      .flatMap(({ label, unit, values }) => {
        const own = pieces(label);
        const half = own.length >> 1;
        const numbers = [unit, ...values].join(' ');
        return own.length % 2 === 1
          ? [...own.slice(0, half), `${own[half] ?? ''} ${numbers}`, ...own.slice(half + 1)]
          : [...own.slice(0, half), numbers, ...own.slice(half)];
      })
      .join('\n'),
  'labels above, units and numbers below': (table) =>
    [
      ...table.rows.flatMap(({ label }) => pieces(label)),
      ...table.rows.map(({ unit }) => unit),
      ...table.rows.flatMap(({ values }) => values.map(String)),
    ].join('\n'),
  'each column below its own header': (table) =>
    [
      '指标名称',
      ...table.rows.map(({ label }) => label),
      '计量单位',
      ...table.rows.map(({ unit }) => unit),
      ...table.columns.flatMap((column, at) => [column, ...table.rows.map(({ values }) => values[at])]),
    ].join('\n'),
  'each column below its own header, which is cut over lines': (table) =>
    [
      '指标\n名称',
      ...table.rows.map(({ label }) => label),
      '计量\n单位',
      ...table.rows.map(({ unit }) => unit),
      ...table.columns.flatMap((column, at) => [
        `${column.slice(0, 2)}\n${column.slice(2)}`,
        ...table.rows.map(({ values }) => values[at]),
      ]),
    ].join('\n'),
  'a header of whose cells each line has a piece': (table) =>
    `指标 计量 ${table.columns.map((column) => column.slice(0, 2)).join(' ')}\n名称 单位 ${table.columns
      .map((column) => column.slice(2))
      .join(
        ' ',
      )}\n${table.rows.map(({ label, unit, values }) => [label, unit, ...values].join(' ')).join('\n')}`,
  'the last column and some rows below the narrative that follows': (table) => {
    const [whole, cut] = [table.rows.slice(0, -2), table.rows.slice(-2)];
    const first = whole.map(({ label, unit, values }) => [label, unit, values[0]].join('\n'));
    const columns =
      table.columns.length > 1 ? [table.columns[1], ...whole.map(({ values }) => values[1])] : [];
    const rest = [...cut.map(({ unit }) => unit), ...cut.flatMap(({ values }) => values)];
    const labels = cut.map(({ label }) => label);
    const text = [
      ...first,
      ...labels,
      '三、存在问题',
      '公开的内容还不够丰富；下一步将改进。',
      ...columns,
      ...rest,
    ];
    return ['指标名称', '计量单位', table.columns[0], ...text].join('\n');
  },
  'every second number printed before all labels': (table) =>
    [
      ...table.rows.filter((_, at) => at % 2 === 1).flatMap(({ unit, values }) => [unit, ...values]),
      ...table.rows.flatMap(({ label, unit, values }, at) => [
        label,
        ...(at % 2 === 1 ? [] : [unit, ...values]),
      ]),
    ].join('\n'),
};

describe.each(Object.keys(TORN))('a list table with %s', (name) => {
  it('reads no number wrongly, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryTable, async (table) => {
        const header = ['指标名称', '计量单位', ...table.columns].join(' ');
        const text = TORN[name]?.(table) ?? '';
        const report = await read(`${HEAD}${text.startsWith('指标') ? '' : `${header}\n`}${text}\n`);
        expect(report.form).toBe('FORM_2014');
        const named = new Set(report.findings.flatMap(({ cells }) => cells));
        const kept: string[] = report.extraTables.flatMap(({ rows }) =>
          rows.flatMap(({ values }) => values.map(({ raw }) => raw)),
        );
        for (const [key, { state, value, raw }] of Object.entries(report.cells)) {
          const { rowKey, columnKey } = findCell(key) ?? {};
          const row = table.rows.find((one) => one.key === rowKey);
          const printed = row?.values[columnKey === 'cumulative' ? 1 : 0];
          if (!key.startsWith('statistics.') || state === 'NOT_IN_FORM' || state === 'ABSENT') continue;
          if (state === 'UNREADABLE') expect([key, named.has(key)]).toEqual([key, true]);
          else expect([key, value]).toEqual([key, printed ?? null]);
          if (raw !== null && (state === 'REPORTED' || columnKey !== 'cumulative'))
            kept.push(...raw.split(' '));
        }
        for (const { values } of table.rows) {
          for (const value of values) expect(kept).toContain(String(value));
        }
      }),
      { seed: SEED, numRuns: 12, endOnFailure: true },
    );
  });
});

describe('a list table in column order', () => {
  const labels = [
    '主动公开文件数',
    '其中：1、政府网站公开数',
    '2、政府公报公开数',
    '受理依申请公开信息总数',
    '其中：1、当面申请数',
    '2、网上申请数',
    '3、信函、传真申请数',
  ];
  const years = [94, 80, 0, 12, 3, 4, 5];
  const totals = [765, 700, 73, 30, 9, 10, 11];
  const text = (names: string[]): string =>
    [
      ...['指标', '名称', ...names, '计量', '单位', ...names.map(() => '条')],
      ...['20', '16年度', ...years, '历年', '累计', ...totals],
    ].join('\n');
  const keys = ['disclosed.total', 'disclosed.website', 'disclosed.gazette', 'received.total'];

  it('is read by the order of its labels, units and numbers, and says so', async () => {
    const report = await read(`${HEAD}${text(labels)}\n`);
    const found = keys.map((key) =>
      ['year', 'cumulative'].map((column) => report.cells[`statistics.${key}.${column}` as CellKey]?.value),
    );
    expect(found).toEqual(keys.map((_, at) => [years[at], totals[at]]));
    const placed = report.findings
      .filter(({ code }) => code === 'placed-by-order')
      .flatMap(({ cells }) => cells);
    expect(placed).toContain('statistics.received.letterOrFax.cumulative');
  });

  it('is found by its labels where the tool has lost its header', async () => {
    const rows = labels.map((label, at) => [label, '条', years[at], totals[at]].join('\n'));
    const report = await read(`${HEAD}${rows.join('\n')}\n`);
    expect(report.form).toBe('FORM_2014');
    expect(report.cells['statistics.received.total.year']?.value).toBe(12);
    expect(report.cells['statistics.received.total.cumulative']?.value).toBe(30);
  });

  it('is not where a block of numbers stands below blank rows, whose it may be', async () => {
    const rows = labels.map((label, at) => `${label}\n\n条\n\n${at === 4 ? '33\n\n' : ''}`);
    const report = await read(`${HEAD}指标名称\n\n计量单位\n\n统计数\n\n${rows.join('')}`);
    const cell = report.cells['statistics.received.inPerson.year'];
    expect([cell?.state, cell?.raw]).toEqual(['UNREADABLE', '33']);
  });

  it('takes no number out of a remark that is broken over lines', async () => {
    const first = '（一）主动公开政府信息数（不同渠道和方式\n公开相同信息计\n1条）\n条\n7\n';
    const rows = labels.slice(1).map((label) => `${label}\n条\n5\n`);
    const report = await read(`${HEAD}指标名称\n计量单位\n统计数\n${first}${rows.join('')}`);
    expect(report.cells['statistics.disclosed.total.year']?.value).toBe(7);
  });

  it('is not where labels stand in another order than theirs, or its parts are not its total', async () => {
    const [first = '', second = '', ...others] = labels;
    for (const names of [
      [first, ...others, second],
      [first, second, ...others.slice(0, 2), ...others.slice(2).reverse()],
    ]) {
      const report = await read(`${HEAD}${text(names)}\n`);
      const cell = report.cells['statistics.disclosed.website.year'];
      const named = new Set(report.findings.flatMap(({ cells }) => cells));
      expect([cell?.state, named.has('statistics.disclosed.website.year')]).toEqual(['UNREADABLE', true]);
    }
  });
});

describe('digits that run together', () => {
  it('are parted into what was printed, among others, and never with a leading zero', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(50_000), (year, more) => {
        const ways = waysToPart(`${year}${year + more}`);
        expect(ways).toContainEqual([year, year + more]);
        for (const way of ways) expect(way.join('')).toBe(`${year}${year + more}`);
      }),
      { seed: SEED },
    );
  });
});

const FOLDER = fileURLToPath(new URL('../../../../shared/reports/tables-before-2019/', import.meta.url));
const there = existsSync(FOLDER);
const skipped = there ? '' : ' (skipped: the folder of real reports is not beside the checkout)';

describe('a header of 年度 alone', () => {
  it('is the year beside 历年累计', async () => {
    const rows = [
      '| 指标 | 单位 | 年度 | 历年累计 |',
      '|---|---|---|---|',
      '| 主动公开政府信息数 | 条 | 120 | 430 |',
    ];
    const text = `${HEAD}${[...rows, '| 政府网站公开政府信息数 | 条 | 118 | 401 |'].join('\n')}\n`;
    const { cells } = parseReport(await ingestFile(Buffer.from(text)));
    expect(cells['statistics.disclosed.total.year']).toMatchObject({ state: 'REPORTED', value: 120 });
    expect(cells['statistics.disclosed.total.cumulative']).toMatchObject({ state: 'REPORTED', value: 430 });
    expect(cells['statistics.disclosed.website.year']).toMatchObject({ state: 'REPORTED', value: 118 });
  });
});

describe.skipIf(!there)(`real tables before 2019${skipped}`, () => {
  const names = there ? readdirSync(FOLDER).filter((name) => name.endsWith('.table.json')) : [];

  it.each(names)('%s: every printed number comes back', async (name) => {
    const base = `${FOLDER}${name.replace('.table.json', '')}`;
    const wanted = JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8')) as {
      column: string;
      value: number;
    }[];
    const expected = wanted.map(
      ({ column, value }) => `${column.includes('累计') ? 'cumulative' : 'year'} ${value}`,
    );
    for (const file of [`${base}.html`, `${base}.txt`].filter((path) => existsSync(path))) {
      const report = parseReport(await ingestFile(readFileSync(file)));
      const cells = Object.entries(report.cells).flatMap(([key, { state, value }]) =>
        key.startsWith('statistics.') && state === 'REPORTED'
          ? [`${findCell(key)?.columnKey ?? ''} ${String(value)}`]
          : [],
      );
      expect(report.extraTables).toEqual([]);
      expect(cells.sort()).toEqual([...expected].sort());
    }
  });
});
