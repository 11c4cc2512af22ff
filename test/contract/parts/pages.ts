/** Contract: orders, pages and cursors. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sort } from '../../../src/domain/query.js';
import type { Report } from '../../../src/domain/report.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { SearchRequest, SearchResult } from '../../../src/store/search-request.js';
import { arbitraryFacts, TEST_CELLS, TEST_DERIVED } from '../../support/arbitrary-report.js';
import { knownReports } from '../../support/brute-force.js';
import type { KnownReport } from '../../support/brute-force.js';
import { buildReport, buildSearch, buildWrite, phrase, UNCERTAIN } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

/** Writes reports, each as one of its own. */
async function fill(store: ReportStore, reports: readonly Report[]): Promise<Map<string, Report>> {
  const apart = reports.map((report) => ({ ...report, region: UNCERTAIN }));
  const outcomes = await store.write(apart.map((report, index) => buildWrite(report, { bytes: `${index}` })));
  return new Map(outcomes.map(({ id }, index) => [id, apart[index] as Report]));
}

/** Writes reports, those of one organ and year as one, and gives what is stored then. */
async function fillTogether(store: ReportStore, reports: readonly Report[]): Promise<KnownReport[]> {
  const outcomes = await store.write(
    reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
  );
  const stored = await store.getMany([...new Set(outcomes.map(({ id }) => id))]);
  return knownReports(
    new Map(stored.flatMap((one) => (one === null ? [] : [[one.id, one.report] as const]))),
  );
}

async function readPages(store: ReportStore, request: SearchRequest): Promise<SearchResult[]> {
  const pages: SearchResult[] = [];
  for (let after: string | null = null; ;) {
    const page: SearchResult = await store.search({ ...request, after });
    pages.push(page);
    after = page.hits.at(-1)?.cursor ?? null;
    if (!page.hasNextPage || after === null) return pages;
  }
}

