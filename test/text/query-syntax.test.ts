import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextQuery } from '../../src/domain/query.js';
import { OgiError } from '../../src/errors.js';
import { normalize } from '../../src/text/normal-form.js';
import { positivePhrases } from '../../src/text/query-phrases.js';
import { parseQuery } from '../../src/text/query-syntax.js';
import { SEED, hardText } from './hard-text.js';

const RUNS = { seed: SEED, numRuns: 3000 };

/** A query tree in short: phrases as they are, `(a & b)`, `(a | b)`, `!a`. */
function short(query: TextQuery): string {
  if (query.type === 'phrase') return query.phrase;
  if (query.type === 'not') return `!${short(query.child)}`;
  return `(${query.children.map(short).join(query.type === 'and' ? ' & ' : ' | ')})`;
}

function phrasesOf(query: TextQuery): string[] {
  if (query.type === 'phrase') return [query.phrase];
  return query.type === 'not' ? phrasesOf(query.child) : query.children.flatMap(phrasesOf);
}

function depthOf(query: TextQuery): number {
  if (query.type === 'phrase') return 0;
  const children = query.type === 'not' ? [query.child] : query.children;
  return 1 + Math.max(...children.map(depthOf));
}

function holds(query: TextQuery, normal: string): boolean {
  switch (query.type) {
    case 'phrase':
      return normal.includes(query.phrase);
    case 'not':
      return !holds(query.child, normal);
    case 'and':
      return query.children.every((child) => holds(child, normal));
    case 'or':
      return query.children.some((child) => holds(child, normal));
  }
}

