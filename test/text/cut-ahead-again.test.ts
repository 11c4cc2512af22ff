import { afterAll, expect, it } from 'vitest';
import { OgiError } from '../../src/errors.js';
import { cutAhead, cutterProcessId, endCutter } from '../../src/text/cut-ahead.js';
import { uncutRuns } from '../../src/text/segmenter.js';

afterAll(endCutter);

it('starts the process again where it has died, and refuses what it had in progress', async () => {
  await cutAhead(['行政复议决定']);
  const first = cutterProcessId();
  const cut = cutAhead(['公共企事业单位']);
  process.kill(Number(first), 'SIGKILL');
  // It may have answered before it died.
  const outcome: unknown = await cut.catch((error: unknown) => error);
  if (outcome !== undefined) expect((outcome as OgiError).code).toBe('STORE_UNAVAILABLE');
  await cutAhead(['规范性文件目录', '公共企事业单位']);
  expect(cutterProcessId()).not.toBe(first);
  expect(uncutRuns('规范性文件目录')).toEqual([]);
});

it('answers many at once, each for itself', async () => {
  const runs = Array.from('甲乙丙丁戊己庚辛', (letter) => `${letter}市人民政府办公室工作`);
  await Promise.all(runs.map((run) => cutAhead([run])));
  expect(runs.flatMap((run) => uncutRuns(run))).toEqual([]);
});
