/**
 * Lines of a table zone as rows of fields. A row is `positioned` where the source itself parts its fields (tabs,
 * pipes, one cell a line, a grid known from markup), so that an empty field is seen; in a plain line the fields are
 * what stands between blanks, and empty ones are lost.
 */
import { furtherRight } from '../domain/place.js';
import type { Place } from '../domain/report.js';
import type { GridCell } from '../ingest/document.js';
import { runBehind } from './run-behind.js';
import { displayWidth, labelLetters, squeeze, withoutMarkup } from './label-text.js';
import type { NumberReading } from './number-reading.js';
import { readNumber } from './number-reading.js';
import { isCellPerLine, isRuleLine, splitFields } from './line-parts.js';
import type { SourceGrid, SourceItem } from './source-lines.js';
import type { SourceLine } from './source-line.js';
import { isPageNumber } from './source-lines.js';
import { placeAt } from './source-line.js';

/** One field of a row, read. */
export interface Field {
  /** As printed, trimmed, without Markdown's signs. */
  raw: string;
  reading: NumberReading;
  place: Place;
  /** True on a line that may be the page's own number: a bare number at a page's end, "- 3 -". */
  maybePageNumber?: boolean;
  /** True for the numbers of a row that are run together. */
  isRun?: boolean;
  /** True for such numbers in a text that prints nothing for a blank cell: cells may lack anywhere. */
  mayLackCells?: boolean;
  /** True for the last one on a plain line that goes on with a blank: an empty cell may follow. */
  endsInBlank?: boolean;
  /** Where it stands on a plain line, in display columns (East Asian wide characters count two). */
  span?: { left: number; right: number };
}

export interface LogicalRow {
  fields: Field[];
  positioned: boolean;
  /** True for a line that may be a label of the organ's own, or other text that breaks the table off. */
  isUnknownLabel?: true;
}

/** What tools print for an empty cell or a header cell without text: pandas, PyMuPDF. */
const STANDS_FOR_EMPTY = /^(?:nan|none|null|<na>|col\d{1,2}|unnamed: ?\d{1,2}(?:_level_\d)?)$/iu;

const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]+/gu;

function field(raw: string, place: Place): Field {
  const text = withoutMarkup(raw).replace(INVISIBLE, '').trim();
  if (/^[nN<cCuU]/.test(text) && STANDS_FOR_EMPTY.test(text))
    return { raw: '', reading: { kind: 'empty' }, place };
  return { raw: text, reading: readNumber(text), place };
}

/** How a number that recognition left open is seen, whatever letters it was taken for: a value that cannot be read. */
const OPEN_NUMBER = '0…';

function cellField({ text, place, recognised }: GridCell): Field {
  return field(recognised?.unsure === true ? OPEN_NUMBER : text, place);
}

/** The beginning of a number that a narrow cell broke behind a separator: its last group has fewer than three digits. */
const BROKEN_NUMBER = /^[-+]?\d{1,3}(?:,\d{3})*,\d{0,2}$/u;

/** True for the beginning of a number that goes on elsewhere ("2,67", and "1" on the next line): no number itself. */
export function beginsNumber(text: string): boolean {
  if (!/[,，﹐︐]/.test(text)) return false;
  return BROKEN_NUMBER.test(text.normalize('NFKC').trim());
}

/** True for a field that is no more than the beginning of a number. */
export function isBrokenNumber({ raw, reading }: Field): boolean {
  return reading.kind === 'text' && beginsNumber(raw);
}

/** A piece of a field, that begins so many characters behind its beginning. */
export function fieldAt({ place }: Field, text: string, offset: number): Field {
  return field(text, place.column === undefined ? place : { ...place, column: place.column + offset });
}

/** The two parts of a broken number as one field. */
export function joinedField(begin: Field, end: Field): Field {
  return {
    ...field(begin.raw + end.raw, begin.place),
    ...(end.maybePageNumber === true ? { maybePageNumber: true } : {}),
  };
}

