/**
 * Tables whose columns a line of dashes alone shows, as pandoc and reStructuredText draw them:
 *
 *     -------- ------ ------
 *     规章     0      0
 *     -------- ------ ------
 *
 * Where an empty line parts the rows, a cell may be wrapped over lines ("multiline tables").
 */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { joinPieces } from './join-pieces.js';
import type { Piece, ScreenLine } from './screen-line.js';
import { characterAt, mayCut, pieceOf, screenLine } from './screen-line.js';

const RULE = /^ *(?:-{2,}(?: +-{2,})+|={2,}(?: +={2,})+) *$/u;
/** The whole width ruled: above the header and below the last row of a multiline table. */
const FULL_RULE = /^ *-{5,} *$/u;
/** No row of a report takes more lines, and no header. */
const MOST_LINES = 40;
/** No table has more lines, blank ones not counted. */
const LONGEST_TABLE = 1000;
const LONGEST_LINE = 2000;
/** A text with this many rules that draw no table has none; each costs a look at what follows. */
const MOST_FAILURES = 100;

/** Replaces ruled tables by their grids; where text runs over the columns the lines stay. */
export function ruledTables(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  const out: (LineBlock | TableBlock)[] = [];
  let failures = 0;
  for (let index = 0; index < blocks.length;) {
    const block = blocks[index];
    const isRule = block?.kind === 'line' && block.text.length <= LONGEST_LINE && RULE.test(block.text);
    const found = isRule && failures < MOST_FAILURES ? tableAt(blocks, index, block, out) : null;
    if (isRule && found === null) failures += 1;
    if (found !== null) {
      out.splice(out.length - found.header, found.header, found.table);
      index = found.next;
    } else {
      if (block !== undefined) out.push(block);
      index += 1;
    }
  }
  return out;
}

/** A table found at a rule: how many blocks before the rule are its header, and where the text goes on. */
interface FoundTable {
  table: TableBlock;
  header: number;
  next: number;
}

/** The lines of a table's rows, and where the text goes on. */
interface Body {
  lines: LineBlock[];
  next: number;
}

function tableAt(
  blocks: readonly (LineBlock | TableBlock)[],
  index: number,
  rule: LineBlock,
  before: readonly (LineBlock | TableBlock)[],
): FoundTable | null {
  const header = headerBefore(rule, before);
  // With a header above the rule, pandoc ends a table whose cells are one line each by an empty line alone.
  const ends = header.lines.length > 0 ? [bodyAfter, linesBelow] : [bodyAfter];
  for (const end of ends) {
    const body = end(blocks, index + 1, rule.text);
    if (body === null) continue;
    const table =
      readRuled(rule, [...header.lines, ...body.lines], 1) ??
      readRuled(rule, [...header.lines, ...body.lines], 2);
    if (table !== null) return { table, header: header.taken, next: body.next };
  }
  return null;
}

/** The header's lines directly above the rule, and how many blocks they and a full rule above them take. */
function headerBefore(
  rule: LineBlock,
  before: readonly (LineBlock | TableBlock)[],
): { lines: LineBlock[]; taken: number } {
  const lines: LineBlock[] = [];
  let below = rule;
  for (let at = before.length - 1; at >= 0 && lines.length < MOST_LINES; at -= 1) {
    const line = before[at];
    if (line?.kind !== 'line' || below.blankLinesBefore > 0 || /。/u.test(line.text)) break;
    if (FULL_RULE.test(line.text)) return { lines, taken: before.length - at };
    lines.unshift(line);
    below = line;
  }
  return { lines, taken: lines.length };
}

/** The lines up to the rule that ends the table, which may part header and body again; null where none does. */
function bodyAfter(blocks: readonly (LineBlock | TableBlock)[], from: number, rule: string): Body | null {
  const lines: LineBlock[] = [];
  for (let at = from; at < blocks.length && lines.length < LONGEST_TABLE; at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line') return null;
    if (line.text.trim() === rule.trim() || FULL_RULE.test(line.text)) {
      const next = blocks[at + 1];
      // reStructuredText rules the header off with the same line.
      const goesOn = next?.kind === 'line' && next.blankLinesBefore === 0 && closes(blocks, at + 1, rule);
      if (!goesOn) return { lines, next: at + 1 };
      continue;
    }
    lines.push(line);
  }
  return null;
}

/** The lines up to an empty one; null where there are none. */
function linesBelow(blocks: readonly (LineBlock | TableBlock)[], from: number): Body | null {
  const isEnd = (block: LineBlock | TableBlock | undefined): boolean =>
    block?.kind !== 'line' || block.blankLinesBefore > 0;
  let next = from;
  while (next - from < LONGEST_TABLE && !isEnd(blocks[next])) next += 1;
  const lines = blocks.slice(from, next).filter((block) => block.kind === 'line');
  return lines.length > 0 && isEnd(blocks[next]) ? { lines, next } : null;
}

/** True where another line like the rule follows before an empty line. */
function closes(blocks: readonly (LineBlock | TableBlock)[], from: number, rule: string): boolean {
  for (let at = from; at < Math.min(blocks.length, from + LONGEST_TABLE); at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line' || line.blankLinesBefore > 0) return false;
    if (line.text.trim() === rule.trim()) return true;
  }
  return false;
}

function readRuled(rule: LineBlock, body: readonly LineBlock[], ambiguous: 1 | 2): TableBlock | null {
  const starts = [...rule.text.matchAll(/[-=]+/gu)].map(({ index }) => index);
  const lines = body.map((line) => screenLine(line, ambiguous));
  if (lines.length === 0 || !lines.every((line) => fits(line, starts))) return null;
  const isMultiline = body.some((line, index) => index > 0 && line.blankLinesBefore > 0);
  const rows: ScreenLine[][] = [];
  for (const line of lines) {
    if (isMultiline && line.line.blankLinesBefore === 0 && rows.length > 0) rows.at(-1)?.push(line);
    else rows.push([line]);
  }
  return {
    kind: 'table',
    rows: rows.map((own) => rowOf(own, starts)),
    place: rule.place,
  };
}

/** True where nothing stands left of the first column, nor in the gap before any other. */
function fits(line: ScreenLine, starts: readonly number[]): boolean {
  return (
    starts.every((start, index) => {
      const gap = index === 0 ? '' : characterAt(line, start - 1);
      return mayCut(line, start) && /^\s?$/u.test(gap);
    }) && pieceOf(line, 0, starts[0] ?? 0).text === ''
  );
}

function rowOf(lines: readonly ScreenLine[], starts: readonly number[]): GridCell[] {
  return starts.map((start, column): GridCell => {
    const pieces = lines.map((line) => ({ line, piece: cut(line, start, starts[column + 1]) }));
    const first = pieces.find(({ piece }) => piece.text !== '') ?? pieces[0];
    const place = first?.line.line.place ?? {};
    return {
      text: joinPieces(pieces.map(({ piece }) => piece.text)),
      origin: true,
      place: furtherRight(place, first?.piece.at ?? 0),
    };
  });
}

function cut(line: ScreenLine, from: number, to: number | undefined): Piece {
  return pieceOf(line, from, to ?? Math.max(line.at.length, from));
}
