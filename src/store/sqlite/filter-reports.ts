/** The set of reports that a filter lets through, from the columns in memory. */
import { CELL_STATES } from '../../domain/report.js';
import type { NumberComparison, ReportFilter } from '../../domain/query.js';
import { combine, complement } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import type { Labelled } from './projection.js';
import type { ReportColumns } from './report-columns.js';
import type { ValueColumn } from './value-column.js';

/** Keys of the cells that a filter compares. */
export function filteredCells(filter: ReportFilter): string[] {
  switch (filter.type) {
    case 'and':
    case 'or':
      return filter.children.flatMap(filteredCells);
    case 'not':
      return filteredCells(filter.child);
    case 'cell':
      return [filter.key];
    default:
      return [];
  }
}

/** The reports for which a filter holds. Its cells must be loaded. The set is the caller's own. */
export function filterReports(filter: ReportFilter, columns: ReportColumns): ReportSet {
  switch (filter.type) {
    case 'and':
    case 'or':
      return combine(
        filter.type,
        filter.children.map((child) => filterReports(child, columns)),
        columns.live,
      );
    case 'not':
      return complement(filterReports(filter.child, columns), columns.live);
    case 'year': {
      const years = filter.in === undefined ? null : new Set(filter.in);
      return select(columns, (seq) => {
        const year = columns.year[seq] ?? NaN;
        return (years?.has(year) ?? true) && compares(year, filter);
      });
    }
    case 'region': {
      const wanted = new Set(filter.in);
      return selectByValue(columns, columns.regions[filter.level], (region) => isNamed(region, wanted));
    }
    case 'organ': {
      const wanted = new Set(filter.in);
      return selectByValue(columns, columns.organ, (organ) => isNamed(organ, wanted));
    }
    case 'organKind':
    case 'level':
    case 'form':
    case 'scope': {
      const wanted = new Set<string>(filter.in);
      return selectByValue(columns, columns[filter.type], (value) => wanted.has(value));
    }
    case 'hasSection':
      return selectByValue(columns, columns.sections, (kinds) =>
        kinds.some((kind) => filter.in.includes(kind)),
      );
    case 'finding': {
      const { codes, outcomes } = filter;
      return selectByValue(columns, columns.findings, (findings) =>
        findings.some(
          ([code, outcome]) =>
            (codes?.includes(code) ?? true) &&
            (outcomes === undefined || (outcome !== null && outcomes.includes(outcome))),
        ),
      );
    }
    case 'cell': {
      const { values, states } = columns.cell(filter.key);
      const wanted = filter.states?.map((state) => CELL_STATES.indexOf(state));
      return select(
        columns,
        (seq) => (wanted?.includes(states[seq] ?? -1) ?? true) && compares(values[seq] ?? NaN, filter),
      );
    }
    case 'id': {
      const wanted = new Set(filter.in);
      return select(columns, (seq) => wanted.has(columns.ids[seq] ?? ''));
    }
  }
}

function isNamed({ value, label }: Labelled, wanted: ReadonlySet<string>): boolean {
  return wanted.has(value) || wanted.has(label);
}

/** Whether a number meets all comparisons that are given; a missing one (NaN) meets none. */
function compares(value: number, { eq, lt, lte, gt, gte }: NumberComparison): boolean {
  return (
    (eq === undefined || value === eq) &&
    (lt === undefined || value < lt) &&
    (lte === undefined || value <= lte) &&
    (gt === undefined || value > gt) &&
    (gte === undefined || value >= gte)
  );
}

function select({ live }: ReportColumns, test: (seq: number) => boolean): ReportSet {
  return live.map((member, seq) => (member === 1 && test(seq) ? 1 : 0));
}

/** The reports whose value in a column passes; each distinct value is tested once, a missing one never passes. */
export function selectByValue<T>(
  columns: ReportColumns,
  column: ValueColumn<T>,
  test: (value: T) => boolean,
): ReportSet {
  const passes = column.values.map(test);
  return select(columns, (seq) => passes[column.codes[seq] ?? -1] === true);
}
