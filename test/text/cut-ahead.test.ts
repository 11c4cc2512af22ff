import nodejieba from 'nodejieba';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { cutAhead, cutterProcessId, endCutter } from '../../src/text/cut-ahead.js';
import { parseQuery } from '../../src/text/query-syntax.js';
import { segment, uncutRuns } from '../../src/text/segmenter.js';

afterAll(endCutter);

// In this order: this process must not have loaded nodejieba before.
describe('the process that cuts queries into words', () => {
  const load = vi.spyOn(nodejieba, 'load');
  const QUERIES = [
    '依申请公开 行政诉讼案件',
    '(政府信息公开工作年度报告 OR 人民政府) -土地征收',
    '第12号文件的情况',
  ];

  it('is not started for what needs no cutting', async () => {
    await cutAhead(['“行政诉讼”', '2020 abc', '"政府信息公开" -“复议”', '', '"未完', 'x'.repeat(300)]);
    expect(cutterProcessId()).toBeNull();
  });

  it('makes the words ready, so that this process never loads the dictionaries', async () => {
    await cutAhead(QUERIES);
    expect(cutterProcessId()).not.toBeNull();
    const parsed = QUERIES.map((query) => parseQuery(query));
    expect(load).not.toHaveBeenCalled();
    // The same as when this process cuts by itself.
    const runs = ['依申请公开', '行政诉讼案件', '政府信息公开工作年度报告', '土地征收'];
    const words = runs.map((run) => segment(run));
    expect(uncutRuns('从来没有切过的一句话')).toHaveLength(1);
    segment('从来没有切过的一句话');
    expect(load).toHaveBeenCalledTimes(1);
    expect(runs.map((run) => nodejieba.cut(run))).toEqual(words);
    expect(QUERIES.map((query) => parseQuery(query))).toEqual(parsed);
  });
});