function errorOf(text: string): OgiError {
  try {
    parseQuery(text);
  } catch (error) {
    if (error instanceof OgiError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(text)} was read`);
}

/** Query text of hard pieces and of the syntax's signs. */
const queryText = fc
  .array(
    fc.oneof(
      hardText(3),
      fc.constantFrom('行政诉讼', '公开', 'abc', ' ', '　', '(', ')', '（', '）', '"', '“', '”', '「', '」'),
      fc.constantFrom('-', '－', ' -', ' OR ', ' ＯＲ ', '\\', '＼', '、'),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(''));

describe('parseQuery', () => {
  it.each([
    ['行政诉讼', '行政诉讼'],
    ['行政诉讼 公开条例', '(行政诉讼 & 公开条例)'],
    ['行政诉讼　依申请公开', '(行政诉讼 & 依申请公开)'],
    ['行政復議', '行政复议'],
    ['ＡＢＣ', 'abc'],
    ['教育 OR 扶贫', '(教育 | 扶贫)'],
    ['教育 ＯＲ 扶贫', '(教育 | 扶贫)'],
    ['教育 or', '(教育 & or)'],
    ['教育 扶贫 OR 举报', '((教育 & 扶贫) | 举报)'],
    ['教育 (扶贫 OR 举报)', '(教育 & (扶贫 | 举报))'],
    ['教育（扶贫 OR 举报）', '(教育 & (扶贫 | 举报))'],
    ['教育 -扶贫', '(教育 & !扶贫)'],
    ['－扶贫', '!扶贫'],
    ['-行政复议行政诉讼', '!(行政复议 & 行政诉讼)'],
    ['-"行政复议行政诉讼"', '!行政复议行政诉讼'],
    ['-(教育 OR 扶贫)', '!(教育 | 扶贫)'],
    ['-(教育 -扶贫)', '!(教育 & !扶贫)'],
    ['2019-2020', '2019-2020'],
    ['"行政、诉讼"', '行政、诉讼'],
    ['“行政 诉讼”', '行政诉讼'],
    ['「行政诉讼」', '行政诉讼'],
    ['｢行政诉讼｣', '行政诉讼'],
    ['＂行政诉讼＂', '行政诉讼'],
    ['"a  OR b -c(d"', 'a or b-c(d'],
    ['“他说"好"”', '他说"好"'],
    ['"a\\"b"', 'a"b'],
    ['行政、诉讼', '(行政 & 诉讼)'],
    ['《条例》', '条例'],
    ['，', ','],
    ['……', '......'],
    ['172件', '(172 & 件)'],
    ['25.1万元', '(25.1 & 万元)'],
    ['公开 公开公开', '(公开 & 公开)'],
    ['教育"扶贫"举报', '(教育 & 扶贫 & 举报)'],
    ['\\-扶贫', '-扶贫'],
    ['＼（扶贫＼）', '(扶贫)'],
    ['\\OR', 'or'],
    ['行政\\ 诉讼', '行政诉讼'],
    ['a\\\\b', 'a\\b'],
    ['\uFEFF-扶贫\u200B', '!扶贫'],
    ['😀', '😀'],
    ['𠮷', '𠮷'],
  ])('reads %j as %s', (text, tree) => {
    expect(short(parseQuery(text).query)).toBe(tree);
  });

  it.each([
    ['', 0, 0],
    [' \u3000\u200B', 0, 3],
    ['行政 "', 3, 1],
    ['行政 “诉讼', 3, 3],
    ['“诉讼"', 0, 4],
    ['诉讼”', 2, 1],
    ['诉讼」', 2, 1],
    ['""', 0, 2],
    ['行政 "\u200B "', 3, 4],
    ['\\ ', 0, 2],
    ['(行政', 0, 1],
    ['行政)', 2, 1],
    ['行政 ()', 4, 1],
    ['OR 行政', 0, 2],
    ['行政 OR', 3, 2],
    ['行政 OR OR 诉讼', 3, 2],
    ['(OR)', 1, 2],
    ['-', 0, 1],
    ['行政 - 诉讼', 3, 1],
    ['--行政', 0, 1],
    ['(-)', 1, 1],
    ['-OR', 0, 1],
    ['行政\\', 2, 1],
    ['a'.repeat(257), 256, 1],
    [`${'😀'.repeat(256)}行政`, 512, 2],
    [`${'a '.repeat(32)}bc`, 64, 2],
    [`${'('.repeat(9)}a${')'.repeat(9)}`, 8, 1],
    [`${'-('.repeat(4)}-a${')'.repeat(4)}`, 8, 1],
  ])('refuses %j, naming %i and %i', (text, position, length) => {
    const error = errorOf(text);
    expect({ code: error.code, argument: error.argument, details: error.details }).toEqual({
      code: 'BAD_QUERY',
      argument: 'query',
      details: { position, length },
    });
    expect(error.message).not.toBe('');
    expect(error.remedy).not.toBe('');
  });

  it('accepts what is just within the limits', () => {
    expect(phrasesOf(parseQuery('a'.repeat(256)).query)).toEqual(['a'.repeat(256)]);
    expect(phrasesOf(parseQuery('a '.repeat(32)).query)).toHaveLength(32);
    expect(short(parseQuery(`${'('.repeat(8)}a${')'.repeat(8)}`).query)).toBe('a');
  });

  it('gives phrases in normal form within the limits, or BAD_QUERY with a place in the text', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        try {
          const { query, exactRuns } = parseQuery(text);
          const phrases = phrasesOf(query);
          for (const phrase of [...phrases, ...exactRuns]) {
            expect(phrase).not.toBe('');
            expect(normalize(phrase)).toBe(phrase);
          }
          expect(phrases.length).toBeLessThanOrEqual(32);
          // Each parenthesis holds at most an OR of ANDs.
          expect(depthOf(query)).toBeLessThanOrEqual(3 * 8 + 2);
        } catch (error) {
          if (!(error instanceof OgiError)) throw error;
          const { position, length } = error.details as { position: number; length: number };
          expect(error.code).toBe('BAD_QUERY');
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position + length).toBeLessThanOrEqual(text.length);
        }
      }),
      RUNS,
    );
  });

  it('reads any text in quotes, its signs escaped, as that phrase', () => {
    fc.assert(
      fc.property(hardText(), fc.constantFrom('""', '“”', '「」', '＂＂'), (text, quotes) => {
        const normal = normalize(text);
        fc.pre(normal !== '');
        const [open = '', close = ''] = quotes;
        const isSign = (character: string) => /^["”」\\]$/.test(character.normalize('NFKC'));
        const escaped = Array.from(text, (character) => (isSign(character) ? `\\${character}` : character));
        const { query, exactRuns } = parseQuery(`${open}${escaped.join('')}${close}`);
        expect(query).toEqual({ type: 'phrase', phrase: normal });
        expect(exactRuns).toEqual([normal]);
      }),
      RUNS,
    );
  });

  it('never lets segmentation lose a text that holds the run as it stands', () => {
    fc.assert(
      fc.property(hardText(8), hardText(4), (text, around) => {
        const isSyntax = (character: string) =>
          /^[\p{White_Space}\p{Surrogate}()"“”「」\\-]$/u.test(character.normalize('NFKC'));
        const run = Array.from(text)
          .filter((character) => !isSyntax(character))
          .join('');
        const normal = normalize(run);
        fc.pre(normal !== '' && normal !== 'or');
        const { query, exactRuns } = parseQuery(run);
        expect(exactRuns).toEqual([normal]);
        expect(holds(query, `${normalize(around)}${normal}`)).toBe(true);
      }),
      RUNS,
    );
  });

  it('gives the runs and quoted phrases that are not excluded, each once', () => {
    const { query, exactRuns } = parseQuery(
      '行政復議行政訴訟 “依申请 公开” -教育 -(扶贫 -举报) 行政复议行政诉讼',
    );
    expect(exactRuns).toEqual(['行政复议行政诉讼', '依申请公开', '举报']);
    expect(positivePhrases(query)).toEqual(['行政复议', '行政诉讼', '依申请公开', '举报']);
  });
});
