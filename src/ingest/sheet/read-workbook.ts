/** A workbook (.xlsx, .xls, .et, XML of Excel 2003) to a document: its sheets in their order. */
import type { WorkBook } from '@e965/xlsx';
import { SetAsideError } from '../../errors.js';
import type { Block, Document, OmittedText } from '../document.js';
import { compact } from '../html/html-text.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { sheetBlocks } from './sheet-blocks.js';
import { MAX_SHEET_CELLS, sheetGrid } from './sheet-grid.js';
import type { NumberFormatter } from './shown-value.js';

/** What the parts of a workbook unpack to at most, in bytes; the largest known has under 1 MB. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
/** Rows of a sheet that are read; a sheet that prints anything beyond is refused. */
const MAX_ROWS = 20_000;

/** Kinds of workbook, by what their bytes are. */
export type WorkbookKind = 'xlsx' | 'xls' | 'xml';

const MEDIA_TYPES: Readonly<Record<WorkbookKind, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  xml: 'application/xml',
};

let library: Promise<typeof import('@e965/xlsx')> | undefined;

/** Loaded with the first workbook; files of before 1997 need the tables of their code pages. */
async function loadLibrary(): Promise<typeof import('@e965/xlsx')> {
  const [loaded, codePages] = await Promise.all([
    import('@e965/xlsx'),
    import('@e965/xlsx/dist/cpexcel.full.mjs'),
  ]);
  loaded.set_cptable(codePages);
  return loaded;
}

/**
 * Reads the values that a workbook shows: those of formulas as the file keeps them, numbers as their format prints them. Hidden sheets,
 * rows and columns are left out and named. Cells have their place by sheet (`table`, its ordinal), row and column of the sheet. Macros
 * are not even looked at.
 *
 * @param fileName what a workbook without a title may be named by
 * @throws SetAsideError `encrypted`, `damaged-file` or `too-large`; the message says what to do
 */
export async function readWorkbook(
  bytes: Uint8Array,
  kind: WorkbookKind,
  fileName?: string,
): Promise<Document> {
  const spreadsheets = await (library ??= loadLibrary());
  let workbook: WorkBook;
  try {
    workbook = withoutConsole(() =>
      spreadsheets.read(bytes, { ...READ_OPTIONS, type: 'array', sheetRows: MAX_ROWS + 1 }),
    );
  } catch (cause) {
    throw unreadable(cause);
  }
  const { format } = spreadsheets.SSF as { format: NumberFormatter };
  const blocks: Block[] = [];
  const omitted: OmittedText[] = [];
  let cellsLeft = MAX_SHEET_CELLS;
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined) continue;
    const grid = sheetGrid(sheet, index + 1, format, cellsLeft);
    if (grid === null || (sheet['!data']?.length ?? 0) > MAX_ROWS) throw tooLarge();
    cellsLeft -= grid.rows.length * (grid.rows[0]?.length ?? 0);
    const isHidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const shown = grid.rows.flat().filter((cell) => cell.origin && cell.text !== '');
    const hidden = isHidden ? [`${name}:`, ...shown.map(({ text }) => text), ...grid.hidden] : grid.hidden;
    if (hidden.length > 0)
      omitted.push({ text: hidden.join(' '), place: { table: index + 1 }, why: 'HIDDEN' });
    if (!isHidden) blocks.push(...sheetBlocks(grid.rows, index + 1));
  }
  const title = nameOf(workbook, fileName);
  return {
    mediaType: MEDIA_TYPES[kind],
    encoding: null,
    metadata: title === null ? {} : { title, titleFrom: 'NAME' },
    blocks,
    ...(omitted.length === 0 ? {} : { omitted }),
  };
}

/**
 * What a call gives, nothing of it printed: the library tells the console of records that it does not know, of which damaged files are
 * full. The call does not wait for anything, so nothing else is silenced.
 */
function withoutConsole<Result>(call: () => Result): Result {
  const { error, log } = console;
  console.error = console.log = (): void => undefined;
  try {
    return call();
  } finally {
    Object.assign(console, { error, log });
  }
}

const READ_OPTIONS = {
  dense: true,
  cellFormula: true,
  cellNF: true,
  cellText: true,
  // Rows and columns are told to be hidden only with it.
  cellStyles: true,
  cellHTML: false,
  bookVBA: false,
  bookDeps: false,
} as const;

/**
 * Checks that the parts of an .xlsx are whole and bearable: the reader of workbooks looks at no checksum.
 *
 * @throws SetAsideError as reading a member does, and `too-large`
 */
export async function checkParts(members: readonly ZipMember[]): Promise<void> {
  if (members.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED_BYTES) throw tooLarge();
  for (const member of members) await member.read();
}

/** The name of a sheet or of the file that reads as a report's title; null where none does. */
function nameOf({ SheetNames }: WorkBook, fileName: string | undefined): string | null {
  const base = fileName
    ?.split(/[\\/]/u)
    .at(-1)
    ?.replace(/\.[A-Za-z]{2,5}$/u, '');
  const names = [...SheetNames, ...(base === undefined ? [] : [base])];
  return names.find((name) => /(?:信息|政务)公开.*(?:报告|年报)/u.test(compact(name))) ?? null;
}

function unreadable(cause: unknown): SetAsideError {
  if (cause instanceof Error && /password|encrypt/iu.test(cause.message)) {
    return new SetAsideError(
      'encrypted',
      'The workbook is locked with a password. Open it with the password, save it without one and import that.',
      cause,
    );
  }
  return damagedWorkbook(cause);
}

/** The error for a workbook whose parts cannot be read, or are not there. */
export function damagedWorkbook(cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The workbook is damaged: parts of it cannot be read. Fetch it again from where it was published, or open it in a spreadsheet program, compare it with the original and save it again as .xlsx.',
    cause,
  );
}

function tooLarge(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The workbook has more than ${MAX_ROWS.toLocaleString('en-US')} rows in a sheet, ${MAX_SHEET_CELLS.toLocaleString('en-US')} cells or ${MAX_UNPACKED_BYTES / 1024 / 1024} MB of data, and no annual report has. Save the sheets of the report as a workbook of their own and import that.`,
  );
}
