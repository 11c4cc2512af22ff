/** Builders of made-up pages: tables with spans, and the chrome of a site around a report. */
import fc from 'fast-check';
import type { Block, Document, TableBlock } from '../../../src/ingest/document.js';
import { readHtml } from '../../../src/ingest/html/read-html.js';
import type { MergedGrid } from '../../support/merged-grid.js';

/** Reads a page that was decoded as UTF-8. */
export function read(html: string): Document {
  return readHtml(html, 'utf-8');
}

/** What a block prints: its text, or the texts of its rows, each cell once (`^` for a place covered by another cell). */
export function printed(block: Block): string | string[] {
  if (block.kind !== 'table') return block.text;
  return block.rows.map((row) => row.map((cell) => (cell.origin ? cell.text : '^')).join('|'));
}

export function printedBlocks(html: string): (string | string[])[] {
  return read(html).blocks.map(printed);
}

/** The only table of a page. */
export function onlyTable(html: string): TableBlock {
  const tables = read(html).blocks.filter((block) => block.kind === 'table');
  if (tables.length !== 1 || tables[0] === undefined) throw new Error(`${tables.length} tables`);
  return tables[0];
}

/** A grid as a table with spans. `attributes` are put into every cell. */
export function gridTable({ height, cells }: MergedGrid, attributes = ''): string {
  const rows = Array.from({ length: height }, (_, row) => {
    const own = cells.filter((cell) => cell.row === row);
    return `<tr>${own
      .map(
        (cell) =>
          `<td${cell.columns > 1 ? ` colspan="${cell.columns}"` : ''}${cell.rows > 1 ? ` rowspan=${cell.rows}` : ''} ${attributes}><p>${cell.text || '&nbsp;'}</p></td>`,
      )
      .join('')}</tr>`;
  });
  return `<table border=1>${rows.join('\n')}</table>`;
}

const TITLE = '2019年云泽省澜渊市霁禾县教育局政府信息公开工作年度报告';

/** A short made-up report, as the article of a page holds it. */
export const ARTICLE = [
  '<p>本年度报告根据《条例》的要求编制，所列数据的统计期限自2019年1月1日起至2019年12月31日止，欢迎提出意见。</p>',
  '<p>一、总体情况</p><p>全年通过<strong>微信</strong>、微博等平台公开信息 12 条，办理申请 3 件，均按时答复，没有收取任何费用。</p>',
  '<p>二、主动公开政府信息情况</p>',
  '<table><tr><td colspan=4>第二十条第（一）项</td></tr><tr><td>信息内容</td><td>本年新<br>制作数量</td><td>本年新<br>公开数量</td><td>对外公开总数量</td></tr><tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>规范性文件</td><td>1</td><td>2</td><td>3</td></tr></table>',
  '<p>五、存在的主要问题及改进情况</p><p>公开的主动性还不够。</p>',
  '<p>六、其他需要报告的事项</p><p>无。</p>',
  '<p>霁禾县教育局</p><p>2020年1月20日</p>',
].join('\n');

/** Title and article, without anything around them. */
export const BARE_REPORT = `<h1>${TITLE}</h1>${ARTICLE}`;

const MENU = `<div class="menu"><ul>${['首页', '政务公开', '互动交流', '办事服务', '走进霁禾']
  .map((name) => `<li><a href="#">${name}</a></li>`)
  .join('')}</ul></div>`;
const NAV =
  '<nav><a href="/">首页</a> <a href="/a">政府信息公开年报</a> <a href="/b">政府信息公开指南</a></nav>';
const TRAIL =
  '<div class="wz">您现在的位置：<a>首页</a> &gt; <a>政府信息公开</a> &gt; <a>政府信息公开年报</a> &gt; 正文</div>';
const METADATA_TABLE =
  '<table><tr><th>索 引 号：</th><td>A001-2020-0007</td><th>发布机构：</th><td>霁禾县教育局</td></tr><tr><th>公开日期：</th><td>2020-01-21</td><th>文号：</th><td>&nbsp;</td></tr></table>';
const METADATA_LIST =
  '<ul><li><b>信息索引号</b>：A001-2020-0007</li><li>主题分类：教育</li><li>发布机构：霁禾县教育局</li></ul>';
