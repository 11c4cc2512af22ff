/** Saved web pages: tables drawn well, badly, inside other tables, or not at all. */
import iconv from 'iconv-lite';
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { TortureLayout } from '../layout.js';
import { utf8 } from '../layout.js';
import type { SpanCell, SpanGrid } from '../official-grids.js';
import { gridOf, gridWidth } from '../official-grids.js';

/** Text as HTML. */
export function escape(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
}

/** How one page writes its tables; prose is the same in all. */
export type TableWriter = (grid: SpanGrid, block: SampleBlock) => string;

/** The whole report as the content of a page. */
export function article(report: TortureReport, table: TableWriter): string {
  return report.blocks.map((block) => htmlOf(block, report, table)).join('\n');
}

function htmlOf(block: SampleBlock, report: TortureReport, table: TableWriter): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${block.lines.map(escape).join('<br>')}</h1>`;
    case 'heading':
      return `<p style="text-indent:2em"><strong>${escape(block.text)}</strong></p>`;
    case 'paragraph':
      return `<p>&#12288;&#12288;${escape(block.text)}</p>`;
    case 'signature':
      return block.lines.map((line) => `<p style="text-align:right">${escape(line)}</p>`).join('\n');
    default:
      return table(gridOf(block, textOf(report)) ?? [], block);
  }
}

/** A page around its body. */
export function page(title: string, body: string, charset = 'utf-8'): string {
  return `<!DOCTYPE html>\n<html><head><meta charset="${charset}"><title>${escape(title)}</title></head>\n<body>\n${body}\n</body></html>\n`;
}

/** The report's title on one line. */
export function titleOf(report: TortureReport): string {
  const block = report.blocks.find(({ kind }) => kind === 'title');
  return block?.kind === 'title' ? block.lines.join('') : '';
}

/** The attributes that merge a cell over columns and rows. */
export function spans({ colspan, rowspan }: SpanCell): string {
  return (colspan > 1 ? ` colspan="${colspan}"` : '') + (rowspan > 1 ? ` rowspan="${rowspan}"` : '');
}

/** The table as the form draws it. */
export const cleanTable = (grid: SpanGrid): string =>
  `<table border="1">${grid
    .map((row) => `<tr>${row.map((cell) => `<td${spans(cell)}>${escape(cell.text)}</td>`).join('')}</tr>`)
    .join('\n')}</table>`;

const clean: TortureLayout = {
  name: 'html-clean',
  format: 'html',
  keeps: 'all',
  render: (report) => ({ bytes: utf8(page(titleOf(report), article(report, cleanTable))) }),
};

/**
 * As editors paste them: text in `<p>` and `<span>`, `&nbsp;` in empty cells, a hidden column, rows closed nowhere, a
 * superfluous cell or a column span too wide at the end of rows.
 */
const ragged: TortureLayout = {
  name: 'html-ragged',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const content = (text: string): string => {
      if (text === '') return random.pick(['&nbsp;', '<p>&nbsp;</p>', '<br>', '']);
      const html = escape(text);
      return random.pick([
        html,
        `<p>${html}</p>`,
        `<p><span>${html}</span></p>`,
        `\n  <span>${html}</span>\n`,
      ]);
    };
    const table: TableWriter = (grid) =>
      `<table>${grid
        .map((row) => {
          const cells = row.map((cell, index) => {
            const wide = index === row.length - 1 && random.chance(0.1) ? 2 : 0;
            return `<td${spans({ ...cell, colspan: cell.colspan + wide })}>${content(cell.text)}`;
          });
          const superfluous = random.chance(0.1) ? '<td></td>' : '';
          const hidden = random.chance(0.1) ? '<td style="display:none">888</td>' : '';
          return `<tr>${cells.join('')}${superfluous}${hidden}`;
        })
        .join('\n')}</table>`;
    return { bytes: utf8(page(titleOf(report), article(report, table))) };
  },
};

const MENU = ['首页', '政务公开', '政务服务', '互动交流', '走进我们', '行政许可', '行政复议'];

/** A government site: menus, breadcrumbs, a table of metadata, recommended links, a footer; in GBK, rightly declared or not. */
const site: TortureLayout = {
  name: 'html-site',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const title = titleOf(report);
    const links = MENU.map((text) => `<li><a href="/${text}/">${text}</a></li>`).join('');
    const body = [
      `<div class="header"><ul class="nav">${links}</ul><form><input value="搜索 2023"></form></div>`,
      `<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开年报</a></div>`,
      `<table class="info"><tr><td>索引号</td><td>000014349/2023-00012</td><td>分类</td><td>年度报告</td></tr>`,
      `<tr><td>发文机关</td><td>${report.organ.name}</td><td>文号</td><td>无</td></tr></table>`,
      `<div class="content">${article(report, cleanTable)}</div>`,
      `<script>var count = 12345; document.write("行政处罚 99");</script><!-- 行政强制 77 -->`,
      `<div style="display:none">行政许可 66</div>`,
      `<div class="related"><h3>相关文章</h3><ul><li><a href="/a">某局2018年政府信息公开工作年度报告</a></li></ul></div>`,
      `<div class="footer">主办单位：信息中心 备案号：00000000号 访问量：123456</div>`,
    ].join('\n');
    const charset = report.random.pick(['gb2312', 'gbk', 'utf-8']);
    return { bytes: iconv.encode(page(`${title}_门户网站`, body, charset), 'gb18030') };
  },
};

/** The tables were flattened: every cell a paragraph of its own. */
const paragraphs: TortureLayout = {
  name: 'html-paragraphs',
  format: 'html',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const flat: TableWriter = (grid) =>
      grid
        .flat()
        .map(({ text }) => `<p>${escape(text)}</p>`)
        .join('\n');
    return { bytes: utf8(page(titleOf(report), article(report, flat))) };
  },
};

/** The whole article in the cell of a layout table, each table in a table of its own. */
const nested: TortureLayout = {
  name: 'html-nested',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const inner: TableWriter = (grid) =>
      `<table width="100%"><tr><td colspan="${gridWidth(grid)}"><table>${cleanTable(grid).slice('<table border="1">'.length)}</td></tr></table>`;
    const menu = MENU.map((text) => `<tr><td><a href="#">${text}</a></td></tr>`).join('');
    const body = `<table><tr><td><table>${menu}</table></td><td>${article(report, inner)}</td></tr></table>`;
    return { bytes: utf8(page(titleOf(report), body)) };
  },
};

export const htmlLayouts: readonly TortureLayout[] = [clean, ragged, site, paragraphs, nested];
