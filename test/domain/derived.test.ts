/** The dictionary of derived values: what every filter, order, index field and export relies on. */
import { describe, expect, it } from 'vitest';
import { CELLS, findCell } from '../../src/domain/cells.js';
import { DERIVED, findDerived, formulaText, ratioOf } from '../../src/domain/derived.js';
import type { Formula } from '../../src/domain/derived.js';

const AS_ZERO = 'AsZero';

function keysOf(formula: Formula): string[] {
  switch (formula.type) {
    case 'sum':
    case 'firstOf':
      return [...formula.of];
    case 'alternatives':
      return formula.of.flat();
    case 'ratio':
      return [formula.numerator, formula.denominator];
    case 'previousYear':
      return [formula.of];
    case 'difference':
      return [formula.of, formula.minus];
    case 'daysLate':
    case 'text':
      return [];
  }
}

describe('the dictionary of derived values', () => {
  it('stands in the order of its indexes, each key and each name once', () => {
    expect(DERIVED.map(({ index }) => index)).toEqual(DERIVED.map((_, index) => index));
    for (const name of ['key', 'nameZh', 'nameEn'] as const) {
      const names = DERIVED.map((definition) => definition[name]);
      expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
    }
    for (const definition of DERIVED) expect(findDerived(definition.key)).toBe(definition);
  });

  it('has keys that are no cell’s, and none that leads on to another', () => {
    const keys = [...CELLS, ...DERIVED].map(({ key }) => key);
    // In an index a key is a path; what has fields below it cannot hold a number.
    const leading = keys.filter((key) => keys.some((other) => other.startsWith(`${key}.`)));
    expect(leading).toEqual([]);
    expect(DERIVED.filter(({ key }) => !/^derived(\.[a-z][A-Za-z]*)+$/u.test(key))).toEqual([]);
    expect(CELLS.filter(({ key }) => key.startsWith('derived.'))).toEqual([]);
  });

  it('names in its formulas only cells, and values that stand before', () => {
    for (const { key, index, formula } of DERIVED) {
      for (const part of keysOf(formula)) {
        const before = findDerived(part)?.index ?? (findCell(part) === undefined ? Infinity : -1);
        expect(before, `${part} in ${key}`).toBeLessThan(index);
      }
    }
  });

  it('has each value once by either rule for blanks, and a formula keeps to its rule', () => {
    const strict = DERIVED.filter(({ blanks }) => blanks === 'STRICT');
    // No blank cell bears on the words of a narrative, or on a date.
    const overCells = strict.filter(
      ({ key, formula }) => formula.type !== 'daysLate' && !key.startsWith('derived.originality.'),
    );
    expect(DERIVED).toHaveLength(strict.length + overCells.length);
    for (const one of overCells) {
      const other = findDerived(one.key + AS_ZERO);
      expect(other).toMatchObject({ kind: one.kind, unit: one.unit, blanks: 'AS_ZERO' });
      const parts = keysOf(one.formula).map((key) => (findCell(key) === undefined ? key + AS_ZERO : key));
      expect(other && keysOf(other.formula)).toEqual(parts);
    }
  });

  it('has ratios of whole numbers only, each with its numerator and denominator', () => {
    for (const { key, kind, unit } of DERIVED) {
      if (kind === 'DAYS') {
        expect(unit).toBe('DAYS');
        continue;
      }
      const isRatio = kind === 'RATE' || kind === 'CHANGE_RATE';
      expect(unit).toBe(isRatio ? 'RATIO' : 'COUNT');
      const ratio = ratioOf(key);
      expect(ratio !== null).toBe(isRatio);
      for (const part of ratio === null ? [] : [ratio.numerator, ratio.denominator]) {
        expect(findDerived(part)?.unit ?? 'COUNT').toBe('COUNT');
      }
    }
    expect(ratioOf('applications.received.total')).toBeNull();
  });

  it('has a rule of law in both languages where it is no arithmetic alone, with its source', () => {
    for (const { kind, ruleZh, ruleEn } of DERIVED) {
      expect([ruleZh !== null, ruleEn !== null]).toEqual([kind === 'DAYS', kind === 'DAYS']);
    }
    expect(findDerived('derived.daysLate')?.ruleZh).toContain('第四十九条');
    expect(findDerived('derived.daysLate')?.ruleEn).toContain('article 49');
  });

  it('says its formulas in keys', () => {
    const text = (key: string): string => {
      const definition = findDerived(key);
      return definition === undefined ? '' : formulaText(definition);
    };
    expect(text('derived.intake.total')).toBe('derived.rowTotal.received + derived.rowTotal.carriedIn');
    expect(text('derived.disclosedRate.ofConcludedAsZero')).toBe(
      'derived.disclosed.totalAsZero ÷ derived.rowTotal.outcomeTotalAsZero',
    );
    expect(text('derived.otherOutcome.total')).toContain(' | ');
    expect(text('derived.received.previousYear')).toBe('derived.rowTotal.received of the year before');
    expect(text('derived.received.change')).toBe('derived.rowTotal.received − derived.received.previousYear');
    expect(text('derived.rowTotal.received')).toBe(
      'applications.received.total, else derived.columnSum.received',
    );
    expect(text('derived.allForms.received.total')).toBe(
      'derived.rowTotal.received | statistics.received.total.year',
    );
  });
});
