/** Near names, for "did you mean". */

/** Names longer than this get no suggestions: the comparison is quadratic and the name comes from a client. */
const LONGEST_NAME = 120;

/** The candidates nearest to a misspelt name, best first, at most three; empty where none is near. */
export function suggest(name: string, candidates: Iterable<string>): string[] {
  if (name.length > LONGEST_NAME) return [];
  const given = name.toLowerCase();
  const tolerance = Math.max(2, Math.floor(given.length / 4));
  const near = [...candidates]
    .map((candidate) => ({ candidate, distance: editDistance(given, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  // One that is much farther than the nearest is no help: applications.granted for applications.recieved.
  const limit = (near[0]?.distance ?? 0) + 1;
  return near
    .filter(({ distance }) => distance <= limit)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance in UTF-16 code units. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const current = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const substitution = (previous[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j + 1] ?? 0) + 1, (current[j] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
