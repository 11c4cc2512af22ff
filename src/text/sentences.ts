/**
 * Sentences, and what is left of one when all is taken away that a copyist changes: its masked form. Two sentences with one
 * masked form are one sentence, printed with other numbers by other organs.
 */
import { createHash } from 'node:crypto';
import { normalize } from './normal-form.js';

/** A half-open range of UTF-16 units of a text. */
export interface SentenceRange {
  start: number;
  end: number;
}

/** Up to an end sign, with the quotes or brackets that close behind it, or up to the end of the line. */
const SENTENCE = /[^。！？!?；;\r\n]+(?:[。！？!?；;]+[”’」』）)]*)?/gu;

/** The sentences of a text, without white space around them. What has no letter and no digit is none. */
export function splitSentences(text: string): SentenceRange[] {
  const ranges: SentenceRange[] = [];
  for (const { 0: match, index } of text.matchAll(SENTENCE)) {
    const trimmed = match.trim();
    if (!/[\p{L}\p{N}]/u.test(trimmed)) continue;
    const start = index + match.indexOf(trimmed);
    ranges.push({ start, end: start + trimmed.length });
  }
  return ranges;
}

/** Stands for a name that was left out, and for a number. */
const NAME = '@';
const NUMBER = '0';
/** Digits with what groups them; Chinese numerals before a unit, and longer ones anywhere. */
const NUMBERS =
  /\d[\d,.]*%?|[〇零一二三四五六七八九十百千万亿两]{1,16}(?=[年月日件条次个人份篇期项宗起家名元场种处])|[〇零一二三四五六七八九十百千]{3,}/gu;
const SIGNS = /[^\p{L}0@]+/gu;
const REPEATED = /@{2,}|0{2,}/gu;

/** Names that a report's sentences are read without, as one pattern; null where there is none. */
export function namePattern(names: readonly string[]): RegExp | null {
  const normal = new Set(names.map(normalize).filter((name) => [...name].length >= 2));
  if (normal.size === 0) return null;
  const longestFirst = [...normal].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')).join('|'), 'gu');
}

/**
 * The masked form of a sentence in normal form: its letters in order, a run of names as `@`, of numbers as `0`. Empty where no
 * letter is left.
 */
export function maskedForm(normal: string, names: RegExp | null): string {
  const masked = (names === null ? normal : normal.replace(names, NAME))
    .replace(NUMBERS, NUMBER)
    .replace(SIGNS, '')
    .replace(REPEATED, (run) => run.slice(0, 1));
  return /[^0@]/u.test(masked) ? masked : '';
}

/** 96 bits: among a thousand million sentences two meet once in a hundred thousand million such stores. */
const FINGERPRINT_BYTES = 12;

/** Names a masked form: 16 characters of base64url. */
export function fingerprintOf(masked: string): string {
  return createHash('sha256').update(masked).digest().subarray(0, FINGERPRINT_BYTES).toString('base64url');
}

/** Sentences of fewer characters of masked form are too short to tell a copy by. */
export const SHORTEST_PASSAGE = 12;
/** Near copies have at least this share of their triples of characters in common (Jaccard). */
export const NEAR_COPY = 0.6;
/** How many sketches a sentence has. */
export const SKETCHES = 3;

/** The distinct triples of characters (UTF-16 units) of a masked form. */
export function triplesOf(masked: string): Set<string> {
  const triples = new Set<string>();
  for (let index = 0; index + 3 <= masked.length; index += 1) triples.add(masked.slice(index, index + 3));
  return triples;
}

/** Triples in common ÷ triples in either. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const triple of one) if (other.has(triple)) common += 1;
  return common / (one.size + other.size - common || 1);
}

const SEEDS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const;

function mix(hash: number, seed: number): number {
  let mixed = Math.imul(hash ^ seed, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2545f491);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * The sketches of a masked form: for each of three hash functions the least hash of a triple. Sentences share one with the
 * probability of their {@link jaccard} for each function; those that share none are no near copies here. Empty for a
 * sentence shorter than {@link SHORTEST_PASSAGE}.
 */
export function sketchesOf(masked: string): number[] {
  if (masked.length < SHORTEST_PASSAGE) return [];
  const least = SEEDS.map(() => 0xffffffff);
  for (let index = 0; index + 3 <= masked.length; index += 1) {
    let hash = Math.imul(masked.charCodeAt(index), 0x01000193) ^ masked.charCodeAt(index + 1);
    hash = Math.imul(hash, 0x01000193) ^ masked.charCodeAt(index + 2);
    for (let seed = 0; seed < SEEDS.length; seed += 1) {
      const mixed = mix(hash, SEEDS[seed] ?? 0);
      if (mixed < (least[seed] ?? 0)) least[seed] = mixed;
    }
  }
  return least;
}
