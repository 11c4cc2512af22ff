import { join } from 'node:path';
import nodejieba from 'nodejieba';
import { expect, it } from 'vitest';
import { OgiError } from '../../src/errors.js';
import { loadSegmenter, segment } from '../../src/text/segmenter.js';

// A file of its own: a process loads nodejieba once.
it('says what to do where a dictionary is missing, every time, until it is there', () => {
  const paths = nodejieba as unknown as { DEFAULT_IDF_DICT: string };
  const dictionary = paths.DEFAULT_IDF_DICT;
  paths.DEFAULT_IDF_DICT = join(dictionary, 'missing');
  for (const use of [loadSegmenter, () => segment('行政诉讼'), loadSegmenter]) {
    let thrown: unknown;
    try {
      use();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(OgiError);
    expect((thrown as OgiError).code).toBe('BAD_CONFIGURATION');
    expect((thrown as OgiError).remedy).toContain('npm');
  }
  paths.DEFAULT_IDF_DICT = dictionary;
  expect(segment('行政诉讼')).toEqual(['行政诉讼']);
});
