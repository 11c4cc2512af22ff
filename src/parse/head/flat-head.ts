/** A head that stands on one line with the preamble. */
import { headText } from './head-text.js';
import { isChrome, isFieldLine, readPageLine } from './page-lines.js';
import { readTitle } from './title-text.js';

/** The words with which preambles begin. */
const PREAMBLE_BEGINS =
  /根\s?据[\s《(（《]|依\s?据\s?《|按\s?照\s?[《中国省市]|遵\s?照|为(?:进\s?一\s?步|深\s?入|认\s?真|全\s?面|贯\s?彻|切\s?实|更\s?好|了)|本(?:年\s?度|年)?(?:工作)?报\s?告|现\s?将|引\s?言|前\s?言|依\s?照|20\d{2}\s?年\s?(?:度\s?)?[,，我全本以]|一\s?、/gu;
const LONGEST_HEAD = 500;
/** How the page's words end before the preamble, besides in a title. */
const PAGE_ENDS = /(?:-->|相关链接:|打印|下载|关闭|\d{1,2}:\d{2}|分享|字体:[大中小]+)$/u;

/** Where the preamble begins behind a title or the page's words on the same line; 0 where it does not. */
export function isTitleFront(text: string): number {
  const head = text.slice(0, LONGEST_HEAD);
  if (!/公\s?[开開]/u.test(head)) return 0;
  for (const match of head.matchAll(PREAMBLE_BEGINS)) {
    const before = head.slice(0, match.index);
    if (/[。；;]/u.test(before)) return 0;
    if (match.index < 8) continue;
    const front = headText(before);
    const title = front.folded.length > 160 ? null : readTitle(front);
    if (title !== null && (title.organ !== null || title.year !== null)) return match.index;
    if (PAGE_ENDS.test(front.folded) && /公开.{0,12}(?:报告|年报)/u.test(front.folded)) return match.index;
    const last = titleRuns(before).at(-1);
    if (last !== undefined && readTitle(headText(before.slice(last))) !== null) return match.index;
  }
  return 0;
}

/** Where titles begin and end among the blank-parted words of a page's head. */
export function titleRuns(head: string): number[] {
  const tokens = [...head.matchAll(/\S+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const cuts: number[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    for (let count = 1; count <= 4 && from + count <= tokens.length; count += 1) {
      const [first, last] = [tokens[from], tokens[from + count - 1]];
      if (first === undefined || last === undefined) break;
      const printed = head.slice(first.start, last.end);
      const title = readTitle(headText(printed));
      if (title === null || (title.organ === null && title.year === null)) continue;
      if (isChrome(title.text.folded) || isFieldLine(readPageLine(printed), title.text.folded)) continue;
      cuts.push(first.start, last.end);
      from += count - 1;
      break;
    }
  }
  return [...new Set(cuts)].filter((cut) => cut > 0 && cut < head.trimEnd().length);
}
