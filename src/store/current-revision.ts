/** What the current revision of a report brings with it that only a store can know. The same for every store. */
import { deriveValues } from '../domain/derive-values.js';
import type { DerivedValues } from '../domain/derive-values.js';
import type { Finding } from '../domain/finding.js';
import type { Report } from '../domain/report.js';
import type { RevisionCandidate } from '../domain/revision.js';
import { auditAcrossYears } from '../domain/year-audit.js';
import { identityUncertain, revisionsDiffer } from './store-findings.js';

/** A report with its revisions and its neighbour in time. */
export interface RevisionContext {
  /** Identity key of the report; null where the identity is not certain. */
  key: string | null;
  current: RevisionCandidate;
  /** The other revisions in any order. */
  others: readonly RevisionCandidate[];
  /** Current revision of the same organ's report of the year before; null where there is none. */
  before: Report | null;
}

/** The findings that the store adds to the current revision, and its derived values. */
export function describeCurrent({ key, current, others, before }: RevisionContext): {
  findings: Finding[];
  derived: DerivedValues;
} {
  const { report } = current;
  const own = [key === null ? identityUncertain() : null, revisionsDiffer(current, others)];
  return {
    findings: [
      ...own.filter((finding) => finding !== null),
      ...(before === null ? [] : auditAcrossYears(before, report)),
    ],
    // What a year takes over from the one before never rests on the year before that.
    derived: deriveValues(
      report,
      before && { cells: before.cells, scope: before.scope, derived: deriveValues(before, null) },
    ),
  };
}
