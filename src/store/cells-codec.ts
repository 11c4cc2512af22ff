/**
 * The cells of a report as one short text: no keys, a number for a cell of which nothing is printed, a list for any other. A fifth as
 * long as JSON of the same, and unpacked in a third of the time.
 *
 *     [order, shapes, cells, others]
 *
 * `order` names the keys, see `cell-orders.ts`; `cells` follow it. A cell is the index of its state where all else is null, else
 * `[state, value, raw, shape, …place, further?]`: `raw` is `true` where it is the value as JavaScript prints it; `shape` is the place in
 * `shapes` of the names of the values that follow, -1 without a place; `further` holds what else the cell has. `others` are cells
 * that the order lacks, by key.
 */
import { CELL_STATES } from '../domain/report.js';
import type { Cell, CellState, Report } from '../domain/report.js';
import type { Place } from '../domain/place.js';
import { OgiError } from '../errors.js';
import { cellOrder, PRESENT_KEYS, PRESENT_ORDER } from './cell-orders.js';

type EncodedCell = number | unknown[];
type EncodedCells = [
  order: string,
  shapes: string[][],
  cells: EncodedCell[],
  others: Record<string, Cell> | null,
];

const KNOWN: ReadonlySet<string> = new Set(PRESENT_KEYS);
const NO_PLACE = -1;
/** Values of a cell before those of its place. */
const BEFORE_PLACE = 4;

/** The cells as text. */
export function encodeCells(cells: Report['cells']): string {
  // Without its order nobody could read it.
  if (PRESENT_ORDER === null) return JSON.stringify(cells);
  const shapes = new Map<string, number>();
  const all: Readonly<Record<string, Cell | undefined>> = cells;
  const encoded = PRESENT_KEYS.map((key) => encodeCell(all[key], shapes));
  const others = Object.entries(cells).filter(([key]) => !KNOWN.has(key));
  return JSON.stringify([
    PRESENT_ORDER,
    [...shapes.keys()].map((names) => (names === '' ? [] : names.split(','))),
    encoded,
    others.length === 0 ? null : Object.fromEntries(others),
  ] satisfies EncodedCells);
}

const NOT_IN_FORM: CellState = 'NOT_IN_FORM';

function encodeCell(cell: Cell | undefined, shapes: Map<string, number>): EncodedCell {
  const { state, value, raw, place, ...further }: Cell = cell ?? {
    state: NOT_IN_FORM,
    value: null,
    raw: null,
    place: null,
  };
  const index = CELL_STATES.indexOf(state);
  const hasMore = Object.keys(further).length > 0;
  if (value === null && raw === null && place === null && !hasMore) return index;
  const names = place === null ? [] : namesOf(place);
  const printed = value !== null && raw === String(value) ? true : raw;
  const list: unknown[] = [index, value, printed, place === null ? NO_PLACE : shapeOf(names, shapes)];
  for (const name of names) list.push(place?.[name]);
  if (hasMore) list.push(further);
  return list;
}

function namesOf(place: Place): (keyof Place)[] {
  return Object.keys(place) as (keyof Place)[];
}

function shapeOf(names: readonly string[], shapes: Map<string, number>): number {
  const key = names.join(',');
  let shape = shapes.get(key);
  if (shape === undefined) shapes.set(key, (shape = shapes.size));
  return shape;
}

/**
 * The cells of a text, also of one that an older version wrote: JSON by key.
 *
 * @throws OgiError `STORE_DAMAGED` where nobody knows which numbers are which cells'
 */
export function decodeCells(text: string): Report['cells'] {
  const read = JSON.parse(text) as EncodedCells | Report['cells'];
  if (!Array.isArray(read)) return complete(read);
  const [name, shapes, encoded, others] = read;
  const keys = cellOrder(name);
  if (keys?.length !== encoded.length) throw unknownOrder();
  const cells: Record<string, Cell> = {};
  keys.forEach((key, at) => (cells[key] = decodeCell(encoded[at] ?? NaN, shapes)));
  Object.assign(cells, others);
  return name === PRESENT_ORDER ? cells : complete(cells);
}

function decodeCell(encoded: EncodedCell, shapes: readonly (readonly string[])[]): Cell {
  if (typeof encoded === 'number') return nothingPrinted(encoded);
  const [index, value, printed, shape] = encoded as [number, number | null, string | true | null, number];
  const names = shapes[shape];
  const raw = printed === true ? String(value) : printed;
  const cell: Cell = { state: stateAt(index), value, raw, place: null };
  if (names !== undefined) {
    const place: Record<string, unknown> = {};
    names.forEach((one, at) => (place[one] = encoded[BEFORE_PLACE + at]));
    cell.place = place;
  }
  const further = encoded[BEFORE_PLACE + (names?.length ?? 0)];
  return further === undefined ? cell : { ...cell, ...(further as Partial<Cell>) };
}

/** Cells of which nothing is printed are most cells: one object for all of a state. */
const NOTHING_PRINTED: readonly Cell[] = CELL_STATES.map((state) =>
  Object.freeze({ state, value: null, raw: null, place: null }),
);

function nothingPrinted(index: number): Cell {
  const cell = NOTHING_PRINTED[index];
  if (cell === undefined) throw unknownOrder();
  return cell;
}

function stateAt(index: number): CellState {
  const state = CELL_STATES[index];
  if (state === undefined) throw unknownOrder();
  return state;
}

/** A report that was read before an edition came into the dictionary has none of its cells. */
function complete(cells: Report['cells']): Report['cells'] {
  const all: Record<string, Cell | undefined> = cells;
  for (const key of PRESENT_KEYS) all[key] ??= nothingPrinted(CELL_STATES.indexOf(NOT_IN_FORM));
  return cells;
}

function unknownOrder(): OgiError {
  return new OgiError(
    'STORE_DAMAGED',
    'A report is kept in an order of cells that this version does not know.',
    {
      remedy: 'Use the version of the program that wrote it, or a newer one.',
    },
  );
}
