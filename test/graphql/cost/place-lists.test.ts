/** What is declared of the lists of what became of places is no less than the longest that the data has. */
import { getOperationAST, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/domain/identity.js';
import type { Region } from '../../../src/domain/region.js';
import { measureOperation } from '../../../src/graphql/cost/measure-operation.js';
import { createSchema } from '../../../src/graphql/schema.js';
import { regionHistory } from '../../../src/parse/region-history.js';
import { OrganLineage } from '../../../src/services/organ-lineage.js';
import type { OrganStage } from '../../../src/services/organ-lineage.js';
import type { OrganRecord } from '../../../src/services/organ-record.js';
import { historyOf, placesBelow, stagesOf } from '../../../src/services/place-history.js';
import type { PlaceChange, PlaceStage } from '../../../src/services/place-history.js';
import { regionChangesOf } from '../../../src/services/regions.js';
import { organId } from '../../../src/store/report-id.js';

const schema = createSchema();

function cost(query: string): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return measureOperation(schema, document, operation, {}).cost;
}

/** For how many items of a list a field of them is counted. */
function countedItems(before: string, after: string): number {
  const twice = cost(`${before} { a: __typename b: __typename } ${after}`);
  return twice - cost(`${before} { a: __typename } ${after}`);
}

const longest = (lists: readonly (readonly unknown[])[]): number =>
  lists.reduce((most, { length }) => Math.max(most, length), 0);

const { spells, lastYear } = regionHistory();

describe('the cost of what became of a region', () => {
  const histories = spells.map(historyOf);
  const codes = [...new Set(spells.map(({ code }) => code))];
  const changes = (side: 'into' | 'outOf'): PlaceChange[][] =>
    codes.map((key) => regionChangesOf({ level: 'county', key, name: '', reports: 0, asOf: 'REPORT' }, side));
  const [into, outOf] = [changes('into'), changes('outOf')];

  it.each([
    ['history', '', longest(histories)],
    ['history { above', '}', longest(histories.flat().map(({ above }) => above))],
    ['predecessors', '', longest(into)],
    ['successors', '', longest(outOf)],
  ])('counts its %s by the longest', (list, end, most) => {
    expect(most).toBeGreaterThan(1);
    expect(countedItems(`{ region(code: "37") { ${list}`, `${end} } }`)).toBeGreaterThanOrEqual(
      most * (list.includes('above') ? longest(histories) : 1),
    );
  });

  it.each(['before', 'after'] as const)('counts the places %s a change by the most', (side) => {
    const most = longest([...into, ...outOf].flat().map((change) => change[side]));
    expect(most).toBeGreaterThan(2);
    for (const [list, lists] of [
      ['predecessors', into],
      ['successors', outOf],
    ] as const) {
      const counted = countedItems(`{ region(code: "37") { ${list} { ${side}`, '} } }');
      expect(counted).toBeGreaterThanOrEqual(longest(lists.flat().map((change) => change[side])));
    }
  });
});

describe('the cost of the regions below another', () => {
  const all = countedItems('{ regions(parent: "CN", first: 100) { regions', '} }');

  it('counts their page, as long as any list of today', () => {
    const codes = [null, ...spells.map(({ code }) => code)];
    expect(all).toBeGreaterThanOrEqual(longest(codes.map((code) => placesBelow(code, 'TODAY'))));
    expect(countedItems('{ regions(parent: "CN", first: 7) { regions', '} }')).toBe(7);
  });

  it('is that of counting reports at two levels', () => {
    const without = cost('{ regions(level: CITY) { totalCount } }');
    expect(cost('{ regions(parent: "37") { totalCount } }')).toBeGreaterThanOrEqual(2 * (without - 1));
  });
});

describe('the cost of the organs beside an organ', () => {
  /** An organ of a place in some years, as its reports would show it. */
  function lineageAt(name: string, { path, to }: PlaceStage): OrganLineage | null {
    const region: Region = { province: null, city: null, county: null, township: null, certain: true };
    for (const { level, ...place } of path) region[level] = { ...place, inferred: false };
    const year = to ?? lastYear;
    const id = organId(keyOf(region, '教育局', year));
    const organ = { id, region, normalizedName: `${name}教育局`, shownIn: { year } };
    return OrganLineage.of(organ as unknown as OrganRecord);
  }

  /** How many organs a walk over those that have no report may have to look for. */
  function lookedFor(lineage: OrganLineage, side: 'before' | 'after', stage: OrganStage, depth = 0): number {
    expect(depth).toBeLessThan(10);
    const links = lineage[side](stage);
    return links.reduce((sum, link) => sum + 1 + lookedFor(lineage, side, link.stage, depth + 1), 0);
  }

  const lineages = spells.flatMap((spell) =>
    stagesOf(spell).flatMap((stage) => lineageAt(spell.name, stage) ?? []),
  );

  it.each([
    ['predecessors', 'before'],
    ['successors', 'after'],
  ] as const)('counts its %s by the longest list, and what it takes to find them', (list, side) => {
    const most = longest(lineages.map((lineage) => lineage[side](lineage.own)));
    expect(most).toBeGreaterThan(1);
    const before = `{ organ(id: "a") { ${list}`;
    expect(countedItems(before, '} }')).toBeGreaterThanOrEqual(most);
    const searches = Math.max(...lineages.map((lineage) => lookedFor(lineage, side, lineage.own)));
    expect(searches).toBeGreaterThanOrEqual(most);
    // Each is looked for like an organ by its id.
    const organ = cost('{ organ(id: "a") { name } }');
    expect(cost(`${before} { year } } }`) - organ).toBeGreaterThanOrEqual(searches * organ);
  });
});
