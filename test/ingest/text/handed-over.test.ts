/** Reports that programs hand over in one piece: as a value of JSON, with line ends written out, with all lines in one. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/domain/report.js';
import { parseFile } from '../../../src/services/parse-file.js';

const FIXTURE = new URL('../../golden/fixtures/repeated-merged-headers/source.txt', import.meta.url);
const ORGAN = '云泽省黛麓市桓峦区汀麓街道办事处';
const TITLE = `${ORGAN}2021年政府信息公开工作年度报告`;
const TEXT = readFileSync(FIXTURE, 'utf8');
const PAGE = `<h1>${TITLE}</h1><p>一、总体情况</p><p>主动公开政府信息47条。</p><table><tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table><p>二、其他需要报告的事项</p><p>${'公开内容逐步丰富。'.repeat(40)}</p>`;

async function read(text: string): Promise<Report> {
  return (await parseFile(Buffer.from(text))).report;
}

/** States and values, without places. */
function cellsOf({ cells }: Report): Record<string, unknown> {
  return Object.fromEntries(Object.entries(cells).map(([key, { state, value }]) => [key, { state, value }]));
}

/** Headings and what stands below them. */
function sectionsIn(text: string): { heading: string; text: string }[] {
  return text.split(/\n(?=#* ?[一二三四五六]、.*(?:情况|事项)\n)/u).map((part) => {
    const [heading = '', ...rest] = part.split('\n');
    return { heading: heading.replace(/^#+ /u, ''), text: rest.join('\n') };
  });
}

describe('a report handed over in one piece', () => {
  it.each<readonly [string, string]>([
    ['an object with title and text', JSON.stringify({ title: TITLE, date: '2024-01-20', content: TEXT })],
    ['an object in Chinese', JSON.stringify({ 标题: TITLE, 正文: TEXT }, null, 2)],
    ['an array with one such object', JSON.stringify([{ id: 1, text: TEXT }])],
    ['an array of lines', JSON.stringify(TEXT.split('\n'))],
    ['an object of sections', JSON.stringify({ title: TITLE, sections: sectionsIn(TEXT) })],
    [
      'an object with the headings as names',
      JSON.stringify(Object.fromEntries(sectionsIn(TEXT).map(({ heading, text }) => [heading, text]))),
    ],
    ['a string of JSON', JSON.stringify(TEXT)],
    ['line ends written out', TEXT.replaceAll('\n', String.raw`\n`)],
    ['all lines in one', TEXT.replace(/\s*\n\s*/gu, ' ')],
  ])('is read as the text is: %s', async (_, text) => {
    const report = await read(text);
    expect({ organ: report.organ?.name, year: report.year }).toEqual({ organ: ORGAN, year: 2021 });
    expect(cellsOf(report)).toEqual(cellsOf(await read(TEXT)));
  });

  it('is read as the page is, where its text is HTML', async () => {
    const report = await read(JSON.stringify({ url: 'https://example.invalid/1.html', html: PAGE }));
    expect(report.organ?.name).toBe(ORGAN);
    expect(cellsOf(report)).toEqual(cellsOf(await read(PAGE)));
  });

  it('parts no rows of other widths than their rule has', async () => {
    const text = `${TITLE} 一、总体情况 ${'公开。'.repeat(80)} | 信息内容 | 本年制发件数 | |---|---| | 规章 | 1 | 2 | 3 | | 行政规范性文件 | 4 | 5 | 6 |`;
    const { cells } = await read(text);
    expect(Object.values(cells).filter(({ state, value }) => state === 'REPORTED' && value === 4)).toEqual(
      [],
    );
  });

  it.each([
    [
      'several reports',
      JSON.stringify([
        { title: TITLE, text: TEXT },
        { title: TITLE, text: TEXT },
      ]),
    ],
    [
      'a tree whose tables nothing tells',
      JSON.stringify({
        blocks: [
          { t: 'Para', c: TEXT },
          ...Array.from({ length: 9 }, (_, index) => ({ t: 'Cell', c: [{ t: 'Str', c: String(index) }] })),
        ],
      }),
    ],
    [
      'a parsed report',
      JSON.stringify({ title: TITLE, form: 'FORM_2021', cells: {}, findings: [], sections: [TEXT] }),
    ],
  ])('is refused where it is %s', async (_, text) => {
    await expect(parseFile(Buffer.from(text))).rejects.toThrow(/JSON/u);
  });
});
