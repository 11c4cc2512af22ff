/** What an aggregate must answer, worked out the slow way from the reports themselves. */
import { ratioOf } from '../../src/domain/derived.js';
import { deepestRegionKey, identityKey } from '../../src/domain/identity.js';
import { isReportField } from '../../src/domain/report-fields.js';
import { levelOfField, REGION_LEVELS, regionAsOf, regionKey } from '../../src/domain/region.js';
import type {
  AggregateGroup,
  AggregateRequest,
  AggregateResult,
  GroupField,
  GroupKey,
  GroupValue,
  Measure,
  MeasureValue,
  ScopeCounts,
} from '../../src/store/aggregate-request.js';
import type { MatchRequest } from '../../src/store/search-request.js';
import { organId } from '../../src/store/report-id.js';
import { fieldValue as reportField, matchesText, passesFilter } from './brute-force.js';
import type { KnownReport } from './brute-force.js';

/** The reports that a request means. */
export function matching(reports: readonly KnownReport[], request: MatchRequest): KnownReport[] {
  const { filter } = request;
  return reports.filter(
    (known) => matchesText(known.report, request) && (filter === null || passesFilter(known, filter)),
  );
}

/** The value of a cell or derived value that counts; null where there is none, or an amount of unknown unit. */
export function countedValue({ report, derived }: KnownReport, key: string): number | null {
  if (key.startsWith('derived.')) return derived[key] ?? null;
  const cell = report.cells[key];
  return cell === undefined || cell.unit === 'UNKNOWN' ? null : cell.value;
}

/** Whether one report covers another, by the words of the rule. */
export function covers(one: KnownReport, other: KnownReport): boolean {
  const [a, b] = [one.report, other.report];
  if (one.id === other.id || a.year !== b.year || !a.region.certain || !b.region.certain) return false;
  const [place, otherPlace] = [deepestRegionKey(a.region), deepestRegionKey(b.region)];
  if (place === null || otherPlace === null || !canCover(one)) return false;
  const depth = REGION_LEVELS.findLastIndex((level) => a.region[level] !== null);
  const otherDepth = REGION_LEVELS.findLastIndex((level) => b.region[level] !== null);
  const level = REGION_LEVELS[depth];
  if (level === undefined || regionKey(b.region, level) !== place) return false;
  if (otherDepth > depth) return true;
  const isGovernment = ({ report }: KnownReport): boolean => report.organ?.kind === 'PEOPLES_GOVERNMENT';
  if (!canCover(other)) return !isGovernment(other);
  if (isGovernment(one) !== isGovernment(other)) return isGovernment(one);
  return one.id < other.id;
}

function canCover({ report: { scope, organ } }: KnownReport): boolean {
  if (scope.kind !== 'CONSOLIDATED' || organ === null) return false;
  const isOffice = ['政府办', '政府办公室', '政府办公厅'].some((end) => organ.normalizedName.endsWith(end));
  return organ.kind === 'PEOPLES_GOVERNMENT' || (organ.kind === 'OFFICE' && isOffice);
}

function fieldValue({ id, report }: KnownReport, field: GroupField): GroupValue {
  const plain = (value: string | number | null): GroupValue => ({
    value,
    label: value === null ? null : `${value}`,
  });
  if (isReportField(field)) return plain(reportField(report, field));
  switch (field) {
    case 'year':
      return plain(report.year);
    case 'organ':
      return { value: organId(identityKey(report)) ?? `report:${id}`, label: report.organ?.name ?? null };
    default: {
      const { level, view } = levelOfField(field);
      const names = regionAsOf(report.region, view);
      return { value: regionKey(names, level), label: names[level]?.name ?? null };
    }
  }
}

