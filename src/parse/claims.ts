/**
 * Numbers that the narrative states about the tables ("共收到政府信息公开申请 1 件"), with their place. A claim never fills a
 * cell; `audit.ts` compares it.
 */
import type { Claim } from '../domain/report.js';
import type { Paragraph } from './paragraphs.js';
import { placeIn } from '../domain/text-run.js';
import { CLAIM_PATTERNS, RECEIVED } from './claim-patterns.js';

/** The claim's cell by which two patterns for one number are told apart, nearest words first. */
interface Match {
  cell: string | null;
  start: number;
  end: number;
  value: number;
  /** For a share in percent: the count that is said to have it, and with how many decimals it is printed. */
  of: { count: number; decimals: number } | null;
}

/** A claim, and what it takes to check a share. */
export interface FoundClaim {
  claim: Claim;
  /** Null for a number of its own. */
  shareOf: { count: number; decimals: number } | null;
}

/** Sections whose numbers speak of the whole report. Budget figures, proposals and the like have other sections. */
/** Only near these words does a channel ("信函 22 件") speak of applications. */
const APPLICATION_WORDS = /申请|依申请公开/u;
/** What a claim may speak of besides applications; such a sentence is left out ("人大建议、政协提案 3 件"). */
const OTHER_MATTERS = /建议|提案|议案|信访件|工单|热线/u;
/** What a sentence needs to state a claim; most lack one of the two. */
const NUMBER_OR_DENIAL = /[\d０-９无没未]/u;
const COUNTED = /[件份宗起条次例复讼申费]/u;

/** Finds the claims of a narrative. */
export function findClaims(paragraphs: readonly Paragraph[]): FoundClaim[] {
  const found = paragraphs.flatMap(claimsOf);
  const received = found.some(({ claim }) => claim.cell === RECEIVED);
  const only = found.filter(({ claim, shareOf }) => claim.cell === null && shareOf === null);
  const claim = only[0]?.claim;
  // "受理网络形式依申请公开 1 件" is a part of the applications; where it is all that the report counts, it is the whole.
  if (!received && only.length === 1 && claim !== undefined && /收到|受理/u.test(claim.text))
    claim.cell = RECEIVED;
  return found;
}

function claimsOf(paragraph: Paragraph): FoundClaim[] {
  const claims: FoundClaim[] = [];
  for (const sentence of paragraph.text.matchAll(SENTENCE)) {
    const [text] = sentence;
    if (!NUMBER_OR_DENIAL.test(text) || !COUNTED.test(text)) continue;
    const { squeezed, offsets } = squeezeWithOffsets(text);
    for (const match of matchesIn(squeezed)) {
      const start = offsets[clauseStart(squeezed, match.start)] ?? 0;
      const end = (offsets[match.end - 1] ?? 0) + 1;
      const claim: Claim = {
        cell: match.cell,
        value: match.value,
        text: text.slice(start, end).trim(),
        place: placeIn(paragraph, sentence.index + start, sentence.index + end),
        outcome: null,
      };
      claims.push({ claim, shareOf: match.of });
    }
  }
  return claims;
}

/** Where the clause begins in which a match stands: a quotable whole. */
function clauseStart(squeezed: string, at: number): number {
  const before = Math.max(...[',', '、', ':', '('].map((mark) => squeezed.lastIndexOf(mark, at - 1)));
  return at > 0 ? before + 1 : 0;
}

/** The sentences of a text with their offsets; one that never ends is cut, which keeps the search linear. */
const SENTENCE = /[^。；;！？]{1,2000}/gu;

/** NFKC per character without white space, each unit with its offset in the original. */
function squeezeWithOffsets(text: string): { squeezed: string; offsets: number[] } {
  let squeezed = '';
  const offsets: number[] = [];
  let at = 0;
  for (const char of text) {
    const normal = char.normalize('NFKC').replace(/\s+/gu, '');
    for (let unit = 0; unit < normal.length; unit += 1) offsets.push(at);
    squeezed += normal;
    at += char.length;
  }
  return { squeezed, offsets };
}

function matchesIn(squeezed: string): Match[] {
  const found: Match[] = [];
  const taken: { start: number; end: number }[] = [];
  for (const { cell, pattern, alone } of CLAIM_PATTERNS) {
    for (const match of squeezed.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      // What a match takes is its number, or the words whose count is zero: "未发生行政复议、行政诉讼" states two zeros.
      const printed = match.groups?.['n'];
      const told = printed ?? match.groups?.['zero'] ?? match[0];
      const at = printed === undefined ? end - told.length : squeezed.indexOf(printed, start);
      const span = { start: at, end: at + told.length };
      if (taken.some((other) => span.start < other.end && other.start < span.end)) continue;
      if (cell === null && alone !== true && !APPLICATION_WORDS.test(squeezed.slice(0, end))) continue;
      if (
        cell?.startsWith('applications.') === true &&
        OTHER_MATTERS.test(squeezed.slice(clauseStart(squeezed, start), end))
      )
        continue;
      taken.push(span);
      if (match[0].includes('余')) continue;
      const value = printed === undefined ? 0 : Number(printed.replaceAll(',', ''));
      found.push({ cell, start, end, value, of: null });
      const share = shareAfter(squeezed, end, value, cell);
      if (share !== null) found.push(share);
    }
  }
  found.push(...upheld(squeezed, found));
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

const SHARE = /^[,、(]?(?:约)?占(?:比|[^,;:\d]{0,12})(?:约)?(\d+(?:\.\d+)?)%/u;

/** "…, 占 33.9 %": the share that the number just read is said to have. */
function shareAfter(squeezed: string, end: number, count: number, cell: string | null): Match | null {
  if (cell === null || cell.startsWith('review.') || cell === 'derived.litigation.total') return null;
  const match = SHARE.exec(squeezed.slice(end, end + 40));
  if (match?.[1] === undefined) return null;
  const decimals = match[1].split('.')[1]?.length ?? 0;
  return {
    cell: null,
    start: end,
    end: end + match[0].length,
    value: Number(match[1]),
    of: { count, decimals },
  };
}

/** "行政复议 7 件，诉讼 9 件，均获维持": all of them were upheld. */
function upheld(squeezed: string, found: readonly Match[]): Match[] {
  const all = /(?:均|全部|都)(?:获|被|予以|为|得到)?(?:结果)?维持/u.exec(squeezed);
  if (all === null) return [];
  const end = all.index + all[0].length;
  return found.flatMap((match) => {
    const cell = match.cell === null ? undefined : UPHELD[match.cell];
    return cell === undefined || match.end > all.index ? [] : [{ ...match, cell, end }];
  });
}

const UPHELD: Readonly<Record<string, string>> = {
  'review.reconsideration.total': 'review.reconsideration.upheld',
  'derived.litigation.total': 'derived.litigation.upheld',
};
