import { describe, expect, it } from 'vitest';
import { regionDictionary } from '../../src/parse/region-dictionary.js';
import { resolveRegion } from '../../src/parse/region.js';
import { allOrgans, organsInTurns } from '../../src/sample/places.js';
import { Random } from '../../src/sample/random.js';

const organs = allOrgans();

describe('allOrgans', () => {
  it('names no real province, city, county or township', () => {
    const dictionary = regionDictionary();
    const names = new Set(organs.flatMap(({ region }) => Object.values(region) as (string | null)[]));
    names.delete(null);
    expect(names.size).toBeGreaterThan(400);
    for (const name of names) {
      expect([name, dictionary.named(name ?? '').length]).toEqual([name, 0]);
      expect([name, dictionary.stemmed((name ?? '').slice(0, -1)).length]).toEqual([name, 0]);
    }
  });

  it('gives every organ a name of its own, with a certain region that the dictionary lacks', () => {
    expect(new Set(organs.map((organ) => organ.name)).size).toBe(organs.length);
    expect(new Set(organs.map((organ) => organ.region.province))).toEqual(new Set(['云泽省', '岚溪省']));
    for (const { name, region } of organs.filter((_, index) => index % 7 === 0)) {
      const read = resolveRegion(name).region;
      expect([name, read.certain]).toEqual([name, true]);
      for (const level of ['province', 'city', 'county', 'township'] as const) {
        expect([name, read[level]?.name ?? null]).toEqual([name, region[level]]);
        expect(read[level]?.code ?? null).toBeNull();
      }
    }
  });

  it('has organs of every rank early in the order of turns', () => {
    const ranks = new Set(
      organsInTurns(new Random(1))
        .slice(0, 3)
        .map((organ) => organ.rank),
    );
    expect(ranks).toContain('department');
    expect(ranks).toContain('township');
    expect(ranks.size).toBe(3);
  });
});
