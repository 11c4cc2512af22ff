/**
 * Hides embedded fonts from the PDF library where they cannot affect the text. It repairs each for drawing, which takes half
 * of the time of a file, and seconds and hundreds of MB where the font is damaged. Of a composite font with a table of letters
 * (ISO 32000-1, 9.10.3), letters and widths come from the dictionaries of the PDF, never from the font program.
 */

/** A font that is cut to the letters it shows is none of the standard fonts, for which the library has tables of its own. */
const COMPOSITE = /\/Subtype\s*\/Type0\b/u;
const LETTERS = /\/ToUnicode\s+\d+\s+\d+\s+R\b/u;
const CUT_TO_LETTERS = /\/BaseFont\s*\/[A-Z]{6}\+/u;
const DESCENDANT = /\/DescendantFonts\s*(?:\[\s*)?(\d+\s+\d+)\s+R\b/u;
const ONLY_ELEMENT = /^\s*\[\s*(\d+\s+\d+)\s+R\s*\]\s*$/u;
const DESCRIPTOR = /\/FontDescriptor\s+(\d+\s+\d+)\s+R\b/u;
const PROGRAM = /\/FontFile[23]?\s+\d+\s+\d+\s+R\b/u;

/**
 * Renames, in place, the entries that lead to such fonts; no byte changes its place. What is not plain to see (objects in
 * compressed streams, several revisions of an object, a descriptor of several fonts) is left as it is.
 */
export function withholdFonts(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const objects = new PlainObjects(file.toString('latin1'));
  for (const font of objects.having(COMPOSITE)) {
    if (!LETTERS.test(font.text) || !CUT_TO_LETTERS.test(font.text)) continue;
    const below = objects.follow(font, DESCENDANT);
    const descendant = below === null ? null : (objects.follow(below, ONLY_ELEMENT) ?? below);
    const descriptor = descendant === null ? null : objects.follow(descendant, DESCRIPTOR);
    const program = descriptor === null ? null : PROGRAM.exec(descriptor.text);
    if (descriptor === null || program === null) continue;
    file.write('X', descriptor.start + program.index + 1, 'latin1');
  }
}

/** What is in an object that is written in plain text, up to its end or its stream, and the offset of that. */
interface PlainObject {
  readonly start: number;
  readonly text: string;
}

/** Where an object begins, what refers to one, and where an object or its dictionary ends. */
const MARKS = /\b(?:(\d+\s+\d+)\s+(obj|R)|endobj|stream)\b/gu;

class PlainObjects {
  readonly #objects = new Map<string, PlainObject | 'several'>();
  /** How often each object is referred to. */
  readonly #references = new Map<string, number>();

  constructor(file: string) {
    let open: { key: string; start: number } | null = null;
    for (const { 0: mark, 1: number, 2: kind, index } of file.matchAll(MARKS)) {
      const key = number?.replace(/\s+/u, ' ') ?? '';
      if (kind === 'R') this.#references.set(key, (this.#references.get(key) ?? 0) + 1);
      else if (kind === 'obj') open = { key, start: index + mark.length };
      else if (open !== null) {
        const object = { start: open.start, text: file.slice(open.start, index) };
        this.#objects.set(open.key, this.#objects.has(open.key) ? 'several' : object);
        open = null;
      }
    }
  }

  /** Objects that the file has once, and whose text matches. */
  having(pattern: RegExp): PlainObject[] {
    return [...this.#objects.values()].filter(
      (object): object is PlainObject => object !== 'several' && pattern.test(object.text),
    );
  }

  /** The object that the pattern's group refers to, if the file has it once and nothing else refers to it; else null. */
  follow(from: PlainObject, reference: RegExp): PlainObject | null {
    const key = reference.exec(from.text)?.[1]?.replace(/\s+/u, ' ') ?? '';
    const object = this.#objects.get(key);
    return object === undefined || object === 'several' || this.#references.get(key) !== 1 ? null : object;
  }
}
