/**
 * Numbers that the narrative states about the tables ("共收到政府信息公开申请 1 件"), with their place. A claim never fills a
 * cell; `audit.ts` compares it.
 */
import type { Claim, SectionKind } from '../domain/report.js';
import { foldRadicals, foldUnits, simplify } from '../text/fold-script.js';
import type { Certainty, ClaimContext } from './claim-context.js';
import { aboutApplications, aboutDisputes } from './claim-context.js';
import { squeeze } from './label-text.js';
import type { Paragraph } from './paragraphs.js';
import { placeIn } from '../domain/text-run.js';
import { CLAIM_PATTERNS, RECEIVED } from './claim-patterns.js';

/** The claim's cell by which two patterns for one number are told apart, nearest words first. */
interface Match {
  cell: string | null;
  start: number;
  end: number;
  value: number;
  soft: boolean;
  /** For a share in percent: the count that is said to have it, and with how many decimals it is printed. */
  of: { count: number; decimals: number } | null;
}

/** A claim, and what it takes to check it. */
export interface FoundClaim {
  claim: Claim;
  /** Null for a number of its own. */
  shareOf: { count: number; decimals: number } | null;
  /** True where the sentence may count something else: a cell that differs does not contradict it. */
  soft: boolean;
}

/** A section's narrative. */
export interface ClaimSection {
  kind: SectionKind;
  paragraphs: readonly Paragraph[];
}

/** Only near these words does a channel ("信函 22 件") speak of applications. */
const APPLICATION_WORDS = /申请|依申请公开/u;
/** What a claim may speak of besides applications; such a clause is left out ("人大建议、政协提案 3 件"). */
const OTHER_MATTERS = /建议|提案|议案|信访|工单|热线|审批|许可|投诉|举报|咨询/u;
/** What a sentence needs to state a claim; most lack one of the two. */
const NUMBER_OR_DENIAL = /[\d０-９无没未]/u;
const CLAIM_WORDS = /[请結结复復诉訴费費答開开供理]/u;
const WHOLE_BY_CHANNEL = /^(?!其中).*(?:收到|受理).*(?:依申请公开|信息公开)/u;
/** How many sentences before are asked what the talk is of. */
const SENTENCES_BEFORE = 6;

/**
 * Finds the claims of a narrative.
 *
 * @param year the report's: numbers of other years are no claims
 */
export function findClaims(sections: readonly ClaimSection[], year: number | null): FoundClaim[] {
  const found = sections.flatMap((section) => claimsOf(section, year));
  const received = found.some(({ claim }) => claim.cell === RECEIVED);
  const only = found.filter(({ claim, shareOf }) => claim.cell === null && shareOf === null);
  const [part] = only;
  // "受理网络形式依申请公开 1 件" is a part of the applications; where it is all that the report counts, it may be the whole.
  if (!received && only.length === 1 && part !== undefined && WHOLE_BY_CHANNEL.test(part.claim.text)) {
    part.claim.cell = RECEIVED;
    part.soft = true;
  }
  return found;
}

function claimsOf({ kind, paragraphs }: ClaimSection, year: number | null): FoundClaim[] {
  const claims: FoundClaim[] = [];
  const before: string[] = [];
  for (const paragraph of paragraphs) {
    for (const sentence of paragraph.text.matchAll(SENTENCE)) {
      const [text] = sentence;
      if (NUMBER_OR_DENIAL.test(text) && CLAIM_WORDS.test(text)) {
        const { squeezed, offsets } = squeezeWithOffsets(text);
        let earlier: string[] | null = null;
        const told = (): string[] => (earlier ??= before.slice(-SENTENCES_BEFORE).map(squeeze));
        for (const match of matchesIn(squeezed, { before: told, section: kind, year })) {
          const start = offsets[clauseStart(squeezed, match.start)] ?? 0;
          const end = (offsets[match.end - 1] ?? 0) + 1;
          const claim: Claim = {
            cell: match.cell,
            value: match.value,
            text: text.slice(start, end).trim(),
            place: placeIn(paragraph, sentence.index + start, sentence.index + end),
            outcome: null,
          };
          claims.push({ claim, shareOf: match.of, soft: match.soft });
        }
      }
      before.push(text);
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

/** Squeezed, each unit with its offset in the original. */
function squeezeWithOffsets(text: string): { squeezed: string; offsets: number[] } {
  const folded = foldUnits(text);
  if (folded !== null) {
    const kept: number[] = [];
    for (let at = 0; at < text.length; at += 1) if (!/\s/.test(text.charAt(at))) kept.push(at);
    return { squeezed: folded.replaceAll('覆', '复'), offsets: kept };
  }
  let squeezed = '';
  const offsets: number[] = [];
  let at = 0;
  for (const char of text) {
    const normal = char.normalize('NFKC').replace(/\s+/gu, '');
    for (let unit = 0; unit < normal.length; unit += 1) offsets.push(at);
    squeezed += normal;
    at += char.length;
  }
  return { squeezed: simplify(foldRadicals(squeezed)).replaceAll('覆', '复'), offsets };
}

/** The matches of a sentence that name the quantity of their cell, or may. */
function matchesIn(squeezed: string, around: Pick<ClaimContext, 'before' | 'section' | 'year'>): Match[] {
  const found: Match[] = [];
  const taken: { start: number; end: number }[] = [];
  for (const { cell, pattern, needs, alone, soft } of CLAIM_PATTERNS) {
    if (!needs.some((word) => squeezed.includes(word))) continue;
    for (const match of squeezed.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      // What a match takes is its number, or the words whose count is zero: "未发生行政复议、行政诉讼" states two zeros.
      const printed = match.groups?.['n'];
      const told = printed ?? match.groups?.['zero'] ?? match[0];
      const at = printed === undefined ? start + match[0].indexOf(told) : squeezed.indexOf(printed, start);
      const span = { start: at, end: at + told.length };
      if (taken.some((other) => span.start < other.end && other.start < span.end)) continue;
      const context = { sentence: squeezed, start, end, ...around };
      const certainty = certaintyOf(cell, alone === true, context);
      if (certainty === 'NO') continue;
      taken.push(span);
      if (match[0].includes('余')) continue;
      const value = printed === undefined ? 0 : Number(printed.replaceAll(',', ''));
      const isSoft = soft === true || certainty === 'UNSURE';
      found.push({ cell, start, end, value, soft: isSoft, of: null });
      const share = shareAfter(squeezed, end, value, cell);
      if (share !== null) found.push({ ...share, soft: isSoft });
    }
  }
  found.push(...upheld(squeezed, found));
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function certaintyOf(cell: string | null, alone: boolean, context: ClaimContext): Certainty {
  const { sentence, start, end } = context;
  if (cell === null) {
    if (alone) return 'SURE';
    const said = sentence.slice(clauseStart(sentence, start), end);
    return APPLICATION_WORDS.test(sentence.slice(0, end)) && !OTHER_MATTERS.test(said) ? 'SURE' : 'NO';
  }
  const isDispute = cell.startsWith('review.') || cell === 'derived.litigation.total';
  return isDispute ? aboutDisputes(context) : aboutApplications(context, cell);
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
    soft: false,
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
