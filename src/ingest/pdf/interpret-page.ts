/** A page's operator list to what it shows: characters and rulings, turned so that the text runs to the right. */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { IDENTITY, apply, multiply } from '../page/matrix.js';
import type { Matrix } from '../page/matrix.js';
import type { PageContent } from '../page/page-content.js';
import { rulingsOfPath } from './path-rulings.js';
import type { Box } from '../page/drawn-rules.js';
import type { PageFrame, PlacedGlyph } from '../page/turn-upright.js';
import { turnUpright } from '../page/turn-upright.js';

/** The operators of one page, in the order of painting. */
export interface OperatorList {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** What the layout needs to know of a font. */
export interface FontMetrics {
  /** Text space units of one glyph space unit; 0.001 but for Type 3 fonts. */
  scale: number;
  /** True where it sets text from top to bottom. */
  vertical: boolean;
}

/** A glyph as the worker of pdfjs sends it. */
interface ShownGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}

interface TextState {
  ctm: Matrix;
  font: FontMetrics;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  /** Outside of it nothing is shown; null for all of the page. The box of a path that is no rectangle shows more, never less. */
  clip: Box | null;
}

const DEFAULT_FONT: FontMetrics = { scale: 0.001, vertical: false };

/** How many characters and rulings of one page are kept; a page of a report has under 3,000 and 500. */
const MOST_GLYPHS = 100_000;
const MOST_BOXES = 20_000;

/** A scanned page is its picture: this part of it at least. */
const LEAST_PICTURED = 0.5;
/** Square points from which on the unit of a space is the frame of a picture: text and lines are drawn in units near a point. */
const LEAST_PICTURE = 1000;

/** Points by which a letter may be over the edge of what is shown. */
const SLACK = 0.5;

/** Nested deeper than this, saved states are not kept: no writer does so. */
const DEEPEST_STACK = 1000;

const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill]);
const STROKES: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Follows the operators of a page; what paints neither text nor lines is passed over. */
export function interpretPage(
  operators: OperatorList,
  frame: PageFrame,
  fontOf: (name: string) => FontMetrics | null,
): PageContent {
  const painter = new PagePainter(frame, fontOf);
  operators.fnArray.forEach((operator, index) => {
    const args = operators.argsArray[index];
    painter.run(operator, Array.isArray(args) ? (args as unknown[]) : []);
  });
  const content = turnUpright(painter.glyphs, painter.boxes, frame);
  return painter.pictured >= LEAST_PICTURED * frame.width * frame.height
    ? { ...content, pictured: true }
    : content;
}

class PagePainter {
  readonly glyphs: PlacedGlyph[] = [];
  readonly boxes: Box[] = [];
  /** Square points that pictures cover. They are not decoded; the space into which each is painted tells its size. */
  pictured = 0;
  readonly #fontOf: (name: string) => FontMetrics | null;
  readonly #base: Matrix;
  readonly #stack: TextState[] = [];
  #state: TextState;
  #print = 0;
  #textMatrix: Matrix = IDENTITY;
  #lineMatrix: Matrix = IDENTITY;
  /** The next path clips what is painted after it. */
  #isClipping = false;

