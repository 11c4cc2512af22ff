/**
 * Lines that hold more than one: a whole page as one line (what `textContent` gives), a title that runs on into the
 * preamble, a heading with its section behind it. Each is parted where the words leave no doubt; nothing is dropped.
 */
import { shiftWords } from '../domain/text-run.js';
import { isTitleFront, titleRuns } from './head/flat-head.js';
import { ORGAN_END } from './head/organ-name.js';
import { datesIn } from './head/years.js';
import { squeeze } from './label-text.js';
import type { SourceLine } from './source-line.js';
import { placeAt } from './source-line.js';

/** Shorter lines hold one thing. */
const SHORTEST = 24;
const SHORTEST_HEAD = 40;
/** A whole report has more text than any paragraph's beginning. */
const SHORTEST_REPORT = 150;
const BEGINS_NUMBERED = /^(?:[一二三四五六七八九十]、|第[一二三四五六七八]部分)/u;
/** A line with so many headings of the outline in order is a whole report. */
const FEWEST_HEADINGS = 3;

/** Headings of the official outline and its forerunners, as they begin a section; blanks may stand within. */
const WORDS = [
  '(?:政府信息公开)?(?:工作)?(?:总体|基本|整体)(?:工作)?情况(?:概述)?',
  '(?:年度)?(?:政府信息公开)?(?:主要)?(?:工作)?概[述况]',
  '(?:行政机关)?主动公开(?:政府)?信息(?:的)?情况',
  '(?:行政机关)?(?:政府信息)?主动公开(?:工作)?(?:的)?情况',
  '(?:行政机关)?收到和处理(?:政府)?信息公开申请(?:的)?情况',
  '(?:政府信息)?依申请公开(?:政府)?(?:信息)?(?:工作|办理)?(?:的)?情况',
  '(?:政府信息公开(?:的)?)?(?:收费|费用)及减免(?:的)?情况',
  '(?:因?政府信息公开(?:工作|申请)?)?(?:被申请|提起|申请)?行政复议[、和及,，](?:被)?(?:提起)?行政诉讼(?:的)?情况',
  '(?:政府信息公开(?:工作)?)?(?:中)?存在的?(?:主要)?(?:困难和)?问题(?:[及和与](?:下一步)?(?:的)?(?:改进|整改)(?:情况|措施|方向|打算)?)?',
  '(?:其[他它])?需要(?:报告|说明)的(?:其[他它])?(?:有关)?事项',
  '其[他它](?:需要(?:报告|说明)的)?(?:有关)?事项',
  '政府信息公开情况统计表',
  '(?:工作)?人员(?:以及|[和及与、])?(?:支出|经费|收费)(?:(?:以及|[和及与、])(?:支出|收费))?(?:的)?情况',
  '(?:政府)?(?:支出|经费)(?:以及|[和及与、])收费(?:的)?情况',
  '咨询(?:处理)?(?:的)?情况',
  '(?:行政)?复议、诉讼[和与及](?:行政)?申诉(?:的)?情况',
  '下一步(?:的)?(?:工作)?(?:思路|打算|计划|安排|措施)',
  '(?:因?政府信息公开)?行政复议(?:案件)?[和与、](?:行政)?诉讼(?:的)?情况',
  '(?:主要)?问题(?:和|及|与)?(?:改进)(?:措施|情况)',
];
const spaced = (words: string): string =>
  words.replace(
    /(?<=[\p{Script=Han}\]])(?=[\p{Script=Han}([])|(?<=[)?])(?=\p{Script=Han})/gu,
    String.raw`\s?`,
  );
const HEADING = new RegExp(
  String.raw`([一二三四五六七八九])\s?、\s{0,2}(?:${WORDS.map(spaced).join('|')})(?![、，,和及与]|(?!公民|自然人|[今本全去]年|一年来|目前|截至|[我本]\p{Script=Han})\p{Script=Han}{0,4}[、，])`,
  'gu',
);
/** Any other heading of a whole report, behind the end of a sentence and before a new one. */
const OTHER_HEADING = String.raw`(?<=[。！；\s])([一二三四五六七八九])\s?、\s{0,2}(?!本年|上年|结转)\p{Script=Han}{2,24}?(?:情况|措施|事项|统计表|问题|打算|结果)(?=\s|$|20\d{2}|[我本虽一目（(])`;
const RUN_IN = new RegExp(
  String.raw`^\s*(?:[一二三四五六七八九十]\s?、|第[一二三四五六七八]部分[:：、\s]?)\s{0,2}(?:${WORDS.map(spaced).join('|')})(?:[。:：]|(?=\s*(?:20\d{2}\s*年|\(|（|第二十条)))`,
  'u',
);
const ANY_HEADING = new RegExp(`${HEADING.source}|${OTHER_HEADING}`, 'gu');
const NUMERALS = '一二三四五六七八九';
/** A section's number, however the heading goes on: without enough of them there is nothing to look for. */
const NUMBER = /[一二三四五六七八九]\s?、/gu;
/** What may stand behind the signature. */
const BEHIND_SIGNATURE = /^[\s（(]*(?:(?:附件|下载|打印|关闭|分享|收藏|纠错|[)）:：|])\s*)*$/u;