const COLUMN_NAME = '<div class="lmmc">政府信息公开年报</div>';
const OTHER_REPORTS = `<div class="list"><ul>${[2018, 2017, 2016]
  .map(
    (year) =>
      `<li><a href="${year}.html">${year}年霁禾县水务局政府信息公开工作年度报告</a><span>${year + 1}-01-30</span></li>`,
  )
  .join('')}</ul></div>`;
const TOOLS =
  '<div>【字体：<a>大</a> <a>中</a> <a>小</a>】 <a href="javascript:window.print()">打印本页</a> <a>关闭窗口</a> 浏览次数：128次</div>';
const NEIGHBOURS =
  '<div class="pn"><p>上一篇：<a>2018年霁禾县教育局政府信息公开工作年度报告</a></p><p>下一篇：没有了</p></div>';
const SHARE = '<div class="share">分享到：<a>微信</a><a>新浪微博</a><a>QQ空间</a></div>';
const FOOTER =
  '<div class="bottom"><p>版权所有：霁禾县人民政府 主办：霁禾县人民政府办公室</p><p>岚ICP备00000001号 网站标识码：0000000001</p></div>';
const SCRIPT =
  '<script>document.write("<p>一、总体情况</p>")</script><style>p{color:red}</style><!-- 二、主动公开政府信息情况 -->';
const HIDDEN =
  '<div style="display: none"><p>一、总体情况</p><p>模板文字，不应读入，不应读入，不应读入，不应读入，不应读入。</p></div>';

const SIDE = '<div id="rightSidebar" class="side sidebar"><h3>热点专题</h3><p>霁禾县政务服务热线</p></div>';

/** A sentence below the report: in doubt it is the report's, and then all of the page may be. */
export const LAST_SENTENCE =
  '本机关的办公地址、联系电话等信息有变动，详见本机关公布的政府信息公开指南，欢迎社会各界监督。';

/** Pages of one made-up report, with random chrome around and between its parts. */
export function sitePage(): fc.Arbitrary<string> {
  const some = (...parts: string[]): fc.Arbitrary<string> =>
    fc.shuffledSubarray(parts).map((chosen) => chosen.join('\n'));
  return fc
    .record({
      above: some(MENU, NAV, COLUMN_NAME, SCRIPT, HIDDEN, OTHER_REPORTS, SIDE),
      trail: some(TRAIL, METADATA_TABLE, METADATA_LIST),
      between: some(TOOLS, SCRIPT),
      below: some(TOOLS, NEIGHBOURS, SHARE, HIDDEN),
      foot: some(FOOTER, MENU, OTHER_REPORTS, SCRIPT, SIDE),
      wrap: fc.constantFrom('div', 'layout', 'form', 'unknown'),
      title: fc.constantFrom('h1', 'div', 'p', 'outside'),
      depth: fc.integer({ min: 0, max: 30 }),
      inside: fc.boolean(),
    })
    .map(({ above, trail, between, below, foot, wrap, title, depth, inside }) => {
      const heading = title === 'outside' ? '' : `<${title}>${TITLE}</${title}>`;
      const parts = ARTICLE.replace('<p>五、', `${inside ? between : ''}<p>五、`);
      const article = inside ? `<div id="zoom">${parts}</div>` : parts;
      const content = `${trail}${heading}${between}${article}${below}`;
      const wrapped = {
        div: `<div class="main">${content}</div>`,
        layout: `<table width=100%><tr><td valign=top>${OTHER_REPORTS}</td><td>${content}</td></tr></table>`,
        form: `<form id="aspnet">${content}</form>`,
        unknown: `<ucap-content>${content}</ucap-content>`,
      }[wrap];
      const outside = title === 'outside' ? `<div><div><h2>${TITLE}</h2></div></div>` : '';
      return `<!DOCTYPE html><html><head><title>${TITLE}_霁禾县人民政府门户网站</title></head><body>${above}${outside}${'<div>'.repeat(depth)}${wrapped}${'</div>'.repeat(depth)}${foot}</body></html>`;
    });
}
