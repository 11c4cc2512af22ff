/** Rows of values parted by commas (RFC 4180) or semicolons, as spreadsheets save them, or by tabs, as they are copied from them. */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormLabel, isFormLine, isSectionHeading } from '../html/report-signs.js';

/** What a semicolon may end instead of a value: `&nbsp;`. */
const ENTITY = /&[a-z]{2,6}$/iu;

/** A record: its cells, and how many lines it takes. */
interface CommaRecord {
  cells: GridCell[];
  lines: number;
}

/** Signs that part values; a spreadsheet takes one of them for a whole file. */
const SEPARATORS = ['\t', ',', ';', '，', '；'];

/** A table has at least this many records of at least this many values. */
const FEWEST_RECORDS = 3;
const FEWEST_VALUES = 4;
/** And this many of its records hold labels of the official forms. */
const FEWEST_SIGNS = 2;
/** A cell with line ends in it has at most this many lines. */
const MOST_LINES = 12;
/** Longer text is narrative. */
const LONGEST_CELL = 200;

/** Replaces runs of separated records that print the official forms by tables; all else stays. */
export function commaTables(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  const separator = SEPARATORS.find((sign) => {
    const runs = runsOf(lines, sign);
    return runs.some((own, index) => isTableAt(runs, index, sign, own));
  });
  return separator === undefined ? [...lines] : partLines(lines, separator);
}

/** Rows between tabs are often ragged, and read well as lines; those of a sheet are all of one width, with empty rows and columns among them. */
function isTableAt(runs: readonly LineRun[], index: number, separator: string, { run }: LineRun): boolean {
  if (!isTable(run)) return false;
  if (separator !== '\t') return true;
  const width = run[0]?.cells.length ?? 0;
  if (!run.some(isEmpty) && withoutEmptyColumns(run)[0]?.cells.length === width) return false;
  return !goesOn(runs[index - 1], runs[index]) && !goesOn(runs[index], runs[index + 1]);
}

function isEmpty({ cells }: CommaRecord): boolean {
  return cells.every(({ text }) => text.trim() === '');
}

/** True where rows of another width follow without an empty line. */
function goesOn(before: LineRun | undefined, behind: LineRun | undefined): boolean {
  const filled = (run: CommaRecord[] | undefined): number =>
    Math.max(0, ...(run ?? []).map(({ cells }) => cells.filter(({ text }) => text.trim() !== '').length));
  const isBeside = (behind?.lines[0]?.blankLinesBefore ?? 1) === 0;
  return isBeside && filled(before?.run) > 1 && filled(behind?.run) > 1;
}

/** A run and the lines that it takes; a line without the separator is an empty run. */
interface LineRun {
  run: CommaRecord[];
  lines: readonly LineBlock[];
}

function runsOf(lines: readonly LineBlock[], separator: string): LineRun[] {
  const runs: LineRun[] = [];
  for (let index = 0; index < lines.length;) {
    const run = readRun(lines, index, separator);
    const length = Math.max(
      1,
      run.reduce((sum, record) => sum + record.lines, 0),
    );
    runs.push({ run, lines: lines.slice(index, index + length) });
    index += length;
  }
  return runs;
}

/** Once a table shows the separator, shorter runs are tables too if each of their records is of the form. */
function partLines(lines: readonly LineBlock[], separator: string): (LineBlock | TableBlock)[] {
  const blocks: (LineBlock | TableBlock)[] = [];
  const runs = runsOf(lines, separator);
  for (const [index, line] of runs.entries()) {
    const { run, lines: own } = line;
    const isPart =
      separator !== '\t' && run.length > 0 && run.every((record) => isOfForm(record) || isNumeric(record));
    if (!isTableAt(runs, index, separator, line) && !isPart) {
      blocks.push(...own);
      continue;
    }
    // Rows of one table may differ in width.
    const parts = partRun(run);
    const [last, first] = [blocks.at(-1), parts[0]];
    if (last?.kind === 'table' && first?.kind === 'table' && (own[0]?.blankLinesBefore ?? 0) === 0) {
      last.rows.push(...first.rows);
      parts.shift();
    }
    blocks.push(...parts);
  }
  return blocks;
}

const REVIEW_LABEL = /^(?:行政复议|行政诉讼|未经复议直接起诉|复议后起诉)$/u;

function isOfForm({ cells }: CommaRecord): boolean {
  if (cells.some(({ text }) => text.includes('。'))) return false;
  return cells.some(({ text }) => {
    const letters = compact(text);
    return isFormLabel(letters) || isFormLine(letters) || REVIEW_LABEL.test(letters);
  });
}

const NUMBER_OR_MARK = /^[-+−\d.,/\\∕—–―_~*\s]*\p{Script=Han}?$/u;

/** True for a record of numbers and of what stands for an empty cell, behind a label or without one. */
function isNumeric({ cells }: CommaRecord): boolean {
  const numbers = cells.filter(({ text }) => NUMBER_OR_MARK.test(text.normalize('NFKC')));
  if (numbers.length === cells.length) return true;
  const labels = cells.slice(0, cells.length - numbers.length);
  return numbers.length >= FEWEST_VALUES && labels.every((cell) => !numbers.includes(cell));
}

function isTable(run: readonly CommaRecord[]): boolean {
  const width = run[0]?.cells.length ?? 0;
  if (width < FEWEST_VALUES || run.length < FEWEST_RECORDS) return false;
  return run.filter(isOfForm).length >= FEWEST_SIGNS;
}

