import { afterAll, expect, it } from 'vitest';
import { cutAhead, cutterProcessId, endCutter } from '../../src/text/cut-ahead.js';
import { uncutRuns } from '../../src/text/segmenter.js';

afterAll(endCutter);

it('starts the process again where it has died, and asks that for what the other did not answer', async () => {
  await cutAhead(['行政复议决定']);
  const first = cutterProcessId();
  const cut = cutAhead(['公共企事业单位']);
  process.kill(Number(first), 'SIGKILL');
  await cut;
  expect(uncutRuns('公共企事业单位')).toEqual([]);
  await cutAhead(['规范性文件目录', '公共企事业单位']);
  expect(cutterProcessId()).not.toBe(first);
  expect(uncutRuns('规范性文件目录')).toEqual([]);
});

it('answers many at once, each for itself', async () => {
  const runs = Array.from('甲乙丙丁戊己庚辛', (letter) => `${letter}市人民政府办公室工作`);
  await Promise.all(runs.map((run) => cutAhead([run])));
  expect(runs.flatMap((run) => uncutRuns(run))).toEqual([]);
});
