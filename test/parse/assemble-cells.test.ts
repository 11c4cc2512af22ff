import { describe, expect, it } from 'vitest';
import { assembleCells } from '../../src/parse/assemble-cells.js';
import { emptyReading } from '../../src/parse/table-reading.js';
import type { TableReading } from '../../src/parse/table-reading.js';
import type { PrintedTables } from '../../src/parse/table/printed-words.js';

const ROW = 'applications.otherOutcome.unpaidFee';

/** A second table of which one row was read, that the form of 2021 alone has. */
function applications(): TableReading {
  const reading = emptyReading();
  reading.rows.add(ROW);
  reading.cells.set(`${ROW}.total`, { state: 'REPORTED', value: 1, raw: '1', place: null });
  return reading;
}

const printed = (columnsEdition: PrintedTables['columnsEdition']) => (): PrintedTables => ({
  tables: new Map([['disclosure', { place: null, rows: new Set<string>() }]]),
  edition: columnsEdition,
  columnsEdition,
  columns: new Set<string>(),
});

describe('the form of a report whose first table is not read', () => {
  it('is that whose columns are printed, though a row is of the other', () => {
    const readings = new Map([['applications', applications()] as const]);
    const found = assembleCells(readings, printed('2019'));
    expect(found.form).toBe('FORM_2019');
    // Those cells stand in the text and were not read.
    expect(found.cells['disclosure.rules.totalDisclosed']?.state).toBe('UNREADABLE');
    expect(assembleCells(readings, printed(null)).form).toBe('FORM_2021');
  });
});
