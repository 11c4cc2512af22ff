/**
 * Whether every font of a PDF says which letters its codes show (ISO 32000-1, 9.10.2). Where one does not, PDFium guesses, and does
 * not tell: then a 3 may stand where an 8 is drawn.
 */
import { PdfObjects } from './pdf-objects.js';

const SUBTYPE = /\/Subtype\s*\/(Type0|Type1|MMType1|TrueType|Type3)\b/gu;
/** A collection of glyphs with letters of its own, in place of those that the font states. */
const OTHER_COLLECTION = /\/Ordering\s*(?!\s|\((?:Identity|UCS)\))/u;
const OWN_NUMBERS = /\/Encoding\s*\/Identity-[HV]\b/u;
const LETTERS = /\/ToUnicode\s+(\d+)\s+0\s+R\b/u;
const USUAL_ENCODING = /\/Encoding\s*\/(?:WinAnsi|MacRoman)Encoding\b/u;
const DESCRIPTOR = /\/FontDescriptor\s+(\d+)\s+0\s+R\b/u;
const FLAGS = /\/Flags\s+(\d+)\b/u;
const CODES = /\/(FirstChar|LastChar)\s+(\d+)\b/gu;
/** Codes of a font that is no selection of letters of its own (ISO 32000-1, table 123). */
const SYMBOLIC = 4;

/** False also where that is not plain to see. */
export function hasStatedFonts(bytes: Uint8Array): boolean {
  const objects = PdfObjects.of(bytes);
  if (objects === null) return false;
  return [...objects.texts()].every((text) => {
    if (OTHER_COLLECTION.test(text)) return false;
    const subtypes = [...text.matchAll(SUBTYPE)].map(([, subtype]) => subtype);
    if (subtypes.length > 1) return false;
    switch (subtypes[0]) {
      case undefined:
        return true;
      case 'Type0':
        return OWN_NUMBERS.test(text) && LETTERS.test(text);
      case 'Type3':
        return statesDrawn(text, objects);
      default:
        return isPlain(text, objects) || statesAll(text, objects);
    }
  });
}

/** A font with an encoding that every reader knows, and whose letters are those of that encoding. */
function isPlain(font: string, objects: PdfObjects): boolean {
  if (!USUAL_ENCODING.test(font) || LETTERS.test(font)) return false;
  const descriptor = DESCRIPTOR.exec(font)?.[1];
  const flags = FLAGS.exec(objects.text(Number(descriptor ?? 0)) ?? '')?.[1];
  return flags !== undefined && (Number(flags) & SYMBOLIC) === 0;
}

const NAMES = /\/Differences\s*\[([^\]]*)\]/u;
const NAME_OR_CODE = /(\d+)|\/[^\s/[\]]+/gu;

/** A font of glyphs that the file draws: a code without a name shows nothing, and a name says nothing certain. */
function statesDrawn(font: string, objects: PdfObjects): boolean {
  const letters = LETTERS.exec(font)?.[1];
  const table = letters === undefined ? null : objects.stream(Number(letters));
  const names = NAMES.exec(font)?.[1];
  if (table === null || names === undefined) return false;
  const stated = statedCodes(table);
  let [code, none] = [0, ''];
  for (const [name, number] of names.matchAll(NAME_OR_CODE)) {
    if (number !== undefined) code = Number(number);
    else {
      // What code 0 shows stands for no letter.
      if (code === 0) none = name;
      if (name !== none && !stated.has(code)) return false;
      code += 1;
    }
  }
  return true;
}

/** A font of one byte that states the letters of all its codes; the first is none. */
function statesAll(font: string, objects: PdfObjects): boolean {
  const letters = LETTERS.exec(font)?.[1];
  const table = letters === undefined ? null : objects.stream(Number(letters));
  const codes = new Map([...font.matchAll(CODES)].map(([, name, code]) => [name, Number(code)]));
  const [first, last] = [codes.get('FirstChar'), codes.get('LastChar')];
  if (table === null || first === undefined || last === undefined || last > 255) return false;
  const stated = statedCodes(table);
  for (let code = Math.max(1, first); code <= last; code += 1) if (!stated.has(code)) return false;
  return true;
}

const SECTIONS = /beginbf(char|range)\b([^]*?)endbf/gu;
const CHAR = /<([\da-f]{2})>\s*<[\da-f]+>/giu;
const RANGE = /<([\da-f]{2})>\s*<([\da-f]{2})>\s*(?:<[\da-f]+>|\[[^\]]*\])/giu;

/** The codes of one byte for which a table gives letters. */
function statedCodes(table: string): Set<number> {
  const codes = new Set<number>();
  for (const [, kind, section = ''] of table.matchAll(SECTIONS)) {
    for (const [, from = '', to = ''] of section.matchAll(kind === 'char' ? CHAR : RANGE)) {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(kind === 'char' ? from : to, 16)];
      for (let code = first; code <= last; code += 1) codes.add(code);
    }
  }
  return codes;
}