/** Reads the lines and grids of a zone into rows. */
export function logicalRows(items: readonly SourceItem[]): LogicalRow[] {
  const lines = items.filter((item): item is SourceLine => item.kind === 'line');
  const cellPerLine = isCellPerLine(lines);
  const rows: LogicalRow[] = [];
  items.forEach((item, index) => {
    if (item.kind === 'line' && item.isUnknownLabel === true) {
      rows.push({
        fields: plainFields(item, rows.at(-1), undefined),
        positioned: false,
        isUnknownLabel: true,
      });
    } else if (item.kind === 'grid') {
      rows.push(...gridRows(item));
    } else if (cellPerLine) {
      addCellLine(rows, item);
    } else {
      const parts = splitFields(item);
      if (parts === null) {
        const previous = rows.at(-1);
        rows.push({ fields: plainFields(item, previous, items[index + 1]), positioned: false });
      } else if (!isRuleLine(parts)) {
        rows.push({
          fields: parts.map(({ text, column }) => {
            const start = column - (item.place.column ?? 1);
            return field(text, placeAt(item, start, start + text.length));
          }),
          positioned: true,
        });
      }
    }
  });
  return rows;
}

/** A cell is shorter than this. */
const LONGEST_CELL = 200;

/** A line that begins with a tab is a new cell, one that does not goes on with the cell before. */
function addCellLine(rows: LogicalRow[], line: SourceLine): void {
  const row = rows.at(-1);
  const last = row?.fields.at(-1);
  const goesOn = !line.text.startsWith('\t') && line.blankLinesBefore === 0;
  if (goesOn && last !== undefined && last.raw.length < LONGEST_CELL) {
    const joined = field(last.raw + line.text.trim(), last.place);
    row?.fields.splice(-1, 1, joined);
    return;
  }
  const cell = field(line.text, furtherRight(line.place, 1));
  if (row === undefined || line.blankLinesBefore > 0) rows.push({ fields: [cell], positioned: true });
  else row.fields.push(cell);
}

/**
 * A cell merged over columns counts once. One merged over rows stands again in each: as a label it is dropped there, as a
 * blank it keeps its column, as a number it is no number of that row, but for zero: the sum of all its rows, or that of each,
 * it is zero in each.
 */
function gridRows(grid: SourceGrid): LogicalRow[] {
  return grid.rows
    .filter((cells) => !isRestOfRow(cells))
    .map((cells) => {
      const fields: Field[] = [];
      cells.forEach((cell, index) => {
        if (cell.origin) {
          fields.push(cellField(cell));
          return;
        }
        // A place of its own and no cell: the row is ragged, and nothing tells which of its cells is missing.
        if (isOwnPlace(cell, rowNumber(cells), index)) return;
        const left = cells[index - 1];
        if (left !== undefined && left.text === cell.text && samePlace(left.place, cell.place)) return;
        const covered = cellField(cell);
        if (covered.reading.kind === 'text') return;
        fields.push(covered.reading.kind === 'empty' ? covered : withoutNumber(covered));
      });
      return { fields, positioned: true };
    });
}

/**
 * The rest of the row above, and no row of its own: its label and its numbers all go on, and nothing else is printed. A browser
 * that breaks a merged cell over pages draws its lower edge above that of its last row.
 */
function isRestOfRow(cells: readonly GridCell[]): boolean {
  const printed = cells.filter(({ text }) => text !== '');
  // A mark in the place of a number is a value too.
  const value = printed.findIndex(({ text }) => readNumber(text).kind !== 'text');
  return value > 0 && printed.every(({ origin }) => !origin);
}

function withoutNumber(merged: Field): Field {
  const { reading } = merged;
  const tellsEach = reading.kind !== 'number' || reading.value === 0;
  return tellsEach ? merged : { ...merged, reading: { kind: 'text' } };
}

/** The number of a grid's row: that of the first cell that begins in it. */
function rowNumber(cells: readonly GridCell[]): number | undefined {
  return cells.find((cell) => cell.origin)?.place.row;
}

function isOwnPlace(cell: GridCell, row: number | undefined, index: number): boolean {
  return cell.text === '' && cell.place.row === row && cell.place.tableColumn === index + 1;
}

function samePlace(a: Place, b: Place): boolean {
  return a.row === b.row && a.tableColumn === b.tableColumn && a.table === b.table && a.page === b.page;
}

const TOKEN = /\S+/gu;
/** A sign in words; a dash alone is a blank cell, not the sign of the next number. */
const SIGN_WORD = /^(?:减少?|增加?)$/u;

const MONEY_UNIT = /^[万亿]?元$/u;

/** A number, with its unit or without, and the bracket of a remark. */
const OPENS_REMARK = /^[-+]?\d[\d,.]*\p{Script=Han}{0,2}\([^)]*$/u;

