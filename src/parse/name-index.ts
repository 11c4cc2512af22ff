/** Things by their name, where most names are those of one. */

/** 40,000 arrays of one would not be worth their time. */
export type Index<T> = Map<string, T | T[]>;

function areSeveral<T>(there: T | T[]): there is T[] {
  return Array.isArray(there);
}

/** Adds one more thing of a name. */
export function addTo<T>(index: Index<T>, name: string, entry: T): void {
  const there = index.get(name);
  if (there === undefined) index.set(name, entry);
  else if (areSeveral(there)) there.push(entry);
  else index.set(name, [there, entry]);
}

/** All that a name stands for. */
export function entriesIn<T>(index: Index<T>, name: string): readonly T[] {
  const there = index.get(name);
  if (there === undefined) return [];
  return areSeveral(there) ? there : [there];
}

/** Adds a value to the list of a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}
