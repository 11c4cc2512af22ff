/** All 226 cells with their states, and the form, from what the three tables hold. */
import type { FormEdition, FormTableName, TableName } from '../domain/cells.js';
import type { CellDefinition } from '../domain/cells.js';
import { CELLS, findCell } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Cell, Form, Section, SectionKind } from '../domain/report.js';
import type { TableReading } from './table-reading.js';
import { readingFinding } from './table-reading.js';
import type { PrintedTables, PrintedWords } from './table/printed-words.js';

const TABLES: readonly { name: TableName; zh: string; en: string }[] = [
  { name: 'disclosure', zh: '主动公开政府信息情况表', en: 'the disclosure table' },
  { name: 'applications', zh: '收到和处理政府信息公开申请情况表', en: 'the application table' },
  { name: 'review', zh: '行政复议、行政诉讼情况表', en: 'the review and litigation table' },
];

const SUB_ROWS = /^applications\.otherOutcome\.(?:notSupplementedInTime|unpaidFee|other)$/u;
const SINGLE_ROW = 'applications.otherOutcome.all';

/** What a cell says of the edition of its table. */
type EditionSign = 'ONLY_2019' | 'ONLY_2021' | 'SUB_ROW' | 'SINGLE_ROW';

const EDITION_SIGNS: ReadonlyMap<string, EditionSign> = new Map(
  CELLS.flatMap(({ key, rowKey, forms }): [string, EditionSign][] => {
    if (SUB_ROWS.test(rowKey)) return [[key, 'SUB_ROW']];
    if (rowKey === SINGLE_ROW) return [[key, 'SINGLE_ROW']];
    if (forms.length !== 1) return [];
    return [[key, forms[0] === '2019' ? 'ONLY_2019' : 'ONLY_2021']];
  }),
);

/** The edition that the rows which are there belong to; null where they stand in both. */
export function editionOfRows(readings: Iterable<TableReading>): FormEdition | null {
  const counts: Record<EditionSign, number> = { ONLY_2019: 0, ONLY_2021: 0, SUB_ROW: 0, SINGLE_ROW: 0 };
  for (const reading of readings) {
    for (const key of reading.cells.keys()) {
      const sign = EDITION_SIGNS.get(key);
      if (sign !== undefined) counts[sign] += 1;
    }
  }
  // The disclosure table decides; many organs keep the single 其他处理 row of the 2019 form in the 2021 form.
  if (counts.ONLY_2019 !== counts.ONLY_2021) return counts.ONLY_2019 > counts.ONLY_2021 ? '2019' : '2021';
  if (counts.SUB_ROW > 0) return '2021';
  return counts.SINGLE_ROW > 0 ? '2019' : null;
}

/** Cells, form and the findings about what is missing. */
export interface AssembledCells {
  cells: Record<string, Cell>;
  form: Form;
  findings: Finding[];
}

/** The edition of tables of which the words stand in the text and no row was read; null where there are none. */
function editionInWords({ tables, edition }: PrintedTables): FormEdition | null {
  return tables.size > 0 ? (edition ?? '2021') : null;
}

type KeysOfTable = Record<FormTableName, string[]>;

