/** Contract: who shares which sentence, against a corpus whose copies are known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COPIED_REPORTS } from '../../../src/store/copied-request.js';
import type { CopiedSentence, Kin } from '../../../src/store/copied-request.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { WriteOutcome } from '../../../src/store/writes.js';
import {
  allSentences,
  distinctSentences,
  isPassage,
  sentenceKey,
} from '../../../src/store/report-sentences.js';
import { compareCodePoints } from '../../../src/store/code-point-order.js';
import { buildSearch, buildWrite } from '../../support/build-report.js';
import {
  copiedCorpus,
  organOf,
  originalityOf,
  printCopied,
  sizeOf,
  TEMPLATE_NAMES,
  TEMPLATES,
} from '../../support/copied-corpus.js';
import type { CopiedReport, TemplateName } from '../../support/copied-corpus.js';
import type { ContractContext } from '../report-store.js';

/** What the store should hold: reports by id. */
type Known = Map<string, CopiedReport>;

const keyOf = (name: TemplateName) => {
  const [sentence] = distinctSentences(
    allSentences(printCopied({ organ: 0, year: 2020, sentences: [name] })),
  );
  if (sentence === undefined) throw new Error(`${name} has no sentence`);
  return sentenceKey(sentence);
};
const KEYS = new Map(TEMPLATE_NAMES.map((name) => [name, keyOf(name)]));
const key = (name: TemplateName) => KEYS.get(name) ?? { fingerprint: '', size: 0, sketches: [] };

function countOf(name: TemplateName, reports: readonly CopiedReport[]) {
  const holders = reports.filter(({ sentences }) => sentences.includes(name));
  return { reports: holders.length, organs: new Set(holders.map(organOf)).size };
}

/** Whether a report has a sentence, or one with a sketch of it. */
function hasKin(name: TemplateName, { sentences }: CopiedReport): boolean {
  const wanted = key(name);
  return sentences.some((other) => {
    const { sketches } = key(other);
    return (
      other === name || (isPassage(key(other)) && sketches.some((one, at) => wanted.sketches[at] === one))
    );
  });
}

function kinOf(id: string, known: Known, ofOtherOrgans: boolean): Kin[] {
  const report = known.get(id);
  if (report === undefined) return [];
  const asked = [...new Set(report.sentences)].filter((name) => isPassage(key(name)));
  return [...known]
    .filter(([other, one]) => other !== id && !(ofOtherOrgans && organOf(one) === organOf(report)))
    .map(([other, one]) => ({
      id: other,
      most: asked.filter((name) => hasKin(name, one)).reduce((sum, name) => sum + sizeOf(name), 0),
    }))
    .filter(({ most }) => most > 0)
    .sort((a, b) => b.most - a.most || compareCodePoints(a.id, b.id));
}

function copiedIn(known: Known, minOrgans: number): CopiedSentence[] {
  return TEMPLATE_NAMES.filter((name) => isPassage(key(name)))
    .map((name) => ({
      fingerprint: key(name).fingerprint,
      ...countOf(name, [...known.values()]),
      ids: [...known]
        .filter(([, { sentences }]) => sentences.includes(name))
        .sort(([a, one], [b, other]) => one.year - other.year || compareCodePoints(a, b))
        .map(([id]) => id)
        .slice(0, COPIED_REPORTS),
    }))
    .filter(({ organs }) => organs >= minOrgans)
    .sort((a, b) => b.organs - a.organs || b.reports - a.reports || (a.fingerprint < b.fingerprint ? -1 : 1));
}

