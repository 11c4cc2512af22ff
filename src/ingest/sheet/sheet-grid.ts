/** A sheet as a grid of what it shows: rows and columns that are hidden or empty left out, merged cells expanded. */
import type { WorkSheet } from '@e965/xlsx';
import type { GridCell } from '../document.js';
import type { NumberFormatter } from './shown-value.js';
import { shownValue } from './shown-value.js';

/** Most places that the grids of a workbook may fill; a hundred times the largest table of any report. */
export const MAX_SHEET_CELLS = 400_000;

/** What a sheet shows, and what it hides. */
export interface SheetGrid {
  rows: GridCell[][];
  /** Texts in hidden rows and columns, in reading order. */
  hidden: string[];
}

/** A cell of the sheet; rows and columns from 0. */
interface SheetCell {
  text: string;
  row: number;
  column: number;
}

/**
 * Reads a sheet. Places are those of the sheet itself: row 5 of the file stays row 5 where row 4 is hidden.
 *
 * @param ordinal of the sheet in the workbook, from 1
 * @param mostCells null is returned for a grid of more places
 */
export function sheetGrid(
  sheet: WorkSheet,
  ordinal: number,
  format: NumberFormatter,
  mostCells: number,
): SheetGrid | null {
  const cells = filledCells(sheet, format);
  const covers = mergesOf(sheet);
  const isHidden = hiddenIn(sheet);
  // A merged cell whose first row or column is hidden shows its text in the others.
  const isShown = (cell: SheetCell): boolean =>
    !isHidden(cell) || (covers.get(key(cell.row, cell.column))?.some((place) => !isHidden(place)) ?? false);
  const shown = cells.filter(isShown);
  const hidden = cells.filter((cell) => !isShown(cell)).map(({ text }) => text);
  const places = shown.flatMap((cell) => {
    const covered = covers.get(key(cell.row, cell.column));
    // What a merged cell only reaches over makes no row or column.
    return covered === undefined || !isHidden(cell)
      ? [cell]
      : covered.filter((place) => !isHidden(place)).slice(0, 1);
  });
  const rowNumbers = ascending(places.map(({ row }) => row));
  const columnNumbers = ascending(places.map(({ column }) => column));
  if (rowNumbers.length * columnNumbers.length > mostCells) return null;
  return { rows: fill(rowNumbers, columnNumbers, cells, covers, ordinal), hidden };
}

function fill(
  rowNumbers: readonly number[],
  columnNumbers: readonly number[],
  cells: readonly SheetCell[],
  covers: ReadonlyMap<string, Place[]>,
  ordinal: number,
): GridCell[][] {
  const texts = new Map(cells.map((cell) => [key(cell.row, cell.column), cell.text]));
  const owners = new Map<string, string>();
  for (const [owner, places] of covers)
    for (const { row, column } of places) owners.set(key(row, column), owner);
  const origins = new Map<string, GridCell>();
  return rowNumbers.map((row) =>
    columnNumbers.map((column): GridCell => {
      const own = owners.get(key(row, column)) ?? key(row, column);
      const first = origins.get(own);
      if (first !== undefined) return { ...first, origin: false };
      const place = { table: ordinal, row: row + 1, tableColumn: column + 1 };
      const cell = { text: texts.get(own) ?? '', origin: true, place };
      origins.set(own, cell);
      return cell;
    }),
  );
}

function filledCells(sheet: WorkSheet, format: NumberFormatter): SheetCell[] {
  const found: SheetCell[] = [];
  sheet['!data']?.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const text = joinedLines(shownValue(cell, format));
      if (text !== '') found.push({ text, row, column });
    });
  });
  return found;
}

interface Place {
  row: number;
  column: number;
}

/** A merged range is followed for so many rows and columns: it may state the whole sheet. */
const LONGEST_MERGE = 2000;
const WIDEST_MERGE = 200;

/** The places that each merged cell covers, by its first. */
function mergesOf(sheet: WorkSheet): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  let left = MAX_SHEET_CELLS;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const height = Math.min(e.r - s.r + 1, LONGEST_MERGE);
    const width = Math.min(e.c - s.c + 1, WIDEST_MERGE);
    left -= height * width;
    if (left < 0) break;
    const places = Array.from({ length: height * width }, (_, index) => ({
      row: s.r + Math.floor(index / width),
      column: s.c + (index % width),
    }));
    found.set(key(s.r, s.c), places);
  }
  return found;
}

function hiddenIn(sheet: WorkSheet): (place: Place) => boolean {
  const rows = sheet['!rows'] ?? [];
  const columns = sheet['!cols'] ?? [];
  return ({ row, column }) => rows[row]?.hidden === true || columns[column]?.hidden === true;
}

function key(row: number, column: number): string {
  return `${row},${column}`;
}

function ascending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Lines within a cell: wrapped Chinese is joined, all else stays apart by a blank. */
function joinedLines(text: string): string {
  let joined = '';
  for (const line of text.split(/[\r\n]+/u).map((part) => part.trim())) {
    if (line === '') continue;
    const glue = joined === '' || CJK.test(joined.slice(-1)) || CJK.test(line.slice(0, 1)) ? '' : ' ';
    joined += glue + line;
  }
  return joined;
}
