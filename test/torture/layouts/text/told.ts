/** Tables told row by row: each number under or behind the name of its column, as language models and scripts write them. */
import { textOf } from '../../draw-report.js';
import type { TortureLayout } from '../../layout.js';
import { utf8 } from '../../layout.js';
import { layOut, PROSE } from './lines.js';

/** Each row as an object of JSON, its keys the headers; or all as one document with the text around. */
const jsonRows: TortureLayout = {
  name: 'json-rows',
  format: 'txt',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const nothing = random.pick(['""', 'null']);
    const isPretty = random.chance(0.5);
    const asNumber = random.chance(0.5);
    const value = (text: string): string =>
      text === '' ? nothing : asNumber && /^-?(?:0|[1-9]\d{0,14})$/u.test(text) ? text : JSON.stringify(text);
    const object = (entries: readonly (readonly [string, string])[]): string =>
      isPretty
        ? `  {\n${entries.map(([key, text]) => `    ${JSON.stringify(key)}: ${value(text)}`).join(',\n')}\n  }`
        : `  {${entries.map(([key, text]) => `${JSON.stringify(key)}: ${value(text)}`).join(', ')}}`;
    const array = (objects: readonly string[]): string[] => ['[', objects.join(',\n'), ']', ''];
    const headers = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) =>
        blocks.flatMap((block) => [
          block.title,
          ...array(
            block.rows.map((row) =>
              object([...row.label, ...row.keys.map(print)].map((own, x) => [block.columns[x] ?? '', own])),
            ),
          ),
        ]),
      applications: (rows) =>
        array(
          rows.map((row) =>
            object([
              ['项目', row.label.join('')],
              ...row.keys.map((key, x): [string, string] => [headers[x] ?? '', print(key)]),
            ]),
          ),
        ),
      review: () => array([object(reviewKeys(print))]),
    });
    return { bytes: utf8(text) };
  },
};

const BLOCKS: readonly (readonly [string, string])[] = [
  ['reconsideration', '行政复议'],
  ['litigationDirect', '行政诉讼-未经复议直接起诉'],
  ['litigationAfterReconsideration', '行政诉讼-复议后起诉'],
];
const RESULTS: readonly (readonly [string, string])[] = [
  ['upheld', '结果维持'],
  ['corrected', '结果纠正'],
  ['other', '其他结果'],
  ['pending', '尚未审结'],
  ['total', '总计'],
];

function reviewKeys(print: (key: string) => string): [string, string][] {
  return BLOCKS.flatMap(([block, name]) =>
    RESULTS.map(([result, label]): [string, string] => [
      `${name}-${label}`,
      print(`review.${block}.${result}`),
    ]),
  );
}

/** Every number behind its column's name, in lists, as language models tell a table. */
const toldInLists: TortureLayout = {
  name: 'told-in-lists',
  format: 'txt',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const { random } = report;
    const print = textOf(report);
    const style = random.pick(['nested', 'line', 'semicolon'] as const);
    const colon = random.pick(['：', ': ']);
    const headers = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const row = (label: string, entries: readonly (readonly [string, string])[]): string[] => {
      const told = entries.map(([name, text]) => `${name}${colon}${text}`);
      if (style === 'nested') return [`- ${label}`, ...told.map((own) => `  - ${own}`)];
      return [`- **${label}**${colon}${told.join(style === 'line' ? '，' : '；')}`];
    };
    const text = layOut(report, {
      ...PROSE,
      disclosure: (blocks) =>
        blocks.flatMap((block) => [
          `**${block.title}**`,
          '',
          ...block.rows.flatMap((own) =>
            row(
              own.label.join(''),
              own.keys.map((key, x): [string, string] => [block.columns[x + 1] ?? '', print(key)]),
            ),
          ),
          '',
        ]),
      applications: (rows) => [
        ...rows.flatMap((own) =>
          row(
            own.label.join('-'),
            own.keys.map((key, x): [string, string] => [headers[x] ?? '', print(key)]),
          ),
        ),
        '',
      ],
      review: () => [
        ...BLOCKS.flatMap(([block, name]) =>
          row(
            name,
            RESULTS.map(([result, label]): [string, string] => [label, print(`review.${block}.${result}`)]),
          ),
        ),
        '',
      ],
    });
    return { bytes: utf8(text) };
  },
};

export const toldLayouts: readonly TortureLayout[] = [jsonRows, toldInLists];
