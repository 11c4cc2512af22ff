/** What was read from pictures: numbers of which it is not sure what they say have no value. */
import type { Finding } from '../domain/finding.js';
import type { Cell, ExtraRow, ExtraTable, Place } from '../domain/report.js';
import type { Document, Recognised } from '../ingest/document.js';
import { readingFinding } from './table-reading.js';

/** A report's cells as far as the pictures are sure. */
export interface Recognition {
  cells: Record<string, Cell>;
  findings: Finding[];
  /** Findings of the tables but those that say less of the same cells. */
  others(findings: readonly Finding[]): readonly Finding[];
  extraRows(rows: ExtraRow[]): ExtraRow[];
  extraTables(tables: ExtraTable[]): ExtraTable[];
}

/** Judges the cells of a document that was read from pictures; any other it leaves as it is. */
export function readRecognition(document: Document, cells: Record<string, Cell>): Recognition {
  const { recognisedBy } = document;
  if (recognisedBy === undefined) {
    return {
      cells,
      findings: [],
      others: (findings) => findings,
      extraRows: (rows) => rows,
      extraTables: (tables) => tables,
    };
  }
  const readAt = readings(document);
  const isText = (place: Place | null): boolean => isReadAsText(document, place);
  const judged = Object.entries(cells).map(
    ([key, cell]) =>
      [key, cell, isText(cell.place) ? { cell, isUnsure: false } : judge(cell, readAt)] as const,
  );
  const unsure = judged.filter(([, , { isUnsure }]) => isUnsure);
  const keys = new Set(unsure.map(([key]) => key));
  const isSure = (place: Place | null): boolean =>
    isText(place) || (readAt(place)?.unsure === undefined && readAt(place) !== undefined);
  const sure = <Value extends { raw: string; value: number | null; place: Place | null }>(
    value: Value,
  ): Value => {
    if (isSure(value.place)) return value;
    return { ...value, raw: rawOf(value, readAt(value.place)) ?? '', value: null };
  };
  return {
    cells: Object.fromEntries(judged.map(([key, , { cell }]) => [key, cell])),
    findings: [
      recognisedFinding(
        recognisedBy,
        judged.flatMap(([key, , { cell }]) => (cell.confidence === undefined ? [] : [key])),
        judged.flatMap(([, , { cell }]) => (cell.state === 'REPORTED' ? (cell.confidence ?? []) : [])),
        unsure.length,
        (document.textIn ?? []).length > 0,
      ),
      ...unsure.map(([key, cell]) => unsureFinding(key, cell, readAt(cell.place))),
    ],
    others: (findings) =>
      findings.filter(
        ({ code, cells: own }) =>
          code !== 'unreadable-cell' || own.length === 0 || !own.every((key) => keys.has(key)),
      ),
    extraRows: (rows) => rows.map((row) => ({ ...row, values: row.values.map(sure) })),
    extraTables: (tables) =>
      tables.map((table) => ({
        ...table,
        rows: table.rows.map((row) => ({ ...row, values: row.values.map(sure) })),
      })),
  };
}

/** True where the text at a place was not recognised but is text in the file. */
export function isReadAsText({ recognisedBy, textIn = [] }: Document, place: Place | null): boolean {
  if (recognisedBy === undefined) return true;
  return textIn.some(
    ({ part, page }) => place?.part === part && (page === undefined || page === place?.page),
  );
}

type ReadAt = (place: Place | null) => Recognised | undefined;

/** Nothing is printed in a cell of a drawn table. */
const EMPTY: Recognised = { confidence: 1, readings: [] };

/** How the cell of a drawn table at a place was read; undefined for any other place: what stands there was read once, as a line. */
function readings({ blocks }: Document): ReadAt {
  const found = new Map<string, Recognised>();
  const nameOf = ({ part, table, row, tableColumn }: Place): string =>
    `${part ?? ''} ${table ?? ''} ${row ?? ''} ${tableColumn ?? ''}`;
  const drawn = new Set<string>();
  const tableOf = ({ part, table }: Place): string => `${part ?? ''} ${table ?? ''}`;
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    for (const cell of block.rows.flat()) {
      if (cell.recognised === undefined) continue;
      found.set(nameOf(cell.place), cell.recognised);
      drawn.add(tableOf(block.place));
    }
  }
  return (place) =>
    place === null
      ? undefined
      : (found.get(nameOf(place)) ?? (drawn.has(tableOf(place)) ? EMPTY : undefined));
}

function judge(cell: Cell, readAt: ReadAt): { cell: Cell; isUnsure: boolean } {
  if (cell.state === 'ABSENT' || cell.state === 'NOT_IN_FORM') return { cell, isUnsure: false };
  const read = readAt(cell.place);
  // That nothing is printed is sure of a blank cell alone: of one that could not be read, nothing is.
  const confidence = read === EMPTY && cell.state === 'UNREADABLE' ? 0 : read?.confidence;
  const known = confidence === undefined ? {} : { confidence: Math.round(confidence * 1000) / 1000 };
  const raw = rawOf(cell, read);
  if (cell.state === 'UNREADABLE') {
    return { cell: { ...cell, raw, ...known }, isUnsure: read?.unsure === true };
  }
  if (read !== undefined && read.unsure !== true) return { cell: { ...cell, ...known }, isUnsure: false };
  return { cell: { ...cell, ...known, raw, state: 'UNREADABLE', value: null }, isUnsure: true };
}

/** What a cell was read as: one of which the reader was not sure is seen as an open number, without its letters. */
function rawOf({ raw }: { raw: string | null }, read: Recognised | undefined): string | null {
  return read?.unsure === true ? (read.readings[0] ?? '') || null : unmarked(raw);
}

/** The mark by which the reader of the picture kept a text from being taken for a number is not printed. */
function unmarked(raw: string | null): string | null {
  return raw === null ? null : raw.replace(/…$/u, '') || null;
}

function recognisedFinding(
  by: string,
  cells: string[],
  sure: readonly number[],
  unsure: number,
  inPart: boolean,
): Finding {
  const least = sure.length === 0 ? '' : Math.min(...sure).toFixed(2);
  return readingFinding(
    'recognised',
    'NOTICE',
    cells,
    null,
    `本文件${inPart ? '部分' : ''}为图片，${inPart ? '其' : ''}文字由 ${by} 识别（OCR）：${sure.length} 个数字两次识读一致${least === '' ? '' : `（最低置信度 ${least}）`}，${unsure} 个不确定`,
    `${inPart ? 'parts of the file are pictures, their' : 'the file is pictures, its'} text was read by ${by} (OCR): ${sure.length} numbers were read twice alike${least === '' ? '' : ` (least confidence ${least})`}, ${unsure} are not sure`,
  );
}

function unsureFinding(key: string, { place, raw }: Cell, read: Recognised | undefined): Finding {
  const seen = (read?.readings ?? [unmarked(raw) ?? ''])
    .filter((text) => text !== '')
    .map((text) => `“${text}”`);
  const [zh, en] =
    seen.length === 0
      ? ['未能识别', 'it could not be read']
      : [`可能是${seen.join('或')}`, `it may be ${seen.join(' or ')}`];
  return readingFinding(
    'unsure-recognition',
    'WARNING',
    [key],
    place,
    `图片中的数字不确定：${zh}`,
    `the picture is not sure in this cell: ${en}`,
  );
}