/** Puts the tables together. `printed`: what of them stands in the text, read or not. */
export function assembleCells(
  readings: ReadonlyMap<FormTableName, TableReading>,
  printed: () => PrintedTables,
): AssembledCells {
  const listed = readings.get('statistics')?.rows.size ?? 0;
  const present = [...readings].flatMap(([table, reading]) =>
    table === 'statistics' || reading.rows.size === 0 ? [] : [reading],
  );
  // The three tables decide where a report prints them beside a list table of the years before; the columns of the first where it is not read.
  const isFirstRead = (readings.get('disclosure')?.rows.size ?? 0) > 0;
  const edition: FormEdition | null =
    (present.length === 0 || isFirstRead ? null : printed().columnsEdition) ??
    editionOfRows(present) ??
    (present.length > 0 ? '2021' : listed > 0 ? '2014' : editionInWords(printed()));
  const form: Form = edition === null ? 'FREE_PROSE' : `FORM_${edition}`;
  const cells: Record<string, Cell> = {};
  const missingCells: KeysOfTable = { disclosure: [], applications: [], review: [], statistics: [] };
  const unreadCells: KeysOfTable = { disclosure: [], applications: [], review: [], statistics: [] };
  const otherForm: string[] = [];
  const hasSingleRow = present.some((reading) => reading.rows.has(SINGLE_ROW));
  for (const definition of CELLS) {
    const reading = readings.get(definition.table);
    const cell = reading?.cells.get(definition.key);
    const inForm = edition !== null && definition.forms.includes(edition);
    if (cell !== undefined) {
      cells[definition.key] = cell;
      if (!inForm) otherForm.push(definition.key);
      continue;
    }
    const replaced =
      (hasSingleRow && SUB_ROWS.test(definition.rowKey)) || isOfOtherEdition(definition, reading, edition);
    const isUnread = inForm && edition !== '2014' && !replaced && standsUnread(definition, reading, printed);
    cells[definition.key] = {
      state: isUnread ? 'UNREADABLE' : inForm ? 'ABSENT' : 'NOT_IN_FORM',
      value: null,
      raw: null,
      place: isUnread ? (printed().tables.get(definition.table)?.place ?? null) : null,
    };
    if (!inForm || replaced || edition === '2014') continue;
    (isUnread ? unreadCells : missingCells)[definition.table].push(definition.key);
  }
  addSingleRow(edition, readings.get('applications'), unreadCells, missingCells);
  for (const { name } of TABLES) {
    const isAbsent = (readings.get(name)?.rows.size ?? 0) === 0;
    if (isAbsent && missingCells[name].length > 0)
      missingCells[name] = withOtherEdition(name, missingCells[name], present);
  }
  // Each province had a list table of its own: none of its rows can be missed.
  const findings =
    edition === null || edition === '2014'
      ? []
      : missingFindings(readings, missingCells, unreadCells, printed);
  if (otherForm.length > 0) {
    findings.push(
      readingFinding(
        'mixed-form',
        'NOTICE',
        otherForm,
        null,
        `表中有 ${otherForm.length} 个单元格属于另一年版的格式`,
        `${otherForm.length} cells belong to the other edition of the form`,
      ),
    );
  }
  return { cells, form, findings };
}

/** Where neither the one row 其他处理 nor its three rows were read, either may be what is not read. */
function addSingleRow(
  edition: FormEdition | null,
  reading: TableReading | undefined,
  unread: KeysOfTable,
  missing: KeysOfTable,
): void {
  if (edition !== '2021') return;
  if ([...(reading?.rows ?? [])].some((rowKey) => SUB_ROWS.test(rowKey) || rowKey === SINGLE_ROW)) return;
  const keys = CELLS.filter(({ rowKey }) => rowKey === SINGLE_ROW).map(({ key }) => key);
  const isUnread = unread.applications.some((key) => SUB_ROWS.test(key.slice(0, key.lastIndexOf('.'))));
  (isUnread ? unread : missing).applications.push(...keys);
}

/** The cells of a table that is not there: those of both editions, where nothing that is there tells for certain which it would be of. */
function withOtherEdition(table: FormTableName, keys: string[], present: readonly TableReading[]): string[] {
  // The single row 其他处理 stands in reports of both.
  if (editionOfRows(present) === '2021') return keys;
  return CELLS.filter((cell) => cell.table === table).map(({ key }) => key);
}

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

/**
 * True for a cell that was not read though its words stand in the text: those of its table where none of it was read, else the
 * label of its row, or numbers that belong to no row and may be its own.
 */
function standsUnread(
  { key, table, rowKey }: CellDefinition,
  reading: TableReading | undefined,
  printed: () => PrintedTables,
): boolean {
  // A column that its row's header lacks, and that stands elsewhere: a page in columns prints its numbers there.
  if (reading?.rows.has(rowKey) === true) return printed().columns.has(key.slice(rowKey.length + 1));
  const words = printed().tables.get(table);
  if (reading === undefined || reading.rows.size === 0) return words !== undefined;
  return words?.rows.has(rowKey) === true || reading.extraRows.some(({ label }) => label === '');
}

/** True where the row prints columns of the other edition, and none of this one. */
function isOfOtherEdition(
  { rowKey }: CellDefinition,
  reading: TableReading | undefined,
  edition: FormEdition | null,
): boolean {
  if (reading?.rows.has(rowKey) !== true || edition === null) return false;
  return !CELLS.some(
    (cell) => cell.rowKey === rowKey && cell.forms.includes(edition) && reading.cells.has(cell.key),
  );
}

function missingFindings(
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
