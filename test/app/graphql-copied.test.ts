/** `originality`, `similar` and `copiedPassages` through the real server and store, against what is known of a corpus of copies. */
import type { FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { jaccard, NEAR_COPY, sketchesOf, triplesOf } from '../../src/text/sentences.js';
import { buildWrite } from '../support/build-report.js';
import {
  copiedCorpus,
  organOf,
  originalityOf,
  printCopied,
  sizeOf,
  TEMPLATES,
} from '../support/copied-corpus.js';
import type { CopiedReport, TemplateName } from '../support/copied-corpus.js';
import { ask, serveStore, TestStores } from './served-app.js';

const stores = new TestStores();
afterAll(() => stores.destroy());

async function fill(store: ReportStore, corpus: readonly CopiedReport[]): Promise<string[]> {
  const writes = corpus.map((report) => buildWrite(printCopied(report), { bytes: JSON.stringify(report) }));
  return (await store.write(writes)).map(({ id }) => id);
}

const CORPUS: CopiedReport[] = [
  { organ: 0, year: 2020, sentences: ['law', 'water', 'staff', 'none'] },
  { organ: 0, year: 2021, sentences: ['law', 'water', 'market', 'requests'] },
  { organ: 1, year: 2020, sentences: ['law', 'market', 'staffNear', 'plan'] },
  { organ: 2, year: 2019, sentences: ['plan', 'market', 'law'] },
];

let app: FastifyInstance;
let ids: string[];
beforeAll(async () => {
  const store = await stores.open('copied');
  app = await serveStore(store);
  ids = await fill(store, CORPUS);
});
afterAll(() => app.close());

async function answer<T>(query: string, variables?: object, of = app): Promise<T> {
  const { data, errors } = await ask(of, query, variables);
  expect(errors).toEqual([]);
  return data as T;
}

interface Placed {
  section: number;
  start: number;
  end: number;
  text: string;
}
interface Similar {
  report: { id: string; sections: { text: string }[] };
  sharedCharacters: number;
  share: number;
  passages: { similarity: number; here: Placed; there: Placed }[];
}
const SIMILAR = `query ($id: ID!, $first: Int, $others: Boolean) { report(id: $id) { sections { text }
  similar(first: $first, ofOtherOrgans: $others) { sharedCharacters share report { id sections { text } }
    passages { similarity here { section start end text } there { section start end text } } } } }`;

async function similarTo(
  id: string,
  others: boolean,
  of = app,
): Promise<{ sections: { text: string }[]; similar: Similar[] }> {
  const { report } = await answer<{ report: { sections: { text: string }[]; similar: Similar[] } }>(
    SIMILAR,
    { id, first: 20, others },
    of,
  );
  return report;
}

/** The sentence of the other report that goes with one of this: the same, else the one near copy that there is. */
function counterpart(one: TemplateName, other: CopiedReport): TemplateName | null {
  if (other.sentences.includes(one)) return one;
  const near = one === 'staff' ? 'staffNear' : one === 'staffNear' ? 'staff' : null;
  return near !== null && other.sentences.includes(near) ? near : null;
}

/** Characters in common, found by going through all sentences of both. */
function sharedBy(report: CopiedReport, other: CopiedReport): number {
  return [...new Set(report.sentences)]
    .filter((one) => sizeOf(one) >= 12 && counterpart(one, other) !== null)
    .reduce((sum, one) => sum + sizeOf(one), 0);
}

describe('originality', () => {
  it('is what is known of the corpus, and tells sentence by sentence who else has it', async () => {
    const { report } = await answer<{
      report: { originality: Record<string, unknown> & { sentences: object[] } };
    }>(
      `query ($id: ID!) { report(id: $id) { originality { characters ownCharacters repeatedCharacters sharedCharacters
         own repeated shared sentences { text otherReports otherOrgans repeatsLastYear } } } }`,
      { id: ids[1] },
    );
    const [, second] = CORPUS;
    const known = second === undefined ? {} : originalityOf(second, CORPUS);
    const { sentences, ...values } = report.originality;
    for (const [name, value] of Object.entries(values)) {
      expect([name, value]).toEqual([name, known[`derived.originality.${name}`]]);
    }
    expect(sentences).toMatchObject([
      { otherReports: 3, otherOrgans: 2, repeatsLastYear: true },
      { otherReports: 1, otherOrgans: 0, repeatsLastYear: true },
      { otherReports: 2, otherOrgans: 2, repeatsLastYear: false },
      { otherReports: 0, otherOrgans: 0, repeatsLastYear: false },
    ]);
  });

  it('gives its sentences in parts, and refuses what is none', async () => {
    const part = async (args: string) =>
      (
        await answer<{ report: { originality: { sentences: { text: string }[] } } }>(
          `query ($id: ID!) { report(id: $id) { originality { sentences${args} { text } } } }`,
          { id: ids[0] },
        )
      ).report.originality.sentences.map(({ text }) => text);
    const all = await part('');
    expect(all).toHaveLength(4);
    expect([
      ...(await part('(first: 1)')),
      ...(await part('(first: 2, from: 1)')),
      ...(await part('(from: 3)')),
    ]).toEqual(all);
    for (const [args, argument] of [
      ['(first: 51)', 'first'],
      ['(from: -1)', 'from'],
    ] as const) {
      const { errors } = await ask(
        app,
        `query ($id: ID!) { report(id: $id) { originality { sentences${args} { text } } } }`,
        { id: ids[0] },
      );
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT', argument });
    }
  });
});

describe('similar', () => {
  it('shows the passages as ranges of both reports, near copies with how near they are', async () => {
    const { sections, similar } = await similarTo(ids[0] ?? '', true);
    expect(similar.map(({ report }) => report.id)).toEqual([ids[2], ids[3]]);
    const [first] = similar;
    expect(first?.passages.map(({ similarity }) => similarity === 1)).toEqual([true, false]);
    for (const { report, passages } of similar) {
      for (const { here, there, similarity } of passages) {
        expect(sections[here.section]?.text.slice(here.start, here.end)).toBe(here.text);
        expect(report.sections[there.section]?.text.slice(there.start, there.end)).toBe(there.text);
        expect(similarity).toBeGreaterThanOrEqual(NEAR_COPY);
      }
    }
  });

  it('refuses to show too many', async () => {
    const { errors } = await ask(app, SIMILAR, { id: ids[0], first: 21, others: true });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT', argument: 'first' });
  });

  it('is what a look at every sentence of every other report finds, near copies too', async () => {
    const [one, two] = [TEMPLATES.staff, TEMPLATES.staffNear].map((text) => text.replaceAll(/[，。]/gu, ''));
    // Else the law would say nothing of near copies.
    expect(jaccard(triplesOf(one ?? ''), triplesOf(two ?? ''))).toBeGreaterThan(NEAR_COPY);
    expect(sketchesOf(one ?? '').some((sketch, at) => sketch === sketchesOf(two ?? '')[at])).toBe(true);
    for (const [at, corpus] of fc.sample(copiedCorpus, { numRuns: 6, seed: 17 }).entries()) {
      const store = await stores.open(`law-${String(at)}`);
      const served = await serveStore(store);
      try {
        const written = await fill(store, corpus);
        for (const [index, report] of corpus.entries()) {
          for (const others of [true, false]) {
            const { similar } = await similarTo(written[index] ?? '', others, served);
            const expected = corpus.flatMap((other, place) => {
              if (place === index || (others && organOf(other) === organOf(report))) return [];
              const shared = sharedBy(report, other);
              return shared === 0 ? [] : [[written[place], shared]];
            });
            const found = similar.map((one) => [one.report.id, one.sharedCharacters]);
            expect(found.sort()).toEqual(expected.sort());
            const order = similar.map(({ sharedCharacters }) => sharedCharacters);
            expect(order).toEqual([...order].sort((a, b) => b - a));
          }
        }
      } finally {
        await served.close();
      }
    }
  }, 120_000);
});

interface Passage {
  text: string;
  organs: number;
  reports: number;
  first: { id: string };
  reportsBehind: { id: string }[];
}

describe('copiedPassages', () => {
  const PASSAGES = `query ($filter: ReportFilter, $minOrgans: Int, $first: Int) {
    copiedPassages(filter: $filter, minOrgans: $minOrgans, first: $first) { text organs reports first { id } reportsBehind { id } } }`;
  const passages = async (variables: object) =>
    (await answer<{ copiedPassages: Passage[] }>(PASSAGES, variables)).copiedPassages;

  it('are the sentences of most organs, with who had each first and the reports behind', async () => {
    const all = await passages({});
    expect(all.map(({ organs, reports }) => [organs, reports])).toEqual([
      [3, 4],
      [3, 3],
      [2, 2],
    ]);
    // The earliest year is that of the last report.
    for (const { first, reportsBehind, reports } of all) {
      expect(first.id).toBe(ids[3]);
      expect(reportsBehind).toHaveLength(reports);
    }
    expect(await passages({ first: 1 })).toEqual(all.slice(0, 1));
    expect(await passages({ minOrgans: 3 })).toEqual(all.slice(0, 2));
  });

  it('counts among the reports that the filter lets through', async () => {
    const [law, ...rest] = await passages({ filter: { year: { eq: 2020 } } });
    expect(rest).toEqual([]);
    expect(law).toMatchObject({ organs: 2, reports: 2 });
    expect([ids[0], ids[2]]).toContain(law?.first.id);
  });

  it.each([
    [{ minOrgans: 1 }, 'minOrgans'],
    [{ first: 51 }, 'first'],
  ])('refuses %j', async (variables, argument) => {
    const { errors } = await ask(app, PASSAGES, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_ARGUMENT', argument });
  });
});
