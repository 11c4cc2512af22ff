import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/domain/cells.js';
import { DERIVED } from '../../../src/domain/derived.js';
import { FINDING_CODES } from '../../../src/domain/finding.js';
import { OgiError } from '../../../src/errors.js';
import { checkExport } from '../../../src/services/export/check-export.js';

/** The refusal of parameters. */
function refusal(parameters: Record<string, unknown>): OgiError {
  try {
    checkExport({ format: 'csv', ...parameters });
  } catch (error) {
    if (error instanceof OgiError) return error;
    throw error;
  }
  throw new Error(`Not refused: ${JSON.stringify(parameters)}`);
}

const scan = (parameters: Record<string, string>) => checkExport({ format: 'csv', ...parameters }).scan;

describe('checkExport', () => {
  it('takes all reports and all cells by default', () => {
    expect(checkExport({ format: 'csv' })).toMatchObject({
      format: 'csv',
      states: false,
      labels: 'key',
      header: true,
      scan: {
        text: null,
        searchIn: ['TITLE', 'TEXT'],
        filter: null,
        sort: [],
        after: null,
        findings: false,
        sections: false,
        keys: CELLS.map(({ key }) => key),
      },
    });
  });

  it('knows words for all cells and all derived values, and takes each key once, in the order given', () => {
    const one = 'review.reconsideration.total';
    const all = scan({ keys: `${one}, derived,cells` }).keys;
    expect(all).toHaveLength(CELLS.length + DERIVED.length);
    expect(all.slice(0, 2)).toEqual([one, DERIVED[0]?.key]);
  });

  it('reads a filter in the words of GraphQL', () => {
    const filter = {
      year: { gte: 2020, lt: null },
      province: '云泽省',
      organName: { contains: '教育' },
      not: { findings: { codes: ['ROW_TOTAL'], outcomes: ['FAILS'] } },
      cells: [
        { key: 'applications.received.total', gte: 1, states: ['REPORTED'] },
        { key: 'applications.received.total', readByOcr: false },
      ],
      readByOcr: false,
      derived: [{ key: 'derived.refused.total', hasValue: true }],
      or: [{ form: ['FORM_2021'] }, { ids: ['x'] }],
      publishedOn: { gte: '2024-01', lt: '2024-03-15' },
      importedAt: { gt: '2026-01-31', lte: '2026-02-01T08:00:00+08:00' },
    };
    expect(scan({ filter: JSON.stringify(filter) }).filter).toEqual({
      type: 'and',
      children: expect.arrayContaining([
        { type: 'year', gte: 2020 },
        { type: 'region', level: 'province', in: ['云泽省'] },
        { type: 'organName', contains: '教育' },
        { type: 'not', child: { type: 'finding', codes: ['row-total'], outcomes: ['FAILS'] } },
        { type: 'cell', key: 'applications.received.total', gte: 1, states: ['REPORTED'] },
        { type: 'cell', key: 'applications.received.total', readByOcr: false },
        { type: 'not', child: { type: 'finding', codes: ['recognised'] } },
        { type: 'derived', key: 'derived.refused.total', hasValue: true },
        // Days as numbers; instants in milliseconds, a day to its end.
        { type: 'publishedOn', from: 20240101, to: 20240314 },
        { type: 'importedAt', gte: Date.UTC(2026, 1, 1), lte: Date.UTC(2026, 1, 1) },
        {
          type: 'or',
          children: [
            { type: 'form', in: ['FORM_2021'] },
            { type: 'id', in: ['x'] },
          ],
        },
      ]) as unknown,
    });
    const codes = FINDING_CODES.map((code) => code.toUpperCase().replaceAll('-', '_'));
    expect(scan({ filter: JSON.stringify({ findings: { codes } }) }).filter).toEqual({
      type: 'finding',
      codes: FINDING_CODES,
    });
  });

  it('reads an order in the words of GraphQL', () => {
    const sort = [{ by: 'DERIVED', key: 'derived.refused.total', direction: 'ASC' }, { by: 'ORGAN' }];
    expect(scan({ sort: JSON.stringify(sort) }).sort).toEqual([sort[0], { by: 'ORGAN', direction: 'ASC' }]);
  });

  it.each([
    [{ format: undefined }, 'format'],
    [{ format: 'xls' }, 'format'],
    [{ filtre: '{}' }, 'filtre'],
    [{ query: ['一', '二'] }, 'query'],
    [{ searchIn: 'TITLE,BODY' }, 'searchIn[1]'],
    [{ sameSection: 'yes' }, 'sameSection'],
    [{ filter: '{' }, 'filter'],
    [{ filter: '[]' }, 'filter'],
    [{ filter: 'null' }, 'filter'],
    [{ filter: '{"yaer": {"eq": 2020}}' }, 'filter'],
    [{ filter: '{"__proto__": {}}' }, 'filter'],
    [{ filter: '{"constructor": 1}' }, 'filter'],
    [{ filter: '{"year": {"eq": "2020"}}' }, 'filter.year.eq'],
    [{ filter: '{"year": {"eq": 2020.5}}' }, 'filter.year.eq'],
    [{ filter: '{"or": [{}]}' }, 'filter.or[0]'],
    [{ filter: '{"province": [null]}' }, 'filter.province[0]'],
    [{ filter: '{"organKind": ["OFICE"]}' }, 'filter.organKind[0]'],
    [{ filter: '{"organName": {}}' }, 'filter.organName.contains'],
    [{ filter: '{"cells": [{"gte": 1}]}' }, 'filter.cells[0].key'],
    [{ filter: '{"findings": {"codes": ["row-total"]}}' }, 'filter.findings.codes[0]'],
    [{ filter: '{"publishedOn": {}}' }, 'filter.publishedOn'],
    [{ filter: '{"publishedOn": {"gte": "2024-13"}}' }, 'filter.publishedOn.gte'],
    [{ filter: '{"publishedOn": {"eq": "2024-01-31T08:00:00Z"}}' }, 'filter.publishedOn.eq'],
    [{ filter: '{"importedAt": {"gte": "2024-02-30"}}' }, 'filter.importedAt.gte'],
    [{ filter: '{"importedAt": {"gte": "2024-01-31T08:00:00"}}' }, 'filter.importedAt.gte'],
    [{ sort: '[{"direction": "ASC"}]' }, 'sort[0].by'],
    [{ sort: '[{"by": "YEAR", "direction": "UP"}]' }, 'sort[0].direction'],
    [{ sort: '[{"by": "RELEVANCE"}]' }, 'sort[0].by'],
    [{ keys: '' }, 'keys[0]'],
    [{ keys: 'cells,applications.recieved.total' }, 'keys[1]'],
    [{ labels: 'cn' }, 'labels'],
    [{ format: 'parquet', labels: 'zh' }, 'labels'],
    [{ findings: 'true' }, 'findings'],
    [{ sections: 'true' }, 'sections'],
    [{ format: 'parquet', header: 'false' }, 'header'],
  ] as const)('refuses %j, naming %s', (parameters, argument) => {
    const error = refusal(parameters);
    expect(['BAD_ARGUMENT', 'UNKNOWN_CELL']).toContain(error.code);
    expect(error.argument).toBe(argument);
    expect(error.remedy).not.toBe('');
  });

  it('refuses a filter that is too long or too deep', () => {
    const deep = '{"not":'.repeat(1000) + '{}' + '}'.repeat(1000);
    expect(refusal({ filter: deep }).argument).toBe(`filter${'.not'.repeat(8)}`);
    expect(refusal({ filter: `{"ids": ["${'x'.repeat(10_000)}"]}` }).argument).toBe('filter');
  });

  it('names what is near', () => {
    expect(refusal({ filtre: '{}' }).remedy).toContain('filter');
    expect(refusal({ filter: '{"yaer": {"eq": 2020}}' }).remedy).toContain('Did you mean year?');
    expect(refusal({ keys: 'derived.refused.totl' })).toMatchObject({ code: 'UNKNOWN_DERIVED' });
    expect(refusal({ query: '"' }).code).toBe('BAD_QUERY');
  });
});
