/** A saved page that holds nothing but the title of a report and a link to its file, and that file. */
import { buildDocx, paragraph } from './build-docx.js';
import { reportText } from './report-text.js';
import type { ReportTextOptions } from './report-text.js';

/** A report as a Word document, its fields parted by tabs. */
export function wordReport(options: ReportTextOptions = {}): Buffer {
  const runs = (line: string): string =>
    line
      .split('\t')
      .map((field) => `<w:t>${field}</w:t>`)
      .join('<w:tab/>');
  return buildDocx(
    reportText(options)
      .split('\n')
      .map((line) => paragraph(line === '' ? '' : `<w:r>${runs(line)}</w:r>`))
      .join(''),
  );
}

/** Title of the report of {@link reportText}. */
export function titleOf(options: ReportTextOptions = {}): string {
  return reportText(options).split('\n')[0] ?? '';
}

/** The page. `links` are addresses and texts of what it links to. */
export function attachingPage(title: string, links: readonly (readonly [string, string])[]): string {
  const anchors = links.map(([href, text]) => `<p><a href="${href}">${text}</a></p>`).join('\n');
  return `<!doctype html><html><head><meta charset="utf-8"><title>${title}_虚构市人民政府</title>
<link rel="canonical" href="https://example.org/report"></head>
<body><div>首页 &gt; 政府信息公开</div><h1>${title}</h1><p>发布日期：2022-01-20</p>${anchors}</body></html>`;
}
