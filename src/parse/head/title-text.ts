/** One printed title, taken apart: organ, year, and what stands around it on pages. All patterns run on folded text. */
import type { HeadText } from './head-text.js';
import { joinText, sliceText } from './head-text.js';
import { ORGAN_END, isOrganName, namesItself } from './organ-name.js';
import { HAN_YEAR, YEAR, datesIn, onlyOne, readYear } from './years.js';

/** A title. */
export interface TitleText {
  /** Without what stands around it. */
  text: HeadText;
  /** The organ's name; null where it prints none. */
  organ: HeadText | null;
  year: number | null;
  /** True for an explanation of a report (解读), which is no report. */
  explains: boolean;
  /** A date printed behind it, as lists of documents print it. */
  date: string | null;
}

const LONGEST_TITLE = 80;
/** What the words of the genre begin with; 政府 may be the end of the organ's name. */
const SUBJECT = '(?:政府信息|信息|政务|政府信息和政务|政务和政府信息)公开';
/** From the subject to the end: 工作 2024 年度报告, 和政务公开工作年度报告, 工作情况的报告 … */
const GENRE = new RegExp(
  `${SUBJECT}(?<rest>(?:(?!公开|[。;:!?《》]).|[和与及暨、](?:政府信息|政务)公开){0,16}?(?:报告|年报|年报书|报告书|年度报(?=$)))(?<form>(?:格式|模板|格式模板)?(?:\\([^()]{1,20}\\)|(?:20\\d{2}|${HAN_YEAR})年度?)?)$`,
  'u',
);
const YEARS = new RegExp(
  `(?<!\\d)(20\\d{2})(?!至20)(?=年|\\)|政府信息|政务公开|信息公开|\\p{Script=Han}|$)|(${HAN_YEAR})(?=年)`,
  'gu',
);
const YEAR_WORDS = new RegExp(
  `(?<!\\d)20\\d{2}[-—–~至]+20\\d{2}学年度?|[(〔[]?(?:(?<!\\d)20\\d{2}(?!\\d)|${HAN_YEAR})[)〕\\]]?(?:年度?|年年度)?[)]?`,
  'gu',
);

