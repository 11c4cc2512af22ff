/**
 * Tables as a browser copies them where cells hold paragraphs or blocks: what stands between two cells is a line of a tab alone, and
 * a cell may take several lines. Chromium writes so (`innerText`), and, on copying, a label and its tab above values without any.
 */
import type { LineBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isSectionHeading } from '../html/report-signs.js';
import { joinPieces } from './join-pieces.js';

const TAB_ALONE = /^\t+$/u;
/** A change is printed in words too. */
const CHANGE = /^(?:增加?|减少?)\d/u;
/** Without a letter, or one of these words. */
const MARK = /^(?:[^\p{L}\d]+|[无零〇])$/u;
const REMARKS = /\([^()]*\)/gu;
/** So many line ends part rows; fewer stand between a cell and its tab, or between the paragraphs of one. */
const ROW_ENDS = 3;
/** Fewer lines of a tab alone may be blank rows of a table that has each row on a line. */
const FEWEST_TABS = 3;
/** So many rows begin below an empty line, or more: fewer may be headers of tables, below what stands before each. */
const FEWEST_ROWS = 6;
/** So many line ends stand between a label and its first number in a selection, or fewer: blank cells leave two each. */
const LONGEST_GAP = 40;
/** A row's first cell has no more lines than this. */
const LONGEST_LABEL = 4;

/** Lines so copied, as one line a cell, each behind a tab, and an empty line before each row; all others as they are. */
export function copiedCells(lines: readonly LineBlock[]): readonly LineBlock[] {
  if (!isCopied(lines)) return withoutLastTabs(lines);
  const out: LineBlock[] = [];
  let from = 0;
  lines.forEach((line, index) => {
    if (index < from || !line.text.includes('\t')) return;
    const start = line.text.startsWith('\t') ? Math.max(from, index - 1) : index;
    const run = runFrom(lines, start);
    out.push(...lines.slice(from, start), ...run.cells);
    from = run.next;
  });
  return [...out, ...lines.slice(from)];
}

/**
 * True where line ends stand around tabs: a tab alone between two cells; empty lines between two tabs; values on lines of their own behind tabs that end lines, and
 * before tabs that begin lines; or whole rows that begin with a tab below an empty line, which the paragraph of their label has left.
 */
function isCopied(lines: readonly LineBlock[]): boolean {
  let [between, behind, before, below, empty] = [0, 0, 0, 0, 0];
  lines.forEach((line, at) => {
    const last = lines[at - 1]?.text ?? '';
    if (last.endsWith('\t') && isValueLine(line)) behind += 1;
    if (!line.text.startsWith('\t')) return;
    if (last.endsWith('\t') && endsBefore(line) >= ROW_ENDS) empty += 1;
    if (endsBefore(line) >= ROW_ENDS) return;
    if (line.text === '\t' && isCell(last) && isCell(lines[at + 1]?.text)) between += 1;
    if (isValue(last) || TAB_ALONE.test(line.text)) before += 1;
    else if (endsBefore(line) > 1 && !last.includes('\t') && /\d/u.test(line.text)) below += 1;
  });
  const isAround = behind >= FEWEST_TABS && before > 0;
  return Math.max(between, empty) >= FEWEST_TABS || isAround || below >= FEWEST_ROWS;
}

/** True for a line that holds one cell. */
function isCell(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !text.includes('\t');
}

/** True for a number, with its unit, its remark or without, and for a mark in the place of one; false for a label and for nothing. */
function isValue(text: string): boolean {
  const printed = compact(text);
  if (CHANGE.test(printed) || MARK.test(printed)) return true;
  return /\d/u.test(printed) && !/\p{Script=Han}{2}/u.test(printed.replace(REMARKS, ''));
}

/** How many line ends stand before a line. */
function endsBefore(line: LineBlock | undefined): number {
  return (line?.blankLinesBefore ?? 0) + 1;
}

interface CopiedRun {
  cells: LineBlock[];
  /** The first line behind it. */
  next: number;
}

/** The cell that is being read: its pieces, and the line it begins in. */
interface OpenCell {
  pieces: string[];
  line: LineBlock | null;
}

