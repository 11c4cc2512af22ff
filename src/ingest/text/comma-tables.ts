/** Rows of values parted by commas (RFC 4180) or semicolons, as spreadsheets save them. */
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormLabel, isFormLine, isSectionHeading } from '../html/report-signs.js';

/** A record: its cells, and how many lines it takes. */
interface CommaRecord {
  cells: GridCell[];
  lines: number;
}

/** Signs that part values; a spreadsheet takes one of them for a whole file. */
const SEPARATORS = [',', ';', '，', '；'];

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
  const separator = SEPARATORS.find((sign) => runsOf(lines, sign).some(({ run }) => isTable(run)));
  return separator === undefined ? [...lines] : partLines(lines, separator);
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
  for (const { run, lines: own } of runsOf(lines, separator)) {
    if (
      !isTable(run) &&
      (run.length === 0 || !run.every((record) => isOfForm(record) || isNumeric(record)))
    ) {
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

/** Reads one record; null for a line without the separator, for one that tabs part, and where a quote is not closed. */
function readRecord(lines: readonly LineBlock[], from: number, separator: string): CommaRecord | null {
  const first = lines[from];
  if (first === undefined || first.text.includes('\t')) return null;
  if (!(first.text.includes(separator) || /^\s*"/u.test(first.text))) return null;
  const cells: GridCell[] = [];
  let text = '';
  let quoted = false;
  let start = { line: first, column: 0 };
  for (let index = from; index < Math.min(from + MOST_LINES, lines.length); index += 1) {
    const line = lines[index];
    if (line === undefined) return null;
    if (index > from) text += '\n';
    for (let at = 0; at <= line.text.length; at += 1) {
      const char = line.text[at];
      if (quoted) {
        if (char === undefined) break;
        if (char !== '"') text += char;
        else if (line.text[at + 1] === '"') {
          text += char;
          at += 1;
        } else quoted = false;
      } else if (char === separator || char === undefined) {
        cells.push(cellAt(text, start));
        text = '';
        start = { line, column: at + 1 };
      } else if (char === '"' && text.trim() === '') {
        quoted = true;
        text = '';
      } else text += char;
    }
    if (!quoted) return { cells, lines: index - from + 1 };
  }
  return null;
}

function cellAt(text: string, { line, column }: { line: LineBlock; column: number }): GridCell {
  const place = { ...line.place, column: (line.place.column ?? 1) + column };
  return { text: text.replace(/\n/gu, ''), origin: true, place };
}

/** A whole sheet may hold headings and narrative too, each in the only filled cell of its record: those become lines. */
function partRun(run: readonly CommaRecord[]): (LineBlock | TableBlock)[] {
  const blocks: (LineBlock | TableBlock)[] = [];
  for (const { cells } of run) {
    const filled = cells.filter(({ text }) => text.trim() !== '');
    const [only] = filled;
    if (only === undefined) continue;
    const last = blocks.at(-1);
    const place = cells[0]?.place ?? {};
    if (filled.length === 1 && (only.text.length > LONGEST_CELL || isSectionHeading(compact(only.text)))) {
      blocks.push({ kind: 'line', text: only.text, place: only.place, blankLinesBefore: 1 });
    } else if (last?.kind === 'table') last.rows.push(cells);
    else blocks.push({ kind: 'table', rows: [cells], place });
  }
  return blocks;
}
