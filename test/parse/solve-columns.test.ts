/** The search for the columns of the second table: its work is bounded whatever the candidates are. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/parse/logical-rows.js';
import { readNumber } from '../../src/parse/number-reading.js';
import type { Placement } from '../../src/parse/placement.js';
import { solveColumns } from '../../src/parse/solve-columns.js';

const field = (value: number): Field => ({
  raw: String(value),
  reading: readNumber(String(value)),
  place: {},
});
const row = (first: number): Placement => [first, 0, 0, 0, 0, 0, first].map(field);

describe('solveColumns', () => {
  const frame = (total: number): [string, Placement[]][] => [
    ['applications.received', [row(total)]],
    ['applications.outcomeTotal', [row(total)]],
  ];

  it('keeps the placements with which the columns add up', () => {
    const table = new Map([
      ...frame(10),
      ['applications.granted', [row(3), row(4)]] as const,
      ['applications.partlyGranted', [row(6), row(8)]] as const,
    ]);
    const solved = solveColumns(table);
    expect(solved.get('applications.granted')).toEqual([row(4)]);
    expect(solved.get('applications.partlyGranted')).toEqual([row(6)]);
  });

  it('ends where each of thousands of placements of one row fails beside each of another', () => {
    let looks = 0;
    const counted = (first: number): Placement => {
      const placement = [...row(first)];
      const [own] = placement;
      return Object.defineProperty(placement, 0, { enumerable: true, get: () => ((looks += 1), own) });
    };
    const table = new Map([
      ...frame(10),
      ['applications.granted', Array.from({ length: 3000 }, () => counted(1))] as const,
      ['applications.partlyGranted', Array.from({ length: 3000 }, () => counted(100))] as const,
    ]);
    // Nothing is decided: all stay as they are.
    expect(solveColumns(table)).toEqual(table);
    expect(looks).toBeLessThan(3_000_000);
  });
});
