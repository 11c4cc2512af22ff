/** Tells a blank from a letter that PDFium left out: a blank leaves no ink, where its font has letters that do. */
import type { Pdfium } from './pdfium-library.js';

const HAN = /^\p{Script=Han}$/u;

/** A letter of each font of a page. */
export class InkSamples {
  readonly #pdfium: Pdfium;
  readonly #textPage: number;
  /** By the address of the font; an ideograph where it has one, for a font that cannot be opened may still have digits. */
  readonly #letters = new Map<number, number>();

  constructor(pdfium: Pdfium, textPage: number) {
    this.#pdfium = pdfium;
    this.#textPage = textPage;
  }

  /** Takes note of letter `index` of the page. */
  take(font: number, index: number): void {
    const letter = String.fromCodePoint(this.#pdfium.calls.FPDFText_GetUnicode(this.#textPage, index));
    if (HAN.test(letter) || (!this.#letters.has(font) && letter.trim() !== ''))
      this.#letters.set(font, index);
  }

  /** True for a piece of text of which nothing is to be seen. */
  isBlank(object: number): boolean {
    const { calls, out } = this.#pdfium;
    const sample = this.#letters.get(calls.FPDFTextObj_GetFont(object));
    if (sample === undefined || !this.#hasInk(sample)) return false;
    const place = (index: number): number => this.#pdfium.place(index);
    if (!calls.FPDFPageObj_GetBounds(object, out, place(1), place(2), place(3))) return false;
    const [left, bottom, right, top] = [0, 1, 2, 3].map((index) => this.#pdfium.float(index));
    return left === right && bottom === top;
  }

  #hasInk(index: number): boolean {
    const { calls, out } = this.#pdfium;
    const place = (at: number): number => this.#pdfium.place(at * 2);
    if (!calls.FPDFText_GetCharBox(this.#textPage, index, out, place(1), place(2), place(3))) return false;
    const [left, right, bottom, top] = [0, 1, 2, 3].map((at) => this.#pdfium.double(at));
    return left !== right && bottom !== top;
  }
}
