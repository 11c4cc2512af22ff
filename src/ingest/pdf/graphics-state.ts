/** The state in which a page is painted: space, clipping and text parameters, saved and restored as its operators say. */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../page/drawn-rules.js';
import { apply, multiply } from '../page/matrix.js';
import type { Matrix } from '../page/matrix.js';
import { isShown, narrowedClip } from './clip.js';

/** What the layout needs to know of a font. */
export interface FontMetrics {
  /** Text space units of one glyph space unit; 0.001 but for Type 3 fonts. */
  scale: number;
  /** True where it sets text from top to bottom. */
  vertical: boolean;
  /** Whether it says which letter a code shows. */
  states: (code: number) => boolean;
}

interface PaintState {
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

const DEFAULT_FONT: FontMetrics = { scale: 0.001, vertical: false, states: () => true };

/** Square points from which on the unit of a space is the frame of a picture: text and lines are drawn in units near a point. */
const LEAST_PICTURE = 1000;

/** Nested deeper than this, saved states are not kept: no writer does so. */
const DEEPEST_STACK = 1000;

/** Follows the operators that change how what comes after them is painted; all others it passes over. */
export class GraphicsState {
  /** Square points that pictures cover. They are not decoded; the space into which each is painted tells its size. */
  pictured = 0;
  readonly #fontOf: (name: string) => FontMetrics | null;
  readonly #base: Matrix;
  readonly #stack: PaintState[] = [];
  #current: PaintState;

  /**
   * @param base the space of the page
   * @param fontOf the font of a name; null where it is not known
   */
  constructor(base: Matrix, fontOf: (name: string) => FontMetrics | null) {
    this.#fontOf = fontOf;
    this.#base = base;
    this.#current = {
      ctm: base,
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

  get current(): Readonly<PaintState> {
    return this.#current;
  }

  run(operator: number, args: readonly unknown[]): void {
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        this.#save();
        break;
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        this.#restore();
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
        this.#current.ctm = this.#base;
        this.#transform(args[2]);
        this.#transform(args[3]);
        break;
      default:
        this.#setText(operator, args);
    }
  }

  /** The parameters of text. */
  #setText(operator: number, args: readonly unknown[]): void {
    const state = this.#current;
    switch (operator) {
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
      case OPS.setLeadingMoveText:
        state.leading = -numberOf(args[1]);
        break;
      case OPS.setTextRise:
        state.rise = numberOf(args[0]);
        break;
    }
  }

  #save(): void {
    if (this.#stack.length < DEEPEST_STACK) this.#stack.push({ ...this.#current });
  }

  #restore(): void {
    this.#current = this.#stack.pop() ?? this.#current;
  }

  #transform(args: unknown): void {
    const matrix = matrixOf(args);
    if (matrix === null) return;
    this.#current.ctm = multiply(this.#current.ctm, matrix);
    const [a, b, c, d] = this.#current.ctm;
    const area = Math.abs(a * d - b * c);
    if (area >= LEAST_PICTURE && Number.isFinite(area)) this.pictured += area;
  }

  /** Narrows what is shown to the box of a path, given by its least and greatest coordinates. */
  clip(bounds: unknown): void {
    if (!(bounds instanceof Float32Array)) return;
    const [left = 0, top = 0, right = 0, bottom = 0] = bounds;
    const corners = [
      [left, top],
      [right, top],
      [left, bottom],
      [right, bottom],
    ].map(([x = 0, y = 0]) => apply(this.#current.ctm, x, y));
    this.#current.clip = narrowedClip(this.#current.clip, corners);
  }

  /** Whether a letter is shown: see `isShown`. */
  shows(x: number, y: number, size: number): boolean {
    return isShown(this.#current.clip, x, y, size);
  }

  #setFont(args: readonly unknown[]): void {
    this.#current.font = this.#fontOf(String(args[0])) ?? DEFAULT_FONT;
    this.#current.size = numberOf(args[1]);
  }

  /** An extended graphics state may set the font. */
  #setGraphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    const list: readonly unknown[] = entries;
    for (const entry of list) {
      if (Array.isArray(entry) && entry[0] === 'Font' && Array.isArray(entry[1])) this.#setFont(entry[1]);
    }
  }
}

/** A number that an operator is given; 0 for what is none. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** A matrix that an operator is given; null for what is none. */
export function matrixOf(value: unknown): Matrix | null {
  if (!Array.isArray(value) && !(value instanceof Float32Array)) return null;
  const numbers = Array.from(value as ArrayLike<unknown>, numberOf);
  const [a, b, c, d, e, f] = numbers;
  if (a === undefined || b === undefined || c === undefined) return null;
  if (d === undefined || e === undefined || f === undefined) return null;
  return [a, b, c, d, e, f];
}
