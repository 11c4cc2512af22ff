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
const REMARKS = /\([^()]*\)/gu;
/** So many line ends part rows; fewer stand between a cell and its tab, or between the paragraphs of one. */
const ROW_ENDS = 3;
/** Fewer lines of a tab alone may be blank rows of a table that has each row on a line. */
const FEWEST_TABS = 3;
/** So many rows begin below an empty line, or more: fewer may be headers of tables, below what stands before each. */
const FEWEST_ROWS = 6;
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
 * True where line ends stand around tabs: a tab alone between two cells; values on lines of their own behind tabs that end lines, and
 * before tabs that begin lines; or whole rows that begin with a tab below an empty line, which the paragraph of their label has left.
 */
function isCopied(lines: readonly LineBlock[]): boolean {
  let [between, behind, before, below] = [0, 0, 0, 0];
  lines.forEach((line, at) => {
    const last = lines[at - 1]?.text ?? '';
    if (last.endsWith('\t') && isValueLine(line)) behind += 1;
    if (!line.text.startsWith('\t') || endsBefore(line) >= ROW_ENDS) return;
    if (line.text === '\t' && isCell(last) && isCell(lines[at + 1]?.text)) between += 1;
    if (isValue(last) || TAB_ALONE.test(line.text)) before += 1;
    else if (endsBefore(line) > 1 && !last.includes('\t') && /\d/u.test(line.text)) below += 1;
  });
  return between >= FEWEST_TABS || (behind >= FEWEST_TABS && before >= FEWEST_TABS) || below >= FEWEST_ROWS;
}

/** True for a line that holds one cell. */
function isCell(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && !text.includes('\t');
}

/** True for a number, with its unit, its remark or without, and for a mark in the place of one; false for a label and for nothing. */
function isValue(text: string): boolean {
  const printed = compact(text);
  return printed !== '' && (CHANGE.test(printed) || !/\p{Script=Han}{2}/u.test(printed.replace(REMARKS, '')));
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
  if (ends >= ROW_ENDS) return true;
  if (line.text.startsWith('\t')) return false;
  if (!last.text.endsWith('\t')) {
    const text = cell.pieces.join('');
    const isWhole = isValue(text) || (text.trim() === '' && cell.line !== null);
    return isWhole || (last.text.includes('\t') && line.text.includes('\t'));
  }
  const [own] = line.text.split('\t');
  if (own === undefined || own.trim() === '' || isValue(own)) return false;
  // A label behind a tab: no row has one behind its numbers, be they blank.
  const before = row.at(-1);
  if (row.length > 1 && before !== undefined && (before === '' || isValue(before))) return true;
  return ends === 1 && !TAB_ALONE.test(last.text);
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
  const followed = labels.filter((at) => isValueLine(lines[at + 1]));
  if (followed.length < FEWEST_TABS || followed.length * 2 < labels.length) return lines;
  const tabbed = new Set(followed);
  return lines.map((line, at) => (tabbed.has(at) ? { ...line, text: line.text.slice(0, -1) } : line));
}

/** A value, or a blank cell that is no more than a blank, on a line of its own. */
function isValueLine(line: LineBlock | undefined): boolean {
  if (line === undefined || endsBefore(line) >= ROW_ENDS || line.text.includes('\t')) return false;
  return line.text.trim() === '' || isValue(line.text);
}
