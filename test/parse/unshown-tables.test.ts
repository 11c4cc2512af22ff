/** Tables that stand only in a part of a page that it does not show: never said to be missing. */
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/domain/report.js';
import { readHtml } from '../../src/ingest/html/read-html.js';
import { parseReport } from '../../src/parse/index.js';

const ROWS = [
  '一、本年新收政府信息公开申请数量',
  '二、上年结转政府信息公开申请数量',
  '（一）予以公开',
  '1.属于国家秘密',
  '2.其他法律行政法规禁止公开',
  '4.保护第三方合法权益',
  '1.本机关不掌握相关政府信息',
  '2.没有现成信息需要另行制作',
  '四、结转下年度继续办理',
];
const TABLE = `<table><tr><th>申请人情况<th>自然人<th>商业企业<th>科研机构<th>社会公益组织<th>法律服务机构<th>其他<th>总计</tr>${ROWS.map(
  (row) => `<tr><td>${row}<td>3<td>0<td>0<td>0<td>0<td>0<td>3</tr>`,
).join('\n')}</table>`;

const escapedInProgram = (text: string): string =>
  JSON.stringify(text).replace(
    /[^\0-\x7f]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
const escapedInMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function read(part: string): Report {
  const text = `<html><head><title>云桥省青岚市统计局2023年政府信息公开工作年度报告</title></head><body>
<h1>云桥省青岚市统计局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>主动公开信息47条，办理申请3件，均已答复。</p>
<p>三、收到和处理政府信息公开申请情况</p>${part}<p>五、存在的主要问题及改进情况</p><p>人手不足。</p></body></html>`;
  return parseReport(readHtml(text, 'utf-8'));
}

describe('a table that a page does not show', () => {
  it.each([
    ['a hidden element', `<div style="display:none">${TABLE}</div>`],
    ['hidden rows', TABLE.replaceAll('<tr><td>', '<tr hidden><td>')],
    ['a template', `<template>${TABLE}</template>`],
    ['a field of text', `<textarea style="display:none">${escapedInMarkup(TABLE)}</textarea>`],
    ['a hidden field', `<input type="hidden" value="${escapedInMarkup(TABLE)}">`],
    ['a page in the page', `<iframe srcdoc="${escapedInMarkup(TABLE)}"></iframe>`],
    ['a script', `<script>var table = ${escapedInProgram(TABLE)};</script>`],
    ['a script of markup', `<script type="text/html">${TABLE}</script>`],
  ])('is not said to be missing: in %s', (_, part) => {
    const report = read(part);
    const told = report.findings.filter(({ code }) => code === 'unreadable-table');
    for (const key of ['applications.received.total', 'applications.granted.naturalPerson'] as const) {
      expect(report.cells[key]).toMatchObject({ state: 'UNREADABLE', value: null });
      expect(
        told.some(({ cells, message }) => cells.includes(key) && message.en.includes('does not show')),
      ).toBe(true);
    }
    // What is nowhere in the page is missing as ever.
    expect(report.cells['review.reconsideration.total']?.state).toBe('ABSENT');
  });

  it('changes nothing where the page shows it too', () => {
    const [once, twice] = [read(TABLE), read(`${TABLE}<div hidden>${TABLE.replaceAll('>3<', '>8<')}</div>`)];
    expect(twice.cells).toEqual(once.cells);
    expect(twice.findings).toEqual(once.findings);
    expect(twice.cells['applications.received.total']?.value).toBe(3);
  });

  it('is missing where neither shows it, and menus and scripts say other things', () => {
    const menu =
      '<ul hidden><li>政府信息公开指南<li>政府信息公开制度<li>法定主动公开内容<li>政府信息公开年报</ul>'.repeat(
        6,
      );
    const report = read(`${menu}<script>alert('请输入要查询的内容');</script>`);
    expect(Object.values(report.cells).some(({ state }) => state === 'UNREADABLE')).toBe(false);
    expect(report.findings.map(({ code }) => code)).not.toContain('unreadable-table');
  });
});
