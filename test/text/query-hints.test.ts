import { describe, expect, it } from 'vitest';
import { QUERY_HINT_CODES } from '../../src/domain/query.js';
import { parseQuery } from '../../src/text/query-syntax.js';

const hints = (query: string) => parseQuery(query).hints.map(({ code, text }) => `${code} ${text}`);

describe('hints on operators of other search engines', () => {
  it.each([
    ['行政复议 AND 行政诉讼', ['AND_WORD AND']],
    ['行政复议 ＡＮＤ 行政诉讼', ['AND_WORD ＡＮＤ']],
    ['行政复议 && 行政诉讼', ['AND_WORD &&']],
    ['NOT 行政诉讼', ['NOT_WORD NOT']],
    ['行政复议 or 行政诉讼', ['OR_WORD or']],
    ['行政* ?诉讼', ['WILDCARD 行政*', 'WILDCARD ?诉讼']],
    ['公开 NEAR/5 申请', ['NEAR NEAR/5']],
    ['公开~2', ['NEAR 公开~2']],
    ['+公开', ['REQUIRED +公开']],
    ['title:公开', ['FIELD title:公开']],
  ])('%s', (query, expected) => {
    expect(hints(query)).toEqual(expected);
  });

  it.each([
    '行政复议 OR 行政诉讼',
    '"AND" "行政*" 公开\\*',
    '-复议 公开',
    '25.1% 公开',
    '（公开 OR 申请） 诉讼',
    'C++',
  ])('says nothing of %s', (query) => {
    expect(hints(query)).toEqual([]);
  });

  it('tells where it stands, and what to write, in both languages', () => {
    const [hint] = parseQuery('公开 AND 申请').hints;
    expect(hint).toMatchObject({ position: 3, length: 3 });
    expect(hint?.messageZh).toContain('空格');
    expect(hint?.messageEn).toContain('Blanks');
    expect(QUERY_HINT_CODES).toContain(hint?.code);
  });

  it('does not change what is searched for', () => {
    expect(parseQuery('公开 AND').query).toEqual(parseQuery('公开 "and"').query);
  });
});
