/**
 * The letters of a page as PDFium reads them. It was made for copying text: it drops what is printed twice, mends the ends of
 * lines, adds blanks and drops those next to them. What it adds is left out here; where it may have dropped or changed a
 * letter, nothing is read.
 */
import { apply } from '../../page/matrix.js';
import type { Matrix } from '../../page/matrix.js';
import type { PlacedGlyph } from '../../page/turn-upright.js';
import { isShown } from '../clip.js';
import { InkSamples } from './ink-samples.js';
import type { TextPiece } from './page-objects.js';
import type { Pdfium } from './pdfium-library.js';
import type { TextSetting } from './text-setting.js';
import { NO_LENGTH, settingOf } from './text-setting.js';
import { UnsureError } from './unsure.js';

/** How many letters of one page are read; a page of a report has under 3,000. */
const MOST_LETTERS = 100_000;

/** What PDFium puts for a hyphen at the end of a line. */
const HYPHEN_PLACE = 2;
const HYPHEN = 0x2d;
/** Letters without a meaning, and halves of one. */
const UNSURE_LETTER = /^[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]$/u;
const HAN = /^\p{Script=Han}$/u;

type Point = readonly [number, number];

/** Where the last letter stands in the page's own space, and what was made of it, if it is shown. */
interface LastLetter {
  readonly object: number;
  readonly x: number;
  readonly y: number;
  readonly placed: PlacedGlyph | undefined;
}

/**
 * @param texts the pieces of text that the page paints
 * @param transform from the page's own space to points from the top left corner
 * @throws UnsureError
 */
export function pageLetters(
  pdfium: Pdfium,
  page: number,
  texts: ReadonlyMap<number, TextPiece>,
  transform: Matrix,
): PlacedGlyph[] {
  const textPage = pdfium.calls.FPDFText_LoadPage(page);
  if (textPage === 0) throw new UnsureError('a page without text');
  try {
    return new LetterReader(pdfium, textPage, texts, transform).read();
  } finally {
    pdfium.calls.FPDFText_ClosePage(textPage);
  }
}

class LetterReader {
  readonly #pdfium: Pdfium;
  readonly #textPage: number;
  readonly #texts: ReadonlyMap<number, TextPiece>;
  readonly #transform: Matrix;
  readonly #samples: InkSamples;
  readonly #settings = new Map<number, TextSetting>();
  readonly #letters: PlacedGlyph[] = [];
  #last: LastLetter | undefined;

  constructor(pdfium: Pdfium, textPage: number, texts: ReadonlyMap<number, TextPiece>, transform: Matrix) {
    this.#pdfium = pdfium;
    this.#textPage = textPage;
    this.#texts = texts;
    this.#transform = transform;
    this.#samples = new InkSamples(pdfium, textPage);
  }

