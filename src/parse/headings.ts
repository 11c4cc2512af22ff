/** Finds the headings that part a report into sections. */
import type { SectionKind } from '../domain/report.js';
import { displayWidth, squeeze } from './label-text.js';
import type { SourceItem } from './source-lines.js';
import type { SourceLine } from './source-line.js';

/** A heading: one line of the source, or two where it was broken. */
export interface Heading {
  /** Index of its first item and of its last. */
  first: number;
  last: number;
  /** White space removed. */
  text: string;
  kind: SectionKind;
}

type Style = 'HAN' | 'BRACKET' | 'ARABIC' | 'PART' | 'NONE';

interface Candidate extends Heading {
  style: Style;
  number: number;
  /** True where the words are those of the official outline. */
  known: boolean;
}

const HAN_DIGITS = '一二三四五六七八九';
const LONGEST_HEADING = 45;

const KINDS: readonly (readonly [SectionKind, RegExp])[] = [
  ['REVIEW_AND_LITIGATION', /复议|诉讼/u],
  ['PROBLEMS_AND_IMPROVEMENT', /问题|改进|不足/u],
  [
    'OTHER_MATTERS',
    /(?:其[他它]|需要?)(?:需要?)?(?:报告|说明)的?(?:其[他它])?的?事项|^其[他它](?:事项|情况)$/u,
  ],
  ['APPLICATIONS', /依申请公开|收到和处理|公开申请|申请办理/u],
  ['PROACTIVE_DISCLOSURE', /主动公开/u],
  ['OVERVIEW', /总体(?:工作)?情况|基本情况|概述|概况|工作(?:开展)?情况总述/u],
];

/** The kind that a heading's words name. */
export function sectionKind(heading: string): SectionKind {
  const words = heading.replace(ENUMERATOR, '');
  return KINDS.find(([, pattern]) => pattern.test(words))?.[0] ?? 'OTHER';
}

const ENUMERATOR =
  /^(?:第?(?:十?[一二三四五六七八九]|十|二十)(?:部分)?[、.,:]|第(?:十?[一二三四五六七八九]|十)部分|\((?:十?[一二三四五六七八九]|十)\)|\d{1,2}[、.](?!\d))/u;

/** Value of a Chinese numeral up to 29; 0 where it is none. */
export function hanNumber(text: string): number {
  const match = /^(二)?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (match === null || text === '') return 0;
  const tens = match[2] === undefined ? 0 : match[1] === undefined ? 10 : 20;
  const units = match[3] === undefined ? 0 : HAN_DIGITS.indexOf(match[3]) + 1;
  if (match[1] !== undefined && match[2] === undefined) return match[3] === undefined ? 2 : 0;
  return tens + units;
}

function styleOf(squeezed: string): { style: Style; number: number } {
  const han = /^([一二三四五六七八九十]{1,3})[、.,:]/u.exec(squeezed);
  if (han?.[1] !== undefined) return { style: 'HAN', number: hanNumber(han[1]) };
  const part = /^第([一二三四五六七八九十]{1,3})部分/u.exec(squeezed);
  if (part?.[1] !== undefined) return { style: 'PART', number: hanNumber(part[1]) };
  const bracket = /^\(([一二三四五六七八九十]{1,3})\)/u.exec(squeezed);
  if (bracket?.[1] !== undefined) return { style: 'BRACKET', number: hanNumber(bracket[1]) };
  const arabic = /^(\d{1,2})[、.](?!\d)/u.exec(squeezed);
  if (arabic?.[1] !== undefined) return { style: 'ARABIC', number: Number(arabic[1]) };
  return { style: 'NONE', number: 0 };
}

const KNOWN_HEADING =
  /^(?:总体情况|基本情况|概述|(?:主动公开)(?:政府信息)?(?:的)?情况|收到和处理政府信息公开申请(?:的)?情况|(?:因?政府信息公开(?:工作)?(?:被申请|申请提起)?)?行政复议[、和及,]?(?:提起)?行政诉讼(?:的)?情况|(?:政府信息公开工作)?存在的?(?:主要)?问题[及和](?:改进(?:情况|措施)?)|其[他它]需要报告的?事项|需要报告的其[他它]事项)/u;

/** How the text printed in a heading is shown: without white space, punctuation as in the source. */
export function headingText(text: string): string {
  return text.replace(/\s+/gu, '');
}

