/** Rows of values parted by commas (RFC 4180), as spreadsheets save them. */
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormLabel, isFormLine, isSectionHeading } from '../html/report-signs.js';

/** A record: its cells, and how many lines it takes. */
interface CommaRecord {
  cells: GridCell[];
  lines: number;
}

/** A table has at least this many records of at least this many values. */
const FEWEST_RECORDS = 3;
const FEWEST_VALUES = 4;
/** And this many of its records hold labels of the official forms. */
const FEWEST_SIGNS = 2;
/** A cell with line ends in it has at most this many lines. */
const MOST_LINES = 12;
/** Longer text is narrative. */
const LONGEST_CELL = 200;

/** Replaces runs of comma-separated records that print the official forms by tables; all else stays. */
export function commaTables(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  const blocks: (LineBlock | TableBlock)[] = [];
  for (let index = 0; index < lines.length;) {
    const run = readRun(lines, index);
    const first = lines[index];
    if (first === undefined) break;
    if (run === null) {
      blocks.push(first);
      index += 1;
      continue;
    }
    blocks.push(...partRun(run));
    index += run.reduce((sum, record) => sum + record.lines, 0);
  }
  return blocks;
}

/** The records of one width that begin at a line; null where they are no table of the forms. */
function readRun(lines: readonly LineBlock[], from: number): CommaRecord[] | null {
  const first = readRecord(lines, from);
  if (first === null || first.cells.length < FEWEST_VALUES) return null;
  const run = [first];
  let next = from + first.lines;
  for (;;) {
    if ((lines[next]?.blankLinesBefore ?? 1) > 0) break;
    const record = readRecord(lines, next);
    if (record?.cells.length !== first.cells.length) break;
    run.push(record);
    next += record.lines;
  }
  const signs = run.filter(({ cells }) =>
    cells.some(({ text }) => isFormLabel(compact(text)) || isFormLine(compact(text))),
  );
  return run.length >= FEWEST_RECORDS && signs.length >= FEWEST_SIGNS ? run : null;
}

/** Reads one record; null for a line without commas, or with a quote that is not closed. */
function readRecord(lines: readonly LineBlock[], from: number): CommaRecord | null {
  const first = lines[from];
  if (first === undefined || !/,|^\s*"/u.test(first.text)) return null;
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
      } else if (char === ',' || char === undefined) {
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