/** All that a store says of copies, held against the corpus. */
async function checkAll(store: ReportStore, known: Known): Promise<void> {
  const reports = [...known.values()];
  const ids = [...known.keys()];
  for (const stored of await store.getMany(ids)) {
    const report = known.get(stored?.id ?? '');
    if (stored === null || report === undefined) throw new Error('a report is missing');
    const expected = originalityOf(report, reports);
    const told = Object.fromEntries(Object.keys(expected).map((one) => [one, stored.derived[one]]));
    expect({ id: stored.id, ...told }).toEqual({ id: stored.id, ...expected });
  }
  expect(
    await store.sentenceCounts([...TEMPLATE_NAMES.map((name) => key(name).fingerprint), 'nobody']),
  ).toEqual([...TEMPLATE_NAMES.map((name) => countOf(name, reports)), { reports: 0, organs: 0 }]);
  for (const id of ids.slice(0, 4)) {
    const sentences = [...new Set(known.get(id)?.sentences)].map(key).filter(isPassage);
    for (const ofOtherOrgans of [false, true]) {
      const expected = kinOf(id, known, ofOtherOrgans);
      for (const limit of [50, 2]) {
        expect(await store.kin({ id, ofOtherOrgans, sentences, limit })).toEqual(expected.slice(0, limit));
      }
    }
  }
  const all = copiedIn(known, 2);
  for (const limit of [100, 1]) {
    expect(await store.copiedSentences({ ...buildSearch(), minOrgans: 2, limit })).toEqual(
      all.slice(0, limit),
    );
  }
  const since = new Map([...known].filter(([, { year }]) => year >= 2021));
  expect(
    await store.copiedSentences({
      ...buildSearch({ filter: { type: 'year', gte: 2021 } }),
      minOrgans: 3,
      limit: 10,
    }),
  ).toEqual(copiedIn(since, 3).slice(0, 10));
  await checkValues(store, known);
}

/** The values filter, sort and add up as they are told. */
async function checkValues(store: ReportStore, known: Known): Promise<void> {
  const reports = [...known.values()];
  const own = (report: CopiedReport) => originalityOf(report, reports)['derived.originality.own'] ?? null;
  const search = await store.search(
    buildSearch({
      filter: { type: 'derived', key: 'derived.originality.own', gte: 0.5 },
      sort: [{ by: 'DERIVED', key: 'derived.originality.own', direction: 'DESC' }],
    }),
  );
  const expected = [...known]
    .map(([id, report]) => ({ id, value: own(report) }))
    .filter(({ value }) => value !== null && value >= 0.5)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || compareCodePoints(a.id, b.id));
  expect(search.hits.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
  const { groups } = await store.aggregate({
    ...buildSearch(),
    groupBy: [],
    measures: [{ type: 'sum', key: 'derived.originality.sharedCharacters' }],
    order: [],
    having: [],
    limit: 1,
    offset: 0,
    nested: 'KEEP',
    withLatest: false,
  });
  const shared = reports.map(
    (report) => originalityOf(report, reports)['derived.originality.sharedCharacters'] ?? 0,
  );
  if (known.size > 0) {
    expect(groups[0]?.measures[0]?.value).toBe(shared.reduce((sum, one) => sum + one, 0));
  }
}

const bytesOf = ({ organ, year }: CopiedReport): string => `copied ${String(organ)} ${String(year)}`;

