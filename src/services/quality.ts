/** How well reports read and add up: reports by finding, in groups. */
import { ARITHMETIC_CODES, FINDING_CODES, OUTCOMES } from '../domain/finding.js';
import type { FindingCode, Outcome } from '../domain/finding.js';
import { OgiError } from '../errors.js';
import type { AggregateResult, GroupField, GroupValue, Measure } from '../store/aggregate-request.js';
import type { MatchRequest } from '../store/search-request.js';
import { MAX_MEASURES } from '../store/aggregate-request.js';
import { checkChoices, checkInteger, checkOffset } from './check-input.js';
import { groupRequest } from './group-request.js';
import { checkGroupBy } from './check-aggregate.js';
import type { FilterInput } from './check-filter.js';
import { checkMatch } from './check-match.js';
import type { ReportReader } from './report-reader.js';

/** How many fields reports may be grouped by. */
export const MAX_QUALITY_FIELDS = 2;
/** How many groups are on one page, and how many at most: each has a count for every code and outcome. */
export const DEFAULT_QUALITY_GROUPS = 20;
export const MAX_QUALITY_GROUPS = 100;

/** Quality as asked for; null counts as not given. */
export interface QualityInput {
  filter?: FilterInput | null;
  groupBy?: readonly GroupField[] | null;
  /** Default is all arithmetic rules. */
  codes?: readonly FindingCode[] | null;
  /** Of arithmetic rules; default is all. */
  outcomes?: readonly Outcome[] | null;
  first?: number | null;
  offset?: number | null;
}

/** How many reports have a finding. */
export interface FindingCount {
  code: FindingCode;
  /** Null for a finding of reading, which has no outcome. */
  outcome: Outcome | null;
  reports: number;
}

export interface QualityGroup {
  values: GroupValue[];
  reports: number;
  counts: FindingCount[];
}

export interface Quality {
  groupBy: readonly GroupField[];
  groups: QualityGroup[];
  totalGroups: number;
  /** How many reports match in all. */
  reports: number;
}

const ARITHMETIC: ReadonlySet<string> = new Set(ARITHMETIC_CODES);

/** A checked question of quality. */
export interface QualityRequest {
  match: MatchRequest;
  groupBy: GroupField[];
  wanted: WantedFinding[];
  limit: number;
  offset: number;
}

/**
 * Checks a question of quality.
 *
 * @throws OgiError `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the argument.
 */
export function qualityRequest(input: QualityInput): QualityRequest {
  return {
    match: checkMatch({ filter: input.filter ?? null }),
    groupBy: checkGroupBy(input.groupBy ?? [], MAX_QUALITY_FIELDS),
    wanted: wantedFindings(input),
    limit: checkInteger(input.first, 'first', {
      from: 1,
      to: MAX_QUALITY_GROUPS,
      fallback: DEFAULT_QUALITY_GROUPS,
    }),
    offset: checkOffset(input.offset),
  };
}

/**
 * Counts reports by finding; a report is counted once for each code and outcome that it has.
 *
 * @throws OgiError as {@link qualityRequest} does; `DATA_CHANGED` where reports were
 * written while it was counted.
 */
export async function readQuality(reader: ReportReader, input: QualityInput): Promise<Quality> {
  const { match, groupBy, wanted, limit, offset } = qualityRequest(input);
  // The store takes a bounded number of measures at once.
  const parts: AggregateResult[] = [];
  for (let from = 0; from < wanted.length; from += MAX_MEASURES) {
    const measures = wanted.slice(from, from + MAX_MEASURES).map(asMeasure);
    parts.push(await reader.aggregate(groupRequest(match, { groupBy, measures, limit, offset })));
  }
  const [first] = parts;
  if (first === undefined) throw new RangeError('Nothing is counted.');
  if (parts.some((part) => groupsOf(part) !== groupsOf(first))) {
    throw new OgiError('DATA_CHANGED', 'Reports were written while they were counted.', {
      remedy: 'Ask again.',
    });
  }
  return {
    groupBy,
    groups: first.groups.map(({ values, reports }, at): QualityGroup => {
      const counted = parts.flatMap(({ groups }) => groups[at]?.measures ?? []);
      return {
        values,
        reports,
        counts: wanted.map((finding, index) => ({ ...finding, reports: counted[index]?.value ?? 0 })),
      };
    }),
    totalGroups: first.totalGroups,
    reports: first.reports,
  };
}

/** A finding to count. */
export type WantedFinding = Omit<FindingCount, 'reports'>;

function wantedFindings(input: QualityInput): WantedFinding[] {
  const codes = input.codes ? checkChoices(input.codes, 'codes', FINDING_CODES) : ARITHMETIC_CODES;
  const outcomes = input.outcomes ? checkChoices(input.outcomes, 'outcomes', OUTCOMES) : OUTCOMES;
  return [...new Set(codes)].flatMap((code): WantedFinding[] =>
    ARITHMETIC.has(code)
      ? [...new Set(outcomes)].map((outcome) => ({ code, outcome }))
      : [{ code, outcome: null }],
  );
}

function asMeasure({ code, outcome }: WantedFinding): Measure {
  return { type: 'reportsWithFinding', code, outcomes: outcome === null ? null : [outcome] };
}

/** The groups of an answer, to compare two. */
function groupsOf({ groups, totalGroups, reports }: AggregateResult): string {
  return JSON.stringify([
    totalGroups,
    reports,
    groups.map(({ values, reports: size }) => [values.map(({ value }) => value), size]),
  ]);
}
