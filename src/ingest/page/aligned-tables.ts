/**
 * Tables without rulings: rows of numbers that stand below each other in columns. A grid is made only where the evidence is
 * plain; all else stays lines, whose wide gaps are tabs.
 */
import { mendBrokenNumbers } from './broken-numbers.js';
import type { PagePart } from './page-layout.js';
import type { PageLine } from './page-lines.js';
import { edgesOfWords } from './page-boxes.js';
import type { Edges, PageTable, TextCell } from './page-tables.js';
import { readSheet } from './sheet-columns.js';
import type { Group, Row, Span } from './table-rows.js';
import { placed, toRow } from './table-rows.js';
import type { Word } from './words.js';
import { joinWords } from './words.js';

/** A table has at least this many rows of at least this many numbers. */
const FEWEST_ROWS = 2;
const FEWEST_COLUMNS = 3;
/** Rows further apart than this, in units of the font's height, are of different tables. */
const FURTHEST_ROW = 9;
/** Lines of one label stand apart by at most this, in units of the font's height. */
const LABEL_LEADING = 1.6;
/** A label has at most this many lines down to its numbers. */
const MOST_LABEL_LINES = 8;
/** The gap between two rows is by this factor wider than between the lines of a label. */
const CLEAR_GAP = 1.1;

/** Replaces runs of lines that make a table without rulings by that table; nothing else changes. */
export function alignTables(parts: readonly PagePart[]): PagePart[] {
  const found: PagePart[] = [];
  let run: PageLine[] = [];
  const finish = (): void => {
    found.push(...alignRun(mendBrokenNumbers(run).map(toRow)));
    run = [];
  };
  for (const part of parts) {
    if (part.kind === 'line') {
      run.push(part);
    } else {
      finish();
      found.push(part);
    }
  }
  finish();
  return found;
}

function alignRun(rows: readonly Row[]): PagePart[] {
  const found: PagePart[] = [];
  for (let index = 0; index < rows.length;) {
    const sheet = readSheet(rows, index);
    if (sheet !== null) {
      const groups = sheet.rows.map((row): Group => ({ lines: [row], values: row }));
      found.push(...sheet.header.map((row) => row.line), toTable(groups, sheet.columns));
      index += sheet.header.length + sheet.rows.length;
      continue;
    }
    // What looks like a table and is not plain stays lines as a whole: half a grid would be worse than none.
    const zone = findZone(rows, index) ?? rows.slice(index, index + 1);
    const table = readZone(zone);
    found.push(...(table === null ? zone.map((row) => row.line) : [table]));
    index += zone.length;
  }
  return found;
}

/** The rows from an index on that may be a table; null where none begins there. */
function findZone(rows: readonly Row[], from: number): Row[] | null {
  const label = rows.slice(from, from + MOST_LABEL_LINES);
  const start = label.findIndex((row) => row.values.length > 0);
  return start === -1 || !isLabelRun(label.slice(0, start + 1)) ? null : extent(rows, from, from + start);
}

/** The table that rows make; null where the evidence is not plain. */
function readZone(zone: readonly Row[]): PageTable | null {
  const columns = columnsOf(zone.filter((row) => row.values.length > 0));
  if (columns === null) return null;
  const labelEdge = Math.min(...columns.map((column) => column.left));
  const fits = zone.every(
    (row) => row.labels.every((word) => word.right <= labelEdge) && placed(row.values, columns) !== null,
  );
  const groups = fits && !hasBrokenValues(zone, columns) ? groupLabels(zone) : null;
  return groups === null || groups.some(isWithoutLabel) ? null : toTable(groups, columns);
}

/** Values without a label may be pieces of numbers that were broken at the edge of their cells. */
function isWithoutLabel({ lines }: Group): boolean {
  return lines.every((line) => line.labels.length === 0);
}

