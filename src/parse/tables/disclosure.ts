/** 表一 主动公开政府信息情况 (第二十条): blocks of a header and one or two rows each, in the 2019 or the 2021 edition. */
import type { FormEdition } from '../../domain/cells.js';
import { allLetters, squeeze } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { Placement } from '../place-values.js';
import { placeValues } from '../place-values.js';
import { DISCLOSURE_ROWS, findRows, foreignRemainder } from '../row-labels.js';
import type { RowSegment } from '../row-segments.js';
import { rowSegments } from '../row-segments.js';
import type { HeaderUnit, TableReading } from '../table-reading.js';
import {
  ambiguousColumns,
  cellFindings,
  duplicateRow,
  emptyReading,
  extraRow,
  labelCorrected,
  readingFinding,
  setRowCells,
} from '../table-reading.js';

interface Column {
  key: string;
  /** Letters of the label, and of shorter prints that still name it. */
  labels: readonly string[];
}

const COLUMNS: readonly Column[] = [
  { key: 'made', labels: ['本年新制作数量', '新制作数量', '制作数量'] },
  { key: 'newlyDisclosed', labels: ['本年新公开数量', '新公开数量'] },
  { key: 'totalDisclosed', labels: ['对外公开总数量', '公开总数量', '公开总数'] },
  { key: 'issued', labels: ['本年制发件数', '制发件数', '本年制发数量'] },
  { key: 'repealed', labels: ['本年废止件数', '废止件数', '本年废止数量'] },
  { key: 'inForce', labels: ['现行有效件数', '现行有效数量'] },
  { key: 'previousYearItems', labels: ['上一年项目数量', '上年项目数量'] },
  { key: 'change', labels: ['本年增减', '本年增'] },
  { key: 'decisions', labels: ['本年处理决定数量', '处理决定数量'] },
  { key: 'amount', labels: ['本年收费金额', '收费金额', '采购总金额', '采购金额'] },
  { key: 'items', labels: ['采购项目数量'] },
];

/** Official columns of each row in each edition, for a header that cannot be read whole. */
const OFFICIAL: Readonly<Record<string, Partial<Record<FormEdition, readonly string[]>>>> = {
  rules: { 2019: ['made', 'newlyDisclosed', 'totalDisclosed'], 2021: ['issued', 'repealed', 'inForce'] },
  normativeDocuments: {
    2019: ['made', 'newlyDisclosed', 'totalDisclosed'],
    2021: ['issued', 'repealed', 'inForce'],
  },
  licensing: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  otherServices: { 2019: ['previousYearItems', 'change', 'decisions'] },
  penalties: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  coercion: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  administrativeFees: { 2019: ['previousYearItems', 'change'], 2021: ['amount'] },
  procurement: { 2019: ['items', 'amount'] },
};

/** Letters that only one edition's headers hold; a header interleaved by a PDF still shows them. */
const EDITION_SIGNS: Readonly<Record<FormEdition, RegExp>> = {
  2019: /制作|新制|新公|公开数|公开总|对外公|上一?年项|增减|采购/u,
  2021: /制发|年制发|年废|废止|现行有|收费金/u,
};

interface Header {
  columns: string[];
  unit: HeaderUnit;
  /** The fields of a positioned header row with their places in the row, for rows as wide as it. */
  at: number[];
  width: number;
  text: string;
}

/** Columns named in a run of header text, in printed order. */
function readColumns(text: string): string[] {
  const letters = allLetters(text);
  const found: { key: string; at: number; length: number }[] = [];
  for (const column of COLUMNS) {
    for (const label of column.labels) {
      const at = letters.indexOf(label);
      if (at === -1) continue;
      found.push({ key: column.key, at, length: label.length });
      break;
    }
  }
  return found.sort((a, b) => a.at - b.at).map((item) => item.key);
}

/** The columns of a header of which every letter is understood; none where it is broken or interleaved. */
function readWholeHeader(text: string): string[] {
  const columns = readColumns(text);
  let rest = allLetters(text);
  for (const { key, labels } of COLUMNS) {
    if (!columns.includes(key)) continue;
    const printed = labels.find((label) => rest.includes(label));
    if (printed !== undefined) rest = rest.replace(printed, '');
  }
  for (const { full } of DISCLOSURE_ROWS) for (const label of full) rest = rest.replace(label, '');
  return rest.replace(/信息内容|第二十条第.项|单位|亿元|万元|元/gu, '').length <= 1 ? columns : [];
}

function readUnit(text: string): HeaderUnit {
  const match = /单位[:：]?(亿元|万元|元)|[(（](亿元|万元|元)[)）]/u.exec(squeeze(text));
  return ((match?.[1] ?? match?.[2]) as HeaderUnit | undefined) ?? null;
}

function readHeader(text: string, fields: readonly Field[]): Header {
  const columns = readWholeHeader(text);
  const at: number[] = [];
  fields.forEach((field, index) => {
    if (readColumns(field.raw).length === 1) at.push(index);
  });
  return {
    columns,
    unit: readUnit(text),
    at: at.length === columns.length ? at : [],
    width: fields.length,
    text,
  };
}

