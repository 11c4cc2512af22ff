/** Conditions in the address, and hints on queries. */
import { describe, expect, it } from 'vitest';
import { ARITHMETIC_CODES } from '../../src/domain/finding.js';
import {
  ARITHMETIC_RULES,
  exportAddress,
  filterOf,
  hintsOf,
  readRange,
  sortOf,
} from '../src/parts/conditions';

describe('hints on what is no operator', () => {
  it.each([
    ['行政 AND 诉讼', [{ hint: 'and', fixed: '行政 诉讼' }]],
    ['行政 NOT 诉讼', [{ hint: 'not', fixed: '行政 -诉讼' }]],
    ['NOT "行政 诉讼"', [{ hint: 'not', fixed: '-"行政 诉讼"' }]],
    ['行政*', [{ hint: 'wildcard', fixed: '行政' }]],
    ['"A AND B*" ANDROID', []],
    ['“行政？” OR 诉讼', []],
    ['"没有结束 AND x', [{ hint: 'and', fixed: '"没有结束 x' }]],
  ])('%s', (query, hints) => {
    expect(hintsOf(query)).toEqual(hints);
  });
});

describe('the filter of an address', () => {
  const filter = (address: string) => filterOf(new URLSearchParams(address));

  it('joins what is chosen, several values each', () => {
    expect(filter('')).toBeNull();
    expect(
      filter('year=2022&year=2023&province=110000&value=applications.received.total:1:&value=derived.x::0.5'),
    ).toEqual({
      year: { in: [2022, 2023] },
      province: ['110000'],
      cells: [{ key: 'applications.received.total', gte: 1 }],
      derived: [{ key: 'derived.x', lte: 0.5 }],
    });
  });

  it('finds the reports that a facet of findings counts: rules that do not hold, and problems of reading', () => {
    const NOT_HOLDING = ['FAILS', 'HOLDS_IF_BLANKS_ARE_ZERO', 'NOT_CHECKED'];
    expect(filter('finding=ROW_TOTAL')).toEqual({
      findings: { codes: ['ROW_TOTAL'], outcomes: NOT_HOLDING },
    });
    expect(filter('finding=ROW_TOTAL&outcome=FAILS')).toEqual({
      findings: { codes: ['ROW_TOTAL'], outcomes: ['FAILS'] },
    });
    expect(filter('finding=MISSING_ROW')).toEqual({ findings: { codes: ['MISSING_ROW'] } });
  });

  it('takes no broken range for a condition', () => {
    expect([readRange('a.b:1:2'), readRange('a.b::'), readRange(':1:'), readRange('a.b:x:')]).toEqual([
      { key: 'a.b', from: '1', to: '2' },
      null,
      null,
      null,
    ]);
  });

  it('is that of the export', () => {
    const params = new URLSearchParams('q=行政&year=2022&sort=applications.received.total');
    const asked = new URL(exportAddress(params, 'csv'), 'http://x').searchParams;
    expect(asked.get('query')).toBe('行政');
    expect(JSON.parse(asked.get('filter') ?? '')).toEqual(filterOf(params));
    expect(JSON.parse(asked.get('sort') ?? '')).toEqual(sortOf(params));
  });
});

describe('the rules of arithmetic', () => {
  it('are those that the product knows', () => {
    expect([...ARITHMETIC_RULES].sort()).toEqual(
      ARITHMETIC_CODES.map((code) => code.toUpperCase().replaceAll('-', '_')).sort(),
    );
  });
});
