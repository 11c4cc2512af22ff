/** Exports of a store, read back by parsers of other makers where there are any. */
import { readXlsx } from 'hucre/xlsx';
import type { Workbook } from 'hucre';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { openExport } from '../../../src/services/export/open-export.js';
import { checkExport } from '../../../src/services/export/check-export.js';
import type { ReportStore } from '../../../src/store/port.js';

export const NOW = new Date('2024-03-01T08:05:00.000Z');

/** A row read back: values by column; null where there is none. */
export type Row = Record<string, unknown>;

/** The bytes of an export. */
export async function exported(store: ReportStore, parameters: Record<string, string>): Promise<Buffer> {
  const file = await openExport(store, checkExport(parameters), { madeUp: false, now: NOW });
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of file.bytes()) pieces.push(piece);
    return Buffer.concat(pieces);
  } finally {
    await file.close();
  }
}

/** The records of a CSV by RFC 4180. */
export function csvRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
    if (end === '' && record.length === 0 && (quoted ?? plain) === '') break;
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}

/** Rows of a CSV with a header of keys. A field's type is that of its column. */
export function csvRows(bytes: Buffer): Row[] {
  const [header = [], ...records] = csvRecords(bytes.toString('utf8').replace(/^\uFEFF/u, ''));
  return records.map((record) =>
    Object.fromEntries(
      record.map((field, index) => [header[index] ?? '', csvValue(header[index] ?? '', field)]),
    ),
  );
}

function csvValue(key: string, field: string): unknown {
  if (field === '') return null;
  if (key === 'regionCertain' || key === 'readByOcr') return field === 'true';
  if (key === 'year' || (key.includes('.') && !/\.(?:state|unit)$/u.test(key))) return Number(field);
  return field.replace(/^'/u, '');
}

/** Rows of a sheet whose first row holds the keys. */
export function sheetRows(book: Workbook, name: string, headerRows = 1): Row[] {
  const sheet = book.sheets.find((one) => one.name === name);
  if (sheet === undefined) throw new Error(`There is no sheet ${name}.`);
  const [keys = [], ...rows] = sheet.rows;
  return rows
    .slice(headerRows - 1)
    .map((row) => Object.fromEntries(keys.map((key, index) => [String(key), row[index] ?? null])));
}

/** A workbook as another maker's reader has it. */
export function workbook(bytes: Buffer): Promise<Workbook> {
  return readXlsx(bytes);
}

/** Lines of NDJSON: what the file is, and its reports. */
export function ndjson(bytes: Buffer): { meta: Row; reports: Row[] } {
  const [first, ...reports] = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
  return { meta: first?.['meta'] as Row, reports };
}

/** Rows and key-value metadata of a Parquet file. */
export async function parquet(bytes: Buffer): Promise<{ rows: Row[]; metadata: Record<string, string> }> {
  const file = new Uint8Array(bytes).buffer;
  const { key_value_metadata = [] } = await parquetMetadataAsync(file);
  return {
    rows: await parquetReadObjects({ file }),
    metadata: Object.fromEntries(key_value_metadata.map(({ key, value = '' }) => [key, value])),
  };
}
