/** Reads the cells of drawn tables: each line of print by itself, and all but words twice. */
import type { Recognised } from '../document.js';
import type { CellInk, Framing, PrintedLine } from './cell-ink.js';
import { cutOut } from './cell-ink.js';
import type { Ink } from './ink.js';
import type { PlacedLine } from './line-glyphs.js';
import { fitsPrint, isDash, isRing, leansAsRead, slashOf } from './number-shape.js';
import type { OcrModels } from './ocr-runtime.js';
import type { Picture } from './picture.js';
import { repeated } from './picture.js';
import type { ReadLetter, Reading } from './text-recogniser.js';
import { readLines } from './text-recogniser.js';

/** How words are cut out, and how a number with a remark is for its second reading. */
const WORDS: Framing = { high: 0.18, wide: 0.3 };
const WORDS_AGAIN: Framing = { high: 0.3, wide: 0.5 };
/**
 * The model is taught with lines of words: a lone digit on white paper it reads as anything. Set twice or three times beside itself it
 * is a line, and read nearly without fault; and a reading counts only where all copies are read alike.
 */
const TWICE = { framing: { high: 0.1, wide: 0.06 }, copies: 2 } as const;
const THRICE = { framing: { high: 0.2, wide: 0.06 }, copies: 3 } as const;
/** Lines no wider than this, in units of their height, are shown in copies at once. */
const SHORT = 3.5;
/** A number is kept where the model is that sure of each of its digits, in both readings. */
const SURE = 0.6;
/** Digits that stand further apart than this, in units of their height, may be two numbers. */
const WIDEST_GAP = 1.1;

/** A cell as read. */
export interface ReadCell {
  lines: PlacedLine[];
  recognised: Recognised;
}

/** A cell to read. */
export interface CellToRead {
  ink: CellInk;
  /** True where a line of the table may have been missed within: whose column a number is in is not sure. */
  isDoubtful: boolean;
}

/** A page whose cells are read. */
export interface CellPage {
  picture: Picture;
  ink: Ink;
  /** Height of a letter, in pixels. */
  letter: number;
}

interface LineToRead {
  line: PrintedLine;
  inside: CellInk['inside'];
  first: Reading;
  /** None for words. */
  second?: Reading;
}

/** Reads cells, in their order. */
export async function readCells(
  page: CellPage,
  cells: readonly CellToRead[],
  models: OcrModels,
): Promise<ReadCell[]> {
  const perCell = cells.map(({ ink }) =>
    ink.lines.map((line): LineToRead => ({ line, inside: ink.inside, first: NOTHING })),
  );
  const lines = perCell.flat();
  const inked = lines.filter(({ line }) => markOf(page, line) === null);
  const isShort = ({ line }: LineToRead): boolean => line.right - line.left <= SHORT * heightOf(line, page);
  const short = inked.filter(isShort);
  const long = inked.filter((entry) => !isShort(entry));
  await readInto(page, short, TWICE, models, (entry, reading) => (entry.first = reading));
  await readInto(
    page,
    long,
    { framing: WORDS, copies: 1 },
    models,
    (entry, reading) => (entry.first = reading),
  );
  const remarks = long.filter(({ first }) => hasRemark(first.text));
  // The unit of a wrapped number may stand alone on its last line.
  const wrapped = new Set(perCell.filter(opensNumber).flat());
  const numbers = inked.filter(
    (entry) => !hasRemark(entry.first.text) && (!isWords(entry.first.text) || wrapped.has(entry)),
  );
  const again = (entry: LineToRead, reading: Reading): Reading => (entry.second = reading);
  await readInto(page, remarks, { framing: WORDS_AGAIN, copies: 1 }, models, again);
  await readInto(page, numbers, THRICE, models, again);
  return perCell.map((own, index) => judge(page, own, cells[index] as CellToRead));
}

const NOTHING: Reading = { text: '', letters: [], confidence: 0 };

function heightOf({ top, bottom }: PrintedLine, { letter }: CellPage): number {
  return Math.max(letter * 0.8, bottom - top);
}

/** Cuts lines out and reads them; of copies what all of them say. */
async function readInto(
  { picture, letter }: CellPage,
  lines: readonly LineToRead[],
  { framing, copies }: { framing: Framing; copies: number },
  models: OcrModels,
  keep: (line: LineToRead, reading: Reading) => void,
): Promise<void> {
  const cuts = lines.map(({ line, inside }) =>
    repeated(cutOut(picture, line, inside, letter, framing), copies),
  );
  const readings = await readLines(cuts, models);
  lines.forEach((line, index) => {
    keep(line, copies === 1 ? (readings[index] ?? NOTHING) : common(readings[index] ?? NOTHING, copies));
  });
}