const codePoints = (text: string): string =>
  Array.from(text, (character) => (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('');

function sortValue({ report, derived }: KnownReport, sort: Sort): number | string | null {
  switch (sort.by) {
    case 'YEAR':
      return report.year;
    case 'ORGAN':
      return codePoints(report.organ?.normalizedName ?? '');
    case 'PUBLISHED_ON':
      return report.publishedOn === null ? null : report.publishedOn.padEnd(10, '-01');
    case 'DERIVED':
      return derived[sort.key ?? ''] ?? null;
    default:
      return report.cells[sort.key ?? '']?.value ?? null;
  }
}

/** The order by the rule: missing last in both directions, ties by id. */
function compareHits(sorts: readonly Sort[]) {
  return (a: KnownReport, b: KnownReport): number => {
    for (const sort of sorts) {
      const [left, right] = [sortValue(a, sort), sortValue(b, sort)];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      return left < right === (sort.direction === 'ASC') ? -1 : 1;
    }
    return a.id < b.id ? -1 : 1;
  };
}

const arbitrarySort: fc.Arbitrary<Sort> = fc
  .tuple(
    fc.constantFrom<Omit<Sort, 'direction'>>(
      { by: 'YEAR' },
      { by: 'ORGAN' },
      { by: 'PUBLISHED_ON' },
      ...TEST_CELLS.map((key) => ({ by: 'CELL' as const, key })),
      ...TEST_DERIVED.map((key) => ({ by: 'DERIVED' as const, key })),
    ),
    fc.constantFrom('ASC' as const, 'DESC' as const),
  )
  .map(([sort, direction]) => ({ ...sort, direction }));

const BY_DEFAULT: Sort[] = [
  { by: 'YEAR', direction: 'DESC' },
  { by: 'ORGAN', direction: 'ASC' },
];

export function describePages({ store }: ContractContext): void {
  describe('orders and pages', () => {
    it('follow the rule, and pages neither overlap nor leave out', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 13, numRuns: 60 });
      const stored = await fillTogether(store(), facts.map(buildReport));
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitrarySort, { maxLength: 3 }),
          fc.integer({ min: 5, max: 40 }),
          async (sort, limit) => {
            const pages = await readPages(store(), buildSearch({ sort, limit }));
            const expected = stored
              .toSorted(compareHits(sort.length > 0 ? sort : BY_DEFAULT))
              .map(({ id }) => id);
            expect(pages.flatMap(({ hits }) => hits.map(({ id }) => id))).toEqual(expected);
            expect(pages.map(({ hasPreviousPage }) => hasPreviousPage)).toEqual(
              pages.map((_, index) => index > 0),
            );
            expect(pages.every(({ total }) => total === expected.length)).toBe(true);
          },
        ),
        { seed: 13, numRuns: 60 },
      );
    });

    it('give any window between two cursors, from its beginning or its end', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 14, numRuns: 50 });
      await fillTogether(store(), facts.map(buildReport));
      const place = fc.option(fc.nat(), { freq: 3 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(arbitrarySort, { maxLength: 2 }),
          fc.constantFrom(null, phrase('政'), phrase('诉讼')),
          fc.record({
            after: place,
            before: place,
            limit: fc.integer({ min: 0, max: 15 }),
            fromEnd: fc.boolean(),
          }),
          async (sort, text, { after, before, limit, fromEnd }) => {
            const search = buildSearch({ sort, text });
            const { hits: all } = await store().search(search);
            const at = (index: number | null) => (index === null ? null : index % all.length);
            const [first, last] = [at(after), at(before)];
            const cursor = (index: number | null) => (index === null ? null : (all[index]?.cursor ?? null));
            const page = await store().search({
              ...search,
              after: cursor(first),
              before: cursor(last),
              limit,
              fromEnd,
            });
            const window = all.slice((first ?? -1) + 1, last ?? all.length);
            const hits = window.slice(fromEnd ? Math.max(0, window.length - limit) : 0).slice(0, limit);
            const cut = window.length > hits.length;
            expect(page).toEqual({
              hits,
              total: all.length,
              hasPreviousPage: first !== null || (cut && fromEnd),
              hasNextPage: last !== null || (cut && !fromEnd),
              facets: [],
            });
          },
        ),
        { seed: 14, numRuns: 200 },
      );
    });

    it('walked from the end give the reverse of those walked from the beginning', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 16, numRuns: 50 });
      await fillTogether(store(), facts.map(buildReport));
      for (const text of [null, phrase('政')]) {
        const request = buildSearch({ text, limit: 7 });
        const forward = (await readPages(store(), request)).flatMap(({ hits }) => hits);
        const backward: SearchResult[] = [];
        for (let before: string | null = null; ;) {
          const page: SearchResult = await store().search({ ...request, before, fromEnd: true });
          backward.unshift(page);
          expect(page.hasNextPage).toBe(before !== null);
          before = page.hits[0]?.cursor ?? null;
          if (!page.hasPreviousPage) break;
        }
        expect(backward.flatMap(({ hits }) => hits)).toEqual(forward);
      }
    });

    it('carry the reports of their hits, derived values included, where that is asked', async () => {
      const facts = fc.sample(arbitraryFacts, { seed: 18, numRuns: 40 });
      await fillTogether(store(), facts.map(buildReport));
      for (const [text, highlights] of [
        [null, 0],
        [phrase('政'), 0],
        [phrase('政'), 2],
      ] as const) {
        const request = buildSearch({ text, highlights, limit: 100 });
        const bare = await store().search(request);
        expect(bare.hits.map(({ report }) => report)).toEqual(bare.hits.map(() => null));
        const full = await store().search({ ...request, reports: true });
        const alone = await store().getMany(bare.hits.map(({ id }) => id));
        expect(full.hits.map(({ report }) => report)).toEqual(alone);
        // Nothing else is another for it.
        const hits = full.hits.map((hit) => ({ ...hit, report: null }));
        expect({ ...full, hits }).toEqual(bare);
      }
    });

    it('are not counted unless asked', async () => {
      await fill(store(), [buildReport(), buildReport({ year: 2020 })]);
      const result = await store().search(buildSearch({ limit: 1, countTotal: false }));
      expect(result).toMatchObject({ total: null, hasNextPage: true, hasPreviousPage: false });
      expect(result.hits).toHaveLength(1);
    });

    it('put the more relevant report first, and one that holds the exact run before all', async () => {
      const texts = ['公开申请诉讼诉讼诉讼诉讼', '公开。申请诉讼', '申请公开', '无'];
      const filler = Array.from({ length: 20 }, () => '其他内容');
      const stored = await fill(
        store(),
        [...texts, ...filler].map((text) => buildReport({ title: null, sections: [['OTHER', text]] })),
      );
      const request = buildSearch({
        text: { type: 'and', children: [phrase('公开'), phrase('申请')] },
        exactRuns: ['申请公开'],
        limit: 1,
      });
      const pages = await readPages(store(), request);
      const found = pages.flatMap(({ hits }) => hits.map(({ id }) => stored.get(id)?.sections[0]?.text));
      expect(found).toHaveLength(3);
      expect(found[0]).toBe('申请公开');
      const { hits } = await store().search(buildSearch({ text: phrase('诉讼') }));
      expect(hits.map(({ id }) => stored.get(id)?.sections[0]?.text)).toEqual([texts[0], texts[1]]);
    });

    it('give totals and facets alone for a page of none', async () => {
      await fill(store(), [buildReport(), buildReport({ year: 2020 })]);
      const result = await store().search(buildSearch({ limit: 0, facets: [{ field: 'year', limit: 9 }] }));
      expect(result).toMatchObject({ hits: [], total: 2, hasNextPage: true, hasPreviousPage: false });
      expect(result.facets[0]?.distinct).toBe(2);
    });

    it('go on from a cursor whose report is no longer there', async () => {
      const [first, second] = [buildReport({ year: 2021 }), buildReport({ year: 2020 })];
      await store().write([buildWrite(first, { bytes: 'a' }), buildWrite(second, { bytes: 'b' })]);
      const page = await store().search(buildSearch({ limit: 1 }));
      await store().write([buildWrite({ ...first, year: 2019 }, { bytes: 'a', parserVersion: '2' })]);
      const next = await store().search(buildSearch({ limit: 1, after: page.hits[0]?.cursor ?? '' }));
      const [report] = await store().getMany(next.hits.map(({ id }) => id));
      expect(report?.report.year).toBe(2020);
    });

    it.each([
      ['broken', 'not-a-cursor'],
      ['empty', ''],
      ['of another shape', Buffer.from('{"a":1}').toString('base64url')],
    ])('refuse a cursor that is %s', async (_, cursor) => {
      for (const argument of ['after', 'before']) {
        await expect(store().search(buildSearch({ [argument]: cursor }))).rejects.toMatchObject({
          code: 'BAD_CURSOR',
          argument,
        });
      }
    });

    it('refuse a cursor of another search', async () => {
      await fill(store(), [buildReport(), buildReport({ year: 2020 })]);
      const request = buildSearch({ text: phrase('公开'), limit: 1 });
      const after = (await store().search(request)).hits[0]?.cursor ?? '';
      for (const limit of [0, 1]) {
        const next = await store().search({ ...request, after, limit });
        expect(next).toMatchObject({ hasPreviousPage: true, hasNextPage: limit === 0 });
      }
      const others: Partial<SearchRequest>[] = [
        { text: phrase('报告') },
        { filter: { type: 'year', gt: 2000 } },
        { sort: [{ by: 'YEAR', direction: 'ASC' }] },
        { searchIn: ['TITLE'] },
        { sectionKinds: ['OTHER'] },
        { sameSection: true },
      ];
      for (const other of others) {
        await expect(store().search({ ...request, after, ...other })).rejects.toMatchObject({
          code: 'BAD_CURSOR',
        });
      }
    });
  });
}
