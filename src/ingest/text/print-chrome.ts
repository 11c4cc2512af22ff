/** What browsers print above and below each page: time and title, address and page number. Between the rows of a table it would end it. */
import type { LineBlock } from '../document.js';
import { compact } from '../html/html-text.js';

const ADDRESS = /^\s*(?:https?|file):\/\/\S+(?:\s+\d{1,3}\/\d{1,3})?\s*$/u;
const NUMBERED_ADDRESS = /^\s*(?:https?|file):\/\/\S+\s+\d{1,3}\/\d{1,3}\s*$/u;
const PAGE = /^\s*\d{1,3}\/\d{1,3}\s*$/u;
const TITLE = /^.{0,40}公开.{0,12}(?:报告|年报).{0,30}$/u;
/** Chinese, English and ISO: 2023/1/18 上午10:21, 1/18/23, 10:21 AM, 2023-01-18 10:21. */
const TIME =
  /^\s*\d{1,4}[/-]\d{1,2}[/-]\d{1,4},?\s*(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?=\s|$)/u;

/** The lines without those that a browser printed between pages; those above the first page stay. */
export function withoutPrintChrome(lines: readonly LineBlock[]): readonly LineBlock[] {
  const first = lines.findIndex(({ text }) => PAGE.test(text) || NUMBERED_ADDRESS.test(text));
  if (first === -1 || !lines.some(({ text }) => TIME.test(text))) return lines;
  return lines.filter(({ text }, index) => {
    if (index < first) return !(ADDRESS.test(text) && PAGE.test(lines[index + 1]?.text ?? ''));
    if (isTime(text) || ADDRESS.test(text)) return false;
    if (PAGE.test(text)) return !isBesideChrome(lines, index);
    return !(TITLE.test(compact(text)) && isTimeAlone(lines[index - 1]));
  });
}

/** A time with nothing behind it but the page's title; the line under a title tells the source as well. */
function isTime(text: string): boolean {
  const rest = text.replace(TIME, '').trim();
  return TIME.test(text) && (rest === '' || TITLE.test(compact(rest)));
}

/** The page's title stands below the time where it has no room beside it. */
function isTimeAlone(line: LineBlock | undefined): boolean {
  return line !== undefined && TIME.test(line.text) && line.text.replace(TIME, '').trim() === '';
}

/** A page number of the browser stands below an address or above a time. */
function isBesideChrome(lines: readonly LineBlock[], index: number): boolean {
  return ADDRESS.test(lines[index - 1]?.text ?? '') || TIME.test(lines[index + 1]?.text ?? '');
}
