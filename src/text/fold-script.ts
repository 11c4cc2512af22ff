/** One unit for one unit: radicals and compatibility ideographs to ideographs, Traditional to Simplified. Offsets stay. */
import variants from './data/han-variants.json' with { type: 'json' };

/** What each UTF-16 unit becomes; 0 where it stays. Pairs whose sides differ in length are left out: none is in use. */
function readTable(pairs: Iterable<string>): Uint16Array {
  const table = new Uint16Array(0x10000);
  const characters = [...pairs];
  for (let index = 0; index + 1 < characters.length; index += 2) {
    const [from = '', to = ''] = [characters[index], characters[index + 1]];
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  return table;
}

/** Kangxi radicals and the compatibility ideographs, which NFKC folds; the Radicals Supplement, which it does not. */
function* radicalPairs(): Generator<string> {
  for (const [first, last] of [
    [0x2f00, 0x2fdf],
    [0xf900, 0xfaff],
  ] as const) {
    for (let unit = first; unit <= last; unit += 1) {
      const character = String.fromCharCode(unit);
      const folded = character.normalize('NFKC');
      if (folded !== character) yield* [character, folded];
    }
  }
  yield* variants.radicals;
}

const RADICALS = readTable(radicalPairs());
const SIMPLIFIED = readTable(variants.simplified);
const RADICAL = /[\u2E80-\u2FDF\uF900-\uFAFF]/u;

function fold(text: string, table: Uint16Array): string {
  let folded = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const to = table[text.charCodeAt(index)] ?? 0;
    if (to === 0) continue;
    folded += text.slice(from, index) + String.fromCharCode(to);
    from = index + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

/** CJK radicals (⼈, ⺠) and compatibility ideographs, as texts out of PDFs hold them, to the ideographs they stand for. */
export function foldRadicals(text: string): string {
  return RADICAL.test(text) ? fold(text, RADICALS) : text;
}

/** Traditional characters to Simplified ones, by the character table. */
export function simplify(text: string): string {
  return fold(text, SIMPLIFIED);
}

/** White space: nothing is left of it. */
const GONE = 1;
/** Its neighbours, or more than one unit, decide. */
const UNDECIDED = 2;
/** For each unit that was met: what {@link foldUnits} makes of it; 0 for one not met yet. */
const FOLDED_UNITS = new Uint16Array(0x10000);
/** Signs of markup, which the caller of {@link foldUnits} opens first; tone marks, which mirrors print beside a character. */
const SPECIAL = /[*<&āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\p{M}\p{Cs}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/iu;

function foldUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  const normal = simplify(foldRadicals(character.normalize('NFKC')));
  const isAlone = normal.length === 1 && !SPECIAL.test(character) && !SPECIAL.test(normal);
  const folded = /^\s$/u.test(character)
    ? GONE
    : isAlone && normal.charCodeAt(0) > UNDECIDED
      ? normal.charCodeAt(0)
      : UNDECIDED;
  FOLDED_UNITS[unit] = folded;
  return folded;
}

/** Longer texts are put together in pieces. */
const PIECE = 1024;
const PIECES = new Uint16Array(PIECE);

/**
 * NFKC in Simplified characters without radicals and white space, unit by unit; null for a text in which a unit cannot be folded
 * alone: one with marks that combine, signs that become several, signs of markup.
 */
export function foldUnits(text: string): string | null {
  let done = '';
  let length = 0;
  let isChanged = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const known = FOLDED_UNITS[unit] ?? 0;
    const folded = known === 0 ? foldUnit(unit) : known;
    if (folded === UNDECIDED) return null;
    if (folded !== unit) isChanged = true;
    if (folded === GONE) continue;
    if (length === PIECE) {
      done += String.fromCharCode.apply(null, PIECES as unknown as number[]);
      length = 0;
    }
    PIECES[length] = folded;
    length += 1;
  }
  if (!isChanged) return text;
  return done + String.fromCharCode.apply(null, PIECES.subarray(0, length) as unknown as number[]);
}
