/** The character tables of the normal form: NFKC, radicals, Traditional → Simplified, simple lower case. */
import variants from './data/han-variants.json' with { type: 'json' };

function readPairs(pairs: string): Map<string, string> {
  const characters = Array.from(pairs);
  const map = new Map<string, string>();
  for (let index = 0; index < characters.length; index += 2) {
    map.set(characters[index] ?? '', characters[index + 1] ?? '');
  }
  return map;
}

const SIMPLIFIED = readPairs(variants.simplified);
const RADICALS = readPairs(variants.radicals);

/** Simple (one to one) lower case; U+0130 İ, the one character whose full mapping is longer, becomes i. */
function simpleLowerCase(character: string): string {
  return character === '\u0130' ? 'i' : character.toLowerCase();
}

/**
 * Folds well-formed text character by character between two NFKC passes. White space and default-ignorable
 * code points are not its business.
 */
export function foldCharacters(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKC')) {
    const ideograph = RADICALS.get(character) ?? character;
    folded += simpleLowerCase(SIMPLIFIED.get(ideograph) ?? ideograph);
  }
  return folded.normalize('NFKC');
}
