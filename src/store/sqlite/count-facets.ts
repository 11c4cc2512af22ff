/** Exact facets from the columns in memory. */
import { isReportField } from '../../domain/report-fields.js';
import type { Facet, FacetBucket, FacetField, FacetRequest } from '../../domain/query.js';
import { finishFacet, shownFindings } from '../facet-rules.js';
import type { ReportSet } from './bit-set.js';
import type { Labelled } from '../report-facts.js';
import type { ReportColumns } from './report-columns.js';
import type { ValueColumn } from './value-column.js';

/** The facet of the reports in `set`. */
export function countFacet(request: FacetRequest, set: ReportSet, columns: ReportColumns): Facet {
  const counted: FacetBucket[] = [];
  let missing = 0;
  const add = (values: readonly Labelled[], count: number): void => {
    if (values.length === 0) missing += count;
    for (const { value, label } of values) counted.push({ value, label, count });
  };
  countValues(request.field, set, columns, add);
  return finishFacet(request, counted, missing, (name) => columns.normalForm(name));
}

type Add = (values: readonly Labelled[], count: number) => void;

/** Calls `add` for groups of reports with the values that each of the group has for the field. */
function countValues(field: FacetField, set: ReportSet, columns: ReportColumns, add: Add): void {
  if (isReportField(field)) {
    countColumn(columns.fields[field], set, add, (value) => [plain(value)]);
    return;
  }
  switch (field) {
    case 'year': {
      const counts = new Map<number, number>();
      set.forEach((member, seq) => {
        const year = columns.year[seq] ?? 0;
        if (member === 1) counts.set(year, (counts.get(year) ?? 0) + 1);
      });
      for (const [year, count] of counts) add([plain(String(year))], count);
      return;
    }
    case 'organ':
      countColumn(columns.organ, set, add, (organ) => [organ]);
      return;
    case 'sectionKind':
      countColumn(columns.sections, set, add, (kinds) => kinds.map(plain));
      return;
    case 'finding':
      countColumn(columns.findings, set, add, (findings) => shownFindings(findings).map(plain));
      return;
    default:
      countColumn(columns.regions[field], set, add, (region) => [region]);
  }
}

function plain(value: string): Labelled {
  return { value, label: value };
}

function countColumn<T>(
  column: ValueColumn<T>,
  set: ReportSet,
  add: Add,
  valuesOf: (value: T) => Labelled[],
): void {
  const counts = new Int32Array(column.values.length);
  let without = 0;
  for (let seq = 0; seq < set.length; seq += 1) {
    if (set[seq] !== 1) continue;
    const code = column.codes[seq] ?? -1;
    if (code < 0) without += 1;
    else counts[code] = (counts[code] ?? 0) + 1;
  }
  counts.forEach((count, code) => {
    const value = column.values[code];
    if (count > 0 && value !== undefined) add(valuesOf(value), count);
  });
  if (without > 0) add([], without);
}