/** What each copy says; where they differ all of it, with no confidence. */
function common(reading: Reading, copies: number): Reading {
  const letters = reading.letters.filter(({ text }) => text.trim() !== '');
  const length = letters.length / copies;
  const own = letters.slice(0, Math.ceil(length));
  const text = own.map((letter) => letter.text.normalize('NFKC')).join('');
  const isAlike =
    Number.isInteger(length) &&
    letters.every(
      (letter, index) => letter.text.normalize('NFKC') === own[index % length]?.text.normalize('NFKC'),
    );
  if (!isAlike) return { text: reading.text, letters, confidence: 0 };
  const spread = own.map((letter, index) => ({ ...letter, at: (index + 0.5) / length }));
  return { text, letters: spread, confidence: reading.confidence };
}

const HAN = /\p{Script=Han}/gu;
const WITH_REMARK = /^[-+]?\d[\d,.]*\s*[（(].*\p{Script=Han}/u;
/** 增6, 减少12: a sign in words. */
const WITH_SIGN = /^\p{Script=Han}{1,2}[\d.,]+\p{Script=Han}?$/u;
const WITH_UNIT = /^[-+\d.,]+\s*(?:[万亿]?元|\p{Script=Han})$/u;

/** True for a number with a remark: 22（其中修订 16 件）. */
function hasRemark(text: string): boolean {
  return WITH_REMARK.test(text.normalize('NFKC'));
}

/** True for a label: known words, of which a misread one is found out. */
function isWords(text: string): boolean {
  const normal = text.normalize('NFKC');
  const count = normal.match(HAN)?.length ?? 0;
  const isNumber = hasRemark(text) || WITH_UNIT.test(normal) || WITH_SIGN.test(normal.replace(/\s+/gu, ''));
  return !isNumber && (count >= 2 || (count === 1 && !/\d/u.test(normal)));
}

/** Texts that have a meaning in a cell for numbers. */
const NUMBER_OR_MARK =
  /^(?:[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d+(?:\.\d+)?%?|—|\/|[-+]?\d+(?:\.\d+)?(?:[万亿]?元|\p{Script=Han})|\p{Script=Han}{1,2}\d+)$/u;

function judge(page: CellPage, read: readonly LineToRead[], { ink, isDoubtful }: CellToRead): ReadCell {
  const lines = read.map((line) => withZero(page, line, read.length));
  const [only] = lines;
  const placed = lines.map(({ line, first }) => placedLine(page, line, first));
  if (only === undefined) return { lines: [], recognised: { confidence: 1, readings: [] } };
  const mark = lines.length === 1 ? markOf(page, only.line) : null;
  if (mark !== null) {
    const dash = { text: mark, at: 0.5, probability: 1 };
    return {
      lines: [{ ...placedLine(page, only.line, NOTHING), letters: [dash] }],
      recognised: {
        confidence: 1,
        readings: [mark],
        ...(isDoubtful || ink.isTouching ? { unsure: true } : {}),
      },
    };
  }
  const all = plain(lines.map(({ first }) => first.text).join(''));
  const confidence = Math.min(
    ...lines.flatMap(({ first, second }) => [first.confidence, second?.confidence ?? 1]),
  );
  if (isWords(all)) return { lines: placed, recognised: { confidence, readings: [all] } };
  const other = plain(lines.map(({ first, second }) => (second ?? first).text).join(''));
  const sure =
    lines.every(({ second }) => second !== undefined) &&
    !isDoubtful &&
    !ink.isTouching &&
    all === other &&
    confidence >= SURE &&
    (lines.length === 1 && hasRemark(all)
      ? fitsPrint(/^\d+/u.exec(all)?.[0] ?? '', leading(only))
      : NUMBER_OR_MARK.test(all) && isWrapped(page, lines) && lines.every((line) => isPrinted(page, line)));
  const readings = all === other ? [all] : [all, other];
  return { lines: placed, recognised: { confidence, readings, ...(sure ? {} : { unsure: true }) } };
}

/** A cell that holds one ring holds a zero where both readings are round. */
function withZero({ ink, letter }: CellPage, line: LineToRead, count: number): LineToRead {
  if (count !== 1 || !isRing(line.line, ink, letter)) return line;
  const { first, second } = line;
  return { ...line, first: asZero(first), ...(second === undefined ? {} : { second: asZero(second) }) };
}

const ROUND = /^[。〇○oO0]{1,4}$/u;

/** The reading of a ring as high as a digit: what is round, in each of its copies, is a zero, anything else what it was read as. */
function asZero(reading: Reading): Reading {
  const [letter] = reading.letters;
  if (letter === undefined || !ROUND.test(reading.text)) return reading;
  const confidence = Math.min(...reading.letters.map(({ probability }) => probability));
  return { text: '0', letters: [{ ...letter, text: '0' }], confidence };
}

/** A mark that is known by its shape, without being read. */
function markOf({ ink, letter }: CellPage, line: PrintedLine): '—' | '/' | '\\' | null {
  return isDash(line, letter) ? '—' : slashOf(line, ink, letter);
}

/** Digits that a narrow cell broke: fewer on a line may be a number of their own. */
const BROKEN = /^[-+]?\d[\d.,]{3,}$/u;
/** Room that a line leaves free in its cell, in units of a letter's height: a full one has none for another digit. */
const FULL = 1.6;

/** True for the lines of a cell whose first is the beginning of a number. */
function opensNumber(lines: readonly LineToRead[]): boolean {
  return lines.length > 1 && BROKEN.test(plain(lines[0]?.first.text ?? ''));
}

/** True where the lines of a cell are one number: digits fill all lines but the last. One line always is. */
function isWrapped({ letter }: CellPage, lines: readonly LineToRead[]): boolean {
  return lines.slice(0, -1).every(({ line, inside, first }) => {
    const room = inside.right - inside.left - (line.right - line.left);
    return BROKEN.test(plain(first.text)) && room < FULL * letter;
  });
}

/** True where a line of a cell can be what it was read as. */
function isPrinted({ ink, letter }: CellPage, { line, first }: LineToRead): boolean {
  const text = plain(first.text);
  return (
    fitsPrint(text, line, letter) &&
    leansAsRead(text, line, ink) &&
    widestGap(line) <= WIDEST_GAP * (line.bottom - line.top)
  );
}

/** What a cell says as it is compared. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/^[-–—―_ー~]+$/u, '—');
}

function widestGap({ pieces }: PrintedLine): number {
  const sorted = [...pieces].sort((one, other) => one.left - other.left);
  let [widest, right] = [0, sorted[0]?.right ?? 0];
  for (const piece of sorted) {
    widest = Math.max(widest, piece.left - right);
    right = Math.max(right, piece.right);
  }
  return widest;
}

/** The pieces of the number before its remark. */
function leading({ line, first }: LineToRead): PrintedLine {
  const bracket = first.letters.findIndex(({ text }) => /[（(]/u.test(text));
  const [before, at] = [first.letters[bracket - 1]?.at ?? 0, first.letters[bracket]?.at ?? 1];
  const room = WORDS.wide * (line.bottom - line.top);
  const width = line.right - line.left + 2 * room;
  const edge = line.left - room + ((before + at) / 2) * width;
  const pieces = line.pieces.filter((piece) => (piece.left + piece.right) / 2 < edge);
  const [top, bottom] = [line.top, line.bottom];
  const right = Math.max(line.left + 1, ...pieces.map((piece) => piece.right));
  return { left: line.left, right, top, bottom, pieces };
}

/** Where the letters of a line stand: those of copies are spread over it, those of words as they were seen. */
function placedLine({ letter }: CellPage, line: PrintedLine, { text, letters }: Reading): PlacedLine {
  const size = Math.max(letter * 0.8, line.bottom - line.top);
  const middle = (line.top + line.bottom) / 2;
  const [top, bottom] = [middle - size / 2, middle + size / 2];
  const isSpread = line.right - line.left <= SHORT * size || !isWords(text);
  if (!isSpread) {
    const room = WORDS.wide * size;
    return { letters, left: line.left - room, width: line.right - line.left + 2 * room, top, bottom };
  }
  // A number is one word, however wide its digits are set.
  const shown: ReadLetter[] = letters.filter((one) => one.text.trim() !== '');
  const own = shown.map((one, index) => ({ ...one, at: (index + 0.5) / shown.length }));
  const width = Math.min(line.right - line.left, shown.length * size * 0.6);
  return { letters: own, left: (line.left + line.right - width) / 2, width, top, bottom };
}
