/** XLSX: a sheet of reports, one of what its columns mean, one of findings, one of tables of no known form, and one of what was asked. */
import { findDerived } from '../../domain/derived.js';
import type { Finding } from '../../domain/finding.js';
import { sourcePath } from '../../domain/source-path.js';
import type { ScanRow } from '../../store/scan-request.js';
import { CURSOR_COLUMN, IDENTITY_COLUMNS, valueColumns } from './export-columns.js';
import type { ExportColumn, ExportValue } from './export-columns.js';
import { dictionaryEntries } from './export-dictionary.js';
import type { DictionaryEntry } from './export-dictionary.js';
import type { ExportAbout, ExportPlan } from './export-plan.js';
import { LineSpool } from './line-spool.js';
import type { SheetColumn, SheetValue } from './sheet-xml.js';
import { inChinese } from './value-names.js';
import { writeWorkbook } from './workbook.js';
import type { Sheet } from './workbook.js';

/** Rows of a sheet at most. */
const SHEET_ROWS = 1_048_576;
/** Rows above the reports: keys, and labels in Chinese. */
const HEADER_ROWS = 2;
/** How many reports a file can hold. */
export const MAX_XLSX_REPORTS = SHEET_ROWS - HEADER_ROWS;
/** Columns of dates: Excel sorts and filters a full date as a day; a year or a month alone stays a text. */
const DATE_COLUMNS: ReadonlySet<string> = new Set(['publishedOn', 'retrievedAt']);

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
  plan: ExportPlan,
  findingsPerSheet = SHEET_ROWS - 1,
): AsyncGenerator<Uint8Array, void, undefined> {
  // Sheets are written one after the other, and reports and findings come together.
  const findings = await LineSpool.open<ExportValue[]>();
  const extras = await LineSpool.open<ExportValue[]>();
  const sheets = async function* (): AsyncGenerator<Sheet> {
    yield reportsSheet(batches, plan, { findings, extras });
    yield tableSheet('dictionary', DICTIONARY_HEADER, dictionaryRows(plan.scan.keys));
    yield* spooledSheets('findings', FINDING_HEADER, findings, findingsPerSheet);
    yield* spooledSheets('extraTables', EXTRA_HEADER, extras, findingsPerSheet);
    yield tableSheet('about', ['what', 'value'], aboutRows(plan.about));
  };
  try {
    yield* writeWorkbook(sheets());
  } finally {
    await findings.close();
    await extras.close();
  }
}

/** The reports, whose findings and extra tables are put by. */
function reportsSheet(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, states, confidences, labels, base }: ExportPlan,
  { findings, extras }: Record<'findings' | 'extras', LineSpool<ExportValue[]>>,
): Sheet {
  const all = [...IDENTITY_COLUMNS, ...valueColumns(scan.keys, { states, confidences }), CURSOR_COLUMN];
  const columns = (labels === 'zh' ? all.map(inChinese) : all).map((one) => linked(one, base));
  const rows = async function* (): AsyncGenerator<readonly SheetValue[]> {
    yield columns.map(({ key }) => key);
    yield columns.map(({ labelZh }) => labelZh);
    for await (const batch of batches) {
      for (const row of batch) yield columns.map(({ valueOf }) => valueOf(row));
      await findings.add(batch.flatMap(findingRows));
      await extras.add(batch.flatMap(extraRows));
    }
  };
  return {
    name: 'reports',
    headerRows: HEADER_ROWS,
    filtered: true,
    columns: columns.map(sheetColumn),
    rows: rows(),
  };
}

/** A column as a sheet has it: its values may be links. */
interface LinkedColumn extends Omit<ExportColumn, 'valueOf'> {
  valueOf: (row: ScanRow) => SheetValue;
}

/** Ids lead to the page of the report, file names to the file, addresses to where they point. */
function linked(column: ExportColumn, base: string | null): LinkedColumn {
  const linkOf = LINKS[column.key];
  if (linkOf === undefined) return column;
  const { valueOf } = column;
  return {
    ...column,
    valueOf: (row) => {
      const value = valueOf(row);
      const link = linkOf(row, base);
      return typeof value === 'string' && link !== null ? { text: value, link } : value;
    },
  };
}

const LINKS: Readonly<Record<string, (row: ScanRow, base: string | null) => string | null>> = {
  id: ({ id }, base) => (base === null ? null : `${base}/report/${encodeURIComponent(id)}`),
  fileName: ({ source }, base) => (base === null ? null : base + sourcePath(source.sha256)),
  sourceUrl: ({ source }) => source.url,
};

function sheetColumn({ key, type }: LinkedColumn): SheetColumn {
  if (findDerived(key)?.unit === 'RATIO') return { width: NUMBER_WIDTH, format: 'percent' };
  if (DATE_COLUMNS.has(key)) return { width: NUMBER_WIDTH, format: 'date' };
  return { width: type === 'text' ? TEXT_WIDTH : NUMBER_WIDTH };
}

function tableSheet(
  name: string,
  header: readonly string[],
  rows: AsyncIterable<readonly ExportValue[]> | Iterable<readonly ExportValue[]>,
): Sheet {
  const all = async function* (): AsyncGenerator<readonly ExportValue[]> {
    yield header;
    yield* rows;
  };
  return {
    name,
    headerRows: 1,
    filtered: true,
    columns: header.map(() => ({ width: TEXT_WIDTH })),
    rows: all(),
  };
}

/** Sheets for as many rows as there are: what one cannot hold goes on in `NAME 2` and so on. */
async function* spooledSheets(
  name: string,
  header: readonly string[],
  spool: LineSpool<ExportValue[]>,
  perSheet: number,
): AsyncGenerator<Sheet> {
  const all = spool.read();
  let next = await all.next();
  const portion = async function* (): AsyncGenerator<ExportValue[]> {
    for (let rows = 0; rows < perSheet && next.done !== true; rows += 1) {
      yield next.value;
      next = await all.next();
    }
  };
  let sheets = 0;
  do {
    sheets += 1;
    yield tableSheet(sheets === 1 ? name : `${name} ${sheets}`, header, portion());
  } while (next.done !== true);
}

function dictionaryRows(keys: readonly string[]): ExportValue[][] {
  return dictionaryEntries(keys).map((entry) => DICTIONARY_HEADER.map((name) => entry[name]));
}

function findingRows({ id, year, organ, findings }: ScanRow): ExportValue[][] {
  return findings
    .filter(({ severity, outcome }) => severity !== 'INFO' || outcome === null)
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

function aboutRows({ asked, askedAt, total, version, madeUp }: ExportAbout): ExportValue[][] {
  const facts: [string, ExportValue][] = [
    ['askedAt', askedAt],
    ['total', total],
    ['version', version],
    ['madeUp', madeUp ? '虚构样例，非真实数据 (made-up data)' : false],
  ];
  return [...facts, ...Object.entries(asked).map(([name, value]) => [`asked: ${name}`, value])];
}
