import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOrdersSource } from '../../scripts/write-cell-keys.js';
import { CELL_STATES } from '../../src/domain/report.js';
import type { Cell, Report } from '../../src/domain/report.js';
import { cellOrderName, PRESENT_KEYS, PRESENT_ORDER } from '../../src/store/cell-orders.js';
import { decodeCells, encodeCells } from '../../src/store/cells-codec.js';
import { decodeFindings, encodeFindings } from '../../src/store/report-codec.js';
import { buildReport } from '../support/build-report.js';
import { reportText } from '../support/report-text.js';
import { parseReport } from '../../src/parse/index.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';

const arbitraryPlace = fc.option(
  fc.record(
    {
      line: fc.nat(),
      column: fc.nat(),
      endLine: fc.nat(),
      page: fc.nat(),
      table: fc.nat(),
      row: fc.nat(),
      box: fc.record({ x: fc.nat(), y: fc.nat(), width: fc.nat(), height: fc.nat() }),
    },
    { requiredKeys: [] },
  ),
);
/** Any cell, also such as no parser makes. */
const arbitraryCell: fc.Arbitrary<Cell> = fc
  .record(
    {
      state: fc.constantFrom(...CELL_STATES),
      value: fc.option(fc.oneof(fc.integer(), fc.constantFrom(0, 25.1, -2, 3e9, 1e21))),
      raw: fc.option(fc.oneof(fc.string(), fc.constantFrom('0', '00', '25.10', '3000000000', '1e+21'))),
      place: arbitraryPlace,
      unit: fc.constantFrom('TEN_THOUSAND_YUAN', 'UNKNOWN'),
      later: fc.record({ reading: fc.string() }),
    },
    { requiredKeys: ['state', 'value', 'raw', 'place'] },
  )
  .map((cell) => cell as Cell);

const NOTHING: Cell = { state: 'NOT_IN_FORM', value: null, raw: null, place: null };

describe('the cells of a kept report', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...PRESENT_KEYS, 'of.another.version'), arbitraryCell),
        (some) => {
          const cells = { ...buildReport().cells, ...some } as Report['cells'];
          expect(decodeCells(encodeCells(cells))).toEqual(cells);
        },
      ),
    );
  });

  it('are kept without their keys', async () => {
    const { cells } = parseReport(await ingestFile(Buffer.from(reportText())));
    const text = encodeCells(cells);
    expect(text).not.toContain('applications');
    expect(text.length * 4).toBeLessThan(JSON.stringify(cells).length);
    expect(decodeCells(text)).toEqual(cells);
  });

  it('are read as an older version wrote them, and lack the cells of later editions', () => {
    const [first, ...later] = PRESENT_KEYS;
    const cell: Cell = { state: 'REPORTED', value: 3, raw: '3', place: { line: 1, column: 2 } };
    const cells: Record<string, Cell> = decodeCells(JSON.stringify({ [first ?? '']: cell }));
    expect(cells[first ?? '']).toEqual(cell);
    for (const key of later) expect(cells[key]).toEqual(NOTHING);
  });

  it('are refused rather than taken for others where their order is not known', () => {
    const [, ...rest] = JSON.parse(encodeCells(buildReport().cells)) as unknown[];
    expect(() => decodeCells(JSON.stringify(['000000000000', ...rest]))).toThrow(/does not know/u);
    const [shapes, cells, others] = rest as [unknown, unknown[], unknown];
    expect(() => decodeCells(JSON.stringify([PRESENT_ORDER, shapes, cells.slice(1), others]))).toThrow(
      /does not know/u,
    );
  });
});

describe('the findings of a store', () => {
  it('come back as they were, and those of older versions too', () => {
    const { findings } = buildReport({ findings: ['noise-removed', ['row-total', 'FAILS']] });
    expect(findings).toHaveLength(2);
    for (const some of [[], findings]) {
      expect(decodeFindings(encodeFindings(some))).toEqual(some);
      expect(decodeFindings(JSON.stringify(some))).toEqual(some);
    }
  });
});

describe('the orders of cells that are written down', () => {
  const stored = readFileSync(new URL('../../src/store/cell-orders.json', import.meta.url), 'utf8');
  const orders = JSON.parse(stored) as Record<string, string[]>;

  it('have the present one among them: npm run forms', () => {
    expect(cellOrdersSource()).toBe(stored);
    expect(PRESENT_ORDER).not.toBeNull();
  });

  it('are each what their name says, and stay', () => {
    for (const [name, keys] of Object.entries(orders)) expect(cellOrderName(keys)).toBe(name);
    // Stores that were written hold these: never take one away.
    expect(Object.keys(orders)).toEqual(expect.arrayContaining(['95eadd04924b']));
  });
});
