import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BARE_REPORT, LAST_SENTENCE, printedBlocks, read, sitePage } from './pages.js';

describe('findReport', () => {
  it('yields the same blocks whatever chrome stands around the report', () => {
    const bare = printedBlocks(BARE_REPORT);
    expect(bare).toHaveLength(12);
    fc.assert(
      fc.property(sitePage(), (page) => {
        expect(printedBlocks(page)).toEqual(bare);
      }),
      { seed: 4_001, numRuns: 300 },
    );
  });

  it('never drops a sentence, wherever it stands, and with it no chrome comes back', () => {
    const bare = printedBlocks(BARE_REPORT);
    fc.assert(
      fc.property(sitePage(), fc.constantFrom('aside', 'footer', 'div', 'td'), (page, tag) => {
        const part =
          tag === 'td'
            ? `<table><tr><td>${LAST_SENTENCE}</td></tr></table>`
            : `<${tag}>${LAST_SENTENCE}</${tag}>`;
        expect(printedBlocks(page.replace('</body>', `${part}</body>`))).toEqual([...bare, LAST_SENTENCE]);
      }),
      { seed: 4_002, numRuns: 300 },
    );
  });

  it('leaves out tools on a line that says more', () => {
    const line =
      '发布时间：2020-01-21 <span>浏览次数：<b>12</b>次</span> <span>【字体：<a>大</a> 中 小】</span><a>打印</a>';
    const page = `<h1>标题</h1><p>${line}</p><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>六、其他需要报告的事项</p>`;
    expect(printedBlocks(page)[1]).toBe('发布时间：2020-01-21');
  });

  it.each([
    [
      'a page without any sign',
      '<p>霁禾县教育局</p><p>今年没有收到申请</p>',
      ['霁禾县教育局', '今年没有收到申请'],
    ],
    [
      'a page with one sign',
      '<div><p>一、总体情况</p></div><div><p>没有申请</p></div>',
      ['一、总体情况', '没有申请'],
    ],
    [
      'narrative alone',
      `<div><p>${'全年共公开信息若干条。'.repeat(6)}</p></div><p>霁禾县教育局</p>`,
      ['全年共公开信息若干条。'.repeat(6), '霁禾县教育局'],
    ],
  ])('keeps %s whole', (_, html, blocks) => {
    expect(printedBlocks(html)).toEqual(blocks);
  });

  it('takes the title with the year from outside the article, not the name of the column', () => {
    const page = `<div><p>政府信息公开年报</p><h2>2020年霁禾县水务局政府信息公开工作年度报告</h2></div>
      <ul><li>政府信息公开制度</li></ul><div><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>六、其他需要报告的事项</p></div>`;
    expect(printedBlocks(page)[0]).toBe('2020年霁禾县水务局政府信息公开工作年度报告');
    expect(printedBlocks(page)).not.toContain('政府信息公开年报');
  });

  it('keeps attachments below the report and drops other links', () => {
    const page = `<div><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>六、其他需要报告的事项</p><p>无。</p>
      <p><a href="a.xls">附件：统计表</a></p><p><a href="b.html">霁禾县要闻</a></p></div>`;
    expect(printedBlocks(page).slice(-2)).toEqual(['无。', '附件：统计表']);
  });

  it('keeps words of tools inside sentences and cells', () => {
    const page = `<p>一、总体情况</p><p>通过<b>微信</b>、<b>微博</b>和<span>打印</span>材料公开。</p><p>二、主动公开政府信息情况</p>
      <table><tr><td>渠道</td><td><b>访问量</b></td></tr><tr><td><span>微信</span></td><td>5</td></tr></table><p>六、其他需要报告的事项</p>`;
    expect(printedBlocks(page).slice(1, 4)).toEqual([
      '通过微信、微博和打印材料公开。',
      '二、主动公开政府信息情况',
      ['渠道|访问量', '微信|5'],
    ]);
  });

  it('is a report however its metadata table names it', () => {
    const page = `<table><tr><td>名称</td><td>2020年霁禾县水务局政府信息公开工作年度报告</td></tr><tr><td>索引号</td><td>1</td></tr><tr><td>发布机构</td><td>霁禾县水务局</td></tr></table>
      <p>2020年霁禾县水务局政府信息公开工作年度报告</p><p>一、总体情况</p><p>二、主动公开政府信息情况</p><p>六、其他需要报告的事项</p>`;
    expect(printedBlocks(page)[0]).toBe('2020年霁禾县水务局政府信息公开工作年度报告');
    expect(read(page).metadata).toEqual({ organ: '霁禾县水务局' });
  });
});
