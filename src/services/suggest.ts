/** Near names, for "did you mean". */
import leven from 'leven';

/** Names longer than this get no suggestions: the comparison is quadratic and the name comes from a client. */
const LONGEST_NAME = 120;

/** Names to choose from, by their length: names of another length than the given one by more than the tolerance are never compared. */
export class NameIndex {
  readonly #byLength = new Map<number, { name: string; folded: string }[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const folded = name.toLowerCase();
      const sameLength = this.#byLength.get(folded.length) ?? [];
      this.#byLength.set(folded.length, sameLength);
      sameLength.push({ name, folded });
    }
  }

  /** The names nearest to a misspelt one, best first, at most three; empty where none is near. */
  nearest(misspelt: string): string[] {
    if (misspelt.length > LONGEST_NAME) return [];
    const given = misspelt.toLowerCase();
    const tolerance = Math.max(2, Math.floor(given.length / 4));
    const near: { name: string; distance: number }[] = [];
    for (let length = given.length - tolerance; length <= given.length + tolerance; length += 1) {
      for (const { name, folded } of this.#byLength.get(length) ?? []) {
        // What is farther than the bound is told as the bound.
        const distance = leven(given, folded, { maxDistance: tolerance + 1 });
        if (distance <= tolerance) near.push({ name, distance });
      }
    }
    near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
    // One that is much farther than the nearest is no help: applications.granted for applications.recieved.
    const limit = (near[0]?.distance ?? 0) + 1;
    return near
      .filter(({ distance }) => distance <= limit)
      .slice(0, 3)
      .map(({ name }) => name);
  }
}

/** As {@link NameIndex} does, for names that are looked at once. */
export function suggest(misspelt: string, names: Iterable<string>): string[] {
  return new NameIndex(names).nearest(misspelt);
}
