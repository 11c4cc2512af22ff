/** All 226 cells with their states, and the form, from what the three tables hold. */
import type { FormEdition, FormTableName, TableName } from '../domain/cells.js';
import { CELLS } from '../domain/cells.js';
import type { Finding } from '../domain/finding.js';
import type { Cell, Form, Section, SectionKind } from '../domain/report.js';
import type { TableReading } from './table-reading.js';
import { readingFinding } from './table-reading.js';

const TABLES: readonly { name: TableName; zh: string; en: string }[] = [
  { name: 'disclosure', zh: '主动公开政府信息情况表', en: 'the disclosure table' },
  { name: 'applications', zh: '收到和处理政府信息公开申请情况表', en: 'the application table' },
  { name: 'review', zh: '行政复议、行政诉讼情况表', en: 'the review and litigation table' },
];

const SUB_ROWS = /^applications\.otherOutcome\.(?:notSupplementedInTime|unpaidFee|other)$/u;
const SINGLE_ROW = 'applications.otherOutcome.all';

/** The edition that the rows which are there belong to; null where they stand in both. */
export function editionOfRows(readings: Iterable<TableReading>): FormEdition | null {
  let only2019 = 0;
  let only2021 = 0;
  let subRows = false;
  let singleRow = false;
  for (const reading of readings) {
    for (const cell of CELLS) {
      if (!reading.cells.has(cell.key)) continue;
      if (SUB_ROWS.test(cell.rowKey)) subRows = true;
      else if (cell.rowKey === SINGLE_ROW) singleRow = true;
      else if (cell.forms.length === 1) {
        if (cell.forms[0] === '2019') only2019 += 1;
        else only2021 += 1;
      }
    }
  }
  // The disclosure table decides; many organs keep the single 其他处理 row of the 2019 form in the 2021 form.
  if (only2019 !== only2021) return only2019 > only2021 ? '2019' : '2021';
  if (subRows) return '2021';
  return singleRow ? '2019' : null;
}

/** Cells, form and the findings about what is missing. */
export interface AssembledCells {
  cells: Record<string, Cell>;
  form: Form;
  findings: Finding[];
}

/** Puts the tables together. */
export function assembleCells(readings: ReadonlyMap<FormTableName, TableReading>): AssembledCells {
  const listed = readings.get('statistics')?.rows.size ?? 0;
  const present = [...readings].flatMap(([table, reading]) =>
    table === 'statistics' || reading.rows.size === 0 ? [] : [reading],
  );
  // The three tables decide where a report prints them beside a list table of the years before.
  const edition: FormEdition | null =
    editionOfRows(present) ?? (present.length > 0 ? '2021' : listed > 0 ? '2014' : null);
  const form: Form = edition === null ? 'FREE_PROSE' : `FORM_${edition}`;
  const cells: Record<string, Cell> = {};
  const missingRows = new Map<FormTableName, Set<string>>();
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
    cells[definition.key] = { state: inForm ? 'ABSENT' : 'NOT_IN_FORM', value: null, raw: null, place: null };
    const replaced = hasSingleRow && SUB_ROWS.test(definition.rowKey);
    if (inForm && edition !== '2014' && !replaced && reading !== undefined && reading.rows.size > 0) {
      const rows = missingRows.get(definition.table) ?? new Set();
      if (!reading.rows.has(definition.rowKey)) rows.add(definition.rowKey);
      missingRows.set(definition.table, rows);
    }
  }
  // Each province had a list table of its own: none of its rows can be missed.
  const findings = edition === null || edition === '2014' ? [] : missingFindings(readings, missingRows);
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

/** Kinds of sections that hold nothing but a table in the official outline. */
const SECTION_OF: readonly (readonly [SectionKind, TableName])[] = [
  ['PROACTIVE_DISCLOSURE', 'disclosure'],
  ['APPLICATIONS', 'applications'],
  ['REVIEW_AND_LITIGATION', 'review'],
];

/** Findings for a report without any table whose sections are there and empty: their tables were pictures, or were lost. */
export function emptySectionFindings(sections: readonly Section[]): Finding[] {
  return SECTION_OF.flatMap(([kind, name]) => {
    const section = sections.find((candidate) => candidate.kind === kind && candidate.heading !== null);
    const table = TABLES.find((candidate) => candidate.name === name);
    if (section?.text !== '' || table === undefined) return [];
    return [
      readingFinding(
        'missing-table',
        'WARNING',
        [],
        section.place,
        `“${section.heading ?? ''}”之下没有内容：${table.zh}可能是图片，请识别文字（OCR）后再导入`,
        `nothing stands under “${section.heading ?? ''}”: ${table.en} may be a picture; recognise its text (OCR) and import that`,
      ),
    ];
  });
}

function missingFindings(
  readings: ReadonlyMap<FormTableName, TableReading>,
  missingRows: ReadonlyMap<FormTableName, ReadonlySet<string>>,
): Finding[] {
  const findings: Finding[] = [];
  for (const table of TABLES) {
    const reading = readings.get(table.name);
    if (reading === undefined || reading.rows.size === 0) {
      findings.push(
        readingFinding('missing-table', 'WARNING', [], null, `没有${table.zh}`, `${table.en} is missing`),
      );
      continue;
    }
    const missing = [...(missingRows.get(table.name) ?? [])];
    if (missing.length === 0) continue;
    const cells = CELLS.filter((cell) => missing.includes(cell.rowKey)).map((cell) => cell.key);
    findings.push(
      isTruncated(table.name, reading, missing)
        ? readingFinding(
            'truncated-table',
            'WARNING',
            cells,
            null,
            `${table.zh}中断，其后 ${missing.length} 行缺失`,
            `${table.en} breaks off; its last ${missing.length} rows are missing`,
          )
        : readingFinding(
            'missing-row',
            'WARNING',
            cells,
            null,
            `${table.zh}缺 ${missing.length} 行`,
            `${table.en} lacks ${missing.length} rows`,
          ),
    );
  }
  return findings;
}

/** True where all missing rows stand below the last row that is there. */
function isTruncated(table: TableName, reading: TableReading, missing: readonly string[]): boolean {
  const order = [...new Set(CELLS.filter((cell) => cell.table === table).map((cell) => cell.rowKey))];
  const last = Math.max(...[...reading.rows].map((rowKey) => order.indexOf(rowKey)));
  return missing.length >= 3 && missing.every((rowKey) => order.indexOf(rowKey) > last);
}
