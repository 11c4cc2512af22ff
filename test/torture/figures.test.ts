import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { figuresTable, keepFigures } from './figures.js';
import { emptyScore } from './score.js';

const folder = mkdtempSync(join(tmpdir(), 'ogi-figures-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('adds up the runs of a layout, shows the largest memory, and seconds a page only where there are pages', () => {
  const file = join(folder, 'figures.jsonl');
  const taken = { pages: 4, seconds: 99, processorSeconds: 6, megabytes: 200 };
  const score = { ...emptyScore(), reports: 2, cells: 712, right: 710, missed: 2 };
  keepFigures(file, { layout: 'scan-200', seed: 1, score, ...taken });
  keepFigures(file, { layout: 'scan-200', seed: 2, score, ...taken, megabytes: 150 });
  keepFigures(file, { layout: 'doc', seed: 1, score, ...taken, pages: null, processorSeconds: 3 });
  expect(figuresTable(file).split('\n').slice(2)).toEqual([
    '| .doc | `doc` | 2 | 712 | 710 | 2 | 0 | 0 | 0 | 1.5 |  | 200 |',
    '| scan | `scan-200` | 4 | 1,424 | 1,420 | 4 | 0 | 0 | 0 | 3.0 | 1.5 | 200 |',
    '|  | **all** | 6 | 2,136 | 2,130 | 6 | 0 | 0 | 0 | 2.5 |  | 200 |',
  ]);
});
