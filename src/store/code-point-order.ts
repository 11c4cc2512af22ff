/** Text order that every store shares. */

/** A surrogate stands for a code point above all single units, so it sorts after U+E000–U+FFFF. */
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Compares by code point; JavaScript's own `<` compares UTF-16 units and puts 𠀀 before ｱ. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) {
      const above = Number(isSurrogate(left)) - Number(isSurrogate(right));
      return above === 0 ? left - right : above;
    }
  }
  return a.length - b.length;
}
