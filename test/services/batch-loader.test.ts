import { describe, expect, it } from 'vitest';
import { batchLoader } from '../../src/services/batch-loader.js';

describe('batchLoader', () => {
  it('loads what is asked for in one turn at once, and each key once', async () => {
    const batches: string[][] = [];
    const loader = batchLoader((keys) => {
      batches.push([...keys]);
      return Promise.resolve(keys.map((key) => key.toUpperCase()));
    });
    expect(await Promise.all(['a', 'b', 'a'].map((key) => loader.load(key)))).toEqual(['A', 'B', 'A']);
    expect(await Promise.all(['b', 'c'].map((key) => loader.load(key)))).toEqual(['B', 'C']);
    expect(batches).toEqual([['a', 'b'], ['c']]);
  });

  it('fails every load of a batch that fails', async () => {
    const loader = batchLoader<string>(() => Promise.reject(new Error('gone')));
    const loads = await Promise.allSettled([loader.load('a'), loader.load('b')]);
    expect(loads.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
