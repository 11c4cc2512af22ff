/** Pages that are pictures, or whose fonts do not tell their letters, and that nothing here could read: what is not found elsewhere may stand on them. */
import type { Finding } from '../domain/finding.js';
import type { Cell } from '../domain/report.js';
import type { Document } from '../ingest/document.js';
import { readingFinding } from './table-reading.js';

/** A report's cells and findings as far as its pages were read. */
export interface SeenPages {
  cells: Record<string, Cell>;
  findings: Finding[];
  /** Findings of what is missing: none where it may stand on a page that was not read. */
  missing(findings: readonly Finding[]): readonly Finding[];
}

/** Cells of which nothing stands in the text are not said to be missing where a page was not read. */
export function readSeenPages({ unread }: Document, cells: Record<string, Cell>): SeenPages {
  const [place] = unread?.pages ?? [];
  if (unread === undefined || place === undefined)
    return { cells, findings: [], missing: (findings) => findings };
  const absent = Object.keys(cells).filter((key) => cells[key]?.state === 'ABSENT');
  const marked = absent.map((key): [string, Cell] => [
    key,
    { state: 'UNREADABLE', value: null, raw: null, place },
  ]);
  const pages = unread.pages.map(({ part, page = part ?? 1 }) => page);
  const { zh, en } = whyUnread(unread.command);
  const finding = readingFinding(
    'page-not-read',
    'WARNING',
    absent,
    place,
    `第 ${pages.join('、')} 页为图片，或其字体未标明所示文字；${zh.why}，未能读取；别处没有的表格或文字可能在其中。${zh.remedy}`,
    `page ${pages.join(', ')} is a picture, or in fonts that do not say which letters they show, and was not read, for ${en.why}: what is found nowhere else may stand there. ${en.remedy}`,
  );
  return { cells: { ...cells, ...Object.fromEntries(marked) }, findings: [finding], missing: ofUnread };
}

/** Those of tables whose words stand in the text: their cells are named there. */
function ofUnread(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }) => code === 'unreadable-table');
}

/** Why a page was not read, and what helps. */
function whyUnread(command: string | null): Record<'zh' | 'en', { why: string; remedy: string }> {
  return command === null
    ? {
        zh: {
          why: '文字识别（OCR）不能辨认其字迹（方向不正、过小、模糊，或仅有字体编码）',
          remedy: '请以 300 dpi 重新扫描该页，或从原文件另行导出，再次导入',
        },
        en: {
          why: 'its letters could not be told (it lies on its side, they are too small or blurred, or are codes of a font alone)',
          remedy:
            'Scan it again upright with 300 dots an inch, or export the original document again, and import that',
        },
      }
    : {
        zh: { why: '文字识别（OCR）未安装', remedy: `请运行“${command}”，再运行 ogi reparse` },
        en: {
          why: 'the addition that recognises letters (OCR) is not installed',
          remedy: `Run “${command}”, then ogi reparse`,
        },
      };
}