/** Reads the table. `others` is the edition that the other tables show, for a header without any sign. */
export function readDisclosure(rows: readonly LogicalRow[], others: FormEdition | null): TableReading {
  const reading = emptyReading();
  const whole = rows.flatMap((row) => row.fields.map((field) => field.raw)).join('');
  const edition = editionOf(whole) ?? others;
  const segments = rowSegments('disclosure', rows);
  const headerOf = alignedHeaders(rows);
  let header: Header | null = null;
  for (const segment of segments) {
    const matches = findRows('disclosure', segment.label, reading.rows);
    const match = matches.at(-1);
    const printedHeader = headerText(segment.label);
    if (printedHeader !== null) header = readHeader(printedHeader, []);
    const value = segment.values[0];
    const aligned = segment.positioned && value !== undefined ? headerOf.get(value) : undefined;
    if (aligned !== undefined) header = aligned;
    // Rows named before the last one in the same run of labels stand without any value.
    for (const blank of matches.slice(0, -1)) {
      addRow(reading, blank.label.rowKey, { ...segment, values: [] }, header, edition);
    }
    if (match === undefined || foreignRemainder(match, segment.label) !== '') {
      if (segment.values.some((field) => field.reading.kind !== 'empty')) {
        const label = segment.labelFields.at(-1)?.raw ?? '';
        reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
      }
      continue;
    }
    if (match.corrected) {
      reading.findings.push(labelCorrected(segment.label, match.label.full[0] ?? '', [], segment.place));
    }
    addRow(reading, match.label.rowKey, segment, header, edition);
  }
  reading.findings.push(...cellFindings(reading.cells));
  return reading;
}

/** Which edition a text of headers shows; null where it shows none, or both. */
export function editionOf(text: string): FormEdition | null {
  const letters = allLetters(text);
  const is2019 = EDITION_SIGNS[2019].test(letters);
  const is2021 = EDITION_SIGNS[2021].test(letters);
  return is2019 === is2021 ? null : is2019 ? '2019' : '2021';
}

const HEADER_BEGINS = /第二十条第?\(?.\)?项|信息内/gu;

/** The header part of a run of labels: what follows the last 第二十条第…项 or 信息内容; null where it has neither. */
function headerText(label: string): string | null {
  const squeezed = squeeze(label);
  const last = [...squeezed.matchAll(HEADER_BEGINS)].at(-1);
  return last === undefined ? null : squeezed.slice(last.index + last[0].length);
}

/** For the fields of each positioned row the header row next above it, if that is positioned too. */
function alignedHeaders(rows: readonly LogicalRow[]): Map<Field, Header> {
  const headers = new Map<Field, Header>();
  let header: Header | null = null;
  for (const row of rows) {
    const text = row.fields.map((field) => field.raw).join('');
    if (squeeze(text).includes('信息内容')) header = row.positioned ? readHeader(text, row.fields) : null;
    else if (header !== null) for (const field of row.fields) headers.set(field, header);
  }
  return headers;
}

function addRow(
  reading: TableReading,
  rowKey: string,
  segment: RowSegment,
  header: Header | null,
  edition: FormEdition | null,
): void {
  const row = rowKey.slice('disclosure.'.length);
  const official = OFFICIAL[row] ?? {};
  const columns = columnsFor(official, header, edition, segment);
  const label = segment.labelFields.at(-1)?.raw ?? rowKey;
  if (reading.rows.has(rowKey)) {
    reading.findings.push(duplicateRow(label, [], segment.place));
    reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
    return;
  }
  if (columns === null) {
    reading.findings.push(
      readingFinding(
        'unknown-header',
        'WARNING',
        Object.values(official).flatMap((columns) => columns.map((column) => `${rowKey}.${column}`)),
        segment.place,
        `“${label}”一行的表头无法辨认，其数字未读入`,
        `the header of the row “${label}” cannot be told; its numbers are not read`,
      ),
    );
    reading.extraRows.push(extraRow('disclosure', label, segment.values, segment.place));
    return;
  }
  reading.rows.add(rowKey);
  const place = segment.labelFields.at(-1)?.place ?? segment.place;
  const keys = columns.map((column) => `${rowKey}.${column}`);
  const placed = placeRow(segment, columns.length, header);
  const undecided = setRowCells(reading.cells, keys, placed, place, header?.unit ?? null);
  reading.findings.push(...ambiguousColumns(undecided, label, segment.values, place));
}

/** The columns of a row: as its header prints them; for a broken header, as the edition that it shows has them. */
function columnsFor(
  official: Partial<Record<FormEdition, readonly string[]>>,
  header: Header | null,
  edition: FormEdition | null,
  segment: RowSegment,
): readonly string[] | null {
  const possible = new Set(Object.values(official).flat());
  if (
    header !== null &&
    header.columns.length > 0 &&
    header.columns.every((column) => possible.has(column))
  ) {
    const whole = Object.values(official).find(
      (columns) => columns.length === header.columns.length || columns.length === printedCount(segment),
    );
    if (whole === undefined || header.columns.length === whole.length) return header.columns;
  }
  const shown = header === null ? edition : (editionOf(header.text) ?? edition);
  return shown === null ? null : (official[shown] ?? null);
}

function printedCount(segment: RowSegment): number {
  return segment.values.filter((field) => field.reading.kind !== 'empty').length;
}

/** No total binds these rows; only a full row or the printed field decides. */
function placeRow(segment: RowSegment, columns: number, header: Header | null): readonly Placement[] {
  const { values } = segment;
  if (segment.positioned && values.length !== columns && header !== null && header.width === segment.width) {
    const aligned = header.at.map((at) => values[at - segment.firstValue] ?? null);
    const lost = values.filter((field) => field.reading.kind !== 'empty' && !aligned.includes(field));
    if (aligned.length === columns && lost.length === 0) return [aligned];
  }
  return placeValues(values, segment.positioned, columns, () => false).candidates;
}
