import { describe, expect, it } from 'vitest';
import type { Scope } from '../../src/domain/report.js';
import { readText } from '../../src/ingest/read-text.js';
import { findScope } from '../../src/parse/scope.js';
import { parseReport } from '../../src/parse/index.js';

function scopeOf(sentence: string): Scope {
  const blocks = readText(`一、总体情况\n样例。${sentence}\n六、其他需要报告的事项\n无。`);
  return parseReport({ mediaType: 'text/plain', encoding: null, metadata: {}, blocks }).scope;
}

describe('the scope of a report', () => {
  it.each([
    ['CONSOLIDATED', '2023年，全市共收到政府信息公开申请12件。', '全市共收到政府信息公开申请'],
    ['CONSOLIDATED', '全区各部门新收到申请3件。', '全区各部门新收到申请'],
    ['CONSOLIDATED', '本报告数据含所属部门和各镇街道。', '含所属部门和各镇街道'],
    ['OWN', '本机关收到政府信息公开申请5件。', '本机关收到政府信息公开申请'],
    ['OWN', '我局全年受理申请5件。', '我局全年受理申请'],
    ['CONSOLIDATED', '本机关收到申请5件，全县共收到申请9件。', '全县共收到申请'],
    ['UNKNOWN', '全市经济平稳运行，公开工作有序推进。', null],
  ])('is %s by the words of %j', (kind, sentence, words) => {
    const scope = scopeOf(sentence);
    expect([scope.kind, scope.words]).toEqual([kind, words]);
    expect(scope.place === null).toBe(words === null);
    if (words !== null) expect(scope.place).toMatchObject({ line: 2 });
  });

  it('is own where the tables hold the part that is the government’s own, consolidated where they hold the whole', () => {
    const paragraphs = (text: string) => [{ text, runs: [{ offset: 0, place: { line: 1, column: 1 } }] }];
    const sentence = '全区收到依申请公开172件，其中政府层面29件。';
    const kinds = [29, 172, null].map((received) => findScope(paragraphs(sentence), received).kind);
    expect(kinds).toEqual(['OWN', 'CONSOLIDATED', 'CONSOLIDATED']);
  });
});
