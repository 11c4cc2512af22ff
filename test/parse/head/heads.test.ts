import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textBlocks } from '../../../src/ingest/text/text-blocks.js';
import { parseReport } from '../../../src/parse/index.js';
import { HEADS } from './heads.js';

const BODY = [
  '一、总体情况',
  '我单位主动公开政府信息47条，公众反映良好。',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '公开内容不够丰富。',
  '六、其他需要报告的事项',
  '无。',
].join('\n');

describe('the head of a report', () => {
  it.each(HEADS.map((head) => [head.like, head] as const))('is read where it has %s', (_, head) => {
    const text = [head.head, BODY, head.foot ?? ''].join('\n');
    const report = parseReport({
      mediaType: 'text/plain',
      encoding: 'utf-8',
      metadata: {},
      blocks: textBlocks(text),
    });
    const date =
      report.dateKind === null
        ? {}
        : { [report.dateKind === 'PUBLISHED' ? 'published' : 'signed']: report.publishedOn };
    expect({ title: report.title, organ: report.organ?.name ?? null, year: report.year, ...date }).toEqual({
      title: head.title ?? null,
      organ: head.organ ?? null,
      year: head.year ?? null,
      ...(head.published === undefined ? {} : { published: head.published }),
      ...(head.signed === undefined ? {} : { signed: head.signed }),
    });
    // Nothing of the page is left in the text, and no sentence is lost.
    const narrative = report.sections.map((section) => section.text).join('\n');
    expect(narrative).not.toMatch(/索引号|发布机构|字体|QQ空间|首页|政府信息公开年报/u);
    for (const sentence of ['我单位主动公开政府信息47条', '公开内容不够丰富。'])
      expect(narrative).toContain(sentence);
  });
});

const ORGANS = [
  '云泽省青岚市水务局',
  '青岚县人民政府',
  '云泽省黛麓市桓峦区汀麓街道办事处',
  '松陂市住房和城乡建设局',
];
const TITLES: readonly ((organ: string) => string)[] = [
  (organ) => `2023年${organ}政府信息公开工作年度报告`,
  (organ) => `${organ}2023年政府信息公开工作年度报告`,
  (organ) => `${organ}2023年度政府信息公开工作报告`,
  (organ) => `2023年度${organ}政府信息公开年报`,
  (organ) => `${organ}关于2023年政府信息公开工作年度报告`,
];
/** How tools print a title of two lines, its year in it or dropped to a line of its own. */
const PIECES: Readonly<Record<string, (title: string, cut: number) => string>> = {
  'two lines': (title, cut) => `${title.slice(0, cut)}\n${title.slice(cut)}`,
  'a blank line between': (title, cut) => `${title.slice(0, cut)}\n\n${title.slice(cut)}`,
  'rows of cells': (title, cut) => `${title.slice(0, cut)}\t\n${title.slice(cut)}\t`,
  'a table in Markdown': (title, cut) => `| ${title.slice(0, cut)} | |\n|---|---|\n| ${title.slice(cut)} | |`,
  'a table in HTML': (title, cut) =>
    `<table><tr><td>${title.slice(0, cut)}</td></tr><tr><td>${title.slice(cut)}</td></tr></table>\n`,
  'the year above': (title, cut) => dropped(title, cut, ([above, below]) => ['2023', above, below]),
  'the year between': (title, cut) => dropped(title, cut, ([above, below]) => [above, '2023', below]),
  'the year below': (title, cut) => dropped(title, cut, ([above, below]) => [above, below, '2023']),
};

function dropped(title: string, cut: number, lines: (halves: [string, string]) => string[]): string {
  const rest = title.replace('2023', '');
  return lines([rest.slice(0, cut), rest.slice(cut)]).join('\n');
}

describe('a title in pieces', () => {
  it.each(Object.keys(PIECES))('is whole again: %s', (kind) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ORGANS),
        fc.constantFrom(...TITLES),
        fc.double({ min: 0.3, max: 0.9, noNaN: true }),
        (organ, print, share) => {
          const title = print(organ);
          const cut = Math.round(share * (title.length - 4));
          // A line that ends within the year's figures is not what is tried here, nor one that ends as an organ's name.
          fc.pre(!/^\d/u.test(title.slice(cut)) && !/[省市县区局府]$/u.test(title.slice(0, cut)));
          const blocks = textBlocks(`${PIECES[kind]?.(title, cut) ?? ''}\n${BODY}`);
          const report = parseReport({ mediaType: 'text/plain', encoding: 'utf-8', metadata: {}, blocks });
          expect([report.title?.replace(/\s/gu, ''), report.organ?.name, report.year]).toEqual([
            title,
            organ,
            2023,
          ]);
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });
});
