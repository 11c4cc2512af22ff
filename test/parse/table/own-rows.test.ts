/** Blank rows, with and without rows of the organ's own below: every number stays in its row, and those of the organ's own are of no row of the form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS } from '../../../src/domain/cells.js';
import type { Report } from '../../../src/domain/report.js';
import { formOf } from '../../../src/forms/forms.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { ownLabel } from '../../../src/parse/damaged-labels.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

/** What a row prints: its label and its numbers, none where it is blank, for so many columns. */
type Layout = (label: string, numbers: readonly number[], columns: number) => string[];

function narrow(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${String(width)}}`, 'gu')) ?? [];
}

function lineOf(numbers: readonly number[]): string[] {
  return numbers.length === 0 ? [] : [numbers.join(' ')];
}

/** Numbers between the pieces of a label so wide. */
function between(width: number): Layout {
  return (label, numbers) => {
    const pieces = narrow(label, width);
    const at = Math.ceil(pieces.length / 2);
    return [...pieces.slice(0, at), ...lineOf(numbers), ...pieces.slice(at)];
  };
}

function cellsOf(numbers: readonly number[], columns: number): (number | string)[] {
  return numbers.length > 0 ? [...numbers] : Array.from({ length: columns }, () => '');
}

function webRow(cells: readonly (string | number)[]): string {
  return `<tr>${cells.map((cell) => `<td>${String(cell)}</td>`).join('')}</tr>`;
}

const IN_TEXT: Readonly<Record<string, Layout>> = {
  'on one line': (label, numbers) => [[label, ...numbers].join(' ')],
  'parted by tabs': (label, numbers) => [[label, ...numbers].join('\t')],
  'between bars': (label, numbers, columns) => [`| ${[label, ...cellsOf(numbers, columns)].join(' | ')} |`],
  'with the numbers below': (label, numbers) => [label, ...lineOf(numbers)],
  'with each cell on a line': (label, numbers) => [label, ...numbers.map(String)],
  'in columns three letters wide': between(3),
  'in columns five letters wide': between(5),
  'with the numbers beside the middle of the label': (label, numbers) =>
    narrow(label, 4).map((piece, at, { length }) =>
      at === Math.floor(length / 2) ? [piece, ...numbers].join(' ') : piece,
    ),
  'with the numbers below the end of the label': (label, numbers) => [
    ...narrow(label, 5),
    ...lineOf(numbers),
  ],
};

const IN_WEB_PAGES: Readonly<Record<string, Layout>> = {
  'in a web page, blank cells': (label, numbers, columns) => [webRow([label, ...cellsOf(numbers, columns)])],
  'in a web page, no cells': (label, numbers) => [webRow([label, ...numbers])],
  'in a web page, one cell for the row': (label, numbers, columns) =>
    numbers.length > 0
      ? [webRow([label, ...numbers])]
      : [`<tr><td colspan="${String(columns + 1)}">${label}</td></tr>`],
};

const LAYOUTS = [...Object.entries(IN_TEXT), ...Object.entries(IN_WEB_PAGES)];

/** The report of an organ with one table; `header`: the texts of each line of it. */
async function read(
  year: number,
  heading: string,
  rows: readonly (string | { header: string[] })[],
): Promise<Report> {
  const title = `青岚市云桥县民政局${String(year)}年政府信息公开工作年度报告`;
  const isWebPage = rows.some((row) => typeof row === 'string' && row.startsWith('<tr>'));
  const lines = rows.map((row) => {
    if (typeof row === 'string') return row;
    return isWebPage ? webRow(row.header) : row.header.join(' ');
  });
  const text = isWebPage
    ? `<html><body><h1>${title}</h1><p>${heading}</p><table>${lines.join('\n')}</table><p>六、其他需要报告的事项</p><p>无。</p></body></html>`
    : `${title}\n${heading}\n${lines.join('\n')}\n六、其他需要报告的事项\n无。\n`;
  return parseReport(await ingestFile(Buffer.from(text)));
}

/** No cell holds a number that is not printed for it, and one that is not read is named. */
function expectRead({ cells, findings }: Report, printed: ReadonlyMap<string, number | null>): void {
  const named = new Set(findings.flatMap((finding) => finding.cells));
  for (const [key, number] of printed) {
    const value = cells[key]?.value ?? null;
    expect([key, value]).toEqual([key, value === null ? null : number]);
    if (value !== number) expect([key, named.has(key)]).toEqual([key, true]);
  }
}

describe('beside a blank row of 表二', () => {
  const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');
  const FRAME = ['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => `applications.${row}`);
  const HEADER = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
  const OWN_LABELS = [
    ...['转由其他渠道受理登记', '其中涉及征地拆迁', '7.移交信访部门办理', '网上申请', '已归档', '非申请'],
    ...['转办件', '4.一次性告知', '其他处理情况说明', '信函'],
  ];
  const row = fc
    .array(fc.oneof(fc.constant(0), fc.nat({ max: 19 })), { minLength: 6, maxLength: 6 })
    .map((numbers) => [...numbers, numbers.reduce((sum, number) => sum + number, 0)]);
  const table = fc.record({
    numbers: fc.array(row, { minLength: ROWS.length, maxLength: ROWS.length }),
    addsUp: fc.boolean(),
    blank: fc.nat({ max: ROWS.length - 1 }),
    ownLabel: fc.option(fc.constantFrom(...OWN_LABELS)),
    ownNumbers: fc.oneof(fc.constant([0, 0, 0, 0, 0, 0, 0]), row),
  });

  /** The numbers of the rows; where they add up, with the column totals of the form, as a table with a blank row does. */
  function valuesOf(numbers: readonly number[][], addsUp: boolean, blank: number): number[][] {
    const values = numbers.map((one, at) => (at === blank && addsUp ? one.map(() => 0) : one));
    if (!addsUp) return values;
    const at = (name: string): number => ROWS.findIndex(({ rowKey }) => rowKey === `applications.${name}`);
    const outcomes = values.filter((_, index) => !FRAME.includes(ROWS[index]?.rowKey ?? ''));
    const total = APPLICANT_COLUMNS.map((_, column) =>
      outcomes.reduce((sum, one) => sum + (one[column] ?? 0), 0),
    );
    const received = total.map((one, column) => one + (values[at('received')]?.[column] ?? 0));
    values[at('received')] = received;
    values[at('outcomeTotal')] = total;
    values[at('carriedOut')] = total.map(
      (one, column) => (received[column] ?? 0) + (values[at('carriedIn')]?.[column] ?? 0) - one,
    );
    return values;
  }

  it.each(LAYOUTS)('every number stays in its row, %s', async (_, layout) => {
    await fc.assert(
      fc.asyncProperty(table, async ({ numbers, addsUp, blank, ownLabel: own, ownNumbers }) => {
        const values = valuesOf(numbers, addsUp, blank);
        const lines = ROWS.flatMap(({ full: [label = ''] }, at) => [
          ...layout(ownLabel(label), at === blank ? [] : (values[at] ?? []), APPLICANT_COLUMNS.length),
          ...(own !== null && at === blank ? layout(own, ownNumbers, APPLICANT_COLUMNS.length) : []),
        ]);
        const header = { header: ['申请人情况', ...HEADER.split(' ')] };
        const printed = ROWS.flatMap(({ rowKey }, at) =>
          APPLICANT_COLUMNS.map(
            (name, column) =>
              [`${rowKey}.${name}`, at === blank ? null : (values[at]?.[column] ?? null)] as const,
          ),
        );
        const report = await read(2022, '三、收到和处理政府信息公开申请情况', [header, ...lines]);
        expectRead(report, new Map(printed));
      }),
      { seed: 120115, numRuns: 40 },
    );
  });
});

describe('beside a blank row of 表一', () => {
  interface PartRow {
    header: string[][];
    key: string;
    label: string;
    columns: string[];
  }

  function rowsOf(edition: '2019' | '2021'): PartRow[] {
    const parts = formOf(edition).tables.find(({ name }) => name === 'disclosure')?.parts ?? [];
    return parts.flatMap(({ header, corner, columns, rows }) =>
      rows.map(({ key, label }, at) => ({
        header: at > 0 ? [] : [[header ?? ''], [corner ?? '', ...columns.map((column) => column.label)]],
        key,
        label,
        columns: columns.map((column) => column.key),
      })),
    );
  }
  const FORMS = { '2019': rowsOf('2019'), '2021': rowsOf('2021') };
  const OWN_LABELS = ['行政确认', '其他行政行为', '行政裁决', '会议纪要', '公共服务事项', '地方性法规'];
  const table = fc.record({
    edition: fc.constantFrom('2019' as const, '2021' as const),
    blank: fc.nat({ max: 7 }),
    own: fc.option(fc.constantFrom(...OWN_LABELS)),
    numbers: fc.array(fc.nat({ max: 99 }), { minLength: 32, maxLength: 32 }),
  });

  it.each(LAYOUTS)('every number stays in its row, %s', async (_, layout) => {
    await fc.assert(
      fc.asyncProperty(table, async ({ edition, blank, own, numbers }) => {
        const rows = FORMS[edition];
        const valuesOf = (at: number): number[] =>
          (rows[at]?.columns ?? []).map((__, column) => numbers[at * 3 + column] ?? 0);
        const isBlank = (at: number): boolean => at === blank % rows.length;
        const lines = rows.flatMap(({ header, label, columns }, at) => [
          ...header.map((texts) => ({ header: texts })),
          ...layout(label, isBlank(at) ? [] : valuesOf(at), columns.length),
          ...(own !== null && isBlank(at)
            ? layout(
                own,
                columns.map((__, column) => 100 + column),
                columns.length,
              )
            : []),
        ]);
        const printed = rows.flatMap(({ key, columns }, at) =>
          columns.map(
            (name, column) =>
              [`${key}.${name}`, isBlank(at) ? null : (valuesOf(at)[column] ?? null)] as const,
          ),
        );
        const report = await read(edition === '2019' ? 2019 : 2022, '二、主动公开政府信息情况', lines);
        expectRead(report, new Map(printed));
      }),
      { seed: 120116, numRuns: 40 },
    );
  });
});
