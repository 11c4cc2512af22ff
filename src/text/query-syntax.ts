/**
 * The query syntax. Blanks mean AND and bind closer than `OR`; `-` before a word, phrase or group excludes it;
 * parentheses group; `"…"`, `“…”` and `「…」` hold an exact phrase; a backslash takes the next character as
 * written, and the whole run with it as an exact phrase. Full-width and half-width signs are equal.
 *
 * An unquoted run (`行政诉讼2020`) is cut into words, each of which must match. Punctuation in it parts words as a
 * blank does and need not match (`行政、诉讼` asks for 行政 and 诉讼, `"行政、诉讼"` for just that); a run of nothing
 * but signs is a phrase. So a word is never lost and nothing is guessed: what cannot be read is `BAD_QUERY`.
 */
import type { QueryHint, TextQuery } from '../domain/query.js';
import { foldFurther } from './further-variants.js';
import { normalize, normalizeName } from './normal-form.js';
import { queryHints } from './query-hints.js';
import { badQuery, readQueryTokens } from './query-tokens.js';
import type { QueryToken } from './query-tokens.js';
import { segment, uncutRuns } from './segmenter.js';

/** The most words and phrases in one query. */
export const MAX_QUERY_TERMS = 32;
/** The deepest nesting of parentheses and exclusions. */
export const MAX_QUERY_DEPTH = 8;

/** A query as data, and what a report should hold as it stands to be ranked first. */
export interface ParsedQuery {
  query: TextQuery;
  /** Quoted phrases and unquoted runs that are not excluded, in normal form, each once, in order. */
  exactRuns: string[];
  /** Operators of other search engines in it, which were searched as text. */
  hints: QueryHint[];
}

