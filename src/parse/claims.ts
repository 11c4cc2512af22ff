/**
 * Numbers that the narrative states about the tables ("共收到政府信息公开申请 1 件"), with their place. A claim never fills a
 * cell; `audit.ts` compares it.
 */
import type { Claim } from '../domain/report.js';
import type { Paragraph } from './paragraphs.js';
import { placeIn } from './paragraphs.js';

interface ClaimPattern {
  /** Key of a cell or derived value; null where no cell holds the number. */
  cell: string | null;
  /** Has the named group `n`, or none where the words themselves say zero. */
  pattern: RegExp;
}

const RECEIVED = 'applications.received.total';

const N = String.raw`(?<n>\d[\d,]*(?:\.\d+)?)`;
const UNIT = String.raw`(?:余)?(?:件|份|宗|起|条|次|例)`;
/** Words between, within one clause and without another number. */
const GAP = String.raw`[^，,。；;：:\d]`;

function pattern(source: string): RegExp {
  return new RegExp(source, 'gu');
}

/**
 * In the order in which they are tried; of overlapping matches the first pattern's stands. "余" (more than) makes a
 * number no claim: the patterns match it to leave it out.
 */
const PATTERNS: readonly ClaimPattern[] = [
  {
    cell: 'applications.carriedIn.total',
    pattern: pattern(`(?:上年度?|上一年度?|${String.raw`\d{4}`}年度?)结转${GAP}{0,12}${N}${UNIT}`),
  },
  {
    cell: 'applications.carriedOut.total',
    pattern: pattern(`(?:结转(?:至|到)?(?:下|次|${String.raw`\d{4}`}))${GAP}{0,14}${N}${UNIT}`),
  },
  {
    cell: 'applications.carriedOut.total',
    pattern: pattern(`${N}${UNIT}(?:申请)?${GAP}{0,10}(?:结转|顺延)(?:至|到)?(?:下|次)`),
  },
  {
    cell: null,
    pattern: pattern(
      `(?:当面|信函|邮寄|网络|网上|在线|网站|平台|邮件|邮箱|窗口|传真|层面)${GAP}{0,12}${N}${UNIT}`,
    ),
  },
  {
    cell: RECEIVED,
    pattern: pattern(`(?:收到|受理|新收)${GAP}{0,20}(?:申请|依申请公开)${GAP}{0,8}${N}${UNIT}`),
  },
  { cell: RECEIVED, pattern: pattern(`申请总?(?:数|量|数量)(?:为|共)?${N}${UNIT}`) },
  {
    cell: 'applications.outcomeTotal.total',
    pattern: pattern(`${N}${UNIT}(?:全部|均|都|已)?(?:已|均)?(?:按时|按期|依法|全部|及时)?办结`),
  },
  { cell: 'applications.outcomeTotal.total', pattern: pattern(`(?:办结|答复)${GAP}{0,12}${N}${UNIT}`) },
  { cell: 'applications.granted.total', pattern: pattern(`(?:予以公开|同意公开)${GAP}{0,6}${N}${UNIT}`) },
  {
    cell: 'applications.partlyGranted.total',
    pattern: pattern(`(?<!予以公开[及和、])部分公开${GAP}{0,6}${N}${UNIT}`),
  },
  { cell: 'derived.refused.total', pattern: pattern(`不予公开${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.unableToProvide.total', pattern: pattern(`无法提供${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.notProcessed.total', pattern: pattern(`不予处理${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.otherOutcome.total', pattern: pattern(`其他处理${GAP}{0,6}${N}${UNIT}`) },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`${N}${UNIT}${GAP}{0,20}行政复议(?:案件|申请)?(?![、和及])`),
  },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`行政复议(?:案件|申请)?(?:共|共计|为)?${N}${UNIT}`),
  },
  { cell: 'derived.litigation.total', pattern: pattern(`${N}${UNIT}${GAP}{0,20}行政诉讼(?:案件)?`) },
  { cell: 'derived.litigation.total', pattern: pattern(`(?:行政)?诉讼(?:案件)?(?:共|共计|为)?${N}${UNIT}`) },
  {
    cell: RECEIVED,
    pattern: pattern(`(?:未|没有|无)(?:收到|受理|新收)${GAP}{0,16}(?<zero>公开申请|依申请公开)`),
  },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`(?:无|没有|未发生|未收到)${GAP}{0,20}(?<zero>行政复议)`),
  },
  {
    cell: 'derived.litigation.total',
    pattern: pattern(`(?:无|没有|未发生|未收到)${GAP}{0,24}(?<zero>行政诉讼)`),
  },
];

