/** Rankings, comparisons, quality and the dictionaries, through the real server and store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { CORPUS, FILLED_KEYS, serveCorpus } from './statistics-corpus.js';
import type { ServedCorpus } from './statistics-corpus.js';

let served: ServedCorpus;

beforeAll(async () => {
  served = await serveCorpus();
});

afterAll(() => served.close());

const [RECEIVED] = FILLED_KEYS;
const CONCLUDED = FILLED_KEYS[3];
const RATE = 'derived.grantedRate.ofConcluded';

interface Ranking {
  ranking: {
    totalCount: number;
    edges: {
      rank: number;
      node: { id: string };
      figure: { value: number; denominator: number | null };
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

const RANKING =
  'totalCount edges { rank node { id } figure { value denominator } } pageInfo { hasNextPage endCursor }';

describe('a ranking', () => {
  it.each([
    ['CELL', RECEIVED],
    ['DERIVED', RATE],
  ])('is a search sorted by its key, with ranks that ties share (%s)', async (by, key) => {
    for (const direction of ['ASC', 'DESC']) {
      const { search } = await served.dataOf<{ search: { nodes: { id: string }[] } }>(
        `{ search(first: 100, filter: { year: { eq: 2022 } }, sort: [{ by: ${by}, key: "${key}", direction: ${direction} }]) { nodes { id } } }`,
      );
      const edges: Ranking['ranking']['edges'] = [];
      let after: string | null = null;
      let total: number;
      do {
        const page: Ranking = await served.dataOf<Ranking>(
          `query ($after: String) { ranking(key: "${key}", year: 2022, direction: ${direction}, first: 2, after: $after) { ${RANKING} } }`,
          { after },
        );
        edges.push(...page.ranking.edges);
        total = page.ranking.totalCount;
        after = page.ranking.pageInfo.hasNextPage ? page.ranking.pageInfo.endCursor : null;
      } while (after !== null);
      expect(edges).toHaveLength(total);
      expect(total).toBeGreaterThan(2);
      expect(edges.map(({ node }) => node.id)).toEqual(search.nodes.slice(0, total).map(({ id }) => id));
      for (const { rank, figure } of edges) {
        const better = edges.filter(({ figure: other }) =>
          direction === 'DESC' ? other.value > figure.value : other.value < figure.value,
        );
        expect(rank).toBe(better.length + 1);
      }
      // The cell has four values at most, so that ranks tie.
      if (by === 'CELL') expect(new Set(edges.map(({ rank }) => rank)).size).toBeLessThan(edges.length);
    }
  });

  it('leaves out small denominators', async () => {
    const rank = (least: number): Promise<Ranking> =>
      served.dataOf<Ranking>(
        `{ ranking(key: "${RATE}", year: 2022, minDenominator: ${least}) { ${RANKING} } }`,
      );
    const all = await rank(0);
    const few = await rank(3);
    expect(few.ranking.edges.map(({ node }) => node.id)).toEqual(
      all.ranking.edges.filter(({ figure }) => (figure.denominator ?? 0) >= 3).map(({ node }) => node.id),
    );
    expect(few.ranking.totalCount).toBeLessThan(all.ranking.totalCount);
  });

  it('takes several years, or all, together', async () => {
    const ranked = async (args: string): Promise<string[]> => {
      const { ranking } = await served.dataOf<Ranking>(
        `{ ranking(key: "${RECEIVED}", first: 100${args}) { ${RANKING} } }`,
      );
      return ranking.edges.map(({ node }) => node.id).sort();
    };
    const each = await Promise.all([2019, 2020, 2021, 2022, 2023].map((year) => ranked(`, year: ${year}`)));
    const [, , y2021 = [], y2022 = []] = each;
    expect(y2021.length).toBeGreaterThan(0);
    expect(await ranked(', years: [2021, 2022]')).toEqual([...y2021, ...y2022].sort());
    expect(await ranked('')).toEqual(each.flat().sort());
  });

  it('and a search by a value warn where a whole stands beside its part, and only there', async () => {
    const WARNINGS = 'warnings { code count messageZh messageEn }';
    const warningsOf = async (list: string): Promise<unknown[]> => {
      const data = await served.dataOf<Record<string, { warnings: { code: string; count: number }[] }>>(
        `{ list: ${list} { ${WARNINGS} } }`,
      );
      return data['list']?.warnings.map(({ code, count }) => [code, count]) ?? [];
    };
    // In 2022 the county's consolidated report covers two bureaus; which of them have a value the corpus tells.
    const covered = CORPUS.filter(
      ({ year, organ, cells }) =>
        year === 2022 &&
        /青禾县(?:教育|水利)局/u.test(organ?.name ?? '') &&
        cells[RECEIVED]?.state === 'REPORTED',
    ).length;
    expect(covered).toBeGreaterThan(0);
    const year = 'filter: { year: { eq: 2022 } }';
    const sort = `sort: [{ by: CELL, key: "${RECEIVED}" }]`;
    expect(await warningsOf(`ranking(key: "${RECEIVED}", year: 2022)`)).toEqual([['NESTED_SCOPES', covered]]);
    expect(await warningsOf(`search(${year}, ${sort})`)).toEqual([['NESTED_SCOPES', covered]]);
    expect(await warningsOf(`search(${year}, sort: [{ by: YEAR }])`)).toEqual([]);
    expect(await warningsOf(`search(${year})`)).toEqual([]);
    const own = 'filter: { year: { eq: 2022 }, scope: OWN }';
    expect(await warningsOf(`search(${own}, ${sort})`)).toEqual([]);
    const mixed = 'filter: { organ: ["青禾县人民政府", "望舒县人民政府"] }';
    const both = CORPUS.filter(
      ({ organ, scope, cells }) =>
        organ?.name === '青禾县人民政府' &&
        scope.kind === 'CONSOLIDATED' &&
        cells[RECEIVED]?.state === 'REPORTED',
    ).length;
    expect(await warningsOf(`ranking(key: "${RECEIVED}", ${mixed})`)).toEqual([['MIXED_SCOPES', both]]);
  });

  it.each([
    [`key: "${RECEIVED}", year: 2022, minDenominator: 3`, 'minDenominator'],
    [`key: "${RATE}", year: 2022, minDenominator: -1`, 'minDenominator'],
    [`key: "disclosure.procurement.amount", year: 2022`, 'key'],
    [`key: "${RATE}", year: 0`, 'year'],
    [`key: "${RATE}", year: 2022, years: [2021]`, 'years'],
    [`key: "${RATE}", years: [2021, 0]`, 'years[1]'],
    [`key: "${RATE}", years: []`, 'years'],
    [`key: "${RATE}", year: 2022, first: 1, last: 1`, 'first'],
  ])('refuses %s', async (args, argument) => {
    expect(await served.errorOf(`{ ranking(${args}) { totalCount } }`)).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument,
    });
  });
});

interface Comparison {
  compare: {
    reports: { id: string; year: number }[];
    rows: {
      key: string;
      figures: { reportId: string; value: number | null; difference: number | null }[];
      findings: { reportId: string; finding: { code: string } }[];
    }[];
  };
}

const COMPARISON =
  'reports { id year } rows { key labelZh labelEn figures { reportId value state difference } findings { reportId finding { code } } }';

describe('a comparison', () => {
  it('of an organ’s years gives differences to the first', async () => {
    const { compare } = await served.dataOf<Comparison>(
      `query ($id: ID!) { compare(organId: $id, keys: ["${RECEIVED}", "${CONCLUDED}", "${RATE}"]) { ${COMPARISON} } }`,
      { id: await served.organIdOf('青禾县人民政府') },
    );
    expect(compare.reports.map(({ year }) => year)).toEqual([2019, 2020, 2022, 2023]);
    expect(compare.rows.map(({ key }) => key)).toEqual([RECEIVED, CONCLUDED, RATE]);
    for (const { key, figures } of compare.rows) {
      expect(figures.map(({ reportId }) => reportId)).toEqual(compare.reports.map(({ id }) => id));
      const first = figures[0]?.value ?? null;
      for (const { value, difference } of figures) {
        if (value === null || first === null) expect(difference, key).toBeNull();
        else expect(difference, key).toBeCloseTo(value - first, 10);
      }
    }
  });

  it('keeps the order of the ids, and covers all cells by default', async () => {
    const { search } = await served.dataOf<{ search: { nodes: { id: string }[] } }>(
      '{ search(first: 3) { nodes { id } } }',
    );
    const ids = search.nodes.map(({ id }) => id).reverse();
    const { compare } = await served.dataOf<Comparison>(
      `query ($ids: [ID!]) { compare(ids: $ids) { ${COMPARISON} } }`,
      { ids },
    );
    expect(compare.reports.map(({ id }) => id)).toEqual(ids);
    expect(compare.rows).toHaveLength(CELLS.length);
  });

  it('names the findings of a cell', async () => {
    const id = await served.organIdOf('青禾县人民政府');
    const query = `query ($id: ID!) { compare(organId: $id, keys: ["applications.carriedIn.total", "${RECEIVED}"]) { ${COMPARISON} } }`;
    const { compare } = await served.dataOf<Comparison>(query, { id });
    const found = await served.dataOf<{ search: { nodes: { id: string; findings: object[] }[] } }>(
      'query ($id: [ID!]) { search(filter: { organIds: $id }, first: 100) { nodes { id findings { code cells } } } }',
      { id: [id] },
    );
    for (const { key, findings } of compare.rows) {
      const expected = found.search.nodes.flatMap((node) =>
        (node.findings as { code: string; cells: string[] }[])
          .filter(({ cells }) => cells.includes(key))
          .map(({ code }) => `${node.id} ${code}`),
      );
      expect(findings.map(({ reportId, finding }) => `${reportId} ${finding.code}`).sort()).toEqual(
        expected.sort(),
      );
    }
  });

  it.each([
    ['', 'BAD_ARGUMENT', 'ids'],
    ['ids: ["a"], organId: "b"', 'BAD_ARGUMENT', 'organId'],
    ['ids: ["a"], years: [2020]', 'BAD_ARGUMENT', 'years'],
    ['ids: ["nothing"]', 'NOT_FOUND', 'ids[0]'],
    ['organId: "nobody"', 'NOT_FOUND', 'organId'],
    ['ids: ["a"], keys: ["a.b"]', 'UNKNOWN_CELL', 'keys[0]'],
  ])('refuses (%s)', async (args, code, argument) => {
    const list = args === '' ? '' : `(${args})`;
    expect(await served.errorOf(`{ compare${list} { rows { key } } }`)).toMatchObject({ code, argument });
  });

  it('refuses a year that there is not', async () => {
    expect(
      await served.errorOf(
        'query ($id: ID) { compare(organId: $id, years: [2020, 2021]) { rows { key } } }',
        {
          id: await served.organIdOf('青禾县人民政府'),
        },
      ),
    ).toMatchObject({ code: 'NOT_FOUND', argument: 'years[1]' });
  });
});

describe('quality', () => {
  interface Quality {
    quality: {
      reports: number;
      groups: {
        keys: { value: string }[];
        reports: number;
        counts: { code: string; outcome: string | null; reports: number }[];
      }[];
    };
  }
  const FIELDS =
    'reports totalGroups groups { keys { field value } reports counts { code outcome reports } }';

  it('counts the reports that a search finds', async () => {
    const { quality } = await served.dataOf<Quality>(`{ quality(groupBy: [YEAR]) { ${FIELDS} } }`);
    expect(quality.reports).toBe(CORPUS.length);
    for (const { keys, counts } of quality.groups) {
      // Ten rules, four outcomes.
      expect(counts).toHaveLength(40);
      const year = keys[0]?.value ?? '';
      for (const { code, outcome, reports } of counts.filter(({ code: one }) => one === 'ROW_TOTAL')) {
        const found = await served.dataOf(
          `{ search(filter: { year: { eq: ${year} }, findings: { codes: [${code}], outcomes: [${outcome ?? ''}] } }) { totalCount } }`,
        );
        expect(found).toEqual({ search: { totalCount: reports } });
      }
      const failing = counts.find((count) => count.code === 'ROW_TOTAL' && count.outcome === 'FAILS');
      expect(failing?.reports).toBe(
        Number(year) % 2 === 0 ? CORPUS.filter((report) => report.year === Number(year)).length : 0,
      );
    }
  });

  it('counts the findings of reading without outcomes', async () => {
    const { quality } = await served.dataOf<Quality>(
      `{ quality(codes: [IDENTITY_UNCERTAIN, ROW_TOTAL], outcomes: [FAILS]) { ${FIELDS} } }`,
    );
    expect(quality.groups[0]?.counts).toMatchObject([
      { code: 'IDENTITY_UNCERTAIN', outcome: null, reports: 1 },
      { code: 'ROW_TOTAL', outcome: 'FAILS' },
    ]);
  });

  it('groups by two fields at most', async () => {
    expect(await served.errorOf('{ quality(groupBy: [YEAR, CITY, FORM]) { reports } }')).toMatchObject({
      code: 'BAD_ARGUMENT',
      argument: 'groupBy',
    });
  });
});

describe('the dictionaries', () => {
  it('list derived values and rules', async () => {
    const { derivedValues, rules } = await served.dataOf<{
      derivedValues: { key: string; formula: string; denominator: string | null }[];
      rules: { code: string }[];
    }>(
      '{ derivedValues(kind: RATE, blanks: STRICT) { key index kind blanks unit formula numerator denominator nameZh nameEn } rules { code formula textZh textEn } }',
    );
    expect(derivedValues.length).toBeGreaterThan(10);
    for (const { key, formula, denominator } of derivedValues) {
      expect(key).not.toMatch(/AsZero$/);
      expect(formula).toContain(`÷ ${String(denominator)}`);
    }
    expect(rules).toHaveLength(10);
  });
});
