/**
 * The law that the stores are one, as a client of GraphQL sees it: who copied whom, who is missing and what
 * changed are put together by the services above the stores, from several reads each.
 */
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { ADMINISTRATIVE_LEVELS, ORGAN_KINDS } from '../../src/domain/organ.js';
import { importRoster } from '../../src/services/coverage/import-roster.js';
import { CHANGE_ORDERS } from '../../src/store/changes.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ReportWrite } from '../../src/store/writes.js';
import { ask, serveStore } from '../app/served-app.js';
import { buildSearch, buildWrite } from '../support/build-report.js';
import { copiedCorpus, printCopied } from '../support/copied-corpus.js';
import { StoresDiffer } from './equivalence.js';

/** What was asked through GraphQL. */
export interface GraphqlFigures {
  originality: number;
  similar: number;
  copiedPassages: number;
  coverage: number;
  changes: number;
  /** Of these, answers that list nothing. */
  empty: number;
}

const ROSTER = `机关,地区
青禾县教育局,云泽省澄江市青禾县
青禾县档案局,云泽省澄江市青禾县
白石县水利局,云泽省澄江市白石县
云栖区农业农村局,云泽省澄江市云栖区
无处局,
`;

/** Reports that print one another's sentences. */
export function copiedWrites(seed: number): ReportWrite[] {
  const [corpus = []] = fc.sample(copiedCorpus, { seed, numRuns: 1 });
  return corpus.map((one) => buildWrite(printCopied(one), { bytes: `copied ${JSON.stringify(one)}` }));
}

/** Some reports are published again with other numbers, some are deleted, and a list of organs is imported: the same in each store. */
export async function reviseSome(
  stores: readonly ReportStore[],
  writes: readonly ReportWrite[],
): Promise<void> {
  const revised = writes
    .filter((_one, index) => index % 5 === 0)
    .map(({ report }, index) => {
      const total = report.cells['applications.received.total'];
      const cells = {
        ...report.cells,
        ...(total && {
          'applications.received.total': { ...total, state: 'REPORTED', value: index, raw: null },
        }),
      } as typeof report.cells;
      return buildWrite({ ...report, cells }, { bytes: `revised ${String(index)}` });
    });
  for (const store of stores) {
    await store.write(revised);
    const { hits } = await store.search(buildSearch({ sort: [{ by: 'YEAR', direction: 'ASC' }] }));
    for (const { id } of hits.filter((_hit, index) => index % 9 === 4)) await store.delete(id);
    await importRoster(store, { name: '名录', bytes: Buffer.from(ROSTER), now: new Date(0) });
  }
}

const year = fc.constantFrom(2017, 2019, 2020, 2021, 2022, 2023);
const filter = fc.record(
  {
    year: fc.oneof(
      year.map((eq) => ({ eq })),
      year.map((gte) => ({ gte })),
    ),
    county: fc.subarray(['青禾县', '白石县', '云栖区'], { minLength: 1 }),
    city: fc.constant(['澄江市']),
    organKind: fc.subarray([...ORGAN_KINDS], { minLength: 2 }),
    not: year.map((eq) => ({ year: { eq } })),
  },
  { requiredKeys: [] },
);
const PLACED = 'section sectionKind heading start end text';

interface Question {
  name: Exclude<keyof GraphqlFigures, 'empty'>;
  query: string;
  arbitrary: fc.Arbitrary<object>;
}

/** Questions with pages are asked page by page, with each store's own cursors. */
const QUESTIONS: readonly Question[] = [
  {
    name: 'copiedPassages',
    query: `query ($filter: ReportFilter, $minOrgans: Int, $first: Int) {
      copiedPassages(filter: $filter, minOrgans: $minOrgans, first: $first) {
        fingerprint organs reports first { id year organ { name } } reportsBehind { id } ${PLACED}
      }
    }`,
    arbitrary: fc.record(
      { filter, minOrgans: fc.constantFrom(2, 3, 4), first: fc.constantFrom(1, 5, 50) },
      { requiredKeys: [] },
    ),
  },
  {
    name: 'coverage',
    query: `query ($year: Int!, $region: String, $level: AdministrativeLevel, $kind: OrganKind, $nameContains: String,
      $knownSince: Int, $rosters: [String!], $statuses: [CoverageStatus!], $order: CoverageOrder, $first: Int, $after: String) {
      coverage(year: $year, region: $region, level: $level, kind: $kind, nameContains: $nameContains,
        knownSince: $knownSince, rosters: $rosters, statuses: $statuses, order: $order, first: $first, after: $after) {
        known reported missing uncertain totalCount noteZh noteEn pageInfo { hasNextPage endCursor }
        edges { node { organId name kind level place { province city county township } years rosters status mayBe } }
      }
    }`,
    arbitrary: fc
      .record(
        {
          region: fc.constantFrom('云泽省', '澄江市', '白石县', '无此县'),
          level: fc.constantFrom(...ADMINISTRATIVE_LEVELS),
          kind: fc.constantFrom(...ORGAN_KINDS),
          nameContains: fc.constantFrom('局', '人民政府', '教育'),
          knownSince: year,
          rosters: fc.constantFrom([], ['名录'], ['无此名录']),
          statuses: fc.subarray(['MISSING', 'UNCERTAIN', 'REPORTED'], { minLength: 1 }),
          order: fc.constantFrom('PLACE', 'LAST_YEAR'),
          first: fc.constantFrom(7, 20, 100),
        },
        { requiredKeys: [] },
      )
      .chain((given) => year.map((of) => ({ ...given, year: of }))),
  },
  {
    name: 'changes',
    query: `query ($since: String, $order: ChangeOrder, $first: Int, $after: String) {
      changes(since: $since, order: $order, first: $first, after: $after) {
        completeAfter pageInfo { hasNextPage endCursor }
        edges { node {
          kind id title organ year sha256 previousSha256 mergedInto parts report { id }
          cells { key before { state value unit } after { state value unit } }
        } }
      }
    }`,
    arbitrary: fc.record(
      {
        since: fc.constantFrom('2000-01-01', '2000-01-01T08:00:00+08:00', '2000', '2999-01-01'),
        order: fc.constantFrom(...CHANGE_ORDERS),
        first: fc.constantFrom(10, 30, 100),
      },
      { requiredKeys: [] },
    ),
  },
];