/** Signs and words in front of a title. */
const BEFORE: readonly RegExp[] = [
  // What browsers print above a page.
  /^\d{1,4}\/\d{1,2}\/\d{1,4}[,/]*\d{1,2}:\d{2}(?::\d{2})?(?:[AP]M)?/iu,
  /^[#>*•●·■◆▪▫►◎★☆▲△※=~_|—–-]+(?=[^\d]|20\d{2}|\d{1,3}[-—–])/u,
  /^(?:[-—–]\d{1,3}[-—–]|\d{1,3}[-—–]|第\d{1,3}页(?:共\d{1,3}页)?)(?=\D|20\d{2})/u,
  // A heading of Textile.
  /^h[1-6]\./u,
  /^(?:正文|全文|首页|标题|名称|题目|内容|附件?|附表)[\d一二三]{0,2}[:：]/u,
  /^\d{1,2}[.、](?=\D)/u,
  /^[【[](?:年报|年度报告|政府信息公开年报|信息公开|原创|转载|公告|[^\]】]{1,6})[】\]]/u,
  /^\p{Script=Han}{1,10}[〔[(]\d{4}[)\]〕](?:第)?\d{1,4}号/u,
  /^(?:政策|文字|文件|图片|音频|视频)?(?:解读|图解)[:：|｜-]?(?=.)/u,
];
/** Marks of an explanation of a report. */
export const EXPLAINS =
  /^[【[(《“]?(?:(?:政策|文字|文件|文稿|图片|图文|音频|视频|动漫|专家|部门|负责人)?(?:解读|图解|图说)|一图(?:读懂|看懂|了解|速览))|(?:的|》|报告|年报)(?:政策|文字)?(?:解读|图解|说明解读|起草说明|编制说明)(?:材料|稿)?$/u;
/** What sites and lists print behind a title. */
const BEHIND: readonly RegExp[] = [
  /\.(?:docx?|pdf|wps|ofd|html?|txt|rtf)$/iu,
  // eslint-disable-next-line regexp/no-super-linear-move -- it matches to the end wherever it begins
  /[_|｜][^]*/u,
  /(?<=报告|年报)(?:[-–—]+|>+|»)[\p{Script=Han}A-Za-z0-9()]{2,40}$/u,
  /(?<=报告|年报)[【[(](?:字体|字号|打印|关闭).*$/u,
  /(?<=报告|年报)(?:浏览|点击|阅读)(?:次数|量)?[:：]?\d*次?$/u,
  /(?<=报告|年报)(?:打印|关闭|分享|收藏|下载)+$/u,
  /(?<=报告|年报)\p{Script=Han}{1,10}[〔[]\d{4}[\]〕](?:第)?\d{1,4}号$/u,
  /(?<=报告|年报)=+$/u,
  /(?<=报告|年报)(?:原文)?(?:下载|附件)$/u,
  /(?<=报告|年报)(?:公示|公告|发布|全文|正式版)$/u,
];
const LISTED_DATE =
  /(?<=报告|年报)[[(【]?20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])】]?(?:\d{1,2}:\d{2}(?::\d{2})?)?$/u;

/** Takes a squeezed text apart as a title; null where it is none. */
export function readTitle(printed: HeadText): TitleText | null {
  const parts = printed.folded.length <= LONGEST_TITLE * 2 ? partsOf(printed) : [printed];
  const titles = parts.flatMap((part) => readPart(part) ?? []);
  return titles.find(({ organ, year }) => organ !== null && year !== null) ?? titles[0] ?? null;
}

/** Site, column and document, as the titles of pages name them: 政府信息公开年报 | …年度报告 | … */
function partsOf(text: HeadText): HeadText[] {
  const parts: HeadText[] = [];
  let from = 0;
  for (const match of text.folded.matchAll(/[_|｜]/gu)) {
    parts.push(sliceText(text, from, match.index));
    from = match.index + 1;
  }
  return [...parts, sliceText(text, from)];
}

function readPart(printed: HeadText): TitleText | null {
  if (printed.folded.length > LONGEST_TITLE * 2 || !/公开.*报/su.test(printed.folded)) return null;
  const explains = EXPLAINS.test(printed.folded);
  let text = printed;
  let date: string | null = null;
  const listed = LISTED_DATE.exec(text.folded);
  if (listed !== null) {
    date = datesIn(listed[0])[0]?.date ?? null;
    text = sliceText(text, 0, listed.index);
  }
  text = undress(text);
  const { folded } = text;
  const genre = GENRE.exec(folded);
  if (genre === null || folded.length > LONGEST_TITLE) return null;
  const front = sliceText(text, 0, genre.index);
  const form = genre.groups?.['form'] ?? '';
  const organ = organIn(front);
  if (organ === null) return null;
  return {
    text,
    organ: organ.folded === '' ? organInBrackets(text, form) : organ,
    year: yearOf(folded.slice(0, folded.length - form.length)) ?? yearOf(form),
    explains,
    date,
  };
}

/** The organ that stands in brackets behind a title without one; null where none does. */
function organInBrackets(text: HeadText, form: string): HeadText | null {
  if (!form.endsWith(')')) return null;
  const start = text.folded.length - form.length + form.lastIndexOf('(') + 1;
  const name = sliceText(text, start, text.folded.length - 1);
  return ORGAN_END.test(name.folded) && namesItself(name.folded) ? name : null;
}

function undress(printed: HeadText): HeadText {
  let text = printed;
  for (let before = ''; before !== text.folded;) {
    before = text.folded;
    for (const pattern of BEFORE) {
      const match = pattern.exec(text.folded);
      if (match !== null) text = sliceText(text, match[0].length);
    }
    for (const pattern of BEHIND) {
      const match = pattern.exec(text.folded);
      if (match !== null) text = sliceText(text, 0, match.index);
    }
    text = withoutQuotes(text);
  }
  return text;
}

const QUOTED =
  /^(?:关于(?:公布|发布|印发|公开|报送|上报|呈报)?)?[《<“"](.+?)[》>”"](?:的?(?:公告|通告|公示|函|报告))?$/u;

/** 关于报送《…报告》的函 → …报告; a quotation is taken off. */
function withoutQuotes(text: HeadText): HeadText {
  const match = QUOTED.exec(text.folded);
  if (match?.[1] === undefined) return text;
  const start = match[0].indexOf(match[1]);
  return sliceText(text, start, start + match[1].length);
}

/** Behind an organ's name, where its report leaves out those of the organs below it: 海关总署(本级机关). */
const OWN_FIGURES = /\((?:机关)?本级(?:机关)?\)$|\(机关\)$/u;

/** The year of a title; null where it prints none, or two that differ. */
function yearOf(folded: string): number | null {
  const years = [...folded.matchAll(YEARS)]
    .map((match) => readYear(match[1] ?? match[2] ?? ''))
    .filter((year) => year !== null);
  return onlyOne(years);
}

/** What stands before the genre without years: the organ, empty for none; null where it is no organ, and so no title. */
function organIn(front: HeadText): HeadText | null {
  const parts: HeadText[] = [];
  let from = 0;
  for (const match of front.folded.matchAll(YEAR_WORDS)) {
    parts.push(sliceText(front, from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(sliceText(front, from));
  let name = joinText(parts);
  for (const pattern of [
    /^关于(?:做好|印发|公布|发布|报送|上报)?/u,
    /[本上当]年度?$/u,
    /关于(?:做好)?$/u,
    /^[:：|｜/,，、.-]+/u,
    /(?<![:：|｜/,，、.的-])[:：|｜/,，、.的-]+$/u,
  ]) {
    const match = pattern.exec(name.folded);
    if (match === null) continue;
    name = match.index === 0 ? sliceText(name, match[0].length) : sliceText(name, 0, match.index);
  }
  const own = OWN_FIGURES.exec(name.folded);
  if (own !== null && own.index > 1) name = sliceText(name, 0, own.index);
  // 青岚县人民政府信息公开…: the government's name ends in what the genre begins with.
  if (/人民$/u.test(name.folded)) name = joinText([name, { shown: '政府', folded: '政府' }]);
  if (name.folded === '') return name;
  return isOrganName(name.folded) && !/^(?:年度?|月)/u.test(name.folded) ? name : null;
}

/** How the genre is printed by those who leave 公开 out: 2023年度政府信息工作年度报告, 2023年度报告. */
const SHORT_GENRE =
  '(?:(?:政府|政务)?信息|政务)?(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)$';
const SHORT_TITLES = [
  `^(?<organ>.{3,40}?)(?<year>${YEAR})年度?${SHORT_GENRE}`,
  `^(?<year>${YEAR})年度?(?<organ>.{3,40}?)${SHORT_GENRE}`,
  `^(?<organ>.{3,40}?)(?:(?:政府|政务)?信息|政务)(?:工作)?(?<year>${YEAR})年度?${SHORT_GENRE}`,
].map((source) => new RegExp(source, 'u'));

/**
 * A title that does not say what is reported on, with the whole name of an organ and a year. It says who reports, and not that the
 * text is such a report; 政府工作报告 is another.
 */
export function readShortTitle(printed: HeadText): TitleText | null {
  const text = undress(printed);
  if (text.folded.length > LONGEST_TITLE || /政府工作报告/u.test(text.folded)) return null;
  for (const pattern of SHORT_TITLES) {
    const { organ = '', year = '' } = pattern.exec(text.folded)?.groups ?? {};
    if (!ORGAN_END.test(organ) || !namesItself(organ)) continue;
    const at = text.folded.indexOf(organ);
    return {
      text,
      organ: sliceText(text, at, at + organ.length),
      year: readYear(year),
      explains: false,
      date: null,
    };
  }
  return null;
}
