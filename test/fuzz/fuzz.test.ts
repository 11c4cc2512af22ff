/** A seeded few hundred mutants; `npm run fuzz` runs many more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz } from './fuzz.js';
import { mutantOf } from './mutant-of.js';
import { writeSeedFiles } from './seed-files.js';

const SEED = 20_190_515;
const COUNT = 300;

describe('mutated files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ogi-fuzz-'));
    await writeSeedFiles(folder, SEED, 1);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('come from the seed', () => {
    expect(mutantOf(folder, SEED, 7).bytes.equals(mutantOf(folder, SEED, 7).bytes)).toBe(true);
    expect(mutantOf(folder, SEED, 7).bytes.equals(mutantOf(folder, SEED + 1, 7).bytes)).toBe(false);
  });

  it(`${COUNT} of all formats: no crash, no hang, no process left behind, no number that is not in the text`, async () => {
    const figures = await fuzz({ origin: 'src', folder, seed: SEED, count: COUNT, workers: 2 });
    expect(figures.failures).toEqual([]);
    expect(figures.mutants).toBe(COUNT);
    expect(figures.read).toBeGreaterThan(COUNT / 4);
    if (process.platform === 'linux') expect(figures.peakMemory).toBeGreaterThan(0);
  }, 300_000);
});
