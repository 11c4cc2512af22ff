/** Cuts the text of a query into the tokens of its syntax; what they mean is query-syntax.ts's business. */
import { OgiError } from '../errors.js';

/** The longest query, in code points. */
export const MAX_QUERY_CHARACTERS = 256;

/** A token and its place: UTF-16 units of the query as given. */
export type QueryToken = { readonly position: number; readonly length: number } & (
  | { readonly type: 'open' | 'close' | 'not' | 'or' }
  /** Quoted text, or a run with an escape in it: taken as written. */
  | { readonly type: 'phrase'; readonly text: string }
  /** Unquoted text between blanks and signs. */
  | { readonly type: 'run'; readonly text: string }
);

/** `BAD_QUERY` with where and why. */
export function badQuery(message: string, remedy: string, position: number, length = 1): OgiError {
  return new OgiError('BAD_QUERY', message, { argument: 'query', remedy, details: { position, length } });
}

/** One code point of the query; `sign` is what it counts as, so that （ is ( and ＂ is ". */
interface QueryCharacter {
  readonly text: string;
  readonly sign: string;
  readonly position: number;
}

const IGNORABLE = /^\p{Default_Ignorable_Code_Point}$/u;
const WHITE_SPACE = /^\p{White_Space}$/u;
const CLOSING_QUOTE: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
]);
const STRAY_QUOTES = new Set(['”', '」']);
const ESCAPE_REMEDY = 'To search for the sign itself, write a backslash before it.';

function readCharacters(query: string): QueryCharacter[] {
  const characters: QueryCharacter[] = [];
  let position = 0;
  let count = 0;
  for (const text of query) {
    count += 1;
    if (count > MAX_QUERY_CHARACTERS) {
      throw badQuery(
        `The query is longer than ${MAX_QUERY_CHARACTERS} characters.`,
        'Shorten it.',
        position,
        query.length - position,
      );
    }
    // What is not seen is no part of the syntax: a byte order mark before a minus, a zero-width space in a word.
    if (!IGNORABLE.test(text)) characters.push({ text, sign: text.normalize('NFKC'), position });
    position += text.length;
  }
  return characters;
}

class QueryLexer {
  readonly #query: string;
  readonly #characters: readonly QueryCharacter[];
  #index = 0;

  constructor(query: string) {
    this.#query = query;
    this.#characters = readCharacters(query);
  }

  tokens(): QueryToken[] {
    const tokens: QueryToken[] = [];
    for (let character = this.#peek(); character !== undefined; character = this.#peek()) {
      if (WHITE_SPACE.test(character.text)) this.#index += 1;
      else tokens.push(this.#token(character));
    }
    return tokens;
  }

  #token(character: QueryCharacter): QueryToken {
    const { sign, position } = character;
    const closingQuote = CLOSING_QUOTE.get(sign);
    if (closingQuote !== undefined) return this.#phrase(character, closingQuote);
    if (STRAY_QUOTES.has(sign)) {
      throw badQuery(`The closing quote ${sign} has no opening one.`, ESCAPE_REMEDY, position);
    }
    if (sign !== '(' && sign !== ')' && sign !== '-') return this.#run(position);
    this.#index += 1;
    const type = sign === '(' ? 'open' : sign === ')' ? 'close' : 'not';
    const next = this.#peek();
    if (type === 'not' && (next === undefined || WHITE_SPACE.test(next.text))) {
      throw badQuery(
        'Nothing follows the minus sign.',
        `Write the word to exclude right behind it, as in -复议. ${ESCAPE_REMEDY}`,
        position,
      );
    }
    return { type, position, length: character.text.length };
  }

  #phrase(opening: QueryCharacter, closingQuote: string): QueryToken {
    this.#index += 1;
    let text = '';
    for (;;) {
      const character = this.#peek();
      if (character === undefined) {
        throw badQuery(
          `The quote ${opening.text} is not closed.`,
          `Close it with ${closingQuote}. ${ESCAPE_REMEDY}`,
          opening.position,
          this.#query.length - opening.position,
        );
      }
      if (character.sign === closingQuote) break;
      text += character.sign === '\\' ? this.#escaped() : character.text;
      this.#index += 1;
    }
    this.#index += 1;
    return { type: 'phrase', text, position: opening.position, length: this.#end() - opening.position };
  }

  #run(position: number): QueryToken {
    let text = '';
    let isEscaped = false;
    for (let character = this.#peek(); character !== undefined; character = this.#peek()) {
      if (endsRun(character)) break;
      if (character.sign === '\\') {
        isEscaped = true;
        text += this.#escaped();
      } else {
        text += character.text;
      }
      this.#index += 1;
    }
    const place = { position, length: this.#end() - position };
    if (isEscaped) return { type: 'phrase', text, ...place };
    return text.normalize('NFKC') === 'OR' ? { type: 'or', ...place } : { type: 'run', text, ...place };
  }

  /** The character behind a backslash; leaves the index at it. */
  #escaped(): string {
    const backslash = this.#peek();
    this.#index += 1;
    const character = this.#peek();
    if (character === undefined) {
      throw badQuery(
        'Nothing follows the backslash.',
        'Write the sign that it shall escape, or two backslashes for one.',
        backslash?.position ?? 0,
      );
    }
    return character.text;
  }

  #peek(): QueryCharacter | undefined {
    return this.#characters[this.#index];
  }

  /** End of the character before the index. */
  #end(): number {
    const last = this.#characters[this.#index - 1];
    return last === undefined ? 0 : last.position + last.text.length;
  }
}

function endsRun({ text, sign }: QueryCharacter): boolean {
  return (
    WHITE_SPACE.test(text) ||
    sign === '(' ||
    sign === ')' ||
    CLOSING_QUOTE.has(sign) ||
    STRAY_QUOTES.has(sign)
  );
}

/**
 * The tokens of a query in order. White space parts tokens and is none itself; a minus is `not` where a token
 * begins and a plain character inside a run (`2019-2020`).
 *
 * @throws OgiError `BAD_QUERY`, with the place, for a query that is too long, an open quote, a closing quote
 * alone, and a minus or a backslash with nothing behind.
 */
export function readQueryTokens(query: string): QueryToken[] {
  return new QueryLexer(query).tokens();
}