/** Columns that are aligned are further apart than words. */
const WIDE_GAP = /\S\s{2,}\S/u;

/** Fields of a plain line: runs between blanks; a sign and its number, a number and its remark are one. */
function plainFields(
  line: SourceLine,
  previous: LogicalRow | undefined,
  next: SourceItem | undefined,
): Field[] {
  const tokens = [...line.text.matchAll(TOKEN)].map((match) => ({ text: match[0], at: match.index }));
  const fields: Field[] = [];
  let measured = 0;
  let width = 0;
  const isSetInLine = WIDE_GAP.test(line.text);
  for (let from = 0; from < tokens.length;) {
    const at = tokens[from]?.at ?? 0;
    const { text, next: behind } = joinedTokens(tokens, from);
    from = behind;
    const parts = splitGlued(text, (begin, end) => placeAt(line, at + begin, at + end));
    const [only] = parts;
    if (isSetInLine && parts.length === 1 && only !== undefined) {
      width += displayWidth(line.text.slice(measured, at));
      measured = at;
      only.span = { left: width, right: width + displayWidth(text) };
    }
    fields.push(...parts);
  }
  const last = fields.at(-1);
  if (last !== undefined && /\s$/u.test(line.text)) last.endsInBlank = true;
  // At the end of the table a page may end too, unless numbers stand alone on their lines anyway.
  const mayEndPage = next === undefined ? (previous?.fields.length ?? 0) > 1 : isAfterPageEnd(next);
  const bare = fields.length === 1 && /^\d{1,3}$/u.test(fields[0]?.raw ?? '') && mayEndPage;
  if (bare || isPageNumber(line)) for (const printed of fields) printed.maybePageNumber = true;
  return fields;
}

/** A token with those behind it that make one field with it, joined by blanks; `next` is the first that does not. */
function joinedTokens(tokens: readonly { text: string }[], from: number): { text: string; next: number } {
  let text = tokens[from]?.text ?? '';
  let next = from + 1;
  const token = (behind: number): string => tokens[next + behind]?.text ?? '';
  const join = (count: number): void => {
    text = [text, ...tokens.slice(next, next + count).map((one) => one.text)].join(' ');
    next += count;
  };
  if (text.length < 4 && SIGN_WORD.test(squeeze(text)) && readNumber(token(0)).kind === 'number') join(1);
  // "增 / 减" is one word of a header, and its stroke no blank cell.
  if (text.endsWith('增') && token(0) === '/' && token(1).startsWith('减')) join(2);
  // "1182500 元" under a header in 万元 is one amount in its own unit.
  if (MONEY_UNIT.test(token(0)) && readNumber(text).kind === 'number') join(1);
  // An opened bracket closes further right: the remark belongs to the number.
  if (/[(（﹙⁽₍︵]/.test(text) && OPENS_REMARK.test(text.normalize('NFKC')))
    while (!/[)）]$/u.test(text) && next < tokens.length) join(1);
  return { text, next };
}

function isAfterPageEnd(item: SourceItem): boolean {
  return item.kind === 'line' && item.blankLinesBefore >= 3;
}

const GLUED = /^(?<label>.*\p{Script=Han}[^\d\p{Script=Han}]*?)(?<number>[-+]?\d[\d,]*(?:\.\d+)?(?:-\d+)*)$/u;

/** The sign of a number behind that of a blank cell, or behind another number. */
const SIGN_BEHIND_SIGN = /[\d/—–―-][增减加负]少?$/u;

/** A label and a number printed without a blank between ("…申请数量1") are two fields; so are a label and the cells behind it. */
function splitGlued(text: string, placeOf: (from: number, to: number) => Place): Field[] {
  const whole = field(text, placeOf(0, text.length));
  if (whole.reading.kind !== 'text') return [whole];
  const groups = GLUED.exec(text)?.groups;
  const run = runBehind(text);
  const label = run === null ? groups?.['label'] : text.slice(0, -run.length);
  const number = run ?? groups?.['number'];
  if (label === undefined || number === undefined || labelLetters(label).length < 2) return [whole];
  // "/增184" holds more cells than one.
  if (SIGN_BEHIND_SIGN.test(label)) return [whole];
  return [
    field(label, placeOf(0, label.length)),
    field(number, placeOf(text.length - number.length, text.length)),
  ];
}
