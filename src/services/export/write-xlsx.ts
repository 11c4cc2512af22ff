/** XLSX: a sheet of reports, one of what its columns mean, one of findings, one of tables of no known form, and one of what was asked. */
import type { Finding } from '../../domain/finding.js';
import type { ScanRow } from '../../store/port.js';
import { CURSOR_COLUMN, IDENTITY_COLUMNS, valueColumns } from './export-columns.js';
import type { ExportColumn, ExportValue } from './export-columns.js';
import { dictionaryEntries } from './export-dictionary.js';
import type { DictionaryEntry } from './export-dictionary.js';
import type { ExportAbout, ExportPlan } from './export-plan.js';
import { LineSpool } from './line-spool.js';
import { StreamedWorkbook } from './streamed-workbook.js';
import type { StreamedSheet } from './streamed-workbook.js';

/** Rows of a sheet at most. */
const SHEET_ROWS = 1_048_576;
/** Rows above the reports: keys, and labels in Chinese. */
const HEADER_ROWS = 2;
/** How many reports a file can hold. */
export const MAX_XLSX_REPORTS = SHEET_ROWS - HEADER_ROWS;
/** Rows between two looks at how far the archive has come. */
const PORTION = 500;

const TEXT_WIDTH = 24;
const NUMBER_WIDTH = 12;

const DICTIONARY_HEADER = [
  'key',
  'labelZh',
  'labelEn',
  'unit',
  'forms',
  'formula',
  'blanks',
  'note',
] as const satisfies readonly (keyof DictionaryEntry)[];

const FINDING_HEADER = [
  'id',
  'year',
  'organ',
  'code',
  'severity',
  'outcome',
  'cells',
  'messageZh',
  'messageEn',
];

const EXTRA_HEADER = ['id', 'year', 'organ', 'table', 'group', 'label', 'unit', 'column', 'raw', 'value'];

/**
 * Writes a workbook. The findings leave out rules that hold (severity `INFO`); what one sheet cannot hold goes on in
 * `findings 2` and so on.
 */
export async function* writeXlsx(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, states, about }: ExportPlan,
  findingsPerSheet = SHEET_ROWS - 1,
): AsyncGenerator<Uint8Array, void, undefined> {
  const columns = [...IDENTITY_COLUMNS, ...valueColumns(scan.keys, states), CURSOR_COLUMN];
  const book = new StreamedWorkbook();
  // Sheets are written one after the other, and reports and findings come together.
  const findings = await LineSpool.open<ExportValue[]>();
  const extras = await LineSpool.open<ExportValue[]>();
  try {
    const reports = book.addSheet('reports', HEADER_ROWS, columns.map(widthOf));
    reports.add(columns.map(({ key }) => key));
    reports.add(columns.map(({ labelZh }) => labelZh));
    for await (const rows of batches) {
      for (const row of rows) reports.add(columns.map(({ valueOf }) => valueOf(row)));
      await findings.add(rows.flatMap(findingRows));
      await extras.add(rows.flatMap(extraRows));
      yield* book.taken(reports);
    }
    reports.finish();
    addTable(book, 'dictionary', DICTIONARY_HEADER, dictionaryRows(scan.keys));
    yield* writeRows(book, 'findings', FINDING_HEADER, findings, findingsPerSheet);
    yield* writeRows(book, 'extraTables', EXTRA_HEADER, extras, findingsPerSheet);
    addTable(book, 'about', ['what', 'value'], aboutRows(about));
    yield* book.finish();
  } finally {
    await findings.close();
    await extras.close();
  }
}

function widthOf({ type }: ExportColumn): number {
  return type === 'text' ? TEXT_WIDTH : NUMBER_WIDTH;
}

/** A small sheet, whole. */
function addTable(
  book: StreamedWorkbook,
  name: string,
  header: readonly string[],
  rows: readonly ExportValue[][],
): void {
  const sheet = beginTable(book, name, header);
  for (const row of rows) sheet.add(row);
  sheet.finish();
}

function beginTable(book: StreamedWorkbook, name: string, header: readonly string[]): StreamedSheet {
  const sheet = book.addSheet(
    name,
    1,
    header.map(() => TEXT_WIDTH),
  );
  sheet.add(header);
  return sheet;
}

function dictionaryRows(keys: readonly string[]): ExportValue[][] {
  return dictionaryEntries(keys).map((entry) => DICTIONARY_HEADER.map((name) => entry[name]));
}

function findingRows({ id, year, organ, findings }: ScanRow): ExportValue[][] {
  return findings
    .filter(({ severity }) => severity !== 'INFO')
    .map(({ code, severity, outcome, cells, message }: Finding) => [
      id,
      year,
      organ.name,
      code,
      severity,
      outcome,
      cells.join(', '),
      message.zh,
      message.en,
    ]);
}

/** One row for each value of the tables of no known form. */
function extraRows({ id, year, organ, extraTables }: ScanRow): ExportValue[][] {
  return extraTables.flatMap(({ title, rows }) =>
    rows.flatMap(({ group, label, unit, values }) =>
      values.map(({ column, raw, value }) => [
        id,
        year,
        organ.name,
        title,
        group,
        label,
        unit,
        column,
        raw,
        value,
      ]),
    ),
  );
}

/** A sheet as long as need be: what one cannot hold goes on in `NAME 2` and so on. */
async function* writeRows(
  book: StreamedWorkbook,
  name: string,
  header: readonly string[],
  spool: LineSpool<ExportValue[]>,
  perSheet: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sheets = 1;
  let rows = 0;
  let sheet = beginTable(book, name, header);
  for await (const row of spool.read()) {
    if (rows === perSheet) {
      sheet.finish();
      sheets += 1;
      rows = 0;
      sheet = beginTable(book, `${name} ${sheets}`, header);
    }
    sheet.add(row);
    rows += 1;
    if (rows % PORTION === 0) yield* book.taken(sheet);
  }
  sheet.finish();
}

function aboutRows({ asked, askedAt, total, version, madeUp }: ExportAbout): ExportValue[][] {
  const facts: [string, ExportValue][] = [
    ['askedAt', askedAt],
    ['total', total],
    ['version', version],
    ['madeUp', madeUp ? '虚构样例，非真实数据 (made-up data)' : false],
  ];
  return [...facts, ...Object.entries(asked).map(([name, value]) => [`asked: ${name}`, value])];
}
