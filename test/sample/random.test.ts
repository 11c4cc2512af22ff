import { describe, expect, it } from 'vitest';
import { Random } from '../../src/sample/random.js';

function draws(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.next());
}

describe('Random', () => {
  it('gives the published sequence of mulberry32', () => {
    expect(draws(new Random(1), 3)).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it('draws integers over the whole range, both ends included', () => {
    const random = new Random(5);
    expect(new Set(Array.from({ length: 400 }, () => random.integer(-2, 3)))).toEqual(
      new Set([-2, -1, 0, 1, 2, 3]),
    );
  });

  it('forks into sources that do not move one another', () => {
    const parent = new Random(9);
    const first = draws(parent.fork(1), 5);
    expect(draws(parent.fork(2), 5)).not.toEqual(first);
    expect(draws(parent.fork(1), 5)).toEqual(first);
  });

  it('shuffles without losing or doubling', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const shuffled = new Random(2).shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });

  it('refuses to pick from nothing', () => {
    expect(() => new Random(1).pick([])).toThrow(RangeError);
  });
});
