/** The judged set fits its reports, and the embedded store's order is worth what it was. `npm run relevance` measures all of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { worthOf } from './compare.js';
import { madeReports } from './corpus.js';
import { DEPTH, gradeOfMade, judgedSet, ndcg } from './judge.js';
import type { Grade } from './judge.js';
import { EMPTY_OWN, SUBSTANTIVE, TEMPLATES } from './sentences.js';
import { ourSearch } from './systems.js';

const SEED = 20190515;

describe('the judged set', () => {
  const { queries, real } = judgedSet();

  it('has 40 queries, whose grades are of sentences and reports that there are', () => {
    const names = [...Object.keys(TEMPLATES), ...[...EMPTY_OWN, ...SUBSTANTIVE].map(([name]) => name)];
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(queries.map(({ query }) => query)).size).toBe(40);
    for (const { made, real: graded } of queries) {
      expect(names).toEqual(expect.arrayContaining(Object.keys(made)));
      expect(real).toEqual(expect.arrayContaining(Object.keys(graded)));
      for (const grade of [...Object.values(made), ...Object.values(graded)])
        expect([1, 2, 3]).toContain(grade);
      // Each has an answer, and something that only looks like one.
      expect(Object.values(made)).toEqual(expect.arrayContaining([3, 1]));
    }
  });

  it('is asked over the same reports each time, and others for another seed', () => {
    const texts = (seed: number) => madeReports(seed).map(({ sentences }) => sentences);
    expect(texts(SEED)).toEqual(texts(SEED));
    expect(texts(SEED)).not.toEqual(texts(SEED + 1));
  });
});

describe('nDCG@10', () => {
  const grades = fc.array(fc.constantFrom<Grade>(0, 1, 2, 3), { minLength: 1, maxLength: 30 });

  it('is 1 for the best order, and no more for any other', () => {
    fc.assert(
      fc.property(grades, (all) => {
        fc.pre(all.some((grade) => grade > 0));
        const best = [...all].sort((a, b) => b - a);
        expect(ndcg(best, all)).toBe(1);
        expect(ndcg(all, all)).toBeLessThanOrEqual(1);
        expect(ndcg([...best].reverse().slice(0, DEPTH), all)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is worked out by hand', () => {
    expect(ndcg([1, 3], [3, 1, 0])).toBeCloseTo((1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)), 12);
    expect(ndcg([], [2])).toBe(0);
  });
});

describe('the order of the embedded store', () => {
  it('puts substance first over the made-up reports', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ogi-relevance-'));
    const store = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
    try {
      const made = madeReports(SEED);
      const outcomes = await store.write(made.map(({ write }) => write));
      const ours = ourSearch(
        'ours',
        store,
        outcomes.map(({ id }) => id),
      );
      // Ten queries, among them words that nearly every report prints.
      const queries = judgedSet().queries.filter((_, at) => at % 4 === 1);
      const worth = await worthOf(ours, queries, {
        count: made.length,
        grade: (report, query) => gradeOfMade(made[report] ?? { sentences: [] }, query),
      });
      expect(worth.queries).toBe(10);
      // Measured 0.85 and 1; BM25 alone is worth some 0.55 and 0.45 over all queries.
      expect(worth.ndcg).toBeGreaterThan(0.8);
      expect(worth.firstIsSubstantive).toBeGreaterThan(0.9);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});
