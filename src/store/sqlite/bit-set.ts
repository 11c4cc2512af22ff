/** Sets of reports as one byte a report, at its `seq`. Bytes, not bits: simpler, and as fast at these sizes. */
export type ReportSet = Uint8Array;

/** Keeps in `target` what is also in `other`. */
export function intersect(target: ReportSet, other: ReportSet): void {
  for (let seq = 0; seq < target.length; seq += 1) target[seq] = (target[seq] ?? 0) & (other[seq] ?? 0);
}

/** Adds `other` to `target`. */
export function unite(target: ReportSet, other: ReportSet): void {
  for (let seq = 0; seq < target.length; seq += 1) target[seq] = (target[seq] ?? 0) | (other[seq] ?? 0);
}

/** Joins sets into a new one: what is in all of them, or in any. No sets at all: everything there is, or nothing. */
export function combine(how: 'and' | 'or', sets: readonly ReportSet[], all: ReportSet): ReportSet {
  const result = how === 'and' ? all.slice() : new Uint8Array(all.length);
  for (const set of sets) (how === 'and' ? intersect : unite)(result, set);
  return result;
}

/** What is in `all` and not in `set`. */
export function complement(set: ReportSet, all: ReportSet): ReportSet {
  return all.map((member, seq) => member & ((set[seq] ?? 0) ^ 1));
}

/** How many members a set has. */
export function countMembers(set: ReportSet): number {
  let count = 0;
  for (const member of set) count += member;
  return count;
}
