import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../src/ingest/document.js';
import { read } from './pages.js';

function metadata(html: string): DocumentMetadata {
  return read(html).metadata;
}

const TITLE = '2019年霁禾县教育局政府信息公开工作年度报告';

describe('pageMetadata', () => {
  it('says nothing that the page does not say', () => {
    expect(metadata('<p>一、总体情况</p><p>2020-01-20</p><p>霁禾县教育局</p>')).toEqual({});
  });

  it('reads meta elements', () => {
    expect(
      metadata(
        `<head><META NAME="ArticleTitle" content="${TITLE}"><meta name="PubDate" content="2020-01-31 09:30"/><meta name="ContentSource" content="霁禾县教育局"></head>`,
      ),
    ).toEqual({ title: TITLE, organ: '霁禾县教育局', publishedOn: '2020-01-31' });
  });

  it.each([
    `${TITLE}_政府信息公开年报_霁禾县人民政府`,
    `霁禾县人民政府门户网站 - ${TITLE}`,
    `霁禾县政务公开 > ${TITLE}`,
    `${TITLE}-霁禾县人民政府`,
    `\n ${TITLE}\n`,
    `政府信息公开年报|${TITLE}`,
  ])('takes the article out of the title of the page: %s', (title) => {
    expect(metadata(`<title>${title}</title>`)).toEqual({ title: TITLE });
  });

  it('does not take the name of a site or of a page for the title of the article', () => {
    expect(metadata('<title>霁禾县人民政府门户网站</title>')).toEqual({});
    expect(metadata('<title>信息公开_详细页面</title>')).toEqual({});
  });

  it.each([
    [
      'a table with a cell for each label',
      '<table><tr><td>索 引 号</td><td>A1</td><td>发布机构</td><td>霁禾县 教育局</td></tr><tr><td>发布日期</td><td>2020年1月9日</td><td>文号</td><td>&nbsp;</td></tr></table>',
    ],
    [
      'a table with labels and values in one cell',
      '<table><tr><td>索引号：A1</td><td>发文机关：霁禾县教育局</td></tr><tr><td>文号：</td><td>公开日期：2020-01-09</td></tr></table>',
    ],
    [
      'a list',
      '<ul><li><b>信息索引号</b>：A1</li><li><b>发布单位</b>：霁禾县教育局</li><li><b>发布时间</b>：2020/01/09 10:00</li></ul>',
    ],
    [
      'a list of definitions',
      '<dl><dt>公开主体</dt><dd>霁禾县教育局</dd><dt>发文日期</dt><dd>2020.1.9</dd></dl>',
    ],
    [
      'the line under the title',
      '<div>发布时间：2020-01-09 08:00 &nbsp; 来源：霁禾县教育局 &nbsp; 浏览次数：12次 字体：[大 中 小]</div>',
    ],
    ['brackets', '<p>【发布日期】：2020-01-09【信息来源】：霁禾县教育局【字体：大 中 小】</p>'],
  ])('reads %s', (_, html) => {
    expect(metadata(html)).toEqual({ organ: '霁禾县教育局', publishedOn: '2020-01-09' });
  });

  it('takes no day of writing for one of publication', () => {
    const html = '<dl><dt>公开主体</dt><dd>霁禾县教育局</dd><dt>成文日期</dt><dd>2020.1.9</dd></dl>';
    expect(metadata(html)).toEqual({ organ: '霁禾县教育局', writtenOn: '2020-01-09' });
  });

  it('keeps the day of publication and the day of writing apart, and prefers the organ to the source', () => {
    const html =
      '<p>成文日期：2020-01-02</p><p>来源：霁禾县融媒中心</p><p>发布日期：2020-01-09</p><p>发布机构：霁禾县教育局</p>';
    expect(metadata(html)).toEqual({
      organ: '霁禾县教育局',
      publishedOn: '2020-01-09',
      writtenOn: '2020-01-02',
    });
  });

  it.each(['2020-13-01', '2020-02-30', '20200109', '近日', '2020年1月'])(
    'keeps no date that is none: %s',
    (date) => {
      expect(metadata(`<p>发布日期：${date}</p>`)).toEqual({});
    },
  );

  it.each(['本站原创', '霁禾县人民政府网', '政务新媒体平台', '本网', 'http://example.org', '12', '教'])(
    'keeps no organ that is none: %s',
    (source) => {
      expect(metadata(`<p>来源：${source}</p>`)).toEqual({});
    },
  );
});