const points = (text: string): string =>
  Array.from(text, (character) => (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('');

function scopesOf(reports: readonly KnownReport[], nested: ReadonlySet<KnownReport>): ScopeCounts {
  const count = (test: (one: KnownReport) => boolean): number => reports.filter(test).length;
  return {
    own: count(({ report }) => report.scope.kind === 'OWN'),
    consolidated: count(({ report }) => report.scope.kind === 'CONSOLIDATED'),
    unknown: count(({ report }) => report.scope.kind === 'UNKNOWN'),
    nested: count((one) => nested.has(one)),
  };
}

/** Twelve significant digits; whole numbers as they are. */
function shown(value: number): number {
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(12)) + 0;
}

/** The value at a share of the way from the first to the last of ascending values. */
export function interpolate(sorted: readonly number[], percentile: number): number {
  const rank = Number((((sorted.length - 1) * percentile) / 100).toFixed(9));
  const [below = NaN, above = NaN] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return below + (rank - Math.floor(rank)) * (above - below);
}

function measureOf(measure: Measure, reports: readonly KnownReport[]): MeasureValue {
  const figure = (value: number | null, reportsWithValue: number): MeasureValue => ({
    value: value === null ? null : shown(value),
    reportsWithValue,
    numerator: null,
    denominator: null,
  });
  if (measure.type === 'reportsWithFinding') {
    const { code, outcomes } = measure;
    const found = reports.filter(({ report }) =>
      report.findings.some(
        (one) => one.code === code && (outcomes?.some((outcome) => outcome === one.outcome) ?? true),
      ),
    ).length;
    return figure(found, found);
  }
  const having = reports.filter((one) => countedValue(one, measure.key) !== null);
  const values = having.map((one) => countedValue(one, measure.key) ?? NaN).sort((a, b) => a - b);
  const add = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  if (values.length === 0) return figure(null, 0);
  const percentile = (share: number) => figure(interpolate(values, share), values.length);
  switch (measure.type) {
    case 'sum':
      return figure(add(values), values.length);
    case 'mean':
      return figure(add(values) / values.length, values.length);
    case 'min':
      return figure(Math.min(...values), values.length);
    case 'max':
      return figure(Math.max(...values), values.length);
    case 'median':
      return percentile(50);
    case 'percentile':
      return percentile(measure.percentile);
    case 'pooledRate': {
      const ratio = ratioOf(measure.key);
      const part = (key = ''): number => add(having.map((one) => countedValue(one, key) ?? 0));
      const [numerator, denominator] = [part(ratio?.numerator), part(ratio?.denominator)];
      return {
        ...figure(denominator === 0 ? null : numerator / denominator, values.length),
        numerator: shown(numerator),
        denominator: shown(denominator),
      };
    }
  }
}

type Sortable = string | number | null;

/** The answer of an aggregate over all reports of a store. */
export function aggregateSlowly(all: readonly KnownReport[], request: AggregateRequest): AggregateResult {
  const { groupBy, measures, order, having, limit, offset, nested: choice, withLatest } = request;
  const matched = matching(all, request);
  const nested = new Set(matched.filter((one) => matched.some((other) => covers(other, one))));
  const counted = choice === 'TOP_LEVEL' ? matched.filter((one) => !nested.has(one)) : matched;

  const labels = groupBy.map((field) => {
    const spellings = counted.map((one) => fieldValue(one, field));
    return (value: GroupValue['value']): string | null =>
      spellings
        .filter((one) => one.value === value)
        .map(({ label }) => label)
        .sort((a, b) => (points(a ?? '') < points(b ?? '') ? -1 : 1))[0] ?? null;
  });
  const groups = new Map<string, KnownReport[]>(groupBy.length === 0 ? [['[]', []]] : []);
  for (const one of counted) {
    const key = JSON.stringify(groupBy.map((field) => fieldValue(one, field).value));
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups].map(([key, reports]): AggregateGroup => {
    const latest = reports.toSorted(
      (a, b) => (b.report.year ?? 0) - (a.report.year ?? 0) || (a.id < b.id ? -1 : 1),
    )[0];
    return {
      values: (JSON.parse(key) as GroupValue['value'][]).map((value, index) => ({
        value,
        label: labels[index]?.(value) ?? null,
      })),
      reports: reports.length,
      scopes: scopesOf(reports, nested),
      measures: measures.map((measure) => measureOf(measure, reports)),
      latest: withLatest ? (latest?.id ?? null) : null,
    };
  });
  const figure = (row: AggregateGroup, key: GroupKey): Sortable => {
    if (key.by === 'reports') return row.reports;
    if (key.by === 'measure') return row.measures[key.index]?.value ?? null;
    return row.values[groupBy.indexOf(key.field)]?.value ?? null;
  };
  const kept = rows.filter((row) =>
    having.every(({ eq, lt, lte, gt, gte, ...key }) => {
      const value = figure(row, key);
      if (typeof value !== 'number') return false;
      return (
        value === (eq ?? value) &&
        value < (lt ?? Infinity) &&
        value <= (lte ?? Infinity) &&
        value > (gt ?? -Infinity) &&
        value >= (gte ?? -Infinity)
      );
    }),
  );
  const keys: AggregateRequest['order'] = [
    ...order,
    ...groupBy.map((field) => ({ by: 'field', field, direction: 'ASC' }) as const),
  ];
  kept.sort((a, b) => {
    for (const key of keys) {
      const [left, right] = [sortable(figure(a, key)), sortable(figure(b, key))];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      return left < right === (key.direction === 'ASC') ? -1 : 1;
    }
    return 0;
  });
  return {
    groups: kept.slice(offset, offset + limit),
    totalGroups: kept.length,
    reports: matched.length,
    scopes: scopesOf(matched, nested),
  };
}

function sortable(value: Sortable): Sortable {
  return typeof value === 'string' ? points(value) : value;
}