  read(): PlacedGlyph[] {
    const { calls } = this.#pdfium;
    const count = calls.FPDFText_CountChars(this.#textPage);
    if (count < 0 || count > MOST_LETTERS) throw new UnsureError('more letters than a page has');
    for (let index = 0; index < count; index += 1) {
      if (calls.FPDFText_IsGenerated(this.#textPage, index) !== 1) this.#readLetter(index);
    }
    for (const object of this.#texts.keys()) {
      if (!this.#settings.has(object) && !this.#samples.isBlank(object))
        throw new UnsureError('a piece of text without letters');
    }
    return this.#letters;
  }

  #readLetter(index: number): void {
    const { calls, out } = this.#pdfium;
    const object = calls.FPDFText_GetTextObject(this.#textPage, index);
    calls.FPDFText_GetCharOrigin(this.#textPage, index, out, this.#pdfium.place(2));
    const [x, y] = [this.#pdfium.double(0), this.#pdfium.double(1)];
    const setting = this.#settings.get(object) ?? this.#begin(object, index, x, y);
    const letter = this.#letterOf(index, setting);
    if (this.#isOfLastLetter(object, x, y, setting)) {
      if (this.#last?.placed !== undefined) this.#last.placed.text += letter;
      return;
    }
    const [a, b] = setting.matrix;
    if (!setting.isUpright) {
      // It is left out: only its direction counts.
      const placed = this.#add(letter, setting, [x, y], [a * setting.em, b * setting.em]);
      this.#last = { object, x, y, placed };
      return;
    }
    const width = this.#widthOf(letter, setting, index, x);
    const placed = this.#add(letter, setting, [x, y], [width, (width * b) / a]);
    this.#last = { object, x, y, placed };
  }

  /** One sign may stand for several letters, such as a dash of two ems: PDFium puts them all where the sign is. */
  #isOfLastLetter(object: number, x: number, y: number, { piece }: TextSetting): boolean {
    const last = this.#last;
    if (last?.object !== object || last.x !== x || last.y !== y) return false;
    if (piece.isNamed) throw new UnsureError('marks give several letters for one');
    return true;
  }

  #letterOf(index: number, { piece }: TextSetting): string {
    const { calls } = this.#pdfium;
    let code = calls.FPDFText_GetUnicode(this.#textPage, index);
    if (code === HYPHEN_PLACE && calls.FPDFText_IsHyphen(this.#textPage, index) === 1) code = HYPHEN;
    const letter = String.fromCodePoint(code);
    if (UNSURE_LETTER.test(letter) || calls.FPDFText_HasUnicodeMapError(this.#textPage, index) !== 0)
      throw new UnsureError('a letter without meaning');
    if (piece.isNamed && !HAN.test(letter) && letter.trim() !== '')
      throw new UnsureError('marks give letters that are no ideographs');
    return letter;
  }

  /** The setting of a piece, by its first letter. */
  #begin(object: number, index: number, x: number, y: number): TextSetting {
    const { calls, out } = this.#pdfium;
    const piece = this.#texts.get(object);
    if (piece === undefined) throw new UnsureError('a letter of no piece of text');
    const font = calls.FPDFTextObj_GetFont(object);
    if (calls.FPDFFont_GetIsEmbedded(font) !== 1) throw new UnsureError('a font that the file does not hold');
    this.#samples.take(font, index);
    calls.FPDFText_GetMatrix(this.#textPage, index, out);
    const matrix = this.#pdfium.matrix();
    const setting = settingOf(piece, matrix, calls.FPDFText_GetFontSize(this.#textPage, index), x, y);
    this.#settings.set(object, setting);
    // PDFium drops a blank at the beginning of a piece behind a blank that it added.
    const missing = x - matrix[4];
    if (setting.isUpright && missing > NO_LENGTH * setting.em * matrix[0])
      this.#add(' ', setting, [matrix[4], y], [missing, 0]);
    return setting;
  }

  /**
   * How far the letter moves the next one. Its box reaches so far, but farther where the letter's ink does; an ideograph never
   * moves the next one farther than one em, and exactly so far where only its ink is known.
   */
  #widthOf(letter: string, { piece, matrix, em, isVertical }: TextSetting, index: number, x: number): number {
    if (isVertical) return 2 * (matrix[4] - x);
    const whole = em * matrix[0];
    const isHan = HAN.test(letter);
    if (piece.isNamed && isHan) return whole;
    if (!this.#pdfium.calls.FPDFText_GetLooseCharBox(this.#textPage, index, this.#pdfium.out))
      throw new UnsureError('a letter without a box');
    const width = this.#pdfium.float(2) - x;
    return isHan ? Math.min(width, whole) : width;
  }

  /** Adds a letter that stands at a point of the page's own space. */
  #add(
    text: string,
    { piece, matrix, em }: TextSetting,
    from: Point,
    advance: Point,
  ): PlacedGlyph | undefined {
    const [x, y] = apply(this.#transform, ...from);
    const [endX, endY] = apply(this.#transform, from[0] + advance[0], from[1] + advance[1]);
    const size = em * Math.hypot(matrix[2], matrix[3]);
    if (![x, y, endX, endY, size].every(Number.isFinite)) throw new UnsureError('a letter of no place');
    if (!isShown(piece.clip, (x + endX) / 2, (y + endY) / 2, size)) return undefined;
    const { print } = piece;
    const placed = { text, x, y, advanceX: endX - x, advanceY: endY - y, size, print };
    this.#letters.push(placed);
    return placed;
  }
}