/** Labels of the application table that look like headings (一、本年新收 …). */
const ROW_HEADING = /^[一二三四五六七]、?(?:本年新收|上年结转|本年度办理|结转下年度|$)/u;

/** A comma that mirrors strew before other signs: 一,、总体情况. */
const STREWN_COMMA = /[,，](?=[、。,，])/gu;

function candidate(line: SourceLine, index: number): Candidate | null {
  if (line.text.includes('\t') || line.squeezed.length > LONGEST_HEADING) return null;
  const squeezed = line.squeezed.replace(STREWN_COMMA, '');
  if (/[。；;！？，,]/u.test(line.text.trim().replace(STREWN_COMMA, '')) || ROW_HEADING.test(squeezed))
    return null;
  const { style, number } = styleOf(squeezed);
  const words = squeezed.replace(ENUMERATOR, '').replace(/[:：]$/u, '');
  const known = KNOWN_HEADING.test(words);
  if (words === '' || (style === 'NONE' ? !known && !line.heading : number === 0)) return null;
  const text = headingText(line.text);
  return { first: index, last: index, text, kind: sectionKind(squeezed), style, number, known };
}

/** Joins a heading that was broken at the line's end with the rest on the next line. */
function mendBroken(heading: Candidate, items: readonly SourceItem[], wrapWidth: number): void {
  const line = items[heading.first];
  const next = items[heading.first + 1];
  if (line?.kind !== 'line' || next?.kind !== 'line' || line.whole || next.text.includes('\t')) return;
  if (wrapWidth === 0 || displayWidth(line.text.trim()) < wrapWidth * 0.9) return;
  if (/(?:情况|事项|结果|措施|办理)$/u.test(heading.text) || styleOf(next.squeezed).style !== 'NONE') return;
  const joined = heading.text + headingText(next.text);
  if (joined.length > LONGEST_HEADING || /[。；;！？，,：:]/u.test(next.text)) return;
  heading.text = joined;
  heading.last = heading.first + 1;
  heading.kind = sectionKind(squeeze(joined));
}

/**
 * The section headings in order. All have one style of number (一、 or 第一部分 or （一） or 1. or none): the one in which
 * the official outline is printed; their numbers ascend, with the fewest words of the outline lost.
 */
export function findHeadings(items: readonly SourceItem[], wrapWidth: number): Heading[] {
  const candidates: Candidate[] = [];
  items.forEach((item, index) => {
    if (item.kind !== 'line') return;
    const found = candidate(item, index);
    if (found === null) return;
    mendBroken(found, items, wrapWidth);
    candidates.push(found);
  });
  const styles: readonly Style[] = ['HAN', 'PART', 'BRACKET', 'ARABIC', 'NONE'];
  const score = (style: Style): number =>
    candidates.filter((item) => item.style === style && (item.known || item.kind !== 'OTHER')).length;
  const best = styles.reduce((a, b) => (score(b) > score(a) ? b : a));
  const chosen = candidates.filter((item) => item.style === best);
  return best === 'NONE' ? chosen : ascending(chosen);
}

interface Chain {
  score: number;
  item: Candidate;
  previous: Chain | null;
}

/** The ascending chain that keeps most headings of the official outline, then most headings. Linear in its input. */
function ascending(candidates: readonly Candidate[]): Candidate[] {
  const bestByNumber: (Chain | undefined)[] = [];
  for (const item of candidates) {
    let previous: Chain | null = null;
    for (let number = 1; number < item.number; number += 1) {
      const chain = bestByNumber[number];
      if (chain !== undefined && (previous === null || chain.score > previous.score)) previous = chain;
    }
    // Steps of one are likelier than leaps: a list inside a section seldom goes on with the section's next number.
    const step = previous === null ? item.number : item.number - previous.item.number;
    const worth = (item.known ? 100 : item.kind === 'OTHER' ? 3 : 50) - Math.min(step - 1, 2);
    const chain: Chain = { score: (previous?.score ?? 0) + worth, item, previous };
    const rival = bestByNumber[item.number];
    if (rival === undefined || chain.score > rival.score) bestByNumber[item.number] = chain;
  }
  let best: Chain | null = null;
  for (const chain of bestByNumber) {
    if (chain !== undefined && (best === null || chain.score > best.score)) best = chain;
  }
  const result: Candidate[] = [];
  for (let chain = best; chain !== null; chain = chain.previous) result.push(chain.item);
  return result.reverse();
}
