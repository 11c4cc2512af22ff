/** Operators of other search engines that people type. Here they are text; the answer says so, and what to write instead. */
import type { QueryHint, QueryHintCode } from '../domain/query.js';
import type { QueryToken } from './query-tokens.js';

interface Rule {
  code: QueryHintCode;
  pattern: RegExp;
  zh: string;
  en: string;
}

/** The first that fits counts. They are tried on a run as typed, after NFKC. */
const RULES: readonly Rule[] = [
  {
    code: 'AND_WORD',
    pattern: /^(?:AND|And|and|&&?)$/u,
    zh: '在这里按原文字检索。要求同时出现，词与词之间留空格即可。',
    en: 'is searched for as text. Blanks between words already mean AND: leave it out.',
  },
  {
    code: 'NOT_WORD',
    pattern: /^(?:NOT|Not|not|!)$|^![^!]/u,
    zh: '在这里按原文字检索。要排除一个词，在词前紧接减号，如 -复议。',
    en: 'is searched for as text. To exclude a word write a minus right before it, as in -复议.',
  },
  {
    code: 'OR_WORD',
    pattern: /^(?:or|Or|\|\|?)$/u,
    zh: '在这里按原文字检索。任一即可，请用大写 OR，两边留空格。',
    en: 'is searched for as text. For either of two words write OR in capitals, with blanks around it.',
  },
  {
    code: 'NEAR',
    pattern: /^(?:NEAR|near|Near)(?:\/\d+)?$|~\d*$/u,
    zh: '在这里按原文字检索，不支持邻近检索。要求各词同在一节，请用 sameSection（“同一节”）；连在一起的词请加引号。',
    en: 'is searched for as text; there is no search by nearness. Ask for sameSection, or put words that stand side by side in quotes.',
  },
  {
    code: 'WILDCARD',
    pattern: /[*?]/u,
    zh: '中的 * 和 ? 不是通配符，按原样检索。本检索找的就是字词的一部分：直接写已知的字即可。',
    en: 'holds * or ?, which are no wildcards here and are searched for as they stand. Parts of words are found anyway: write what is known.',
  },
  {
    code: 'REQUIRED',
    pattern: /^\+./u,
    zh: '中的加号按原样检索。每个词本来就必须出现，去掉加号即可。',
    en: 'begins with a plus, which is searched for as it stands. Every word must match anyway: leave it out.',
  },
  {
    code: 'FIELD',
    pattern: /^(?:title|intitle|intext|allintitle|site|text|year|organ|filetype):/iu,
    zh: '中的字段名按原文字检索。请用筛选条件（年份、机关等）或 searchIn。',
    en: 'names a field, which is searched for as text. Use the filters (year, organ …) or searchIn.',
  },
];

/** The hints on unquoted runs, in their order; what is in quotes, or is escaped, was meant as text. */
export function queryHints(tokens: readonly QueryToken[]): QueryHint[] {
  return tokens.flatMap((token): QueryHint[] => {
    if (token.type !== 'run') return [];
    const text = token.text.normalize('NFKC');
    const rule = RULES.find(({ pattern }) => pattern.test(text));
    if (rule === undefined) return [];
    const { code, zh, en } = rule;
    const { position, length } = token;
    return [
      {
        code,
        text: token.text,
        position,
        length,
        messageZh: `“${token.text}”${zh}`,
        messageEn: `“${token.text}” ${en}`,
      },
    ];
  });
}