/** True where lines of values stand as near to each other as the lines of a cell, and share no column: pieces of one row. */
function hasBrokenValues(zone: readonly Row[], columns: readonly Span[]): boolean {
  return zone.slice(1).some((row, index) => {
    const above = zone[index];
    if (above === undefined || gapOf(above, row) > LABEL_LEADING) return false;
    const [upper, lower] = [above, row].map(({ values }) => placed(values, columns) ?? []);
    if (upper === undefined || lower === undefined || upper.length * lower.length === 0) return false;
    return !upper.some((column) => lower.includes(column));
  });
}

/** True where the lines before the first numbers are the upper lines of its label. */
function isLabelRun(rows: readonly Row[]): boolean {
  const values = rows.at(-1);
  if (values === undefined || values.values.length < FEWEST_COLUMNS) return false;
  return rows.slice(0, -1).every((row, index) => {
    const next = rows[index + 1];
    if (next === undefined || row.labels.length !== 1) return false;
    const right = row.labels[0]?.right ?? Infinity;
    return (
      right < (values.values[0]?.left ?? 0) && gapOf(row, next) <= LABEL_LEADING && next.labels.length <= 1
    );
  });
}

/** Distance of two lines in units of the font's height. */
function gapOf(upper: Row, lower: Row): number {
  return (lower.line.middle - upper.line.middle) / Math.max(upper.line.size, lower.line.size);
}

/** From the first row of numbers as far as rows and their labels follow each other. */
function extent(rows: readonly Row[], from: number, start: number): Row[] {
  let end = start;
  let edge = rows[start]?.values[0]?.left ?? 0;
  for (let index = start + 1; index < rows.length; index += 1) {
    const [row, above] = [rows[index], rows[index - 1]];
    if (row === undefined || above === undefined || gapOf(above, row) > FURTHEST_ROW) break;
    if (row.labels.some((word) => word.right > edge)) break;
    if (row.values.length === 0) continue;
    edge = Math.min(edge, row.values[0]?.left ?? edge);
    end = index;
  }
  // The label of the last row may have lines below its numbers.
  const leading = tightest(rows.slice(from, end + 1));
  while (end + 1 < rows.length) {
    const [row, above] = [rows[end + 1], rows[end]];
    if (row === undefined || above === undefined || row.values.length > 0) break;
    if (row.labels.some((word) => word.right > edge) || gapOf(above, row) > leading) break;
    end += 1;
  }
  return rows.slice(from, end + 1);
}

/** The widest gap that still lies inside a label, judged by the lines of the table. */
function tightest(rows: readonly Row[]): number {
  const gaps = rows.slice(1).flatMap((row, index) => {
    const above = rows[index];
    return above !== undefined && (row.values.length === 0 || above.values.length === 0)
      ? [gapOf(above, row)]
      : [];
  });
  return gaps.length === 0 ? 0 : Math.min(...gaps) * CLEAR_GAP;
}

/** The columns by the rows that have all of them; null where two of them overlap. */
function columnsOf(rows: readonly Row[]): Span[] | null {
  const width = Math.max(0, ...rows.map((row) => row.values.length));
  const full = rows.filter((row) => row.values.length === width);
  if (width < FEWEST_COLUMNS || full.length < FEWEST_ROWS) return null;
  const columns = Array.from({ length: width }, (_, column) => ({
    left: Math.min(...full.map((row) => row.values[column]?.left ?? Infinity)),
    right: Math.max(...full.map((row) => row.values[column]?.right ?? -Infinity)),
  }));
  return columns.every((column, index) => column.left > (columns[index - 1]?.right ?? -Infinity))
    ? columns
    : null;
}

/**
 * Gives the lines that hold labels alone to the row above or below, parting where the gap is widest. Null where no gap
 * stands out.
 */
function groupLabels(zone: readonly Row[]): Group[] | null {
  const groups: Group[] = [];
  let waiting: Row[] = [];
  for (const row of zone) {
    if (row.values.length === 0) {
      waiting.push(row);
      continue;
    }
    const above = groups.at(-1);
    const cut = above === undefined ? 0 : widestGap([above.values, ...waiting, row]);
    if (cut === null) return null;
    above?.lines.push(...waiting.slice(0, cut));
    groups.push({ lines: [...waiting.slice(cut), row], values: row });
    waiting = [];
  }
  groups.at(-1)?.lines.push(...waiting);
  return groups;
}

