/** The phrases of a parsed query. Apart from the syntax, which brings the segmenter with it: each thread that reads would load it again. */
import type { TextQuery } from '../domain/query.js';

/** The phrases that make a report match, for ranking and highlighting: those under no exclusion (or two), each once. None of no query. */
export function positivePhrases(query: TextQuery | null): string[] {
  const phrases = new Set<string>();
  if (query !== null) collectPositive(query, true, phrases);
  return [...phrases];
}

function collectPositive(query: TextQuery, isPositive: boolean, phrases: Set<string>): void {
  if (query.type === 'phrase') {
    if (isPositive) phrases.add(query.phrase);
  } else if (query.type === 'not') {
    collectPositive(query.child, !isPositive, phrases);
  } else {
    for (const child of query.children) collectPositive(child, isPositive, phrases);
  }
}
