/** The objects of an OFD page to what it shows: characters and rulings. */
import type { XmlElement } from '../docx/xml-tree.js';
import { childrenOf } from '../docx/xml-tree.js';
import type { Box, Point } from '../page/drawn-rules.js';
import { filledRule, strokedEdges } from '../page/drawn-rules.js';
import type { Matrix } from '../page/matrix.js';
import { apply, multiply } from '../page/matrix.js';
import type { PlacedGlyph } from '../page/turn-upright.js';
import { LetterShapes, statedGlyphs } from './letter-shapes.js';
import { distances, matrixOf, numbers, outlines } from './ofd-values.js';

/** How many characters and rulings of one page are kept; a page of a report has under 3,000 and 500. */
const MOST_GLYPHS = 100_000;
const MOST_BOXES = 20_000;
/** Blocks and composite objects within each other at most. */
export const DEEPEST = 20;

/** Widths in units of the font's size: of Han and full-width signs, and of all others. */
const WIDE = 1;
const NARROW = 0.5;
const WIDE_LETTER =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** A character that is further from the next than this, in units of its own width, is apart from it. */
const LONGEST_ADVANCE = 1.65;

/** Paints pages; composite objects come from resources. */
export class OfdPainter {
  readonly glyphs: PlacedGlyph[] = [];
  readonly boxes: Box[] = [];
  /** Pictures on the page. */
  pictures = 0;
  /** Outlines with curves on the page: letters that are drawn, in their hundreds. */
  curves = 0;
  readonly #composites: ReadonlyMap<string, XmlElement>;
  readonly #shapes = new LetterShapes();
  #print = 0;

  constructor(composites: ReadonlyMap<string, XmlElement>) {
    this.#composites = composites;
  }

  /** Paints what an element holds; `space` leads to points from the top left corner of the page. */
  paint(parent: XmlElement, space: Matrix, depth = 0): void {
    if (depth > DEEPEST) return;
    for (const object of parent.children) {
      if (object.attributes['Visible'] === 'false') continue;
      switch (object.name) {
        case 'ofd:Content':
        case 'ofd:Layer':
        case 'ofd:PageBlock':
          this.paint(object, space, depth + 1);
          break;
        case 'ofd:TextObject':
          this.#text(object, placed(object, space));
          break;
        case 'ofd:PathObject':
          this.#path(object, placed(object, space));
          break;
        case 'ofd:ImageObject':
          this.pictures += 1;
          break;
        case 'ofd:CompositeObject': {
          const unit = this.#composites.get(object.attributes['ResourceID'] ?? '');
          if (unit !== undefined) this.paint(unit, placed(object, space), depth + 1);
          break;
        }
      }
    }
  }

  /** Ends the page: letters that stand for several shapes are marked as unknown. */
  end(): void {
    this.#shapes.markUnknown();
  }

  /** The Y of a code is its baseline; a code that states no place begins where the last did (GB/T 33190, 11.3). */
  #text(object: XmlElement, space: Matrix): void {
    const size = numbers(object.attributes['Size'])[0] ?? 0;
    const stretch = numbers(object.attributes['HScale'])[0] ?? 1;
    const shapes = statedGlyphs(object);
    const font = object.attributes['Font'] ?? '';
    let [startX, startY] = [0, 0];
    let before = 0;
    for (const code of childrenOf(object, 'ofd:TextCode')) {
      startX = numbers(code.attributes['X'])[0] ?? startX;
      startY = numbers(code.attributes['Y'])[0] ?? startY;
      const [stepsX, stepsY] = [distances(code.attributes['DeltaX']), distances(code.attributes['DeltaY'])];
      let [x, y] = [startX, startY];
      this.#print += 1;
      const letters = [...code.text];
      for (const [index, letter] of letters.entries()) {
        const width = size * stretch * (WIDE_LETTER.test(letter) ? WIDE : NARROW);
        const step = stepsX[index] ?? (stepsY[index] === undefined ? width : 0);
        const isNear = step > 0 && step <= width * LONGEST_ADVANCE;
        const glyph = this.#glyph(letter, space, [x, y], isNear ? step : width, size);
        if (glyph !== null) this.#shapes.note(glyph, font, shapes.get(before + index));
        x += step;
        y += stepsY[index] ?? 0;
      }
      before += letters.length;
    }
  }

  #glyph(text: string, space: Matrix, at: Point, width: number, size: number): PlacedGlyph | null {
    const [x, y] = apply(space, ...at);
    const [endX, endY] = apply(space, at[0] + width, at[1]);
    const height = Math.abs(size) * Math.hypot(space[2], space[3]);
    if (this.glyphs.length >= MOST_GLYPHS || ![x, y, endX, endY, height].every(Number.isFinite)) return null;
    const print = this.#print;
    const glyph = { text, x, y, advanceX: endX - x, advanceY: endY - y, size: height, print };
    this.glyphs.push(glyph);
    return glyph;
  }

  #path(object: XmlElement, space: Matrix): void {
    const isStroked = object.attributes['Stroke'] !== 'false';
    const isFilled = object.attributes['Fill'] === 'true';
    for (const data of childrenOf(object, 'ofd:AbbreviatedData')) {
      for (const outline of outlines(data.text)) {
        if (outline === null) {
          this.curves += 1;
          continue;
        }
        const points = outline.map(([x, y]) => apply(space, x, y));
        const rules = isStroked ? strokedEdges(points) : isFilled ? filledRule(points) : [];
        this.boxes.push(...rules.slice(0, MOST_BOXES - this.boxes.length));
      }
    }
  }
}

/** The space of an object: its own transform, then its boundary's corner. */
export function placed(object: XmlElement, space: Matrix): Matrix {
  const [left = 0, top = 0] = numbers(object.attributes['Boundary']);
  return multiply(multiply(space, [1, 0, 0, 1, left, top]), matrixOf(object.attributes['CTM']));
}
