/** Finds phrases in original text by way of its normal form, and cuts snippets around them. */
import { normalize, normalizeWithMap } from './normal-form.js';

export interface HighlightOptions {
  /** UTF-16 units to show at each side of a match, more where a character would be cut. */
  readonly context: number;
  /** How many snippets at most. */
  readonly limit: number;
}

/** A half-open range of UTF-16 units. */
export interface TextRange {
  start: number;
  end: number;
}

/** A piece of the original. */
export interface Snippet {
  /** Place of `text` in the original, in UTF-16 units. */
  offset: number;
  /** `original.slice(offset, offset + text.length)`. */
  text: string;
  /** Ranges of `text`, sorted; they do not overlap. */
  ranges: TextRange[];
}

/**
 * A character sequence longer than this is no text (Unicode's Stream-Safe Format allows 30 marks); a match in
 * it is shown with the whole of it.
 */
const LONGEST_SEQUENCE = 64;
/** A snippet of many close matches ends when its matches span this many contexts. */
const CONTEXTS_PER_SNIPPET = 4;

const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * The ranges of the original that match a phrase, sorted. Each is the smallest run of whole original characters
 * whose normal form contains the phrase. Where matches overlap, the longer is kept and the other is left out.
 *
 * @param phrases - in normal form; empty ones match nothing.
 */
export function findMatches(original: string, phrases: readonly string[]): TextRange[] {
  const candidates: TextRange[] = [];
  const normal = normalizeWithMap(original);
  for (const phrase of new Set(phrases)) {
    if (phrase === '') continue;
    let last: TextRange | undefined;
    for (let at = normal.text.indexOf(phrase); at >= 0; at = normal.text.indexOf(phrase, at + 1)) {
      const start = normal.starts[at] ?? 0;
      const end = normal.ends[at + phrase.length - 1] ?? 0;
      if (last?.start === start && last.end === end) continue;
      last = { start, end };
      const isExact =
        isOwnSource(normal, original, at, -1) && isOwnSource(normal, original, at + phrase.length - 1, 1);
      candidates.push(isExact ? last : shrink(original, last, phrase));
    }
  }
  return withoutOverlaps(candidates, original.length);
}

/** Whether a normal unit comes from one code point that gave nothing beyond the match, or from too much to look. */
function isOwnSource(
  { starts, ends }: ReturnType<typeof normalizeWithMap>,
  original: string,
  unit: number,
  outward: -1 | 1,
): boolean {
  const start = starts[unit] ?? 0;
  const length = (ends[unit] ?? 0) - start;
  if (length > LONGEST_SEQUENCE) return true;
  const isOne = length === ((original.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  return isOne && starts[unit + outward] !== start;
}

/** Drops code points from both ends as long as the rest contains the phrase. */
function shrink(original: string, { start, end }: TextRange, phrase: string): TextRange {
  const holds = (from: number, to: number) => normalize(original.slice(from, to)).includes(phrase);
  let from = start;
  let to = end;
  for (let next = after(original, from); next < to && holds(next, to); next = after(original, from))
    from = next;
  for (let next = before(original, to); next > from && holds(from, next); next = before(original, to))
    to = next;
  return { start: from, end: to };
}

function after(text: string, index: number): number {
  return index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
}

function before(text: string, index: number): number {
  return index - ((text.codePointAt(index - 2) ?? 0) > 0xffff ? 2 : 1);
}

function withoutOverlaps(candidates: readonly TextRange[], length: number): TextRange[] {
  const taken = new Uint8Array(length);
  const byLength = [...candidates].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: TextRange[] = [];
  for (const range of byLength) {
    // What was taken before is no shorter, so an overlap covers one of the ends.
    if (taken[range.start] === 1 || taken[range.end - 1] === 1) continue;
    taken.fill(1, range.start, range.end);
    kept.push(range);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * Snippets of the original around the matches of phrases in normal form, in order; snippets do not overlap and
 * cut no character as readers see it (surrogate pair, combining sequence, emoji sequence). Matches less than
 * `context` apart share a snippet, as long as it stays short.
 */
export function highlight(
  original: string,
  phrases: readonly string[],
  { context, limit }: HighlightOptions,
): Snippet[] {
  const matches = findMatches(original, phrases);
  if (matches.length === 0 || limit <= 0) return [];
  const graphemes = GRAPHEMES.segment(original);
  const boundaryBefore = (index: number) => graphemes.containing(index)?.index ?? Math.max(0, index);
  const boundaryAfter = (index: number) => {
    const inside = graphemes.containing(index);
    if (inside === undefined || inside.index === index) return Math.min(index, original.length);
    return inside.index + inside.segment.length;
  };

  const snippets: Snippet[] = [];
  let written = 0;
  for (let index = 0; index < matches.length && snippets.length < limit;) {
    const first = matches[index];
    if (first === undefined) break;
    const ranges = [first];
    let last = first;
    let next = matches[index + 1];
    while (next !== undefined) {
      const isNear =
        next.start - last.end <= context && next.end - first.start <= CONTEXTS_PER_SNIPPET * context;
      if (!isNear && next.start >= boundaryAfter(last.end)) break;
      ranges.push(next);
      last = next;
      next = matches[index + ranges.length];
    }
    index += ranges.length;
    const from = Math.max(written, boundaryBefore(first.start - context));
    const to = Math.min(
      boundaryAfter(last.end + context),
      next === undefined ? original.length : boundaryBefore(next.start),
    );
    snippets.push({
      offset: from,
      text: original.slice(from, to),
      ranges: ranges.map(({ start, end }) => ({ start: start - from, end: end - from })),
    });
    written = to;
  }
  return snippets;
}
