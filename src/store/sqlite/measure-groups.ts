/** Counts and adds up the measures of groups, one pass over the reports for each key. */
import type { FindingCode, Outcome } from '../../domain/finding.js';
import { pooledParts } from '../aggregate-rules.js';
import type { RawMeasure } from '../aggregate-rules.js';
import { GroupSums } from '../figure-rules.js';
import { countValues } from '../frequency-rules.js';
import type { ValueCounts } from '../frequency-rules.js';
import type { Measure } from '../aggregate-request.js';
import { countedValues, loadValues } from './counted-values.js';
import type { Deadline } from './deadline.js';
import type { Grouping } from './group-reports.js';
import type { ReportColumns } from './report-columns.js';

/** What there is for a measure in a group. */
export type GroupMeasure = (group: number) => RawMeasure;

/**
 * Measures groups. In the order of the measures.
 *
 * @throws OgiError `DEADLINE_EXCEEDED`, `UNKNOWN_CELL`, `UNKNOWN_DERIVED`; `BAD_ARGUMENT` for the pooled rate of what is
 *   no ratio.
 */
export function measureGroups(
  measures: readonly Measure[],
  grouping: Grouping,
  columns: ReportColumns,
  deadline: Deadline,
): GroupMeasure[] {
  const kept = new Map<string, GroupMeasure>();
  const once = (name: string, measure: () => GroupMeasure): GroupMeasure => {
    let counted = kept.get(name);
    if (counted === undefined) {
      deadline.check();
      kept.set(name, (counted = measure()));
    }
    return counted;
  };
  return measures.map((measure) => {
    switch (measure.type) {
      case 'reportsWithFinding':
        return countFinding(measure.code, measure.outcomes, grouping, columns);
      case 'pooledRate':
        return once(`pool ${measure.key}`, () => poolRates(measure.key, grouping, columns));
      case 'median':
      case 'percentile':
        return once(`values ${measure.key}`, () => gatherValues(measure.key, grouping, columns));
      default:
        return once(`sums ${measure.key}`, () => addValues(measure.key, grouping, columns));
    }
  });
}

function addValues(key: string, { members, groupOf, size }: Grouping, columns: ReportColumns): GroupMeasure {
  loadValues([key], columns);
  const values = countedValues(key, columns);
  const counts = new Uint32Array(size);
  const sums = new GroupSums(size);
  const least = new Float64Array(size).fill(Infinity);
  const greatest = new Float64Array(size).fill(-Infinity);
  for (let index = 0; index < members.length; index += 1) {
    const value = values[members[index] ?? -1] ?? NaN;
    if (Number.isNaN(value)) continue;
    const group = groupOf[index] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    sums.add(group, value);
    if (value < (least[group] ?? NaN)) least[group] = value;
    if (value > (greatest[group] ?? NaN)) greatest[group] = value;
  }
  return (group) => ({
    count: counts[group] ?? 0,
    sum: sums.at(group),
    min: least[group] ?? NaN,
    max: greatest[group] ?? NaN,
  });
}

function poolRates(key: string, { members, groupOf, size }: Grouping, columns: ReportColumns): GroupMeasure {
  const parts = pooledParts(key);
  loadValues([key, parts.numerator, parts.denominator], columns);
  const rates = columns.derived(key);
  const numerators = countedValues(parts.numerator, columns);
  const denominators = countedValues(parts.denominator, columns);
  const counts = new Uint32Array(size);
  const [numerator, denominator] = [new GroupSums(size), new GroupSums(size)];
  for (let index = 0; index < members.length; index += 1) {
    const seq = members[index] ?? -1;
    if (Number.isNaN(rates[seq] ?? NaN)) continue;
    const group = groupOf[index] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
    // Where the ratio has a value, a blank numerator is one that a printed total confirms to be zero.
    numerator.add(group, numerators[seq] || 0);
    denominator.add(group, denominators[seq] || 0);
  }
  return (group) => ({
    count: counts[group] ?? 0,
    numerator: numerator.at(group),
    denominator: denominator.at(group),
  });
}

/** The values group by group; how often each occurs is counted for the groups that are asked for. */
function gatherValues(
  key: string,
  { members, groupOf, size }: Grouping,
  columns: ReportColumns,
): GroupMeasure {
  loadValues([key], columns);
  const values = countedValues(key, columns);
  /** Where the values of a group begin, and after the last group where they end. */
  const starts = new Uint32Array(size + 1);
  members.forEach((seq, index) => {
    const after = (groupOf[index] ?? 0) + 1;
    if (!Number.isNaN(values[seq] ?? NaN)) starts[after] = (starts[after] ?? 0) + 1;
  });
  for (let group = 0; group < size; group += 1) {
    starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
  }
  const gathered = new Float64Array(starts[size] ?? 0);
  const next = starts.slice();
  members.forEach((seq, index) => {
    const value = values[seq] ?? NaN;
    const group = groupOf[index] ?? 0;
    if (Number.isNaN(value)) return;
    gathered[next[group] ?? 0] = value;
    next[group] = (next[group] ?? 0) + 1;
  });
  const counted = new Map<number, ValueCounts>();
  return (group) => {
    const [from = 0, to = 0] = [starts[group], starts[group + 1]];
    let frequencies = counted.get(group);
    if (frequencies === undefined) {
      counted.set(group, (frequencies = countValues(gathered.subarray(from, to))));
    }
    return { count: to - from, frequencies };
  };
}

function countFinding(
  code: FindingCode,
  outcomes: readonly Outcome[] | null,
  { members, groupOf, size }: Grouping,
  { findings }: ReportColumns,
): GroupMeasure {
  const has = findings.values.map((pairs) =>
    pairs.some(
      ([one, outcome]) =>
        one === code && (outcomes === null || (outcome !== null && outcomes.includes(outcome))),
    ),
  );
  const counts = new Uint32Array(size);
  members.forEach((seq, index) => {
    const group = groupOf[index] ?? 0;
    if (has[findings.codes[seq] ?? -1] === true) counts[group] = (counts[group] ?? 0) + 1;
  });
  return (group) => ({ count: counts[group] ?? 0 });
}