export function describeCopied({ withAnother, store, reopen }: ContractContext): void {
  describe('copied text', () => {
    it('is counted as it is, through writes, reparses and deletions', { timeout: 300_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(copiedCorpus, fc.nat({ max: 99 }), async (corpus, at) => {
          await withAnother(async (one) => {
            const known: Known = new Map();
            const write = async (reports: readonly CopiedReport[], parserVersion: string): Promise<void> => {
              const outcomes = await one.write(
                reports.map((report) =>
                  buildWrite(printCopied(report), { bytes: bytesOf(report), parserVersion }),
                ),
              );
              outcomes.forEach(({ id }, index) => {
                const report = reports[index];
                if (report !== undefined) known.set(id, report);
              });
              await checkAll(one, known);
            };
            const cut = at % corpus.length;
            await write(corpus.slice(0, cut + 1), '1');
            if (cut + 1 < corpus.length) await write(corpus.slice(cut + 1), '1');
            // Some are parsed again and say something else then.
            const others = corpus.filter((_, index) => (index + at) % 3 === 0);
            await write(
              others.map((report, index) => ({
                ...report,
                sentences: corpus[(index + at) % corpus.length]?.sentences ?? [],
              })),
              '2',
            );
            for (const id of [...known.keys()].filter((_, index) => (index + at) % 4 === 0)) {
              await one.delete(id);
              known.delete(id);
              await checkAll(one, known);
            }
          });
        }),
        { seed: 17, numRuns: 10, endOnFailure: true },
      );
    });

    // One after the other, what the first have of their own changes with each of the others.
    it.each([
      ['of reports written at once', true],
      ['of reports written one after the other', false],
    ])('leaves boilerplate out of membership on demand, and of nothing else: %s', async (_, atOnce) => {
      const corpus: CopiedReport[] = [
        { organ: 3, year: 2022, sentences: ['staff', 'staff', 'plan'] },
        { organ: 0, year: 2020, sentences: ['law', 'water', 'staff'] },
        { organ: 1, year: 2020, sentences: ['law', 'staff', 'lawsuit'] },
        { organ: 0, year: 2021, sentences: ['water', 'market', 'lawsuit'] },
        { organ: 2, year: 2021, sentences: ['staffNear', 'none'] },
      ];
      const writes = corpus.map((report) => buildWrite(printCopied(report), { bytes: bytesOf(report) }));
      const outcomes: WriteOutcome[] = [];
      for (const batch of atOnce ? [writes] : writes.map((write) => [write]))
        outcomes.push(...(await store().write(batch)));
      const reports = corpus.map((report, index) => ({ ...report, id: outcomes[index]?.id ?? '' }));
      const isOwn = (name: TemplateName, report: CopiedReport): boolean =>
        countOf(name, corpus).organs === 1 &&
        !corpus.some(
          ({ organ, year, sentences }) =>
            organ === report.organ && year === report.year - 1 && sentences.includes(name),
        );
      const within = (report: CopiedReport, words: string, own: boolean): boolean =>
        report.sentences.some((name) => TEMPLATES[name].includes(words) && (!own || isOwn(name, report)));
      const phrases = [
        '公开',
        '行政诉讼',
        '工作人员',
        '业务培训',
        '招标',
        '意见',
        '条例',
        '编制',
        '组织领导',
      ];
      for (const words of phrases) {
        for (const sameSection of [false, true]) {
          const request = buildSearch({
            text: { type: 'phrase', phrase: words },
            sameSection,
            searchIn: ['TEXT'],
            highlights: 20,
          });
          for (const own of [false, true]) {
            const asked = own ? { ...request, textFilter: 'OWN_WORDS' as const } : request;
            const { hits, total } = await store().search(asked);
            const expected = reports.filter((report) => within(report, words, own)).map(({ id }) => id);
            expect([words, hits.map(({ id }) => id).sort()]).toEqual([words, expected.sort()]);
            expect(total).toBe(expected.length);
            for (const { highlights } of hits) {
              expect(highlights.length).toBeGreaterThan(0);
              for (const { text, ranges } of highlights)
                for (const { start, end } of ranges) expect(text.slice(start, end)).toBe(words);
            }
          }
        }
      }
      // Words joined by AND, of which one is own and one is not.
      const both = buildSearch({
        text: {
          type: 'and',
          children: [
            { type: 'phrase', phrase: '招标' },
            { type: 'phrase', phrase: '条例' },
          ],
        },
      });
      expect((await store().search(both)).total).toBe(1);
      expect((await store().search({ ...both, textFilter: 'OWN_WORDS' })).total).toBe(0);
    });

    it('ranks and shows what says more before what thousands print', async () => {
      const corpus: CopiedReport[] = [
        { organ: 0, year: 2020, sentences: ['law', 'plan', 'none'] },
        { organ: 1, year: 2020, sentences: ['law', 'plan', 'water'] },
        { organ: 2, year: 2020, sentences: ['law', 'plan', 'period'] },
        { organ: 3, year: 2020, sentences: ['plan', 'market', 'law', 'water'] },
        { organ: 0, year: 2021, sentences: ['plan', 'law', 'lawsuit', 'requests'] },
      ];
      const outcomes = await store().write(
        corpus.map((report) => buildWrite(printCopied(report), { bytes: bytesOf(report) })),
      );
      const { hits } = await store().search(
        buildSearch({ text: { type: 'phrase', phrase: '信息公开' }, searchIn: ['TEXT'], highlights: 1 }),
      );
      // All print the law; one has a number of its own beside the words.
      expect(hits[0]?.id).toBe(outcomes[4]?.id);
      expect(hits[0]?.highlights[0]?.text).toMatch(/行政诉讼|申请\d/u);
    });

    it('stands when the store is opened again', async () => {
      const corpus: CopiedReport[] = [
        { organ: 0, year: 2020, sentences: ['law', 'water', 'none'] },
        { organ: 1, year: 2020, sentences: ['law', 'staff', 'none'] },
        { organ: 0, year: 2021, sentences: ['law', 'water', 'staffNear'] },
      ];
      const known: Known = new Map();
      for (const report of corpus) {
        const [outcome] = await store().write([buildWrite(printCopied(report), { bytes: bytesOf(report) })]);
        known.set(outcome?.id ?? '', report);
      }
      await checkAll(store(), known);
      await checkAll(await reopen(), known);
    });
  });
}
