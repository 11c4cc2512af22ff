import { describe, expect, it } from 'vitest';
import { BatchLoader } from '../../src/services/batch-loader.js';

describe('BatchLoader', () => {
  it('loads what is asked for in one turn at once, and each key once', async () => {
    const batches: string[][] = [];
    const loader = new BatchLoader((keys) => {
      batches.push([...keys]);
      return Promise.resolve(keys.map((key) => key.toUpperCase()));
    });
    expect(await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)))).toEqual(['A', 'B', 'A']);
    expect(await Promise.all(['b', 'c'].map((key) => loader.load(key)))).toEqual(['B', 'C']);
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('fails every load of a batch that fails', async () => {
    const loader = new BatchLoader<string>(() => Promise.reject(new Error('gone')));
    const loads = await Promise.allSettled([loader.load('a'), loader.load('b')]);
    expect(loads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
