import { errors } from '@elastic/elasticsearch';
import { expect, it } from 'vitest';
import {
  Backoff,
  isPassingError,
  PartialAnswerError,
  pauses,
  withRetries,
} from '../../../src/store/elasticsearch/connection/retry.js';

/** A failure with a number, so that one can be told from another. */
class Passing extends PartialAnswerError {
  constructor(readonly number: number) {
    super('A shard is away.');
  }
}

const responseError = (statusCode: number): errors.ResponseError =>
  new errors.ResponseError({ statusCode, body: {}, warnings: null, headers: {}, meta: {} as never });

it('pauses for random parts of limits that double, up to one', () => {
  const limits = [50, 100, 200, 400, 800, 1600, ...Array<number>(20).fill(3000)];
  const runs = Array.from({ length: 300 }, () => {
    const run = pauses();
    return limits.map(() => run.next().value);
  });
  for (const [position, limit] of limits.entries()) {
    const drawn = runs.map((run) => run[position] ?? NaN);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(limit);
    // All of the limit is used, and no two writers come back at once: in 300 draws a tenth left out has odds of 1 to 10^13.
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const isIn = (pause: number): boolean => Math.floor((pause / limit) * 10) === tenth;
      expect(drawn.some(isIn)).toBe(true);
    }
  }
});

it('tries what may pass until it succeeds', async () => {
  let tries = 0;
  const result = await withRetries(() => {
    tries += 1;
    return tries < 4 ? Promise.reject(new Passing(tries)) : Promise.resolve('done');
  }, 10_000);
  expect([result, tries]).toEqual(['done', 4]);
});

it('ends with the last failure when the time is up', async () => {
  for (const limit of [0, 150]) {
    let tries = 0;
    const trying = withRetries(() => Promise.reject(new Passing((tries += 1))), limit);
    const error: unknown = await trying.catch((one: unknown) => one);
    expect(error).toMatchObject({ number: tries });
    if (limit === 0) expect(tries).toBe(1);
    else expect(tries).toBeGreaterThan(1);
  }
});

it('does not wait once the time is up', async () => {
  const over = new Backoff(0);
  expect([over.left, await over.wait()]).toEqual([0, false]);
  const long = new Backoff(10_000);
  expect(long.left).toBeGreaterThan(5_000);
  expect(await long.wait()).toBe(true);
});

it('tries nothing again that fails permanently', async () => {
  for (const error of [responseError(400), responseError(404), responseError(413), new Error('other')]) {
    let tries = 0;
    const trying = withRetries(() => {
      tries += 1;
      return Promise.reject(error);
    }, 10_000);
    await expect(trying).rejects.toBe(error);
    expect(tries).toBe(1);
  }
});

it('knows what may pass', () => {
  const passing = [429, 502, 503, 504].map(responseError);
  const lasting = [400, 401, 403, 404, 409, 413, 500].map(responseError);
  const broken = [new errors.ConnectionError('gone'), new errors.TimeoutError('late'), new Passing(1)];
  expect([...passing, ...broken].every(isPassingError)).toBe(true);
  expect([...lasting, new Error('other'), null].some(isPassingError)).toBe(false);
});