/** The claim's cell by which two patterns for one number are told apart, nearest words first. */
interface Match {
  cell: string | null;
  start: number;
  end: number;
  value: number;
}

/** Sections whose numbers speak of the whole report. Budget figures, proposals and the like have other sections. */
const CLAUSE_END = /[。；;！？]/u;
/** Only near these words does a channel ("信函 22 件") speak of applications. */
const APPLICATION_WORDS = /申请|依申请公开/u;
/** What a claim may speak of besides applications; such a sentence is left out ("人大建议、政协提案 3 件"). */
const OTHER_MATTERS = /建议|提案|议案|信访件|工单|热线/u;
/** What a sentence needs to state a claim; most have neither a number nor a denial. */
const MAY_CLAIM = /(?=.*[\p{Nd}无没未]).*[件份宗起条次例复讼申]/su;
/** A paragraph longer than this is read in parts; keeps the search linear. */
const LONGEST_SENTENCE = 2000;

/** Finds the claims of a narrative. */
export function findClaims(paragraphs: readonly Paragraph[]): Claim[] {
  const claims = paragraphs.flatMap(claimsOf);
  const received = claims.some((claim) => claim.cell === RECEIVED);
  const only = claims.filter((claim) => claim.cell === null);
  // "受理网络形式依申请公开 1 件" is a part of the applications; where it is all that the report counts, it is the whole.
  if (!received && only[0] !== undefined && only.length === 1 && /收到|受理/u.test(only[0].text)) {
    only[0].cell = RECEIVED;
  }
  return claims;
}

function claimsOf(paragraph: Paragraph): Claim[] {
  const claims: Claim[] = [];
  for (const sentence of sentences(paragraph.text)) {
    const text = sentence.text;
    if (!MAY_CLAIM.test(text)) continue;
    const { squeezed, offsets } = squeezeWithOffsets(text);
    for (const match of matchesIn(squeezed)) {
      const start = offsets[clauseStart(squeezed, match.start)] ?? 0;
      const end = (offsets[match.end - 1] ?? 0) + 1;
      claims.push({
        cell: match.cell,
        value: match.value,
        text: text.slice(start, end).trim(),
        place: placeIn(paragraph, sentence.start + start, sentence.start + end),
        outcome: null,
      });
    }
  }
  return claims;
}

/** Where the clause begins in which a match stands: a quotable whole. */
function clauseStart(squeezed: string, at: number): number {
  const before = Math.max(...[',', '、', ':', '('].map((mark) => squeezed.lastIndexOf(mark, at - 1)));
  return at > 0 ? before + 1 : 0;
}

function* sentences(text: string): Generator<{ text: string; start: number }> {
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index === text.length || CLAUSE_END.test(text[index] ?? '') || index - start >= LONGEST_SENTENCE) {
      if (index > start) yield { text: text.slice(start, index), start };
      start = index + (index < text.length && CLAUSE_END.test(text[index] ?? '') ? 1 : 0);
    }
  }
}

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
  for (const { cell, pattern: regExp } of PATTERNS) {
    for (const match of squeezed.matchAll(regExp)) {
      const start = match.index;
      const end = start + match[0].length;
      // What a match takes is its number, or the words whose count is zero: "未发生行政复议、行政诉讼" states two zeros.
      const printed = match.groups?.['n'];
      const told = printed ?? match.groups?.['zero'] ?? match[0];
      const at = printed === undefined ? end - told.length : squeezed.indexOf(printed, start);
      const span = { start: at, end: at + told.length };
      if (taken.some((other) => span.start < other.end && other.start < span.end)) continue;
      if (cell === null && !APPLICATION_WORDS.test(squeezed.slice(0, end))) continue;
      if (
        cell?.startsWith('applications.') === true &&
        OTHER_MATTERS.test(squeezed.slice(clauseStart(squeezed, start), end))
      )
        continue;
      taken.push(span);
      if (match[0].includes('余')) continue;
      found.push({
        cell,
        start,
        end,
        value: printed === undefined ? 0 : Number(printed.replaceAll(',', '')),
      });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
