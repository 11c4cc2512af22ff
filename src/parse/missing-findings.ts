/** The findings about cells, rows and tables that are missing, or stand in the text without being read. */
import { CELLS, findCell } from '../domain/cells.js';
import type { FormTableName, TableName } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Section, SectionKind } from '../domain/report.js';
import { readingFinding } from './table-reading.js';
import type { TableReading } from './table-reading.js';
import type { PrintedTables, PrintedWords } from './table/printed-words.js';

/** The three tables and their names in sentences. */
export const TABLES: readonly { name: TableName; zh: string; en: string }[] = [
  { name: 'disclosure', zh: '主动公开政府信息情况表', en: 'the disclosure table' },
  { name: 'applications', zh: '收到和处理政府信息公开申请情况表', en: 'the application table' },
  { name: 'review', zh: '行政复议、行政诉讼情况表', en: 'the review and litigation table' },
];

/** Keys of cells, by their table. */
export type KeysOfTable = Record<FormTableName, string[]>;

/** Kinds of sections that hold nothing but a table in the official outline. */
const SECTION_OF: readonly (readonly [SectionKind, TableName])[] = [
  ['PROACTIVE_DISCLOSURE', 'disclosure'],
  ['APPLICATIONS', 'applications'],
  ['REVIEW_AND_LITIGATION', 'review'],
];

/** A place where pandoc leaves out a table that it cannot draw. */
const LEFT_OUT = /^\[TABLE\]$/u;

function isEmpty(section: Section | undefined): section is Section {
  return section !== undefined && (section.text === '' || LEFT_OUT.test(section.text.trim()));
}

/** Findings for a report without any table whose sections are there and empty: their tables were pictures, or were lost. */
export function emptySectionFindings(sections: readonly Section[]): Finding[] {
  return SECTION_OF.flatMap(([kind, name]) => {
    const section = sections.find((candidate) => candidate.kind === kind && candidate.heading !== null);
    const table = TABLES.find((candidate) => candidate.name === name);
    if (!isEmpty(section) || table === undefined) return [];
    return [
      readingFinding(
        'missing-table',
        'WARNING',
        CELLS.filter((cell) => cell.table === name).map((cell) => cell.key),
        section.place,
        `“${section.heading ?? ''}”之下没有内容：${table.zh}可能是图片，请识别文字（OCR）后再导入`,
        `nothing stands under “${section.heading ?? ''}”: ${table.en} may be a picture; recognise its text (OCR) and import that`,
      ),
    ];
  });
}

/** Cells that belong to the other edition of the form. */
export function mixedForm(keys: string[]): Finding {
  return readingFinding(
    'mixed-form',
    'NOTICE',
    keys,
    null,
    `表中有 ${keys.length} 个单元格属于另一年版的格式`,
    `${keys.length} cells belong to the other edition of the form`,
  );
}

/** What of the tables is missing, and what stands in the text and was not read. */
export function missingFindings(
  readings: ReadonlyMap<FormTableName, TableReading>,
  missingCells: KeysOfTable,
  unreadCells: KeysOfTable,
  printed: () => PrintedTables,
): Finding[] {
  return TABLES.flatMap((table): Finding[] => {
    const { name, zh, en } = table;
    const [missing, unread] = [missingCells[name], unreadCells[name]];
    const reading = readings.get(name);
    const isRead = reading !== undefined && reading.rows.size > 0;
    const findings: Finding[] = [];
    if (unread.length > 0) {
      findings.push(unreadTable(table, unread, isRead, printed().tables.get(name)));
    }
    if (missing.length > 0) {
      findings.push(
        isRead
          ? missingRows(table, reading, missing)
          : readingFinding('missing-table', 'WARNING', missing, null, `没有${zh}`, `${en} is missing`),
      );
    }
    return findings;
  });
}

/** The finding of a table, or of rows of it, whose words are printed and whose numbers were not read. */
function unreadTable(
  { zh, en }: (typeof TABLES)[number],
  unread: string[],
  isRead: boolean,
  words: PrintedWords | undefined,
): Finding {
  const rows = rowCount(unread);
  const [ofZh, ofEn] = isRead ? [`${zh}有 ${rows} 行`, `${rows} rows of ${en}`] : [zh, en];
  const [whereZh, whereEn] =
    words?.isUnshown === true
      ? [
          '仅在网页未显示的部分（脚本、隐藏元素），未读入，不作缺失；请在浏览器中打开网页，全选复制其文字后导入',
          'stand only in a part of the page that it does not show (a script, a hidden element), which is not read: they are not said to be missing. Open the page in a browser, copy all of its text, and import that',
        ]
      : [
          '在文中，其数字未能读出，不作缺失',
          'stand in the text, but their numbers could not be read: they are not said to be missing',
        ];
  return readingFinding(
    'unreadable-table',
    'WARNING',
    unread,
    words?.place ?? null,
    `${ofZh}的文字${whereZh}`,
    `words of ${ofEn} ${whereEn}`,
  );
}

function rowCount(keys: readonly string[]): number {
  return new Set(keys.map((key) => findCell(key)?.rowKey)).size;
}

function missingRows(
  { name, zh, en }: (typeof TABLES)[number],
  reading: TableReading,
  cells: string[],
): Finding {
  const rows = [...new Set(cells.flatMap((key) => findCell(key)?.rowKey ?? []))];
  const isPart = rows.some((rowKey) => reading.rows.has(rowKey));
  return isTruncated(name, reading, rows)
    ? readingFinding(
        'truncated-table',
        'WARNING',
        cells,
        null,
        `${zh}中断，其后 ${rows.length} 行缺失`,
        `${en} breaks off; its last ${rows.length} rows are missing`,
      )
    : readingFinding(
        'missing-row',
        'WARNING',
        cells,
        null,
        isPart ? `${zh}有 ${rows.length} 行不全` : `${zh}缺 ${rows.length} 行`,
        isPart ? `${rows.length} rows of ${en} are not whole` : `${en} lacks ${rows.length} rows`,
      );
}

/** True where all missing rows stand below the last row that is there. */
function isTruncated(table: TableName, reading: TableReading, missing: readonly string[]): boolean {
  const order = [...new Set(CELLS.filter((cell) => cell.table === table).map((cell) => cell.rowKey))];
  const last = Math.max(...[...reading.rows].map((rowKey) => order.indexOf(rowKey)));
  return missing.length >= 3 && missing.every((rowKey) => order.indexOf(rowKey) > last);
}
