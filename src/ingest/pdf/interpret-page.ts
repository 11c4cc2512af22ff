/** A page's operator list to what it shows: characters and rulings, turned so that the text runs to the right. */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { IDENTITY, apply, multiply } from '../page/matrix.js';
import type { Matrix } from '../page/matrix.js';
import { UNKNOWN_LETTER } from '../page/page-content.js';
import type { PageContent } from '../page/page-content.js';
import { GraphicsState, matrixOf, numberOf } from './graphics-state.js';
import type { FontMetrics } from './graphics-state.js';
import { LEAST_PICTURED } from './pdf-content.js';
import { rulingsOfPath } from './path-rulings.js';
import type { Box } from '../page/drawn-rules.js';
import type { PageFrame, PlacedGlyph } from '../page/turn-upright.js';
import { turnUpright } from '../page/turn-upright.js';

/** The operators of one page, in the order of painting. */
export interface OperatorList {
  fnArray: readonly number[];
  argsArray: readonly unknown[];
}

/** A glyph as the worker of pdfjs sends it. */
interface ShownGlyph {
  unicode: string;
  originalCharCode: number;
  width: number;
  isSpace: boolean;
}

/** How many characters and rulings of one page are kept; a page of a report has under 3,000 and 500. */
const MOST_GLYPHS = 100_000;
const MOST_BOXES = 20_000;

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
    const given = operators.argsArray[index];
    const args: readonly unknown[] = Array.isArray(given) ? given : [];
    painter.run(operator, args);
  });
  const content = turnUpright(painter.glyphs, painter.boxes, frame);
  return painter.pictured >= LEAST_PICTURED * frame.width * frame.height
    ? { ...content, pictured: true }
    : content;
}

/** Control characters are no letters that a page shows; line ends and tabs are blanks. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** What a glyph shows, as far as its font says so. Blanks in fonts of one byte are blank whatever it says. */
function letterOf({ unicode, originalCharCode, isSpace }: ShownGlyph, font: FontMetrics): string {
  if (isSpace) return unicode;
  return font.states(originalCharCode) && !CONTROL.test(unicode) ? unicode : UNKNOWN_LETTER;
}

class PagePainter {
  readonly glyphs: PlacedGlyph[] = [];
  readonly boxes: Box[] = [];
  readonly #graphics: GraphicsState;
  #print = 0;
  #textMatrix: Matrix = IDENTITY;
  #lineMatrix: Matrix = IDENTITY;
  /** The next path clips what is painted after it. */
  #isClipping = false;

  constructor(frame: PageFrame, fontOf: (name: string) => FontMetrics | null) {
    this.#graphics = new GraphicsState(frame.transform, fontOf);
  }

  /** Square points that pictures cover. */
  get pictured(): number {
    return this.#graphics.pictured;
  }

  run(operator: number, args: readonly unknown[]): void {
    this.#graphics.run(operator, args);
    switch (operator) {
      case OPS.beginText:
        this.#textMatrix = this.#lineMatrix = IDENTITY;
        break;
      case OPS.setTextMatrix:
        this.#textMatrix = this.#lineMatrix = matrixOf(args[0]) ?? IDENTITY;
        break;
      case OPS.moveText:
      case OPS.setLeadingMoveText:
        this.#moveText(numberOf(args[0]), numberOf(args[1]));
        break;
      case OPS.nextLine:
        this.#moveText(0, -this.#graphics.current.leading);
        break;
      case OPS.showText:
        if (Array.isArray(args[0])) this.#showText(args[0]);
        break;
      case OPS.clip:
      case OPS.eoClip:
        this.#isClipping = true;
        break;
      case OPS.constructPath:
        this.#paintPath(args);
        if (this.#isClipping) this.#graphics.clip(args[2]);
        this.#isClipping = false;
        break;
    }
  }

  #moveText(x: number, y: number): void {
    this.#textMatrix = this.#lineMatrix = multiply(this.#lineMatrix, [1, 0, 0, 1, x, y]);
  }

  /** ISO 32000-1, 9.4.4: how far each glyph moves the text matrix. */
  #showText(shown: readonly (ShownGlyph | number)[]): void {
    const { font, size, charSpacing, wordSpacing, horizontalScale, rise, ctm } = this.#graphics.current;
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
      const letter = letterOf(glyph, font);
      if (font.vertical) {
        // Each character stands upright below the one before: one em is a good guess of its height.
        this.#place(letter, whole, [-width / 2, rise - at - size * 0.88], [width, 0], height);
        at += size + spacing;
      } else {
        const extent = width * horizontalScale;
        this.#place(letter, whole, [at, rise], [extent, 0], height);
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
    if (!this.#graphics.shows((x + endX) / 2, (y + endY) / 2, size)) return;
    this.glyphs.push({ text, x, y, advanceX: endX - x, advanceY: endY - y, size, print: this.#print });
  }

  #paintPath(args: readonly unknown[]): void {
    const stroked = STROKES.has(numberOf(args[0]));
    if (!stroked && !FILLS.has(numberOf(args[0]))) return;
    const given: readonly unknown[] = Array.isArray(args[1]) ? args[1] : [];
    const [path] = given;
    if (!(path instanceof Float32Array)) return;
    for (const box of rulingsOfPath(path, this.#graphics.current.ctm, stroked)) {
      if (this.boxes.length >= MOST_BOXES) return;
      this.boxes.push(box);
    }
  }
}
