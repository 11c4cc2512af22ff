/**
 * Whether a font says which letter a code shows (ISO 32000-1, 9.10.2). Where it does not, the library takes the code itself for a letter, or
 * what the name of a glyph might mean: then a 3 may stand where an 8 is drawn.
 */

/** What the library knows of a font, as far as it bears on its letters. */
export interface FontLetters {
  name?: string;
  isType3Font?: boolean;
  /** Its codes are of several bytes. */
  composite?: boolean;
  isSymbolicFont?: boolean;
  /** Letters by their codes; the first and last code where each is taken for its own letter. */
  toUnicode?: { _map?: readonly (string | undefined)[]; firstChar?: number };
  /** Names that the font's dictionary gives to codes. */
  differences?: readonly (string | undefined)[];
}

/** Names of glyphs that the library takes for the code of a letter. */
const NUMBERED_NAME = /^(?:G[\da-f]{2}|g[\da-f]{4}|[Cc][\da-f]{2,3})$/iu;
/** Latin letters and digits, which every usual encoding has at the same places. */
const OWN_CODES = Array.from({ length: 0x7b - 0x30 }, (_, index) => 0x30 + index).filter((code) =>
  /[\dA-Za-z]/u.test(String.fromCharCode(code)),
);
/** A font that is cut to the letters it shows may number them as it likes. */
const CUT_TO_LETTERS = /^[A-Z]{6}\+/u;

/** Tells of each code of a font whether its letter is stated. */
export function statedLetters(font: FontLetters): (code: number) => boolean {
  const { toUnicode, differences = [] } = font;
  // A font that could not be read shows nothing.
  if (toUnicode === undefined) return () => true;
  const letters = toUnicode._map;
  if (letters === undefined || isGuessed(font, letters)) return () => false;
  const isNumbered = font.isType3Font === true && areFromNumbers(differences, letters);
  return (code) =>
    letters[code] !== undefined && !(isNumbered && NUMBERED_NAME.test(differences[code] ?? ''));
}

type Letters = readonly (string | undefined)[];

/** A symbolic font without an encoding has one of its own, in which the library supposes a usual one: each Latin letter and digit is its own code. */
function isGuessed(font: FontLetters, letters: Letters): boolean {
  return (
    font.isType3Font !== true &&
    font.composite !== true &&
    font.isSymbolicFont === true &&
    CUT_TO_LETTERS.test(font.name ?? '') &&
    (font.differences ?? []).length === 0 &&
    OWN_CODES.every((code) => letters[code] === String.fromCharCode(code))
  );
}

/** True where each name that is a number has the letter of that number: a table of letters that the font states has others too. */
function areFromNumbers(differences: Letters, letters: Letters): boolean {
  return differences.every((name, code) => {
    if (name === undefined || !NUMBERED_NAME.test(name)) return true;
    const number = name.slice(1);
    return [10, 16].some((base) => letters[code]?.codePointAt(0) === Number.parseInt(number, base));
  });
}