const SIGNS_ONLY = /^[\p{P}$+<=>^`|~]+$/u;

/**
 * The words of an unquoted run, in normal form, each once; the run itself where it holds signs only. It is cut as the segmenter's
 * dictionary prints words, before further variants are folded.
 */
function wordsOfRun(run: string): string[] {
  const words = new Set<string>();
  for (const part of segment(run)) {
    const word = part.trim();
    if (word !== '' && !SIGNS_ONLY.test(word)) words.add(foldFurther(word));
  }
  return words.size === 0 ? [foldFurther(run)] : [...words];
}

class QueryParser {
  readonly #tokens: readonly QueryToken[];
  readonly #end: number;
  readonly #exactRuns = new Set<string>();
  #index = 0;
  #terms = 0;
  #depth = 0;
  #isExcluded = false;

  constructor(text: string) {
    this.#tokens = readQueryTokens(text);
    this.#end = text.length;
  }

  parse(): ParsedQuery {
    if (this.#tokens.length === 0) {
      throw badQuery('The query is empty.', 'Write what to find, or leave the query out.', 0, this.#end);
    }
    const query = this.#alternatives();
    const rest = this.#peek();
    if (rest !== undefined) {
      throw badQuery(
        'The closing parenthesis has no opening one.',
        'Remove it, or write a backslash before it to search for it.',
        rest.position,
        rest.length,
      );
    }
    return { query, exactRuns: [...this.#exactRuns], hints: queryHints(this.#tokens) };
  }

  #alternatives(): TextQuery {
    const children = [this.#conjunction()];
    while (this.#peek()?.type === 'or') {
      this.#index += 1;
      children.push(this.#conjunction());
    }
    return join('or', children);
  }

  #conjunction(): TextQuery {
    const children: TextQuery[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.type === 'or' || token.type === 'close') break;
      const child = this.#operand(token);
      if (child.type === 'and') children.push(...child.children);
      else children.push(child);
    }
    if (children.length === 0) throw this.#missingOperand();
    return join('and', children);
  }

  #operand(token: QueryToken): TextQuery {
    this.#index += 1;
    switch (token.type) {
      case 'phrase':
      case 'run':
        return this.#text(token);
      case 'not':
        return this.#exclusion(token);
      default:
        return this.#group(token);
    }
  }

  #text(token: QueryToken & { type: 'phrase' | 'run' }): TextQuery {
    const normal = normalize(token.text);
    if (normal === '') {
      throw badQuery(
        'A phrase of the query is empty: it holds nothing but white space or invisible characters.',
        'Write what to find between the quotes, or remove them.',
        token.position,
        token.length,
      );
    }
    const phrases = token.type === 'phrase' ? [normal] : wordsOfRun(normalizeName(token.text));
    this.#terms += phrases.length;
    if (this.#terms > MAX_QUERY_TERMS) {
      throw badQuery(
        `The query holds more than ${MAX_QUERY_TERMS} words.`,
        'Ask for fewer words, or put a long passage in quotes: it is one term then.',
        token.position,
        token.length,
      );
    }
    if (!this.#isExcluded) this.#exactRuns.add(normal);
    return join(
      'and',
      phrases.map((phrase) => ({ type: 'phrase', phrase })),
    );
  }

  #exclusion(token: QueryToken): TextQuery {
    const next = this.#peek();
    if (next === undefined || next.type === 'not' || next.type === 'or' || next.type === 'close') {
      throw badQuery(
        'The minus sign does not stand before a word, a phrase or a parenthesis.',
        'Write the word to exclude right behind one minus sign, as in -复议, or a backslash before the sign.',
        token.position,
        token.length,
      );
    }
    this.#enter(token);
    const outer = this.#isExcluded;
    this.#isExcluded = !outer;
    const child = this.#operand(next);
    this.#isExcluded = outer;
    this.#depth -= 1;
    return { type: 'not', child };
  }

  #group(opening: QueryToken): TextQuery {
    this.#enter(opening);
    const query = this.#alternatives();
    if (this.#peek() === undefined) {
      throw badQuery(
        'The parenthesis is not closed.',
        'Close it, or write a backslash before it to search for it.',
        opening.position,
        opening.length,
      );
    }
    this.#index += 1;
    this.#depth -= 1;
    return query;
  }

  #enter(token: QueryToken): void {
    this.#depth += 1;
    if (this.#depth > MAX_QUERY_DEPTH) {
      throw badQuery(
        `The query is nested more than ${MAX_QUERY_DEPTH} deep.`,
        'Use fewer parentheses and exclusions within each other.',
        token.position,
        token.length,
      );
    }
  }

  /** Nothing is where a word should be: before or behind OR, or in parentheses. */
  #missingOperand(): Error {
    const here = this.#peek();
    const before = this.#tokens[this.#index - 1];
    const culprit = before?.type === 'or' || here === undefined ? before : here;
    const message =
      culprit?.type === 'or'
        ? 'OR needs something to find on both sides.'
        : 'Parentheses hold nothing to find.';
    return badQuery(
      message,
      'Write a word there, or put OR in quotes (and a backslash before a parenthesis) to search for it.',
      culprit?.position ?? this.#end,
      culprit?.length ?? 0,
    );
  }

  #peek(): QueryToken | undefined {
    return this.#tokens[this.#index];
  }
}

function join(type: 'and' | 'or', children: TextQuery[]): TextQuery {
  const [only] = children;
  return only !== undefined && children.length === 1 ? only : { type, children };
}

/**
 * Reads a query as a person wrote it. Every phrase of the result is non-empty and in normal form.
 *
 * @example parseQuery('“行政诉讼” -复议').query
 * // { type: 'and', children: [{ type: 'phrase', phrase: '行政诉讼' }, { type: 'not', child: … }] }
 *
 * @throws OgiError `BAD_QUERY` where it is malformed, empty once normalised, longer than 256 code points, holds
 * more than 32 terms or nests deeper than 8; `details.position` and `details.length` are UTF-16 units of `text`.
 */
export function parseQuery(text: string): ParsedQuery {
  return new QueryParser(text).parse();
}

/** The runs of Han that {@link parseQuery} will have cut into words and that are not cut yet; none of a malformed query. */
export function runsToCut(text: string): string[] {
  try {
    return readQueryTokens(text).flatMap((token) =>
      token.type === 'run' ? uncutRuns(normalizeName(token.text)) : [],
    );
  } catch {
    // Who parses the query hears what is wrong with it.
    return [];
  }
}