  constructor(frame: PageFrame, fontOf: (name: string) => FontMetrics | null) {
    this.#fontOf = fontOf;
    this.#base = frame.transform;
    this.#state = {
      ctm: frame.transform,
      font: DEFAULT_FONT,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      horizontalScale: 1,
      leading: 0,
      rise: 0,
      clip: null,
    };
  }

  run(operator: number, args: readonly unknown[]): void {
    const state = this.#state;
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        this.#save();
        break;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        this.#state = this.#stack.pop() ?? this.#state;
        break;
      case OPS.transform:
        this.#transform(args);
        break;
      case OPS.paintFormXObjectBegin:
        this.#save();
        this.#transform(args[0]);
        break;
      case OPS.beginAnnotation:
        this.#save();
        this.#state.ctm = this.#base;
        this.#transform(args[2]);
        this.#transform(args[3]);
        break;
      case OPS.beginText:
        this.#textMatrix = IDENTITY;
        this.#lineMatrix = IDENTITY;
        break;
      case OPS.setFont:
        this.#setFont(args);
        break;
      case OPS.setGState:
        this.#setGraphicsState(args[0]);
        break;
      case OPS.setCharSpacing:
        state.charSpacing = numberOf(args[0]);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = numberOf(args[0]);
        break;
      case OPS.setHScale:
        state.horizontalScale = numberOf(args[0]) / 100;
        break;
      case OPS.setLeading:
        state.leading = numberOf(args[0]);
        break;
      case OPS.setTextRise:
        state.rise = numberOf(args[0]);
        break;
      case OPS.setTextMatrix:
        this.#textMatrix = this.#lineMatrix = matrixOf(args[0]) ?? IDENTITY;
        break;
      case OPS.setLeadingMoveText:
        state.leading = -numberOf(args[1]);
        this.#moveText(numberOf(args[0]), numberOf(args[1]));
        break;
      case OPS.moveText:
        this.#moveText(numberOf(args[0]), numberOf(args[1]));
        break;
      case OPS.nextLine:
        this.#moveText(0, -state.leading);
        break;
      case OPS.showText:
        if (Array.isArray(args[0])) this.#showText(args[0] as (ShownGlyph | number)[]);
        break;
      case OPS.clip:
      case OPS.eoClip:
        this.#isClipping = true;
        break;
      case OPS.constructPath:
        this.#paintPath(args);
        if (this.#isClipping) this.#clip(args[2]);
        this.#isClipping = false;
        break;
    }
  }

  #save(): void {
    if (this.#stack.length < DEEPEST_STACK) this.#stack.push({ ...this.#state });
  }

  #transform(args: unknown): void {
    const matrix = matrixOf(args);
    if (matrix === null) return;
    this.#state.ctm = multiply(this.#state.ctm, matrix);
    const [a, b, c, d] = this.#state.ctm;
    const area = Math.abs(a * d - b * c);
    if (area >= LEAST_PICTURE && Number.isFinite(area)) this.pictured += area;
  }

  /** Narrows what is shown to the box of a path, given by its least and greatest coordinates. */
  #clip(bounds: unknown): void {
    if (!(bounds instanceof Float32Array)) return;
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds;
    const corners = [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom],
    ].map(([x = 0, y = 0]) => apply(this.#state.ctm, x, y));
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    if (![...xs, ...ys].every(Number.isFinite)) return;
    const { clip } = this.#state;
    this.#state.clip = {
      left: Math.max(Math.min(...xs), clip?.left ?? -Infinity),
      right: Math.min(Math.max(...xs), clip?.right ?? Infinity),
      top: Math.max(Math.min(...ys), clip?.top ?? -Infinity),
      bottom: Math.min(Math.max(...ys), clip?.bottom ?? Infinity),
    };
  }

  /**
   * True for a letter of which at least half is shown: spreadsheet programs cut a text at the edge of its cell, and what they cut
   * off lies under the next cell's number.
   */
  #isShown(x: number, y: number, size: number): boolean {
    const { clip } = this.#state;
    if (clip === null) return true;
    return (
      x > clip.left - SLACK &&
      x < clip.right + SLACK &&
      y - size * 0.3 > clip.top - size &&
      y - size * 0.3 < clip.bottom + size
    );
  }

  #setFont(args: readonly unknown[]): void {
    this.#state.font = this.#fontOf(String(args[0])) ?? DEFAULT_FONT;
    this.#state.size = numberOf(args[1]);
  }

  /** An extended graphics state may set the font. */
  #setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries as unknown[]) {
      if (Array.isArray(entry) && entry[0] === 'Font' && Array.isArray(entry[1])) this.#setFont(entry[1]);
    }
  }

  #moveText(x: number, y: number): void {
    this.#textMatrix = this.#lineMatrix = multiply(this.#lineMatrix, [1, 0, 0, 1, x, y]);
  }

  /** ISO 32000-1, 9.4.4: how far each glyph moves the text matrix. */
  #showText(shown: readonly (ShownGlyph | number)[]): void {
    const { font, size, charSpacing, wordSpacing, horizontalScale, rise, ctm } = this.#state;
    const whole = multiply(ctm, this.#textMatrix);
    const height = Math.abs(size) * Math.hypot(whole[2], whole[3]);
    let at = 0;
    this.#print += 1;
    for (const glyph of shown) {
      if (typeof glyph === 'number') {
        at -= (glyph / 1000) * size * (font.vertical ? 1 : horizontalScale);
        continue;
      }
      const width = glyph.width * font.scale * size;
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
      if (font.vertical) {
        // Each character stands upright below the one before: one em is a good guess of its height.
        this.#place(glyph.unicode, whole, [-width / 2, rise - at - size * 0.88], [width, 0], height);
        at += size + spacing;
      } else {
        const extent = width * horizontalScale;
        this.#place(glyph.unicode, whole, [at, rise], [extent, 0], height);
        at += extent + spacing * horizontalScale;
      }
    }
    this.#textMatrix = multiply(this.#textMatrix, [
      1,
      0,
      0,
      1,
      font.vertical ? 0 : at,
      font.vertical ? -at : 0,
    ]);
  }

  #place(
    text: string,
    whole: Matrix,
    from: readonly [number, number],
    advance: readonly [number, number],
    size: number,
  ): void {
    const [x, y] = apply(whole, ...from);
    const [endX, endY] = apply(whole, from[0] + advance[0], from[1] + advance[1]);
    if (this.glyphs.length >= MOST_GLYPHS || ![x, y, endX, endY, size].every(Number.isFinite)) return;
    if (!this.#isShown((x + endX) / 2, (y + endY) / 2, size)) return;
    this.glyphs.push({ text, x, y, advanceX: endX - x, advanceY: endY - y, size, print: this.#print });
  }

  #paintPath(args: readonly unknown[]): void {
    const stroked = STROKES.has(numberOf(args[0]));
    if (!stroked && !FILLS.has(numberOf(args[0]))) return;
    const path = Array.isArray(args[1]) ? (args[1] as unknown[])[0] : null;
    if (!(path instanceof Float32Array)) return;
    for (const box of rulingsOfPath(path, this.#state.ctm, stroked)) {
      if (this.boxes.length >= MOST_BOXES) return;
      this.boxes.push(box);
    }
  }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function matrixOf(value: unknown): Matrix | null {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return null;
  const numbers = Array.from(value as ArrayLike<unknown>, numberOf);
  const [a, b, c, d, e, f] = numbers;
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return [a, b, c, d, e, f];
}
