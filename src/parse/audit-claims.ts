/** 勾稽 of prose and tables: what the narrative claims, against the cells. */
import { APPLICANT_COLUMNS } from '../domain/cells.js';
import { outcomeRows } from '../domain/outcome-rows.js';
import type { Finding, Outcome } from '../domain/finding.js';
import type { Cells, Sum } from './audit.js';
import { SEVERITY, sumOf } from './audit.js';
import type { FoundClaim } from './claims.js';

/** Derived totals that the narrative may speak of, as sums of cells. */
function derivedParts(cells: Cells): ReadonlyMap<string, string[]> {
  const group = (prefix: string): string[] =>
    outcomeRows(cells)
      .filter((rowKey) => rowKey.startsWith(`applications.${prefix}.`))
      .map((rowKey) => `${rowKey}.total`);
  const litigation = (column: string): string[] =>
    ['litigationDirect', 'litigationAfterReconsideration'].map((block) => `review.${block}.${column}`);
  return new Map([
    ['derived.disclosed.total', ['applications.granted.total', 'applications.partlyGranted.total']],
    ['derived.refused.total', group('refused')],
    ['derived.unableToProvide.total', group('unableToProvide')],
    ['derived.notProcessed.total', group('notProcessed')],
    ['derived.otherOutcome.total', group('otherOutcome')],
    ['derived.litigation.total', litigation('total')],
    ['derived.litigation.upheld', litigation('upheld')],
  ]);
}

/** A row whose 总计 is blank still says how many there are at least: its printed applicants. */
function instead(cells: Cells, key: string): string[] {
  const isTotal = key.startsWith('applications.') && key.endsWith('.total');
  if (!isTotal || cells[key]?.state !== 'BLANK') return [key];
  return APPLICANT_COLUMNS.map((column) => key.replace(/total$/u, column));
}

/** Compares the narrative's claims with the cells; sets each claim's outcome and returns a finding for each. */
export function auditClaims(found: readonly FoundClaim[], cells: Cells): Finding[] {
  const derived = derivedParts(cells);
  return found.flatMap(({ claim, shareOf, soft }) => {
    if (shareOf !== null) return [shareFinding({ claim, shareOf, soft }, cells)];
    if (claim.cell === null) return [];
    const keys = derived.get(claim.cell) ?? [claim.cell];
    const sum = sumOf(
      cells,
      keys.flatMap((key) => instead(cells, key)),
    );
    const compared = claimOutcome(claim.value, sum);
    const isUnsure = soft && compared.outcome === 'FAILS';
    const { outcome, value }: typeof compared = isUnsure
      ? { outcome: 'NOT_CHECKED', value: compared.value }
      : compared;
    claim.outcome = outcome;
    const sign = compared.outcome === 'FAILS' ? '≠' : '=';
    return [
      proseFinding(
        outcome,
        keys,
        claim.place,
        value === null
          ? {
              zh: `正文“${claim.text}”：表中没有可比的数字`,
              en: `the text “${claim.text}”: the tables have no number to compare`,
            }
          : {
              zh: `正文“${claim.text}”：${claim.value} ${sign} 表 ${value}`,
              en: `the text “${claim.text}”: ${claim.value} ${sign} table ${value}`,
            },
      ),
    ];
  });
}

function proseFinding(
  outcome: Outcome,
  cells: string[],
  place: Finding['place'],
  message: Finding['message'],
): Finding {
  return { code: 'prose-agrees', severity: SEVERITY[outcome], outcome, cells, place, message };
}

function claimOutcome(value: number, sum: Sum): { outcome: Outcome; value: number | null } {
  if (sum.printed === 0) return { outcome: 'NOT_CHECKED', value: null };
  // Printed parts that already exceed the claim contradict it, whatever the others hold.
  if (sum.value > value && !sum.negative) return { outcome: 'FAILS', value: sum.value };
  if (sum.missing.length > 0) return { outcome: 'NOT_CHECKED', value: null };
  if (sum.value === value) {
    return { outcome: sum.blank.length === 0 ? 'HOLDS' : 'HOLDS_IF_BLANKS_ARE_ZERO', value: sum.value };
  }
  return sum.blank.length === 0
    ? { outcome: 'FAILS', value: sum.value }
    : { outcome: 'NOT_CHECKED', value: null };
}

/** What a share may be a share of: concluded, received, or received and carried in. */
const SHARE_BASES = [
  ['applications.outcomeTotal.total'],
  ['applications.received.total'],
  ['applications.received.total', 'applications.carriedIn.total'],
] as const;

/** A printed percentage holds where it is, rounded or cut off as printed, the share of its count in one of the bases. */
function shareFinding({ claim, shareOf }: FoundClaim, cells: Cells): Finding {
  const bases = SHARE_BASES.map((keys) => sumOf(cells, keys)).filter(
    (sum) => sum.value > 0 && sum.blank.length + sum.missing.length === 0,
  );
  const count = shareOf?.count ?? 0;
  const unit = 10 ** (shareOf?.decimals ?? 0);
  const printed = Math.round(claim.value * unit);
  // Organs round, and some cut off.
  const agrees = bases.some((base) => {
    const exact = (count / base.value) * 100 * unit;
    return Math.round(exact) === printed || Math.floor(exact + 1e-9) === printed;
  });
  const outcome: Outcome = bases.length === 0 ? 'NOT_CHECKED' : agrees ? 'HOLDS' : 'FAILS';
  claim.outcome = outcome;
  const shares = bases
    .map((base) => `${count}/${base.value} = ${((count / base.value) * 100).toFixed(2)} %`)
    .join(', ');
  return proseFinding(outcome, [...new Set(SHARE_BASES.flat())], claim.place, {
    zh: `正文“${claim.text}”：${bases.length === 0 ? '表中没有可比的总数' : shares}`,
    en: `the text “${claim.text}”: ${bases.length === 0 ? 'the tables have no total to compare' : shares}`,
  });
}
