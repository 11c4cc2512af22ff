/** Rows of an organ's own among those of the form, below rows that are blank: their numbers are of no row of the form. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPLICANT_COLUMNS } from '../../../src/domain/cells.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';
import { formOf } from '../../../src/forms/forms.js';
import { ownLabel } from '../../../src/parse/damaged-labels.js';
import { APPLICATION_ROWS } from '../../../src/parse/official-labels.js';

const ROWS = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== 'applications.otherOutcome.all');
const FRAME = ['received', 'carriedIn', 'outcomeTotal', 'carriedOut'].map((row) => `applications.${row}`);
const HEADER = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
const OWN_LABELS = [
  '转由其他渠道受理登记',
  '其中涉及征地拆迁',
  '7.移交信访部门办理',
  '网上申请',
  '已归档',
  '非申请',
  '转办件',
  '4.一次性告知',
  '其他处理情况说明',
  '信函',
];

/** The text of a row: its label and its numbers, none where it is blank. */
type Layout = (label: string, numbers: readonly number[]) => string[];

function narrow(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${String(width)}}`, 'gu')) ?? [];
}

/** Numbers between the pieces of a label so wide. */
function between(width: number): Layout {
  return (label, numbers) => {
    const pieces = narrow(label, width);
    const at = Math.ceil(pieces.length / 2);
    return [
      ...pieces.slice(0, at),
      ...(numbers.length === 0 ? [] : [numbers.join(' ')]),
      ...pieces.slice(at),
    ];
  };
}

const LAYOUTS: Readonly<Record<string, Layout>> = {
  'on one line': (label, numbers) => [[label, ...numbers].join(' ')],
  'parted by tabs': (label, numbers) => [[label, ...numbers].join('\t')],
  'with the numbers below': (label, numbers) => [label, ...(numbers.length === 0 ? [] : [numbers.join(' ')])],
  'with each cell on a line': (label, numbers) => [label, ...numbers.map(String)],
  'in columns three letters wide': between(3),
  'in columns five letters wide': between(5),
  'with the numbers beside the middle of the label': (label, numbers) =>
    narrow(label, 4).map((piece, at, { length }) =>
      at === Math.floor(length / 2) ? [piece, ...numbers].join(' ') : piece,
    ),
  'with the numbers below the end of the label': (label, numbers) => [
    ...narrow(label, 5),
    ...(numbers.length === 0 ? [] : [numbers.join(' ')]),
  ],
};

/** Numbers of applicants, and their total. */
const row = fc
  .array(fc.oneof(fc.constant(0), fc.nat({ max: 19 })), { minLength: 6, maxLength: 6 })
  .map((numbers) => [...numbers, numbers.reduce((sum, number) => sum + number, 0)]);

const table = fc.record({
  numbers: fc.array(row, { minLength: ROWS.length, maxLength: ROWS.length }),
  addsUp: fc.boolean(),
  blank: fc.nat({ max: ROWS.length - 1 }),
  hasOwn: fc.boolean(),
  own: fc.record({
    label: fc.constantFrom(...OWN_LABELS),
    numbers: fc.oneof(fc.constant([0, 0, 0, 0, 0, 0, 0]), row),
  }),
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

describe('a blank row, with or without one of the organ’s own below', () => {
  it.each(Object.entries(LAYOUTS))('leaves every number in its row, %s', async (_, layout) => {
    await fc.assert(
      fc.asyncProperty(table, async ({ numbers, addsUp, blank, hasOwn, own }) => {
        const values = valuesOf(numbers, addsUp, blank);
        const lines = ROWS.flatMap(({ full: [label = ''] }, at) => [
          ...layout(ownLabel(label), at === blank ? [] : (values[at] ?? [])),
          ...(hasOwn && at === blank ? layout(own.label, own.numbers) : []),
        ]);
        const { cells, findings } = parseReport(
          await ingestFile(
            Buffer.from(
              `青岚市云桥县民政局2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n申请人情况\n${HEADER}\n` +
                `${lines.join('\n')}\n四、政府信息公开行政复议、行政诉讼情况\n无。\n`,
            ),
          ),
        );
        const named = new Set(findings.flatMap((finding) => finding.cells));
        for (const [at, { rowKey }] of ROWS.entries())
          for (const [column, name] of APPLICANT_COLUMNS.entries()) {
            const key = `${rowKey}.${name}`;
            const printed = at === blank ? null : (values[at]?.[column] ?? null);
            const read = cells[key]?.value ?? null;
            expect([key, read]).toEqual([key, read === null ? null : printed]);
            if (read !== printed) expect([key, named.has(key)]).toEqual([key, true]);
          }
      }),
      { seed: 120115, numRuns: 40 },
    );
  });
});

/** The headers and rows of 表一 in an edition. */
const PARTS = { '2019': partsOf('2019'), '2021': partsOf('2021') };

function partsOf(
  edition: '2019' | '2021',
): { header: string[]; key: string; label: string; columns: string[] }[] {
  const parts = formOf(edition).tables.find(({ name }) => name === 'disclosure')?.parts ?? [];
  return parts.flatMap(({ header, corner, columns, rows }) =>
    rows.map(({ key, label }, at) => ({
      header:
        at > 0 ? [] : [header ?? '', [corner ?? '', ...columns.map((column) => column.label)].join(' ')],
      key,
      label,
      columns: columns.map((column) => column.key),
    })),
  );
}

const OWN_MEASURES = ['行政确认', '其他行政行为', '行政裁决', '会议纪要', '公共服务事项', '地方性法规'];

const disclosure = fc.record({
  edition: fc.constantFrom('2019' as const, '2021' as const),
  blank: fc.nat({ max: 7 }),
  label: fc.constantFrom(...OWN_MEASURES),
  numbers: fc.array(fc.nat({ max: 99 }), { minLength: 32, maxLength: 32 }),
});

const CELLS: Layout = (label, numbers) => [
  `| ${[label, ...Array.from({ length: 3 }, (_, at) => numbers[at] ?? '')].join(' | ')} |`,
];

describe('a row of the organ’s own below a blank one of the first table', () => {
  it.each([...Object.entries(LAYOUTS), ['between bars', CELLS] as const])(
    'gives no cell of the form its numbers, %s',
    async (_, layout) => {
      await fc.assert(
        fc.asyncProperty(disclosure, async ({ edition, blank, label, numbers }) => {
          const rows = PARTS[edition];
          const at = blank % rows.length;
          const valuesOf = (row: number): number[] =>
            (rows[row]?.columns ?? []).map((__, column) => numbers[row * 3 + column] ?? 0);
          const lines = rows.flatMap((row, index) => [
            ...row.header,
            ...layout(row.label, index === at ? [] : valuesOf(index)),
            ...(index === at
              ? layout(
                  label,
                  row.columns.map((__, column) => 100 + column),
                )
              : []),
          ]);
          const { cells } = parseReport(
            await ingestFile(
              Buffer.from(
                `青岚市云桥县民政局${edition === '2019' ? '2019' : '2022'}年政府信息公开工作年度报告\n二、主动公开政府信息情况\n` +
                  `${lines.join('\n')}\n三、收到和处理政府信息公开申请情况\n无。\n`,
              ),
            ),
          );
          for (const [index, { key, columns }] of rows.entries())
            for (const [column, name] of columns.entries()) {
              const read = cells[`${key}.${name}`]?.value ?? null;
              const printed = index === at ? null : (valuesOf(index)[column] ?? null);
              expect([key, name, read]).toEqual([key, name, read === null ? null : printed]);
            }
        }),
        { seed: 120116, numRuns: 40 },
      );
    },
  );
});
