/** Contract: which reports a text query finds, and what it highlights. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextQuery } from '../../../src/domain/query.js';
import { SECTION_KINDS } from '../../../src/domain/report.js';
import type { Report } from '../../../src/domain/report.js';
import type { SearchRequest } from '../../../src/store/search-request.js';
import { arbitraryQuery, arbitraryFacts } from '../../support/arbitrary-report.js';
import { matchesText } from '../../support/brute-force.js';
import { buildReport, buildSearch, buildWrite, phrase, UNCERTAIN } from '../../support/build-report.js';
import type { ReportFacts } from '../../support/build-report.js';
import type { ContractContext } from '../report-store.js';

const and = (...children: TextQuery[]): TextQuery => ({ type: 'and', children });
const or = (...children: TextQuery[]): TextQuery => ({ type: 'or', children });
const not = (child: TextQuery): TextQuery => ({ type: 'not', child });

export function describeText({ store }: ContractContext): void {
  /** The years of the reports that a request finds. */
  const years = async (request: Partial<SearchRequest>): Promise<number[]> => {
    const { hits, total } = await store().search(buildSearch(request));
    const found = await store().getMany(hits.map(({ id }) => id));
    expect(total).toBe(hits.length);
    return found.map((one) => one?.report.year ?? NaN).sort();
  };

  describe('text', () => {
    /** One a year from 2019 on. */
    const texts: ReportFacts[] = [
      { sections: [['REVIEW_AND_LITIGATION', '本年发生行政诉讼3件。']] },
      { sections: [['REVIEW_AND_LITIGATION', '行政、诉讼均无。']] },
      {
        sections: [
          ['OVERVIEW', '县行政'],
          ['OVERVIEW', '诉讼无'],
        ],
      },
      { title: '行政诉讼年度报告' },
      { sections: [['OTHER', '无。', '行政诉讼情况']] },
    ];

    const writeTexts = () =>
      store().write(
        texts.map((facts, index) => buildWrite(buildReport({ title: null, year: 2019 + index, ...facts }))),
      );

    it('finds phrases of one character and more, signs and ends included', async () => {
      await writeTexts();
      const expected: [string, number[]][] = [
        ['讼', [2019, 2020, 2021, 2022]],
        ['诉讼', [2019, 2020, 2021, 2022]],
        ['行政诉讼', [2019, 2022]],
        ['政、诉', [2020]],
        ['均无。', [2020]],
        ['讼3件', [2019]],
        ['复议', []],
      ];
      for (const [text, found] of expected) expect(await years({ text: phrase(text) }), text).toEqual(found);
    });

    it('looks at headings only on request', async () => {
      await writeTexts();
      const text = phrase('行政诉讼');
      expect(await years({ text, searchIn: ['HEADINGS'] })).toEqual([2023]);
      expect(await years({ text, searchIn: ['TITLE'] })).toEqual([2022]);
      expect(await years({ text, searchIn: ['TITLE', 'TEXT', 'HEADINGS'] })).toEqual([2019, 2022, 2023]);
      expect(await years({ text: phrase('况'), searchIn: ['HEADINGS'] })).toEqual([2023]);
    });

    it('looks at sections of certain kinds, and then not at the title', async () => {
      await writeTexts();
      const text = phrase('诉讼');
      expect(await years({ text, sectionKinds: ['REVIEW_AND_LITIGATION'] })).toEqual([2019, 2020]);
      expect(
        await years({ text, sectionKinds: ['OVERVIEW', 'OTHER'], searchIn: ['TEXT', 'HEADINGS'] }),
      ).toEqual([2021, 2023]);
    });

    it('joins by AND, OR and NOT over the whole report', async () => {
      await writeTexts();
      expect(await years({ text: and(phrase('县行政'), phrase('诉讼无')) })).toEqual([2021]);
      expect(await years({ text: or(phrase('均无'), phrase('3件')) })).toEqual([2019, 2020]);
      expect(await years({ text: and(phrase('诉讼'), not(phrase('行政诉讼'))) })).toEqual([2020, 2021]);
      expect(await years({ text: not(phrase('诉')) })).toEqual([2023]);
    });

    it('joins by AND within one section on request', async () => {
      await writeTexts();
      const text = and(phrase('县行政'), phrase('诉讼无'));
      expect(await years({ text, sameSection: true })).toEqual([]);
      expect(await years({ text: and(phrase('行政'), phrase('诉讼')), sameSection: true })).toEqual([
        2019, 2020, 2022,
      ]);
    });

    it('agrees with a scan of the texts for any query', async () => {
      // Without a certain region each report stands for itself.
      const reports = fc
        .sample(arbitraryFacts, { seed: 11, numRuns: 80 })
        .map((facts) => buildReport({ ...facts, region: UNCERTAIN }));
      const written = await store().write(
        reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
      );
      const arbitrarySearch = fc.record({
        text: arbitraryQuery,
        searchIn: fc.subarray(['TITLE', 'TEXT', 'HEADINGS'] as const, { minLength: 1 }),
        sectionKinds: fc.option(fc.subarray([...SECTION_KINDS], { minLength: 1 })),
        sameSection: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(arbitrarySearch, async (search) => {
          const request = buildSearch({ ...search, sort: [{ by: 'YEAR', direction: 'ASC' }] });
          const { hits } = await store().search(request);
          const expected = written.filter((_, index) => matchesText(reports[index] as Report, request));
          expect(hits.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        }),
        { seed: 11, numRuns: 600 },
      );
    });

    it('highlights what matched, in the original', async () => {
      const target = store();
      await target.write([
        buildWrite(
          buildReport({
            title: '行政訴訟年报',
            sections: [
              ['PREAMBLE', '无。'],
              ['REVIEW_AND_LITIGATION', '一年里有\n行政\n诉讼，也有行政訴訟。', '四、行政诉讼'],
            ],
          }),
        ),
      ]);
      const request = buildSearch({
        text: phrase('行政诉讼'),
        searchIn: ['TITLE', 'TEXT', 'HEADINGS'],
        highlights: 5,
      });
      const { hits } = await target.search(request);
      const highlights = hits[0]?.highlights ?? [];
      expect(
        highlights.map(({ field, section, sectionKind, heading }) => ({
          field,
          section,
          sectionKind,
          heading,
        })),
      ).toEqual([
        // What says most comes first.
        { field: 'SECTION', section: 1, sectionKind: 'REVIEW_AND_LITIGATION', heading: '四、行政诉讼' },
        { field: 'TITLE', section: null, sectionKind: null, heading: null },
        { field: 'HEADING', section: 1, sectionKind: 'REVIEW_AND_LITIGATION', heading: '四、行政诉讼' },
      ]);
      const shown = highlights.flatMap(({ text, ranges }) =>
        ranges.map(({ start, end }) => text.slice(start, end)),
      );
      expect(shown).toEqual(['行政\n诉讼', '行政訴訟', '行政訴訟', '行政诉讼']);
      const one = await target.search({ ...request, highlights: 1 });
      expect(one.hits[0]?.highlights).toHaveLength(1);
      const none = await target.search({ ...request, text: not(phrase('复议')) });
      expect(none.hits[0]?.highlights).toEqual([]);
    });
  });
}
