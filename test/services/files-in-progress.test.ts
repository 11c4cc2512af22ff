/** Batches of files that were read. */
import { describe, expect, it } from 'vitest';
import { FilesInProgress } from '../../src/services/files-in-progress.js';

async function firstBatch(milliseconds: number | null): Promise<string[]> {
  const inProgress = new FilesInProgress<string, string>(milliseconds);
  const { signal } = new AbortController();
  await inProgress.add('one', 1, Promise.resolve('read'), signal);
  const batch = inProgress.next();
  // What is due is taken before anything else comes.
  await new Promise(setImmediate);
  await inProgress.add('two', 1, Promise.resolve('read'), signal);
  inProgress.end();
  return ((await batch) ?? []).map(({ file }) => file);
}

describe('a batch that is not whole', () => {
  it('is taken when its time is over', async () => {
    expect(await firstBatch(0)).toEqual(['one']);
  });

  it('is taken at the end alone where there is no time: the batches of the sample are the same on every machine', async () => {
    expect(await firstBatch(null)).toEqual(['one', 'two']);
  });
});
