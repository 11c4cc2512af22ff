import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/parse/logical-rows.js';
import type { Placement } from '../../src/parse/placement.js';
import { fieldValue, placements, placeValues } from '../../src/parse/place-values.js';
import { field } from '../support/fields.js';

const COLUMNS = 7;
const SEED = { seed: 20210915, numRuns: 1000 };

function agrees(placement: Placement): boolean {
  const total = placement[COLUMNS - 1] ?? null;
  if (total?.reading.kind !== 'number') return false;
  return placement.slice(0, -1).reduce((sum, part) => sum + fieldValue(part), 0) === fieldValue(total);
}

/** Six parts, some blank, and a total that is right, wrong or blank. */
const row = fc
  .record({
    parts: fc.array(fc.option(fc.nat({ max: 30 }), { nil: null }), { minLength: 6, maxLength: 6 }),
    total: fc.constantFrom('right', 'wrong', 'blank'),
  })
  .map(({ parts, total }) => {
    const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
    return [...parts, total === 'blank' ? null : total === 'right' ? sum : sum + 1];
  });

function fields(values: readonly (number | null)[]): Field[] {
  return values.map((value, index) => field(value === null ? '' : String(value), index + 1));
}

/** For each column the values that the evidence leaves possible. */
function options(candidates: readonly Placement[]): (string | null)[][] {
  return Array.from({ length: COLUMNS }, (_, column) => [
    ...new Set(candidates.map((placement) => placement[column]?.raw ?? null)),
  ]);
}

const printed = (values: readonly (number | null)[]): (string | null)[] =>
  values.map((value) => (value === null ? null : String(value)));

describe('placeValues', () => {
  it('puts the fields of a whole row where they are printed, whatever they add up to', () => {
    fc.assert(
      fc.property(row, (values) => {
        const { candidates } = placeValues(fields(values), true, COLUMNS, agrees);
        expect(options(candidates)).toEqual(printed(values).map((value) => [value]));
      }),
      SEED,
    );
  });

  it('never excludes the true column of a displaced row whose total is right or blank', () => {
    fc.assert(
      fc.property(row, fc.nat({ max: 2 }), fc.nat({ max: 2 }), (values, before, after) => {
        const sum = values.slice(0, -1).reduce<number>((all, part) => all + (part ?? 0), 0);
        fc.pre(values[6] === null || values[6] === sum);
        const empty = (count: number): Field[] => Array.from({ length: count }, () => field(''));
        const displaced = [...empty(before), ...fields(values), ...empty(after)];
        const { candidates } = placeValues(displaced, true, COLUMNS, agrees);
        const possible = options(candidates);
        // A blank total gives no evidence: then the printed field alone may decide, or nothing does.
        if (values[6] === null && candidates.length === 1) return;
        printed(values).forEach((value, column) => {
          expect(possible[column]).toContain(value);
        });
      }),
      SEED,
    );
  });

  it('decides nothing wrong from bare numbers whose total is right', () => {
    fc.assert(
      fc.property(row, (values) => {
        const sum = values.slice(0, -1).reduce<number>((all, part) => all + (part ?? 0), 0);
        fc.pre(values[6] === sum);
        const bare = fields(values).filter((item) => item.raw !== '');
        const { candidates } = placeValues(bare, false, COLUMNS, agrees);
        const possible = options(candidates);
        printed(values).forEach((value, column) => {
          expect(possible[column]).toContain(value);
        });
      }),
      SEED,
    );
  });

  it('leaves a single bare number undecided', () => {
    const { candidates, basis } = placeValues([field('5')], false, COLUMNS, agrees);
    expect(basis).toBe('NONE');
    expect(candidates).toHaveLength(COLUMNS);
  });

  it('drops a page number only where the row is whole without it', () => {
    const page: Field = { ...field('12'), maybePageNumber: true };
    const whole = fields([1, 0, 0, 0, 0, 0, 1]);
    const [placed] = placeValues([...whole, page], false, COLUMNS, agrees).candidates;
    expect(placed?.map((item) => item?.raw)).toEqual(['1', '0', '0', '0', '0', '0', '1']);
    expect(placeValues([page], false, COLUMNS, agrees).candidates).toEqual([]);
  });

  it('enumerates each placement once, in order', () => {
    const all = placements([field('1'), field('2')], 4) ?? [];
    const shown = all.map((placement) => placement.map((item) => item?.raw ?? '-').join(''));
    expect(new Set(shown).size).toBe(6);
    expect(shown.every((text) => text.replaceAll('-', '') === '12')).toBe(true);
  });
});

describe('a row of plain text whose narrow cells broke its numbers', () => {
  const read = (raws: readonly string[]): (string | null)[][] =>
    options(
      placeValues(
        raws.map((raw) => field(raw)),
        false,
        COLUMNS,
        agrees,
      ).candidates,
    );
  const whole = ['3,725', '129', '0', '0', '64', '65', '3,983'].map((raw) => [raw]);

  it('reads the whole numbers, whether each rest follows its number or all follow the row', () => {
    expect(read(['3,72', '5', '129', '0', '0', '64', '65', '3,98', '3'])).toEqual(whole);
    expect(read(['3,72', '129', '0', '0', '64', '65', '3,98', '5', '3'])).toEqual(whole);
  });

  it('lets no piece fill a column, though there are as many pieces as columns', () => {
    const columns = read(['3,72', '5', '129', '64', '65', '3,98', '3']);
    expect(columns[6]).toEqual(['3,983']);
    expect(columns.flat().filter((raw) => raw === '5' || raw === '3')).toEqual([]);
    expect(columns[1]?.length).toBeGreaterThan(1);
  });

  it('decides nothing where its sum does not confirm it', () => {
    expect(read(['3,72', '5', '129', '0', '0', '64', '65', '3,98', '4']).flat()).toEqual([]);
    expect(read(['3,72', '129', '0', '0', '64', '65', '3,98']).flat()).toEqual([]);
  });

  it('takes no row for whole that adds up without the ends of its longest numbers', () => {
    expect(read(['18796', '0', '0', '0', '0', '0', '18796', '54', '54']).flat()).toEqual([]);
    // One number too many may be a page's own.
    expect(read(['18796', '0', '0', '0', '0', '0', '18796', '7']).map(([raw]) => raw)).toContain('18796');
  });

  it('takes no seven of the values for a row where all of them add up too, pieces joined', () => {
    // 20, 2 and their total 22, each broken behind its first digit; or 0, 2 and their total.
    expect(read(['2', '0', '2', '0', '0', '0', '0', '2', '2']).flat()).toEqual([]);
    expect(read(['2', '0', '2', '0', '0', '0', '0', '2', '9']).flat()).not.toEqual([]);
  });
});

describe('values at every second field', () => {
  it('are of no column, for blank cells may be parted twice too', () => {
    const spread = fields([null, 1, null, 13, null, null]);
    expect(placeValues(spread, true, 3, () => false).candidates).toEqual([]);
  });
});
