/**
 * Sheets of a workbook printed without rulings: texts begin at the left edge of their cell, numbers end at its right edge, and a text that
 * is too long is cut there, so that headers stand side by side without a gap. The header then shows where each column begins, and the
 * numbers prove it: each ends as far before the next header as all others.
 */
import type { Glyph } from './page-content.js';
import type { Row, Span } from './table-rows.js';
import { isValue, placed } from './table-rows.js';
import type { Word } from './words.js';

/** Columns of numbers that a header shows at least. */
const FEWEST_COLUMNS = 3;
/** Numbers end so many points before the next column, give or take {@link SAME_EDGE}; in units of the font's height at most. */
const WIDEST_PADDING = 1.2;
const SAME_EDGE = 1.5;
/** Rows of a sheet follow each other at one distance, by this factor. */
const SAME_PITCH = 1.2;
/** That distance is no less than this, in units of the font's height: the lines of one cell are nearer. */
const LEAST_PITCH = 1.1;

/** A table of a sheet: its header, and the rows from there to the last that has numbers. */
export interface Sheet {
  header: Row[];
  rows: Row[];
  columns: Span[];
}

/** The sheet's table whose header is the row at an index; null where there is none, or the numbers do not prove its columns. */
export function readSheet(rows: readonly Row[], index: number): Sheet | null {
  const header = rows[index];
  if (header === undefined || header.values.length > 0) return null;
  // The first text stands over the labels.
  const heads = header.labels.flatMap((word) => pieces(word.glyphs, isNextText)).slice(1);
  if (heads.length < FEWEST_COLUMNS || !heads.every(({ text }) => HEAD.test(text))) return null;
  const lefts = heads.map(({ left }) => left);
  const below = rowsBelow(rows, index, lefts);
  const columns = lefts.map((left, at): Span => ({
    left: left - SAME_EDGE,
    right: (lefts[at + 1] ?? Infinity) - SAME_EDGE,
  }));
  if (below.length === 0 || !areProven(below, columns, header.line.size)) return null;
  const last = Math.max(...below.flatMap(({ values }) => values.map(({ right }) => right)));
  return {
    header: [header],
    rows: below,
    columns: columns.map(({ left, right }) => ({ left, right: Math.min(right, last + SAME_EDGE) })),
  };
}

/** The rows below the header, at one distance of each other, down to the last that has numbers. */
function rowsBelow(rows: readonly Row[], index: number, lefts: readonly number[]): Row[] {
  const found: Row[] = [];
  let [closest, widest] = [Infinity, 0];
  for (const row of rows.slice(index + 1)) {
    const above = found.at(-1) ?? rows[index];
    const pitch = row.line.middle - (above?.line.middle ?? 0);
    [closest, widest] = [Math.min(closest, pitch), Math.max(widest, pitch)];
    if (widest > closest * SAME_PITCH || closest < row.line.size * LEAST_PITCH) break;
    const cells = isHeader(row, lefts) ? null : cellsOf(row, lefts);
    if (cells === null) break;
    found.push(cells);
  }
  return found.slice(0, found.findLastIndex(({ values }) => values.length > 0) + 1);
}

/** True for the header of other rows: it has no number, and a text that begins a column. */
function isHeader({ labels, values }: Row, lefts: readonly number[]): boolean {
  if (values.length > 0) return false;
  const texts = labels.flatMap(({ glyphs }) => pieces(glyphs, isNextText));
  // The letters of a label that goes on over empty cells touch each other.
  return texts.some((text, index) => {
    const gap = text.left - (texts[index - 1]?.right ?? text.left);
    return gap > text.size / 3 && HEAD.test(text.text) && isAtEdge(text, lefts);
  });
}

/** True where a text begins at the edge of a column. */
function isAtEdge({ left }: { left: number }, lefts: readonly number[]): boolean {
  return lefts.some((edge) => Math.abs(edge - left) <= SAME_EDGE);
}

