/**
 * Phrases that most reports hold, each with an index token of its own, because a phrase that nearly every report
 * holds is slow to find as a chain of bigrams. All are in normal form.
 */
import { DOMAIN_WORDS, wordList } from './domain-words.js';

/**
 * Raise it with every change of DOMAIN_PHRASES, in order too: tokens are numbered by place, so an index built
 * with another version must be rebuilt.
 */
export const DOMAIN_PHRASES_VERSION = 1;

/** Longer phrases of the official form and of its usual narrative. */
const COMPOUND_PHRASES: readonly string[] = wordList(`
  中华人民共和国 政府信息公开条例 政府信息公开工作 政府信息公开申请 政府信息公开指南 政府信息公开目录
  政府信息公开制度 政府信息公开年度报告 信息公开工作 信息公开申请 信息公开指南 信息公开条例 工作年度报告
  政务公开工作 主动公开政府信息 主动公开信息 收到政府信息公开 收到和处理 依申请公开工作 依申请公开情况
  行政复议、行政诉讼 行政复议和行政诉讼 行政复议案件 行政诉讼案件 提起行政复议 提起行政诉讼 被申请行政复议
  未经复议直接起诉 复议后起诉 政府信息管理 信息公开平台 平台建设 监督保障情况 总体情况 主要问题
  存在的主要问题 存在的问题 存在问题 改进情况 改进措施 下一步 其他需要报告的事项 需要报告的事项
  需要说明的事项 第二十条 第二十条第一项 第二十条第五项 第二十条第六项 第二十条第八项 本年度 本机关
  各部门 各单位 统计期限 1月1日 12月31日 1月1日至12月31日 进一步 进一步加强 进一步完善 有关规定 有关要求
  相关规定 贯彻落实 认真贯彻 组织领导 队伍建设 工作人员 人民群众 社会公众 群众关心 知情权 参与权 监督权
  公众参与 公开内容 公开形式 公开渠道 公开质量 公开范围 公开程序 公开力度 公开意识 公开信息 信息发布 信息内容
  发布信息 发布政府信息 公开政府信息 新闻发布会 在线访谈 政务公开栏 公告栏 电子版 联系电话 工作要求 工作情况
  政府信息 其他处理 行政法规 行政机关 行政权力 国家秘密 社会稳定 经济安全 自然人
  其他组织 商业企业 其他结果 安全生产 人大代表 工作机制 人民政府
  工作任务 工作实际 工作水平 国务院办公厅 省政府 市政府 县政府 区政府 党工委 没有收取 收取信息处理费
`);

/**
 * Every phrase with an index token of its own; its place here is its token's number. A phrase of two characters
 * needs none: it is one bigram.
 */
export const DOMAIN_PHRASES: readonly string[] = [
  ...new Set([...DOMAIN_WORDS, ...COMPOUND_PHRASES].filter((phrase) => phrase.length > 2)),
];

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  token: string | null;
}

const TOKEN_BY_PHRASE: ReadonlyMap<string, string> = new Map(
  DOMAIN_PHRASES.map((phrase, index) => [phrase, `dp${index.toString(36).padStart(4, '0')}`]),
);

const PHRASE_TRIE: TrieNode = { next: new Map(), token: null };
for (const [phrase, token] of TOKEN_BY_PHRASE) {
  let node = PHRASE_TRIE;
  for (let index = 0; index < phrase.length; index += 1) {
    const unit = phrase.charCodeAt(index);
    let child = node.next.get(unit);
    if (child === undefined) {
      child = { next: new Map(), token: null };
      node.next.set(unit, child);
    }
    node = child;
  }
  node.token = token;
}

/** The token of a domain phrase, or null where the phrase has none. Six characters, beginning with `dp`. */
export function domainPhraseToken(phrase: string): string | null {
  return TOKEN_BY_PHRASE.get(phrase) ?? null;
}

/**
 * One token for each occurrence of each domain phrase in a normal text, overlapping ones too, in order of their
 * place (then length), parted by blanks. Linear: no phrase is longer than a few characters.
 */
export function domainPhraseTokens(normal: string): string {
  const tokens: string[] = [];
  for (let start = 0; start < normal.length; start += 1) {
    let node = PHRASE_TRIE.next.get(normal.charCodeAt(start));
    for (let index = start + 1; node !== undefined; index += 1) {
      if (node.token !== null) tokens.push(node.token);
      node = node.next.get(normal.charCodeAt(index));
    }
  }
  return tokens.join(' ');
}