interface Cut {
  at: number;
  heading: boolean;
}

/** The pieces of a line, each a line of its own; most lines as they are. */
export function partLine(line: SourceLine): SourceLine[] {
  if (line.squeezed.length < SHORTEST || line.text.includes('\t')) return [line];
  const cuts = [...headCuts(line), ...headingCuts(line), ...signatureCuts(line.text)]
    .filter(({ at }) => at > 0 && at < line.text.length)
    .sort((x, y) => x.at - y.at);
  if (cuts.length === 0) return [line];
  const first = RUN_IN.test(line.text) || HEADING_FIRST.test(line.text);
  const starts: Cut[] = [{ at: 0, heading: first }, ...cuts];
  return starts.flatMap(({ at, heading }, index) =>
    pieceOf(line, at, starts[index + 1]?.at ?? line.text.length, heading, index),
  );
}

const HEADING_FIRST = new RegExp(String.raw`^\s*(?:${HEADING.source})`, 'u');

function pieceOf(
  line: SourceLine,
  start: number,
  end: number,
  heading: boolean,
  index: number,
): SourceLine[] {
  const text = line.text.slice(start, end);
  const squeezed = squeeze(text);
  if (squeezed === '') return [];
  const lead = text.length - text.trimStart().length;
  const from = start + lead;
  const shown = text.trim();
  return [
    {
      ...line,
      text: shown,
      squeezed,
      place: placeAt(line, from, from + shown.length),
      ...(line.words === undefined ? {} : { words: shiftWords(line.words, from) }),
      blankLinesBefore: index === 0 ? line.blankLinesBefore : 0,
      whole: true,
      heading,
    },
  ];
}

/** Cuts before and behind the headings of a whole report, or behind a heading that the section goes on from. */
function headingCuts({ text, squeezed }: SourceLine): Cut[] {
  const runIn = BEGINS_NUMBERED.test(squeezed) ? RUN_IN.exec(text) : null;
  const cuts: Cut[] = runIn === null ? [] : [{ at: runIn[0].length, heading: false }];
  if (squeezed.length < SHORTEST_REPORT || (text.match(NUMBER)?.length ?? 0) < FEWEST_HEADINGS) return cuts;
  const chain: { start: number; end: number }[] = [];
  for (const match of text.matchAll(ANY_HEADING)) {
    const number = NUMERALS.indexOf(match[1] ?? match[2] ?? '') + 1;
    if (number !== chain.length + 1 && !(chain.length === 0 && number === 2)) continue;
    chain.push({ start: match.index, end: match.index + match[0].length });
  }
  if (chain.length < FEWEST_HEADINGS) return cuts;
  return [
    ...cuts,
    ...chain.flatMap(({ start, end }) => [
      { at: start, heading: true },
      { at: end, heading: false },
    ]),
  ];
}

/** Cuts around a title and the page's words that the preamble follows on the same line. */
function headCuts(line: SourceLine): Cut[] {
  if (line.squeezed.length < SHORTEST_HEAD) return [];
  const end = isTitleFront(line.text);
  if (end === 0) return [];
  return [...titleRuns(line.text.slice(0, end)), end].map((at) => ({ at, heading: false }));
}

/** Cuts before the organ and before the date that end a line, and behind them. */
function signatureCuts(text: string): Cut[] {
  const tail = text.slice(-80);
  const base = text.length - tail.length;
  // eslint-disable-next-line regexp/no-super-linear-move -- of 80 characters at most
  const bar = /(?<=[。\s])(?:附件下载|相关附件|打印|关闭|\s)+$/u.exec(tail);
  const match =
    // eslint-disable-next-line regexp/no-super-linear-move -- of 80 characters at most
    /(?<=[。！!\s])\s*(\p{Script=Han}[\p{Script=Han}()（）]{2,29})\s{1,8}((?:20\d{2}|[二2][〇○零Oo0一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日)(.*)$/u.exec(
      tail,
    );
  if (text.length < 200) return [];
  if (match === null) return bar === null ? [] : [{ at: base + bar.index, heading: false }];
  const [whole, organ = '', date = '', behind = ''] = match;
  if (!ORGAN_END.test(organ) || !BEHIND_SIGNATURE.test(behind) || datesIn(squeeze(date)).length !== 1)
    return [];
  const at = base + match.index;
  return [at, at + whole.indexOf(date), at + whole.length - behind.length].map((cut) => ({
    at: cut,
    heading: false,
  }));
}
