import { describe, expect, it } from 'vitest';
import type { SectionKind } from '../../src/domain/report.js';
import { auditClaims } from '../../src/parse/audit-claims.js';
import type { FoundClaim } from '../../src/parse/claims.js';
import { findClaims } from '../../src/parse/claims.js';
import { CLAIMING, SILENT } from './claim-sentences.js';

const LETTERS: Readonly<Record<string, string>> = {
  'applications.received.total': 'R',
  'applications.carriedIn.total': 'I',
  'applications.carriedOut.total': 'O',
  'applications.outcomeTotal.total': 'C',
  'applications.granted.total': 'G',
  'applications.partlyGranted.total': 'P',
  'derived.disclosed.total': 'D',
  'derived.refused.total': 'F',
  'derived.unableToProvide.total': 'U',
  'derived.notProcessed.total': 'X',
  'derived.otherOutcome.total': 'H',
  'review.reconsideration.total': 'V',
  'derived.litigation.total': 'L',
};
const SECTIONS: Readonly<Record<string, SectionKind>> = {
  '§3': 'APPLICATIONS',
  '§4': 'REVIEW_AND_LITIGATION',
};

function claimsOf(printed: string): FoundClaim[] {
  const mark = /^§\d/u.exec(printed)?.[0] ?? '';
  const text = printed.slice(mark.length).trim();
  const paragraph = { text, runs: [{ offset: 0, place: { line: 1 } }] };
  const kind = SECTIONS[mark] ?? 'OVERVIEW';
  return findClaims([{ kind, paragraphs: [paragraph] }], 2023).filter(({ claim }) => claim.cell !== null);
}

function shown(found: readonly FoundClaim[]): string[] {
  return found
    .map(({ claim, soft }) => `${LETTERS[claim.cell ?? ''] ?? '-'} ${claim.value}${soft ? '?' : ''}`)
    .sort();
}

describe('the claims of a narrative', () => {
  it.each(CLAIMING)('reads %j', (sentence, expected) => {
    expect(shown(claimsOf(sentence))).toEqual(
      expected
        .split('; ')
        .filter((claim) => claim !== '')
        .sort(),
    );
  });

  it.each(SILENT)('holds nothing of %j against the tables', (sentence) => {
    expect(shown(claimsOf(sentence)).filter((claim) => !claim.endsWith('?'))).toEqual([]);
  });

  it('compares no number of which it is not sure, unless it agrees', () => {
    const cell = (value: number) => ({
      state: 'REPORTED' as const,
      value,
      raw: String(value),
      unit: null,
      place: null,
    });
    const audit = (sentence: string, value: number) => {
      const found = claimsOf(sentence);
      const cells = { 'applications.outcomeTotal.total': cell(value) } as unknown as Parameters<
        typeof auditClaims
      >[1];
      return auditClaims(found, cells).map(({ outcome }) => outcome);
    };
    expect(audit('办结12件。', 12)).toEqual(['HOLDS']);
    expect(audit('办结12件。', 13)).toEqual(['NOT_CHECKED']);
    expect(audit('§3 办结12件。', 13)).toEqual(['FAILS']);
  });
});
