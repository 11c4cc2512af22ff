/** Which reports of a set a consolidated one among them covers. */
import type { OrganKind } from '../../domain/organ.js';
import type { ScopeKind } from '../../domain/report.js';
import { CoveringReports } from '../nesting.js';
import type { NestingFacts } from '../nesting.js';
import type { ScopeCounts } from '../aggregate-request.js';
import type { ReportSet } from './bit-set.js';
import type { ReportColumns } from './report-columns.js';

/** Those of the members that another member covers, as a set. */
export function nestedReports(members: Int32Array, columns: ReportColumns): ReportSet {
  const consolidated = columns.fields.scope.values.indexOf('CONSOLIDATED');
  const covering = new CoveringReports(
    Array.from(
      members.filter((seq) => columns.fields.scope.codes[seq] === consolidated),
      (seq) => nestingFacts(seq, columns),
    ),
  );
  const nested = new Uint8Array(columns.live.length);
  if (covering.list().length === 0) return nested;
  for (const seq of members) if (covering.cover(nestingFacts(seq, columns))) nested[seq] = 1;
  return nested;
}

function nestingFacts(seq: number, columns: ReportColumns): NestingFacts {
  const { regions } = columns;
  return {
    id: columns.ids[seq] ?? '',
    year: columns.year[seq] ?? NaN,
    scope: columns.fields.scope.at(seq) as ScopeKind,
    organKind: columns.fields.organKind.at(seq) as OrganKind,
    organName: columns.organ.at(seq)?.value ?? '',
    // An organ has an id if and only if its region is certain.
    places:
      columns.organId.at(seq) === null
        ? null
        : {
            province: regions.province.at(seq)?.value ?? null,
            city: regions.city.at(seq)?.value ?? null,
            county: regions.county.at(seq)?.value ?? null,
            township: regions.township.at(seq)?.value ?? null,
          },
  };
}

/** Counts of scopes that reports are added to one by one. */
export class ScopeCounter {
  readonly #columns: ReportColumns;
  readonly #nested: ReportSet;

  constructor(columns: ReportColumns, nested: ReportSet) {
    this.#columns = columns;
    this.#nested = nested;
  }

  add(seq: number, counts: ScopeCounts): void {
    const scope = this.#columns.fields.scope.at(seq);
    if (scope === 'OWN') counts.own += 1;
    else if (scope === 'CONSOLIDATED') counts.consolidated += 1;
    else counts.unknown += 1;
    counts.nested += this.#nested[seq] ?? 0;
  }
}