const OF_A_REPORT = `query ($id: ID!, $first: Int, $ofOtherOrgans: Boolean, $from: Int, $sentences: Int) {
  report(id: $id) {
    originality {
      characters own ownCharacters repeated repeatedCharacters shared sharedCharacters
      sentences(from: $from, first: $sentences) { otherOrgans otherReports repeatsLastYear ${PLACED} }
    }
    similar(first: $first, ofOtherOrgans: $ofOtherOrgans) {
      report { id } share sharedCharacters passages { similarity here { ${PLACED} } there { ${PLACED} } }
    }
  }
}`;
const ofAReport = fc.record(
  {
    first: fc.constantFrom(1, 5, 20),
    ofOtherOrgans: fc.boolean(),
    from: fc.constantFrom(0, 2),
    sentences: fc.constantFrom(1, 50),
  },
  { requiredKeys: [] },
);

/**
 * Asks both stores the same random questions through a server each.
 *
 * @param requests how many of each kind
 * @throws StoresDiffer with the question and both answers.
 */
export async function compareThroughGraphql(
  stores: readonly [ReportStore, ReportStore],
  { requests, seed }: { requests: number; seed: number },
): Promise<GraphqlFigures> {
  const apps = await Promise.all(stores.map((store) => serveStore(store)));
  const figures: GraphqlFigures = {
    originality: 0,
    similar: 0,
    copiedPassages: 0,
    coverage: 0,
    changes: 0,
    empty: 0,
  };
  try {
    for (const { name, query, arbitrary } of QUESTIONS) {
      for (const variables of fc.sample(arbitrary, { seed, numRuns: requests })) {
        figures[name] += 1;
        figures.empty += Number(await comparePages(apps, query, variables));
      }
    }
    const ids = await idsOf(stores[0]);
    const asked = fc.sample(fc.tuple(fc.constantFrom(...ids), ofAReport), { seed, numRuns: requests });
    for (const [id, given] of asked) {
      await comparePages(apps, OF_A_REPORT, { id, ...given });
      figures.originality += 1;
      figures.similar += 1;
    }
    return figures;
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
}

async function idsOf(store: ReportStore): Promise<string[]> {
  const { hits } = await store.search(buildSearch({ limit: 100 }));
  return hits.map(({ id }) => id);
}

/** All pages, each store with its own cursors; true where the first lists nothing. */
async function comparePages(
  apps: readonly FastifyInstance[],
  query: string,
  variables: object,
): Promise<boolean> {
  let after: (string | null)[] = apps.map(() => null);
  for (let page = 1; ; page += 1) {
    const answers = await Promise.all(
      apps.map(async (app, index) => read(await ask(app, query, { ...variables, after: after[index] }))),
    );
    const [one, other] = answers.map(({ shown }) => shown);
    if (one !== other) {
      const asked = JSON.stringify(variables);
      throw new StoresDiffer(
        `${query} ${asked}, page ${String(page)}\none:   ${one?.slice(0, 4000) ?? ''}\nother: ${other?.slice(0, 4000) ?? ''}`,
      );
    }
    after = answers.map(({ next }) => next);
    if (after.includes(null))
      return page === 1 && /:\[\]/u.test(one ?? '') && !/"id":"|"name":"/u.test(one ?? '');
  }
}

/** An answer without what no two stores share, and where the next page begins; null where there is none. */
function read({ status, data, errors }: Awaited<ReturnType<typeof ask>>): {
  shown: string;
  next: string | null;
} {
  let next: string | null = null;
  const shown = JSON.stringify(
    { status, data, errors: errors.map(({ message, extensions }) => [message, extensions['code']]) },
    (name, value: unknown) => {
      if (name !== 'pageInfo') return value;
      const { hasNextPage, endCursor } = value as { hasNextPage: boolean; endCursor: string };
      if (hasNextPage) next = endCursor;
      return { hasNextPage };
    },
  );
  return { shown, next };
}
