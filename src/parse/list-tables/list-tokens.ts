/** Running text of a list table as words: labels, units, numbers, each with its place; glued ones are parted. */
import { readNumber } from '../number-reading.js';
import type { SourceLine } from '../source-line.js';
import { placeAt } from '../source-line.js';
import { isUnit, UNIT_PATTERN } from './list-labels.js';
import type { ListValue } from './list-row.js';

/** A word of a list table. */
export interface ListToken extends ListValue {
  readonly kind: 'text' | 'unit' | 'value';
  /** Which of the lines holds it, and where it ends there. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** True where nothing parts it from the word before. */
  readonly isGlued: boolean;
  /** True where a blank line stands above: what follows is a block of its own, and may belong to any row above. */
  readonly isApart: boolean;
}

const WORD = /[^\s|｜]+/gu;
/** A label up to its numbers; numbers in brackets, closed or not, and its enumeration are part of it. */
const LABEL = /^(?:\d{1,2}[.、．)）](?!\d))?(?:[（(][^（）()]*(?:[)）]|$)|[^\d（(]|[（(])+/u;
/** The end of a remark in brackets that began on a line above: 信息计1条）. */
const REMARK_END = /^[^\d（()）][^（()）]*\d\p{Script=Han}[^（()）]*[)）]/u;
const DIGITS = /^\d+(?:\.\d+)?/u;
const ENDS_WITH_UNIT = new RegExp(`(?:${UNIT_PATTERN}|——|—|－)$`, 'u');
const NUMBERING = /^\d{1,2}[.、．)）]$/u;
const NEXT_NUMBER = /^[.、．)）](?!\d)/u;

/** The words of one line from an offset on; `isInRemark` is true where a bracket of a label is open. */
export function listTokens(line: SourceLine, index: number, from = 0, isInRemark = false): ListToken[] {
  const tokens: ListToken[] = [];
  let isOpen = isInRemark;
  for (const match of line.text.slice(from).matchAll(WORD)) {
    const start = from + match.index;
    let glued = false;
    const parts = isOpen ? partRemark(match[0]) : partGlued(match[0]);
    isOpen &&= !/[)）]/u.test(match[0]);
    for (const part of parts) {
      const at = start + part.at;
      const reading = readNumber(part.text);
      // "4." alone numbers the label that follows.
      const isValue = !NUMBERING.test(part.text) && (reading.kind === 'number' || reading.kind === 'mark');
      tokens.push({
        kind: part.isRemark === true ? 'text' : isUnit(part.text) ? 'unit' : isValue ? 'value' : 'text',
        raw: part.text,
        reading,
        place: placeAt(line, at, at + part.text.length),
        line: index,
        start: at,
        end: at + part.text.length,
        isGlued: glued,
        isApart: tokens.length === 0 && line.blankLinesBefore > 0,
      });
      glued = true;
    }
  }
  return tokens;
}

/** True where the words leave a bracket open; `isInRemark` tells whether one was before them. */
export function leavesRemark(words: readonly ListToken[], isInRemark: boolean): boolean {
  const brackets = words.flatMap(({ kind, raw }) => (kind === 'text' ? (raw.match(/[（()）]/gu) ?? []) : []));
  return brackets.length === 0 ? isInRemark : /[（(]/u.test(brackets.at(-1) ?? '');
}

interface WordPart {
  readonly text: string;
  readonly at: number;
  readonly isRemark?: boolean;
}

/** A remark goes on: 1条） is the end of 信息计1条）, and 信息计1 a piece of it. A number alone is none. */
function partRemark(word: string): WordPart[] {
  const end = /^[^（()）]*[)）]/u.exec(word)?.[0] ?? '';
  if (end === '' && (isUnit(word) || !/\p{Script=Han}/u.test(word))) return partGlued(word);
  const rest = end === '' ? '' : word.slice(end.length);
  const others = rest === '' ? [] : partGlued(rest).map(({ text, at }) => ({ text, at: at + end.length }));
  return [{ text: end === '' ? word : end, at: 0, isRemark: true }, ...others];
}

/** Parts "主动公开文件数条2069" into label, unit and number; "003.信函" into 00 and 3.信函. */
function partGlued(word: string): WordPart[] {
  if (NUMBERING.test(word) || readNumber(word).kind !== 'text' || isUnit(word) || !/\d/u.test(word))
    return [{ text: word, at: 0 }];
  const parts: WordPart[] = [];
  let at = 0;
  const take = (length: number): void => {
    if (length > 0) parts.push({ text: word.slice(at, at + length), at });
    at += length;
  };
  let isNumberDue = false;
  while (at < word.length) {
    const rest = word.slice(at);
    const digits = DIGITS.exec(rest)?.[0] ?? '';
    if (isNumberDue && digits !== '') {
      // The last digit numbers the next label; where there is no other, the number is blank.
      const isNumbered = NEXT_NUMBER.test(rest.slice(digits.length));
      take(isNumbered ? digits.length - 1 : digits.length);
      isNumberDue = false;
      continue;
    }
    const label = (at === 0 ? REMARK_END.exec(rest)?.[0] : undefined) ?? LABEL.exec(rest)?.[0] ?? rest;
    const next = rest.slice(label.length);
    const unit = next === '' || /^\d/u.test(next) ? (ENDS_WITH_UNIT.exec(label)?.[0] ?? '') : '';
    take(label.length - unit.length);
    take(unit.length);
    isNumberDue = true;
  }
  return parts;
}