/**
 * A row with its label as one text, and what stands in the cells beside it; null where it is none: each has a label, which goes on over the
 * empty cells beside it, never over a number.
 */
function cellsOf({ line, labels, values }: Row, lefts: readonly number[]): Row | null {
  const first = (lefts[0] ?? 0) - SAME_EDGE;
  const all = [...labels, ...values].flatMap(({ glyphs }) =>
    pieces(glyphs, (before, glyph) => before.print !== glyph.print && isAtEdge(glyph, lefts)),
  );
  const own = all.filter(({ left }) => left < first);
  const others = all.filter(({ left }) => left >= first);
  const reach = Math.max(-Infinity, ...own.map(({ right }) => right));
  const [label] = own;
  if (label === undefined) return null;
  const end = others.findIndex(({ text }) => isValue(text));
  // What begins beyond the labels and is no number is the rest of a label, or no row of a table.
  const rest = end === -1 ? others : others.slice(0, end);
  const cells = others.slice(rest.length);
  const edge = Math.max(reach, ...rest.map(({ right }) => right));
  // The last letter of a label that is cut may reach into the first column.
  const nearest = Math.min(...cells.map(({ left }) => left));
  if (!cells.every(({ text }) => isValue(text)) || nearest < edge - line.size) return null;
  // A number that touches a label which has gone on beyond its cell is part of it.
  if (edge > first + line.size && nearest - edge < line.size / 2) return null;
  const words = [...own, ...rest];
  const text = words.map((word, at) => (at > 0 && word.blankBefore ? ` ${word.text}` : word.text)).join('');
  const whole = { ...label, text, right: edge, glyphs: words.flatMap(({ glyphs }) => glyphs) };
  return { line, labels: [whole], values: cells };
}

/** True where each text begins its cell, or ends as far before the next one as all others, in two columns at least. */
function areProven(rows: readonly Row[], columns: readonly Span[], size: number): boolean {
  const paddings: number[] = [];
  const ends: number[] = [];
  const seen = new Set<number>();
  for (const { values } of rows) {
    const places = placed(values, columns);
    if (places === null) return false;
    for (const [index, { left, right }] of values.entries()) {
      const place = places[index] ?? 0;
      const column = columns[place];
      if (column === undefined) return false;
      const isLast = column.right === Infinity;
      if (!isLast) seen.add(place);
      if (Math.abs(left - SAME_EDGE - column.left) <= SAME_EDGE) continue;
      if (isLast) ends.push(right);
      else paddings.push(column.right - right);
    }
  }
  const spread = (all: readonly number[]): number =>
    all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
  return (
    seen.size >= 2 &&
    Math.max(0, ...paddings) <= WIDEST_PADDING * size &&
    spread(paddings) <= SAME_EDGE &&
    spread(ends) <= SAME_EDGE
  );
}

const HEAD = /\p{Script=Han}{2}/u;
const WIDE_LETTER = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Texts of neighbouring cells; a change of font within a text is a print of its own too: from Han to digits. */
function isNextText(before: Glyph, glyph: Glyph): boolean {
  return before.print !== glyph.print && WIDE_LETTER.test(before.text) && WIDE_LETTER.test(glyph.text);
}

/** The texts that were printed one by one and stand side by side as one word. */
function pieces(glyphs: readonly Glyph[], isNext: (before: Glyph, glyph: Glyph) => boolean): Word[] {
  const parts: Glyph[][] = [];
  for (const glyph of glyphs) {
    const before = parts.at(-1)?.at(-1);
    if (before === undefined || isNext(before, glyph)) parts.push([glyph]);
    else parts.at(-1)?.push(glyph);
  }
  return parts.map((own) => ({
    text: own.map(({ text }) => text).join(''),
    left: Math.min(...own.map(({ left }) => left)),
    right: Math.max(...own.map(({ right }) => right)),
    baseline: own[0]?.baseline ?? 0,
    size: Math.max(...own.map(({ size }) => size)),
    glyphs: own,
    blankBefore: false,
  }));
}
