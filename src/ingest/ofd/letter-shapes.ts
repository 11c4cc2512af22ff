/**
 * Whether the letters of OFD text mean what is drawn. A font may have glyphs without code points: they are drawn by their numbers
 * (GB/T 33190, 11.4), and blanks or one sign stand for them in the text.
 */
import type { XmlElement } from '../docx/xml-tree.js';
import { child, childrenOf } from '../docx/xml-tree.js';
import { UNKNOWN_LETTER } from '../page/page-content.js';

/** The sign that writers put where there is no code point. */
const PLACEHOLDER = '¤';
/** One letter has so many shapes in a font at most: one for lines, one for columns. A blank has one. */
const MOST_SHAPES = 2;
/** Glyphs of one run at most; a page of a report has under 3,000. */
const MOST_GLYPHS = 100_000;

/** The numbers of the glyphs that a text object states, by the place of the letter in its text; empty where the font finds them by their letters. */
export function statedGlyphs(object: XmlElement): ReadonlyMap<number, string> {
  const stated = new Map<number, string>();
  for (const transform of childrenOf(object, 'ofd:CGTransform')) {
    const glyphs = (child(transform, 'ofd:Glyphs')?.text ?? '').trim().split(/\s+/u).filter(Boolean);
    const start = countOf(transform.attributes['CodePosition'], 0);
    const codes = countOf(transform.attributes['CodeCount'], 1);
    for (let index = 0; index < Math.min(codes, MOST_GLYPHS); index += 1) {
      // Several letters that are one glyph, or one letter that is several, are one shape for each.
      const own = codes === glyphs.length ? glyphs[index] : glyphs.join(' ');
      if (own !== undefined && own !== '') stated.set(start + index, own);
    }
  }
  return stated;
}

function countOf(value: string | undefined, otherwise: number): number {
  const count = Number(value ?? otherwise);
  return Number.isInteger(count) && count >= 0 ? count : otherwise;
}

/** The letters of one page, each with the shape that is drawn for it. */
export class LetterShapes {
  readonly #shapes = new Map<string, Set<string>>();
  readonly #glyphs: { glyph: { text: string }; key: string }[] = [];

  /** Takes down a letter of a font; without the number of its glyph it is what it says. */
  note(glyph: { text: string }, font: string, shape: string | undefined): void {
    if (glyph.text === PLACEHOLDER) glyph.text = UNKNOWN_LETTER;
    if (shape === undefined) return;
    const key = `${font} ${glyph.text}`;
    const shapes = this.#shapes.get(key) ?? new Set();
    this.#shapes.set(key, shapes.add(shape));
    this.#glyphs.push({ glyph, key });
  }

  /** Marks the letters that stand for several shapes: what they show is not known. */
  markUnknown(): void {
    for (const { glyph, key } of this.#glyphs) {
      const count = this.#shapes.get(key)?.size ?? 0;
      if (count > (glyph.text.trim() === '' ? 1 : MOST_SHAPES)) glyph.text = UNKNOWN_LETTER;
    }
  }
}