/** After how many of the lines between the first and the last the widest gap stands. */
function widestGap(rows: readonly Row[]): number | null {
  if (rows.length === 2) return 0;
  const gaps = rows.slice(1).map((row, index) => row.line.middle - (rows[index]?.line.middle ?? 0));
  const widest = Math.max(...gaps);
  const rivals = gaps.filter((gap) => gap * CLEAR_GAP > widest).length;
  return rivals === 1 ? gaps.indexOf(widest) : null;
}

/**
 * The words of a row's own label, and those of labels of groups that stand further left: pieces that share no place from left
 * to right with the words of the label.
 */
function partLabels(lines: readonly Row[]): { group: Word[][]; own: Word[][] } {
  const words = lines.flatMap((row) => row.labels);
  let left = Math.max(...words.map((word) => word.left));
  // Words that overlap the label's are the label's too, whatever line they stand on.
  for (let grown = true; grown;) {
    const reach = Math.min(left, ...words.filter((word) => word.right > left).map((word) => word.left));
    grown = reach < left;
    left = reach;
  }
  const parted = (isOwn: boolean): Word[][] =>
    lines.map((row) => row.labels.filter((word) => word.left >= left === isOwn));
  return { group: parted(false), own: parted(true) };
}

function joinLines(lines: readonly (readonly Word[])[]): string {
  return lines.map((words) => joinWords(words, ' ')).join('');
}

/** Every row has values; this is for the compiler. */
const NOWHERE: Edges = { left: 0, right: 0, top: 0, bottom: 0 };

function toTable(groups: readonly Group[], columns: readonly Span[]): PageTable {
  const lines = groups.flatMap((group) => group.lines);
  const labels = groups.map((group) => partLabels(group.lines));
  const hasGroups = labels.some(({ group }) => group.some((words) => words.length > 0));
  const cells = groups.flatMap(({ values }, row): TextCell[] => {
    const { group, own } = labels[row] ?? { group: [], own: [] };
    const places = placed(values.values, columns) ?? [];
    const height = edgesOfWords(values.values);
    const contents = columns.map(({ left, right }, column) => {
      const value = values.values[places.indexOf(column)];
      // A blank stands in its column, beside the values of its row.
      const edges = edgesOfWords(value === undefined ? [] : [value]) ?? {
        ...NOWHERE,
        ...height,
        left,
        right,
      };
      return { text: value?.text ?? '', edges };
    });
    const label = (lines: readonly (readonly Word[])[]): Pick<TextCell, 'text' | 'edges'> => ({
      text: joinLines(lines),
      edges: edgesOfWords(lines.flat()) ?? { ...NOWHERE, ...height },
    });
    return [...(hasGroups ? [label(group)] : []), label(own), ...contents].map((content, column) => ({
      row,
      column,
      rowSpan: 1,
      columnSpan: 1,
      isFull: false,
      ...content,
    }));
  });
  const [first, last] = [lines[0], lines.at(-1)];
  const left = Math.min(
    ...lines.flatMap((row) => row.labels.map((word) => word.left)),
    columns[0]?.left ?? 0,
  );
  const size = first?.line.size ?? 0;
  const besideGroup = labels.filter(({ group }) => group.some((words) => words.length > 0));
  const edge = Math.min(...besideGroup.flatMap(({ own }) => own.flat().map((word) => word.left)));
  return {
    kind: 'table',
    page: first?.line.page ?? 1,
    top: (first?.line.middle ?? 0) - size,
    bottom: (last?.line.middle ?? 0) + size,
    xs: [
      left,
      ...(hasGroups ? [edge] : []),
      ...columns.map((column) => column.left),
      columns.at(-1)?.right ?? 0,
    ],
    height: groups.length,
    cells,
    openBottom: false,
    framed: [],
  };
}
