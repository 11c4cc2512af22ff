/** Saved pages and their like in which tables are written by word processors, turned, or made of other elements. */
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import { ORGANISATION_HEADERS, REVIEW_BLOCKS, REVIEW_HEADERS } from '../../../src/sample/form-rows.js';
import type { SampleBlock } from '../../../src/sample/layouts/layout.js';
import type { TortureLayout } from '../layout.js';
import { utf8 } from '../layout.js';
import type { SpanGrid } from '../official-grids.js';
import { gridOf, printableGrid } from '../official-grids.js';
import { article, cleanTable, escape, page, spans, titleOf } from './html.js';

/** Saved by a word processor: name-spaced tags, conditional comments, each run of text in nested spans. */
const wordPage: TortureLayout = {
  name: 'html-word',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const { random } = report;
    const run = (text: string): string => {
      const at = random.integer(0, text.length);
      const part = (piece: string): string =>
        piece === ''
          ? ''
          : `<span style='font-family:宋体;mso-bidi-font-size:10.5pt'><span lang=EN-US>${escape(piece)}<o:p></o:p></span></span>`;
      return part(text.slice(0, at)) + part(text.slice(at));
    };
    const table = (grid: SpanGrid): string =>
      `<!--[if gte mso 9]><xml><w:tbl>行政许可 55</w:tbl></xml><![endif]--><div align=center><table class=MsoNormalTable border=1 cellspacing=0>${grid
        .map(
          (row) =>
            `<tr style='mso-yfti-irow:0'>${row
              .map(
                (cell) =>
                  `<td width=80${spans(cell)}><p class=MsoNormal align=center>${cell.text === '' ? '<span lang=EN-US><o:p>&nbsp;</o:p></span>' : run(cell.text)}</p></td>`,
              )
              .join(
                '',
              )}<![if !supportMisalignedColumns]><td style='height:1pt;border:none' width=0></td><![endif]></tr>`,
        )
        .join('\n')}</table></div>`;
    return { bytes: utf8(page(titleOf(report), article(report, table))) };
  },
};

function rowsTable(rows: readonly (readonly string[])[]): string {
  return `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`).join('\n')}</table>`;
}

/** The table of a block with rows and columns exchanged. */
function turned(block: SampleBlock, report: TortureReport): string | null {
  const print = textOf(report);
  switch (block.kind) {
    case 'applications': {
      const columns = ['自然人', ...ORGANISATION_HEADERS, '总计'];
      return rowsTable([
        ['申请人情况', ...block.rows.map((row) => row.label.at(-1) ?? '')],
        ...columns.map((column, index) => [column, ...block.rows.map((row) => print(row.keys[index] ?? ''))]),
      ]);
    }
    case 'review': {
      const names = ['行政复议', '未经复议直接起诉', '复议后起诉'];
      const columns = ['upheld', 'corrected', 'other', 'pending', 'total'];
      return rowsTable([
        ['类型', ...REVIEW_HEADERS],
        ...names.map((name, index) => [
          name,
          ...columns.map((column) => print(`review.${REVIEW_BLOCKS[index] ?? ''}.${column}`)),
        ]),
      ]);
    }
    default: {
      const grid = gridOf(block, print);
      return grid === null ? null : cleanTable(grid);
    }
  }
}

/** The second table turned, the third with one row for each kind of case. */
const turnedTables: TortureLayout = {
  name: 'html-turned',
  format: 'html',
  keeps: 'all',
  render: (report) => {
    const body = article(report, (_, block) => turned(block, report) ?? '');
    return { bytes: utf8(page(titleOf(report), body)) };
  },
};

/** Rows and cells made of other elements: `<ul>` and `<li>`, or `<div>` and `<span>`. */
const divRows: TortureLayout = {
  name: 'html-divs',
  format: 'html',
  keeps: 'all',
  demands: { blanksNeedASign: true },
  render: (report) => {
    const [row, cell] = report.random.pick([
      ['ul', 'li'],
      ['div', 'div'],
      ['p', 'span'],
    ] as const);
    const table = (grid: SpanGrid): string =>
      `<div class="table">${printableGrid(grid, '')
        .map(
          (cells) =>
            `<${row}>${cells
              .filter((text) => text !== '')
              .map((text) => `<${cell}>${escape(text)}</${cell}>`)
              .join(' ')}</${row}>`,
        )
        .join('\n')}</div>`;
    return { bytes: utf8(page(titleOf(report), article(report, table))) };
  },
};

/** The page as a browser saves it in one file: MIME parts, the HTML quoted-printable or in base64. */
const webArchive: TortureLayout = {
  name: 'web-archive',
  format: 'mht',
  keeps: 'all',
  render: (report) => {
    const html = Buffer.from(page(titleOf(report), article(report, cleanTable)));
    const base64 = report.random.chance(0.5);
    const body = base64 ? html.toString('base64').replace(/.{76}/gu, '$&\r\n') : quotedPrintable(html);
    const lines = [
      'From: <Saved by Blink>',
      'Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--x1"',
      '',
      '',
      '------MultipartBoundary--x1',
      'Content-Type: text/html',
      `Content-Transfer-Encoding: ${base64 ? 'base64' : 'quoted-printable'}`,
      'Content-Location: http://www.example.gov.cn/report.html',
      '',
      body,
      '------MultipartBoundary--x1',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '------MultipartBoundary--x1--',
      '',
    ];
    return { bytes: utf8(lines.join('\r\n')) };
  },
};

/** RFC 2045, 6.7: lines of at most 76 characters. */
function quotedPrintable(bytes: Uint8Array): string {
  let out = '';
  let line = '';
  for (const byte of bytes) {
    if (byte === 0x0a) {
      out += `${line}\r\n`;
      line = '';
      continue;
    }
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x3d;
    const next = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line.length + next.length > 73) {
      out += `${line}=\r\n`;
      line = '';
    }
    line += next;
  }
  return out + line;
}

export const oddHtmlLayouts: readonly TortureLayout[] = [wordPage, turnedTables, divRows, webArchive];
