/** The set of reports that a filter lets through, from the columns in memory. */
import { regionField } from '../../domain/region.js';
import { CELL_STATES } from '../../domain/report.js';
import type { ReportFilter } from '../../domain/query.js';
import { isReportFieldFilter } from '../../domain/report-fields.js';
import { compares } from '../figure-rules.js';
import { combine, complement } from './bit-set.js';
import type { ReportSet } from './bit-set.js';
import type { Labelled } from '../report-facts.js';
import type { ReportColumns } from './report-columns.js';
import type { ValueColumn } from './value-column.js';

/** Loads the cells and derived values that a filter compares. */
export function loadFiltered(filter: ReportFilter | null, columns: ReportColumns): void {
  columns.loadCells(filteredKeys(filter, 'cell'));
  columns.loadDerived(filteredKeys(filter, 'derived'));
}

function filteredKeys(filter: ReportFilter | null, type: 'cell' | 'derived'): string[] {
  switch (filter?.type) {
    case 'and':
    case 'or':
      return filter.children.flatMap((child) => filteredKeys(child, type));
    case 'not':
      return filteredKeys(filter.child, type);
    case 'cell':
    case 'derived':
      return filter.type === type ? [filter.key] : [];
    default:
      return [];
  }
}

/** The reports for which a filter holds. What it compares must be loaded. The set is the caller's own. */
export function filterReports(filter: ReportFilter, columns: ReportColumns): ReportSet {
  if (isReportFieldFilter(filter)) {
    const wanted = new Set<string>(filter.in);
    return selectByValue(columns, columns.fields[filter.type], (value) => wanted.has(value));
  }
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
    case 'year':
      return ofYear(filter, columns);
    case 'region': {
      const wanted = new Set(filter.in);
      return selectByValue(columns, columns.regions[regionField(filter.level, filter.asOf)], (region) =>
        isNamed(region, wanted),
      );
    }
    case 'organ': {
      const wanted = new Set(filter.in);
      return selectByValue(columns, columns.organ, (organ) => isNamed(organ, wanted));
    }
    case 'organName':
      return selectByValue(columns, columns.organ, ({ value, label }) =>
        [value, label].some((name) => columns.normalForm(name).includes(filter.contains)),
      );
    case 'organId': {
      const wanted = new Set(filter.in);
      return selectByValue(columns, columns.organId, (value) => wanted.has(value));
    }
    case 'hasSection':
      return selectByValue(columns, columns.sections, (kinds) =>
        kinds.some((kind) => filter.in.includes(kind)),
      );
    case 'finding':
      return withFinding(filter, columns);
    case 'cell':
      return withCell(filter, columns);
    case 'derived':
      return withDerived(filter, columns);
    case 'importedAt':
      return select(columns, (seq) => compares(columns.importedAt[seq] ?? NaN, filter));
    case 'publishedOn':
      return publishedIn(filter, columns);
    case 'id': {
      const wanted = new Set(filter.in);
      return select(columns, (seq) => wanted.has(columns.ids[seq] ?? ''));
    }
  }
}

/** A filter of one type. */
type FilterOf<Type extends ReportFilter['type']> = Extract<ReportFilter, { type: Type }>;

function ofYear(filter: FilterOf<'year'>, columns: ReportColumns): ReportSet {
  const years = filter.in === undefined ? null : new Set(filter.in);
  return select(columns, (seq) => {
    const year = columns.year[seq] ?? NaN;
    return (years?.has(year) ?? true) && compares(year, filter);
  });
}

function withFinding({ codes, outcomes }: FilterOf<'finding'>, columns: ReportColumns): ReportSet {
  return selectByValue(columns, columns.findings, (findings) =>
    findings.some(
      ([code, outcome]) =>
        (codes?.includes(code) ?? true) &&
        (outcomes === undefined || (outcome !== null && outcomes.includes(outcome))),
    ),
  );
}

function withCell(filter: FilterOf<'cell'>, columns: ReportColumns): ReportSet {
  const { values, states, readByOcr } = columns.cell(filter.key);
  const wanted = filter.states?.map((state) => CELL_STATES.indexOf(state));
  const ocr = filter.readByOcr;
  return select(
    columns,
    (seq) =>
      (wanted?.includes(states[seq] ?? -1) ?? true) &&
      (ocr === undefined || ocr === (readByOcr[seq] === 1)) &&
      compares(values[seq] ?? NaN, filter),
  );
}

function withDerived(filter: FilterOf<'derived'>, columns: ReportColumns): ReportSet {
  const values = columns.derived(filter.key);
  const { hasValue } = filter;
  return select(columns, (seq) => {
    const value = values[seq] ?? NaN;
    return (hasValue === undefined || hasValue !== Number.isNaN(value)) && compares(value, filter);
  });
}

function publishedIn(
  { from = -Infinity, to = Infinity }: FilterOf<'publishedOn'>,
  columns: ReportColumns,
): ReportSet {
  return select(
    columns,
    (seq) => (columns.publishedFirst[seq] ?? NaN) >= from && (columns.publishedLast[seq] ?? NaN) <= to,
  );
}

function isNamed({ value, label }: Labelled, wanted: ReadonlySet<string>): boolean {
  return wanted.has(value) || wanted.has(label);
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
