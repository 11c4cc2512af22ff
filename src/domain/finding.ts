/** Findings: what the parser saw. The parser never repairs a number silently; it says so here. */
import type { Place } from './place.js';

export const OUTCOMES = ['HOLDS', 'FAILS', 'HOLDS_IF_BLANKS_ARE_ZERO', 'NOT_CHECKED'] as const;
/** Outcome of an arithmetic rule (勾稽). */
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ['ERROR', 'WARNING', 'NOTICE', 'INFO'] as const;
/**
 * `ERROR` a number is wrong or lost · `WARNING` a reader should look · `NOTICE` worth knowing · `INFO` a rule
 * that holds, or a section that the form prescribes and the report leaves out.
 */
export type Severity = (typeof SEVERITIES)[number];

/** Reading findings tell how the source was read; arithmetic findings whether the numbers agree. */
export const READING_CODES = [
  'displaced-row',
  'placed-by-sums',
  'placed-by-alignment',
  'placed-by-order',
  'ambiguous-column',
  'blank-beside-full',
  'unreadable-cell',
  'truncated-table',
  'missing-table',
  'unknown-table',
  'unreadable-table',
  'missing-row',
  'missing-section',
  'duplicate-row',
  'unknown-header',
  'label-corrected',
  'noise-removed',
  'several-reports',
  'converted',
  'signature-not-verified',
  'organ-recognised',
  'macros-not-run',
  'joined',
  'recognised',
  'unsure-recognition',
  'page-not-read',
  'mixed-form',
  'unit-unknown',
  'number-with-remark',
  'no-year',
  'no-organ',
  'no-title',
  'unknown-region',
  'ambiguous-region',
  'place-not-of-its-year',
  'identity-uncertain',
  'revisions-differ',
  'metadata-used',
] as const;

export const ARITHMETIC_CODES = [
  'row-total',
  'outcome-total',
  'intake-balance',
  'review-total',
  'other-outcome-rows-agree',
  'carried-in-continues',
  'in-force-continues',
  'items-continue',
  'list-total',
  'prose-agrees',
] as const;

export const FINDING_CODES = [...READING_CODES, ...ARITHMETIC_CODES] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** Arithmetic findings only; null for reading findings. */
  outcome: Outcome | null;
  /** Keys of the cells concerned. */
  cells: string[];
  place: Place | null;
  /** One sentence in each language, with the numbers. */
  message: { zh: string; en: string };
}

/** Whether a report with such findings, or a part of it, was read from pictures (OCR). */
export function isReadByOcr(codes: readonly string[]): boolean {
  return codes.includes('recognised' satisfies FindingCode);
}