/** The records of one width that begin at a line; none where it has no separator. */
function readRun(lines: readonly LineBlock[], from: number, separator: string): CommaRecord[] {
  const first = readRecord(lines, from, separator);
  if (first === null || first.cells.length < 2) return [];
  const run = [first];
  let next = from + first.lines;
  for (;;) {
    if ((lines[next]?.blankLinesBefore ?? 1) > 0) break;
    const record = readRecord(lines, next, separator);
    if (record?.cells.length !== first.cells.length) break;
    run.push(record);
    next += record.lines;
  }
  return run;
}

/** A record as far as it is read. */
interface OpenRecord {
  readonly cells: GridCell[];
  /** What its last cell holds so far, and where it begins. */
  text: string;
  start: { line: LineBlock; column: number };
  /** Within quotes, over ends of lines too. */
  quoted: boolean;
}

/** Reads one record; null for a line without the separator, for one that tabs part, and where a quote is not closed. */
function readRecord(lines: readonly LineBlock[], from: number, separator: string): CommaRecord | null {
  const first = lines[from];
  if (first === undefined || (separator !== '\t' && first.text.includes('\t'))) return null;
  if (!(first.text.includes(separator) || /^\s*"/u.test(first.text))) return null;
  const record: OpenRecord = { cells: [], text: '', start: { line: first, column: 0 }, quoted: false };
  for (const [index, line] of lines.slice(from, from + MOST_LINES).entries()) {
    if (index > 0) record.text += '\n';
    takeLine(record, line, separator);
    if (!record.quoted) return { cells: record.cells, lines: index + 1 };
  }
  return null;
}

/** Reads a line into a record; what an open quote holds goes on in the next one. */
function takeLine(record: OpenRecord, line: LineBlock, separator: string): void {
  for (let at = 0; at <= line.text.length; at += 1) {
    const char = line.text[at];
    if (record.quoted) {
      if (char === undefined) return;
      if (char !== '"') record.text += char;
      else if (line.text[at + 1] === '"') {
        record.text += char;
        at += 1;
      } else record.quoted = false;
    } else if (char === undefined || (char === separator && !isEndOfEntity(line.text, at))) {
      record.cells.push(cellAt(record.text, record.start));
      record.text = '';
      record.start = { line, column: at + 1 };
    } else if (char === '"' && record.text.trim() === '') {
      record.quoted = true;
      record.text = '';
    } else record.text += char;
  }
}

/** True for the semicolon of `&nbsp;`. */
function isEndOfEntity(text: string, at: number): boolean {
  return text[at] === ';' && ENTITY.test(text.slice(Math.max(0, at - 8), at));
}

function cellAt(text: string, { line, column }: { line: LineBlock; column: number }): GridCell {
  const place = furtherRight(line.place, column);
  return { text: text.replace(/\n/gu, ''), origin: true, place };
}

/** So many labels in one row are a header. */
const FEWEST_NAMES = 3;

function namesOf(cells: readonly GridCell[]): number {
  return cells.filter(({ text }) => isFormLabel(compact(text))).length;
}

/** The records without the columns that are empty in all of them, where a header names all others: cells merged over columns, margins. */
function withoutEmptyColumns(run: readonly CommaRecord[]): CommaRecord[] {
  const isHeader = ({ cells }: CommaRecord): boolean =>
    namesOf(cells) >= FEWEST_NAMES || cells.some(({ text }) => compact(text) === '信息内容');
  if (!run.some(isHeader)) return [...run];
  const firsts = run[0]?.cells.map((_, column) =>
    run.map(({ cells }) => cells[column]?.text.trim() ?? '').find((text) => text !== ''),
  );
  if (
    firsts?.every(
      (text) => text === undefined || /^[(（"“]?(?:\d[.．、])?[(（"“]?\p{Script=Han}/u.test(text),
    ) !== true
  )
    return [...run];
  return run.map((record) => ({
    ...record,
    cells: record.cells.filter((_, column) => firsts[column] !== undefined),
  }));
}

/** A whole sheet may hold headings and narrative too, each in the only filled cell of its record: those become lines. */
function partRun(run: readonly CommaRecord[]): (LineBlock | TableBlock)[] {
  const blocks: (LineBlock | TableBlock)[] = [];
  const records = withoutEmptyColumns(run);
  for (const [index, { cells }] of records.entries()) {
    const filled = cells.filter(({ text }) => text.trim() !== '');
    const [only] = filled;
    const last = blocks.at(-1);
    const place = cells[0]?.place ?? {};
    if (only === undefined) {
      // Below the header an empty row at the end is one of blank cells; between others it is none.
      const isLast = records.slice(index).every(isEmpty);
      const isHeader = last?.kind === 'table' && namesOf(last.rows.at(-1) ?? []) > FEWEST_NAMES;
      if (isLast && isHeader) last.rows.push(cells);
    } else if (
      filled.length === 1 &&
      (only.text.length > LONGEST_CELL || isSectionHeading(compact(only.text)))
    ) {
      blocks.push({ kind: 'line', text: only.text, place: only.place, blankLinesBefore: 1 });
    } else if (last?.kind === 'table') last.rows.push(cells);
    else blocks.push({ kind: 'table', rows: [cells], place });
  }
  return blocks;
}
