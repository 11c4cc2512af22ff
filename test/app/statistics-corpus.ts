/** A small corpus of fictional organs with gaps, blanks and nested scopes, and a server over it. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Organ } from '../../src/domain/organ.js';
import type { Region } from '../../src/domain/region.js';
import type { CellState, Report } from '../../src/domain/report.js';
import { UNCERTAIN, buildReport, buildWrite, region } from '../support/build-report.js';
import type { ReportFacts } from '../support/build-report.js';
import { TestStores, ask, serveStore } from './served-app.js';

/** Cells that the corpus fills; the values are small, so that ranks tie. */
export const FILLED_KEYS = [
  'applications.received.total',
  'applications.granted.total',
  'applications.partlyGranted.total',
  'applications.outcomeTotal.total',
] as const;

const government: Pick<Organ, 'kind' | 'level'> = { kind: 'PEOPLES_GOVERNMENT', level: 'COUNTY' };
const department: Pick<Organ, 'kind' | 'level'> = { kind: 'DEPARTMENT', level: 'COUNTY' };

interface Publisher {
  name: string;
  region: Region;
  organ: Pick<Organ, 'kind' | 'level'>;
  years: number[];
  scope: Report['scope']['kind'];
}

const COUNTY = region('云泽省', '澄江市', '青禾县');
const OTHER_COUNTY = region('云泽省', '临溪市', '望舒县');

/** The county government's consolidated reports cover those of its bureaus. */
const PUBLISHERS: readonly Publisher[] = [
  {
    name: '青禾县人民政府',
    region: COUNTY,
    organ: government,
    years: [2019, 2020, 2022, 2023],
    scope: 'CONSOLIDATED',
  },
  { name: '青禾县教育局', region: COUNTY, organ: department, years: [2021, 2022, 2023], scope: 'OWN' },
  { name: '青禾县水利局', region: COUNTY, organ: department, years: [2021, 2022], scope: 'UNKNOWN' },
  {
    name: '望舒县人民政府',
    region: OTHER_COUNTY,
    organ: government,
    years: [2021, 2022, 2023],
    scope: 'OWN',
  },
  { name: '望舒县教育局', region: OTHER_COUNTY, organ: department, years: [2022, 2023], scope: 'OWN' },
  { name: '望舒县財政局', region: OTHER_COUNTY, organ: department, years: [2022], scope: 'OWN' },
  { name: '城关镇人民政府', region: UNCERTAIN, organ: government, years: [2022], scope: 'UNKNOWN' },
];

const cellFact = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constant<CellState>('BLANK') },
);

/** All reports, drawn with a fixed seed. */
export const CORPUS: readonly Report[] = fc
  .sample(fc.array(cellFact, { minLength: FILLED_KEYS.length, maxLength: FILLED_KEYS.length }), {
    seed: 20261121,
    numRuns: PUBLISHERS.flatMap(({ years }) => years).length,
  })
  .map((facts, index) => {
    const { publisher, year } = issueAt(index);
    const cells = Object.fromEntries(FILLED_KEYS.map((key, at) => [key, facts[at] ?? 0]));
    const { name, organ, scope } = publisher;
    const report: ReportFacts = {
      organ: { name, normalizedName: name.replace('財', '财'), ...organ },
      year,
      region: publisher.region,
      scope,
      cells,
      sections: [['OVERVIEW', '全年推进政府信息公开。', '一、总体情况']],
      findings: [year % 2 === 0 ? ['row-total', 'FAILS'] : ['row-total', 'HOLDS']],
    };
    return buildReport(report);
  });

function issueAt(index: number): { publisher: Publisher; year: number } {
  const issues = PUBLISHERS.flatMap((publisher) => publisher.years.map((year) => ({ publisher, year })));
  const issue = issues[index];
  if (issue === undefined) throw new RangeError(`There is no report ${index}.`);
  return issue;
}

/** The reported value of a cell; null for any other state. */
export function valueOf(report: Report, key: string): number | null {
  return report.cells[key]?.value ?? null;
}

/** The reported values of a cell in reports. */
export function valuesIn(reports: readonly Report[], key: string): number[] {
  return reports.map((report) => valueOf(report, key)).filter((value) => value !== null);
}

/** The sum of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A server over the corpus. */
export interface ServedCorpus {
  /** All data of an answer without errors. */
  dataOf: <Data>(query: string, variables?: object) => Promise<Data>;
  /** The extensions of the only error of an answer. */
  errorOf: (query: string, variables?: object) => Promise<Record<string, unknown>>;
  /** The id of an organ by its name. */
  organIdOf: (name: string) => Promise<string>;
  close: () => Promise<void>;
}

/** Stores the corpus and serves it. */
export async function serveCorpus(reports: readonly Report[] = CORPUS): Promise<ServedCorpus> {
  const stores = new TestStores();
  const store = await stores.open('corpus');
  await store.write(reports.map((report) => buildWrite(report)));
  const app = await serveStore(store);
  const dataOf = async <Data>(query: string, variables?: object): Promise<Data> => {
    const { data, errors } = await ask(app, query, variables);
    expect(errors).toEqual([]);
    return data as Data;
  };
  return {
    dataOf,
    errorOf: async (query, variables) => {
      const { errors } = await ask(app, query, variables);
      expect(errors).toHaveLength(1);
      return errors[0]?.extensions ?? {};
    },
    organIdOf: async (name) => {
      const { search } = await dataOf<{ search: { nodes: { organ: { id: string } }[] } }>(
        'query ($name: [String!]) { search(first: 1, filter: { organ: $name }) { nodes { organ { id } } } }',
        { name: [name] },
      );
      return search.nodes[0]?.organ.id ?? '';
    },
    close: async () => {
      await app.close();
      await stores.destroy();
    },
  };
}