function runFrom(lines: readonly LineBlock[], start: number): CopiedRun {
  const cells: LineBlock[] = [];
  let cell: OpenCell = { pieces: [], line: null };
  /** The cells of the row so far. */
  let row: string[] = [];
  const close = (line: LineBlock): void => {
    const { place } = cell.line ?? line;
    const text = `\t${joinPieces(cell.pieces)}`;
    cells.push({ kind: 'line', text, place, blankLinesBefore: row.length === 0 ? 1 : 0 });
    row.push(compact(text));
    cell = { pieces: [], line: null };
  };
  let next = start;
  for (let line = lines[next]; line !== undefined; next += 1, line = lines[next]) {
    if (next > start) {
      const last = lines[next - 1] ?? line;
      if (beginsRow(last, line, cell, row)) {
        if (!isRow(lines, next)) break;
        close(last);
        row = [];
      }
      if (isSectionHeading(compact(line.text))) break;
    }
    const parts = line.text.split('\t');
    parts.forEach((part, at) => {
      if (at > 0) close(line);
      if (part === '') return;
      // Behind its tab, as the reader of such lines counts.
      const column = (line.place.column ?? 1) + parts.slice(0, at).join('\t').length - (at === 0 ? 1 : 0);
      cell.line ??= { ...line, place: { ...line.place, column } };
      if (part.trim() !== '') cell.pieces.push(part);
    });
  }
  close(lines[next - 1] ?? { kind: 'line', text: '', place: {}, blankLinesBefore: 0 });
  return { cells, next };
}

/** True where the line ends before a line part rows, and not a cell and its tab, or lines of one cell. */
function beginsRow(last: LineBlock, line: LineBlock, cell: OpenCell, row: readonly string[]): boolean {
  const ends = endsBefore(line);
  if (last.text.endsWith('\t')) return beginsBehindTab(last, line, row);
  if (ends >= ROW_ENDS) return true;
  if (line.text.startsWith('\t')) return false;
  const text = cell.pieces.join('');
  // A number ends its cell, and goes on with none.
  const isWhole = isValue(text) || (text.trim() === '' && cell.line !== null) || isValue(line.text);
  return isWhole || (last.text.includes('\t') && line.text.includes('\t'));
}

/** As above, behind a tab: a row begins with a label, and no row has one behind its numbers, be they blank. */
function beginsBehindTab(last: LineBlock, line: LineBlock, row: readonly string[]): boolean {
  const [own = ''] = line.text.split('\t');
  if (own.trim() === '' || isValue(own)) return false;
  const ends = endsBefore(line);
  const before = row.at(-1) ?? '';
  const isBehindValue = row.length > 1 && (before === '' || isValue(before));
  return ends >= ROW_ENDS || isBehindValue || (ends === 1 && !TAB_ALONE.test(last.text));
}

/** True for a line with which a row begins: a tab comes soon, or the row is one merged cell between empty lines. */
function isRow(lines: readonly LineBlock[], from: number): boolean {
  for (let at = from; at < from + LONGEST_LABEL; at += 1) {
    const line = lines[at];
    if (line === undefined || isSectionHeading(compact(line.text))) return false;
    if (at > from && endsBefore(line) >= ROW_ENDS) return true;
    if (line.text.includes('\t')) return true;
  }
  return false;
}

/** True for labels, parted by tabs, and a tab behind the last. */
function endsInLabelTab(text: string): boolean {
  return (
    text.endsWith('\t') &&
    text
      .slice(0, -1)
      .split('\t')
      .every((part) => /\p{L}/u.test(part))
  );
}

/**
 * The lines without the tab behind a label where values follow on lines of their own, as a browser copies a selection: no tab stands
 * around a paragraph, but one behind the other cells of its row. It would say that a cell is empty, and that the numbers are of another row.
 */
function withoutLastTabs(lines: readonly LineBlock[]): readonly LineBlock[] {
  const labels = lines.flatMap(({ text }, at) => (endsInLabelTab(text) ? [at] : []));
  const followed = labels.filter((at) => isValueLine(lines[at + 1], LONGEST_GAP));
  // The next row right below a label and its tab: each row is a line, and the tab stands before an empty cell.
  const rows = labels.filter((at) => !followed.includes(at) && endsBefore(lines[at + 1]) === 1);
  if (followed.length < FEWEST_TABS || followed.length < rows.length * 2) return lines;
  const tabbed = new Set(followed);
  return lines.map((line, at) => (tabbed.has(at) ? { ...line, text: line.text.slice(0, -1) } : line));
}

/** A value, or a blank cell that is no more than a blank, on a line of its own. */
function isValueLine(line: LineBlock | undefined, furthest = ROW_ENDS - 1): boolean {
  if (line === undefined || endsBefore(line) > furthest || line.text.includes('\t')) return false;
  return line.text.trim() === '' || isValue(line.text);
}
