/** Text of labels as it is compared: NFKC, Simplified, no white space, no punctuation. Never used for stored text. */
import { foldRadicals, foldUnits, simplify } from '../text/fold-script.js';
import { remembered } from './remembered.js';

const SPACE = /\s+/gu;
const PUNCTUATION = /[\p{P}\p{S}]+/gu;

/** Emphasis and what HTML is left in the cells of Markdown tables. */
const MARKUP = /\*\*(?=\S)(?<bold>[^*]+)\*\*|<br\s*\/?>|&nbsp;/giu;
const INLINE_TAG = /<\/?(?:span|font|b|i|u|em|strong|p|a|sup|sub|o:p)(?:\s[^<>]*)?>/giu;

/** The text that Markdown shows: emphasis opened, line breaks and no-break blanks as blanks (nothing beside Chinese). */
export function withoutMarkup(text: string): string {
  if (!/[*<&]/.test(text) || !/\*\*|<[a-z]|&nbsp;/iu.test(text)) return text;
  return text
    .replace(INLINE_TAG, '')
    .replace(MARKUP, (match: string, bold: string | undefined) => bold ?? (/^&/u.test(match) ? ' ' : '\n'))
    .replace(/(?<=[^\d\s])\n+|(?<!\n)\n+(?=[^\d\s])/gu, '')
    .replace(/\n+/gu, ' ');
}

/** How mirrors that convert to Traditional leave the pronunciation behind a character: 根據(jù). */
const PRONUNCIATION = /(?<=\p{Script=Han})\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][a-zü]*\)/giu;
const TONE = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]/iu;

/** NFKC in Simplified characters without radicals, white space and Markdown's emphasis; punctuation kept. */
export function squeeze(text: string): string {
  return foldUnits(text) ?? squeezeWhole(text);
}

function squeezeWhole(text: string): string {
  return withoutPronunciations(
    simplify(foldRadicals(withoutMarkup(text).normalize('NFKC'))).replace(SPACE, ''),
  );
}

/** An NFKC text without white space, without the pronunciations behind its characters. */
export function withoutPronunciations(text: string): string {
  return TONE.test(text) ? text.replace(PRONUNCIATION, '') : text;
}

/** Spellings that mean the same as the form's own: 其它, （六）其他, （七）合计. */
function asOfficial(squeezed: string): string {
  if (!/[它六七]/.test(squeezed)) return squeezed;
  return squeezed
    .replaceAll('其它', '其他')
    .replace(/(\(六\)|六、)其他(?!处理)/gu, '$1其他处理')
    .replace(/(\(七\)|七、)合计/gu, '$1总计');
}

/** For each unit that was met: 1 for a letter, 2 for a sign; 0 for one not met yet. */
const KINDS_OF_UNIT = new Uint8Array(0x10000);

function isSign(unit: number): boolean {
  const known = KINDS_OF_UNIT[unit] ?? 0;
  if (known !== 0) return known === 2;
  const kind = /^[\p{P}\p{S}]$/u.test(String.fromCharCode(unit)) ? 2 : 1;
  KINDS_OF_UNIT[unit] = kind;
  return kind === 2;
}

/** A text without punctuation and symbols. */
function withoutSigns(text: string): string {
  let letters = '';
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xe000) return text.replace(PUNCTUATION, '');
    if (!isSign(unit)) continue;
    if (index > from) letters += text.slice(from, index);
    from = index + 1;
  }
  return from === 0 ? text : letters + text.slice(from);
}

const REMARK = /\((?![一二三四五六七]\d)[^()]*\)/gu;
const OPEN_REMARK = /\((?![一二三四五六七]\d)[^()]*$/u;

/** The label of another row: a bracket that a cut label leaves open reaches into it. */
const NEXT_LABEL = /(?<!\d)[1-8][.．、]\p{Script=Han}/u;

/** What is left of a remark in brackets: nothing, but for the labels of rows that stand behind one that was cut off. */
function remarkAlone(remark: string): string {
  const at = remark.search(NEXT_LABEL);
  return at === -1 || !remark.startsWith('(区分') ? '' : remark.slice(at);
}

/**
 * A label's letters alone: squeezed, remarks in brackets and all punctuation removed. No remark: the number of a group whose
 * narrow column is broken, with the labels of rows between its brackets ("（三 1.属于国家秘密 ）不予公开").
 */
export const labelLetters = remembered((text) => {
  const official = asOfficial(squeeze(text));
  return withoutSigns(
    official.includes('(')
      ? official.replace(REMARK, remarkAlone).replace(OPEN_REMARK, remarkAlone)
      : official,
  );
});

/** Letters and digits of a text, brackets opened but their content kept. */
export const allLetters = remembered((text) => withoutSigns(asOfficial(squeeze(text))));

/** Digits in a label that number nothing: values that could not be told from it. */
const NUMBERS_NOTHING =
  /\d{3}|\d[,，]\d|(?<=[、，,]\s?)\d{1,2}(?![\d.、．)）])|\d(?!\d|[.、．)）]?\s*\p{Script=Han})/gu;
const HAN = /\p{Script=Han}/u;

/** True for a run of label text that holds numbers other than those of its own enumeration. */
export function holdsNumbers(printed: string): boolean {
  // Full-width digits are digits; no other sign of a label changes its length.
  const label = printed.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC'));
  for (const { 0: line, index } of label.matchAll(/.+/gu)) {
    const han = line.search(HAN);
    if (han === -1) continue;
    NUMBERS_NOTHING.lastIndex = index + han;
    const found = NUMBERS_NOTHING.exec(label);
    if (found === null) return false;
    if (found.index < index + line.length) return true;
  }
  return false;
}

/** Display width in columns: East Asian wide characters count two. */
export function displayWidth(text: string): number {
  let width = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) index += 1;
    else if (unit >= 0x1100) width += 1;
  }
  return width;
}

/** Levenshtein distance, given up (returning `limit + 1`) once it must exceed `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  const left = [...a];
  const right = [...b];
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let previous = right.map((_, index) => index + 1);
  previous.unshift(0);
  for (let i = 1; i <= left.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      const distance = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + cost,
      );
      current.push(distance);
      best = Math.min(best, distance);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[right.length] ?? limit + 1;
}
