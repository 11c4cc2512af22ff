import { describe, expect, it } from 'vitest';
import { regionHistory } from '../../src/parse/region-history.js';
import { casesOf, officialTables, ownTable, scoreRegions } from './region-law.js';

const { firstYear, lastYear } = regionHistory();
const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
const SEED = 20261129;

/** A part of the cases, spread by a seed. */
function part<T>(cases: Iterable<T>, share: number): T[] {
  return [...cases].filter((_, index) => (index * 2654435761 + SEED) % 1000 < share * 1000);
}

describe('every county of a year is that county as of the year, or told to be ambiguous', () => {
  it.each(years)('in the dictionary of %i', (year) => {
    const endings = ['人民政府', '人民政府办公室', '教育局', '市场监督管理局'];
    const { right, wrong } = scoreRegions(part(casesOf(ownTable(year), endings), 0.05));
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(1000);
  });

  const tables = officialTables();
  if (tables.length === 0)
    it.skip('in the official tables: ../shared/data/regions is not at hand', () => undefined);
  it.each(tables)('in the official table $label', (table) => {
    const { right, unsure, wrong } = scoreRegions(part(casesOf(table), 0.2));
    expect(wrong).toEqual([]);
    expect(right).toBeGreaterThan(50 * unsure.length);
  });
});
