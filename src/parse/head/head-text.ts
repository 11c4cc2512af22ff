/** A stretch of text in two forms of one length: as it is shown, and as it is compared. */
import { foldRadicals, foldUnits, simplify } from '../../text/fold-script.js';
import { squeeze, withoutPronunciations } from '../label-text.js';

/** Both forms are without white space; unit i of one is unit i of the other. */
export interface HeadText {
  /** As printed but for CJK radicals; where NFKC changes lengths, NFKC. */
  shown: string;
  /** NFKC, Simplified: what patterns run on. */
  folded: string;
}

export const NO_TEXT: HeadText = { shown: '', folded: '' };

/** The blank between a day and the time of the day: without it 2024-1-2 17:20 would read 2024-1-21 7:20. */
const BEFORE_TIME = /(?<=\d)\s+(?=\d{1,2}[:：]\d{2})/gu;

/** Both forms of a printed text; a blank before a time of the day becomes a stroke. */
export function headText(text: string): HeadText {
  const printed = /[:：]/.test(text) ? text.replace(BEFORE_TIME, '/') : text;
  const shown = foldRadicals(printed).replace(/\s+/gu, '');
  const units = foldUnits(printed);
  if (units !== null) return { shown, folded: units };
  const folded = squeeze(printed);
  if (simplify(shown.normalize('NFKC')) === folded && shown.length === folded.length)
    return { shown, folded };
  // Emphasis, pronunciations or signs that become several: what is compared, in the script that is printed.
  const compatible = withoutPronunciations(shown.normalize('NFKC'));
  return { shown: compatible.length === folded.length ? compatible : folded, folded };
}

/** A part of both forms. */
export function sliceText(text: HeadText, start: number, end?: number): HeadText {
  return { shown: text.shown.slice(start, end), folded: text.folded.slice(start, end) };
}

/** One behind the other. */
export function joinText(parts: readonly HeadText[]): HeadText {
  return {
    shown: parts.map(({ shown }) => shown).join(''),
    folded: parts.map(({ folded }) => folded).join(''),
  };
}

/** The first stretch that a pattern matches, cut out of both forms; the text itself where there is none. */
export function without(text: HeadText, pattern: RegExp): HeadText {
  const match = pattern.exec(text.folded);
  if (match === null || match[0] === '') return text;
  return joinText([sliceText(text, 0, match.index), sliceText(text, match.index + match[0].length)]);
}
