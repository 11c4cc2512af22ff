/** The headers of 表一: which columns and unit they print, and of which rows. */
import type { Span } from '../align-columns.js';
import { squeeze } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import type { RowSegment } from '../row-segments.js';
import type { HeaderUnit } from '../table-reading.js';
import { editionOf, readColumns, readWholeHeader } from './disclosure-columns.js';

/** The header of a block of rows. */
export interface Header {
  columns: readonly string[];
  unit: HeaderUnit;
  /**
   * The fields of a positioned header row by their places in the row, for rows as wide as it. A merged cell may be written
   * out again at each place that it covers.
   */
  at: { first: number; last: number; tableColumn: number | undefined }[];
  width: number;
  text: string;
}

const UNITS: readonly HeaderUnit[] = ['亿元', '万元', '元'];

/** The unit that a text names; null where it names none. */
export function readUnit(text: string): HeaderUnit {
  const match = /单位[:：]?(亿元|万元|元)|[(（](亿元|万元|元)[)）]/u.exec(squeeze(text));
  return UNITS.find((unit) => unit === (match?.[1] ?? match?.[2])) ?? null;
}

function readHeader(text: string, fields: readonly Field[]): Header {
  const columns = readWholeHeader(text);
  const at: Header['at'] = [];
  fields.forEach((field, index) => {
    if (readColumns(field.raw).length !== 1) return;
    const before = at.at(-1);
    if (before?.last === index - 1 && fields[index - 1]?.raw === field.raw) before.last = index;
    else at.push({ first: index, last: index, tableColumn: field.place.tableColumn });
  });
  return {
    columns,
    unit: readUnit(text),
    at: at.length === columns.length ? at : [],
    width: fields.length,
    text,
  };
}

const HEADER_BEGINS = /第二十条第?\(?.\)?项|信息内/gu;

/** The header part of a run of labels: what follows the last 第二十条第…项 or 信息内容; null where it has neither. */
export function headerText(label: string): string | null {
  const squeezed = squeeze(label);
  const last = [...squeezed.matchAll(HEADER_BEGINS)].at(-1);
  return last === undefined ? null : squeezed.slice(last.index + last[0].length);
}

/** The header of a segment: that among its labels, the positioned one next above it, else the one before. */
export function headerAbove(
  { label, positioned, values }: RowSegment,
  before: Header | null,
  headerOf: ReadonlyMap<Field, Header>,
): Header | null {
  const text = headerText(label);
  const printed = text === null ? null : readHeader(text, []);
  const [value] = values;
  const headed = positioned && value !== undefined ? headerOf.get(value) : undefined;
  // A header row that a tool broke goes on below: the words of both name the columns.
  return headed === undefined || goesOn(headed, printed) ? (printed ?? before) : headed;
}

/** For the fields of each positioned row the header row next above it, if that is positioned too. */
export function alignedHeaders(rows: readonly LogicalRow[]): Map<Field, Header> {
  const headers = new Map<Field, Header>();
  let header: Header | null = null;
  for (const row of rows) {
    const text = row.fields
      .filter((field, index) => field.raw !== row.fields[index - 1]?.raw)
      .map((field) => field.raw)
      .join('');
    if (squeeze(text).includes('信息内容')) header = row.positioned ? readHeader(text, row.fields) : null;
    else if (header !== null) for (const field of row.fields) headers.set(field, header);
  }
  return headers;
}

/** True for a header of which no more than its first cell is printed. */
export function isElsewhere({ text }: Header): boolean {
  return readColumns(text).length === 0 && editionOf(text) === null;
}

/** True where the header's words go on below the row in which it begins. */
function goesOn({ columns }: Header, whole: Header | null): boolean {
  return whole !== null && whole.columns.length > columns.length;
}

/** Where the header next above a row prints its columns in plain text. */
export function shownColumns({ labelFields }: RowSegment): Span[] {
  return labelFields.flatMap(({ raw, span }) =>
    span !== undefined && readColumns(raw).length === 1 ? [span] : [],
  );
}
