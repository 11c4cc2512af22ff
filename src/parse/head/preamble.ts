/** What the prose at a report's beginning says of organ and year, where no title does. All patterns run on folded text. */
import type { HeadText } from './head-text.js';
import { joinText, sliceText } from './head-text.js';
import { ORGAN_END, namesItself, withoutDisclosureOffice, withoutInnerOffice } from './organ-name.js';
import { YEAR, onlyOne, readYear } from './years.js';

/** A title that prose announces: 现公布青岚市统计局2023年政府信息公开工作年度报告. */
export interface AnnouncedTitle {
  title: HeadText;
  organ: HeadText;
  year: number;
}

const GENRE =
  '(?:政府)?(?:信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:有关)?(?:情况)?(?:的)?(?:年度报告|报告|年报)';
/** Names of other documents, whose years and organs are not the report's. */
const OTHER_DOCUMENTS =
  /《[^《》]*(?:《[^《》]*》[^《》]*)?(?:通知|办法|规定|指南|格式|要点|意见|方案|函|细则|制度|条例|分解表|纲要|文件)》/gu;
const NOT_THE_REPORT = '(?!编制|编写|有关|格式|制度|指南|的?通知|发布工作|公布工作|和|要求)';
const NAME = String.raw`[\p{Script=Han}()、·]{3,40}?`;
/** What stands before a title that is announced. */
const ANNOUNCES =
  '(?:(?:[。,:;《\\n]|^)(?:特此|特|现)?(?:将|予以|予|对)?(?:面向社会|向社会)?(?:公布|发布|公开)?|现将?|公布|发布|编制(?:了|完成|形成)?|制作(?:了)?|形成(?:了)?|制定(?:了)?)《?';
/** A name that is announced does not begin with the words that announce it: 特制作青岚市… */
const ANNOUNCED_NAME = `(?!(?:特此?|现)?(?:将|编制|编写|制作|制定|形成|公布|发布))${NAME}`;
/** A year, or a school year, of which the second year counts. */
const YEAR_WORD = `(?:(?<!\\d)20\\d{2}[-—–~至]+)?(?<year>${YEAR})(?:学年度?|年度?)(?:的)?`;
/** 青岚市统计局(以下简称市统计局)2023年… */
const SHORT_NAME = '(?:\\((?:以下)?简称[^()]{2,20}\\))?';
const ANNOUNCED = [
  new RegExp(
    `${ANNOUNCES}(?<organ>${ANNOUNCED_NAME})(?<short>${SHORT_NAME})${YEAR_WORD}${GENRE}${NOT_THE_REPORT}`,
    'gu',
  ),
  new RegExp(
    `${ANNOUNCES}${YEAR_WORD}(?<organ>${ANNOUNCED_NAME})(?<short>${SHORT_NAME})${GENRE}${NOT_THE_REPORT}`,
    'gu',
  ),
] as const;
const COMPILED = new RegExp(
  `由(?<organ>${NAME})(?=(?:综合|根据|按照|依据|组织|负责|牵头|汇总|结合|编制|编写|编纂|起草|撰写|依照|会同|统一|整理)|\\(以下简称)`,
  'gu',
);
/** 将我局2023年度政府信息公开工作情况公布如下 */
const REPORTED = new RegExp(
  `将(?:[我本]\\p{Script=Han}{1,2})?(${YEAR})年度?(?:的)?(?:政府)?(?:信息|政务)公开.{0,16}?(?:报告|公布|汇报)如下`,
  'gu',
);
/** 青岚市统计局根据《…条例》编制本报告, …编制了2023年…年度报告, …现公布2023年…年度报告, …现将2023年…情况报告如下, 本报告是青岚市统计局根据…编制的 */
const COMPILES = new RegExp(
  `(?:^|[。,;:\\n]|本(?:年度)?报告(?:是|系))(?<organ>(?![由经在对为向与和以将特现本我])${NAME})(?:(?:根据|按照|依据|依照)(?:《[^。;》]{2,40}》|※+)[^。;,]{0,60}?,?)?(?:组织|负责|特|现)?(?:(?:(?:面?向社会)?(?:公布|发布|公开)|编制|编写|制作)(?:(?:完成)?了|形成)?(?:本(?:年度|年)?(?:报告|年报)|(?:的|[我本]\\p{Script=Han}{1,2})?${YEAR}年度?(?:的)?${GENRE}${NOT_THE_REPORT})|${REPORTED.source})`,
  'gu',
);
const CONTACT = new RegExp(
  `(?:联系|咨询|反映|致电|请与|请向|直接与|可与|可向|联系单位|联系人)[:：]?(?:联系)?[:：]?(?<organ>${NAME})(?=联系|[(,，。;；、]|咨询|反映|政府信息公开|信息公开|政务公开|$)`,
  'gu',
);
/** 北京市环境保护局(以下简称市环保局): the organ that the text goes on to call by its short name. */
const SHORTENED = new RegExp(
  String.raw`(?:^|[。,;\n])(?:以及|结合|是由|由)?(?<organ>(?!以及|结合|是由|由|根据)${NAME})\((?:以下)?简称[:：]?[“"]?(?:[我本省市县区州旗镇乡]|\p{Script=Han}{0,4})\p{Script=Han}{0,5}[局委办厅院部署镇乡]`,
  'gu',
);
const SUBJECT = new RegExp(
  `(?:^|[。\\n])(?:[(]?[一二三四五六七八九十]{1,3}[)、.][^。,，]{0,10}[。.:：]?)?(?:(?:20\\d{2}[-—–~至]+)?${YEAR}(?:学年|年)(?:度|以来|来|,|，)*|(?:今年|一年|本年度?|近年)(?:以来|来)?,)(?:在[^。;]{2,40}?(?:领导|指导|部署|关心|支持|帮助|统筹)下,)?(?<organ>${NAME})(?:政府信息公开工作)?(?=认真|严格|深入|坚持|按照|积极|全面|高度|始终|扎实|围绕|持续|切实|紧紧|继续|不断|共|主动|结合|贯彻|落实|在|以|根据|严格|着力|牢牢|进一步|大力|充分|准确|立足|聚焦)`,
  'gu',
);
const YEAR_OF_REPORT = new RegExp(
  `(${YEAR})年(?:度)?(?:的)?(?:全[省市县区镇]|我[局委办县区市镇街])?(?:\\p{Script=Han}{0,20}?)${GENRE}${NOT_THE_REPORT}`,
  'gu',
);
const UNTIL = /截[止至](20\d{2})年(?:12月(?:31日|底)|年?底)/gu;
const OPENING = new RegExp(
  `^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.])?(?:20\\d{2}[-—–~至]+)?(${YEAR})(?:学年|年)(?:度|以来|,|，|我|全|本|\\p{Script=Han}{2,12}(?:认真|严格|深入|坚持|按照|积极|全面))`,
  'u',
);

/** Same length, other documents blotted out. */
function blot(text: HeadText): HeadText {
  return { ...text, folded: text.folded.replace(OTHER_DOCUMENTS, (name) => '※'.repeat(name.length)) };
}

function organsBy(pattern: RegExp, text: HeadText): HeadText[] {
  return [...text.folded.matchAll(pattern)].flatMap((match) => {
    const printed = match.groups?.['organ'] ?? '';
    const start = match.index + match[0].indexOf(printed);
    const name = withoutDisclosureOffice(printed);
    return namesItself(name) ? [sliceText(text, start, start + name.length)] : [];
  });
}

/** The report that the prose announces by its full title; null where it does not, or announces two. */
export function announcedTitle(prose: HeadText): AnnouncedTitle | null {
  const text = blot(prose);
  const found = ANNOUNCED.flatMap((pattern) =>
    [...text.folded.matchAll(pattern)].flatMap((match) => announced(text, match) ?? []),
  );
  const [first] = found;
  return first !== undefined &&
    found.every(({ organ, year }) => organ.folded === first.organ.folded && year === first.year)
    ? first
    : null;
}

function announced(text: HeadText, match: RegExpExecArray): AnnouncedTitle | null {
  const { organ: name = '', year: printed = '', short = '' } = match.groups ?? {};
  const year = readYear(printed);
  if (year === null || !namesItself(name)) return null;
  const at = match.index + match[0].indexOf(name);
  const organ = sliceText(text, at, at + name.length);
  const end = match.index + match[0].length;
  const yearAt = match.index + match[0].indexOf(printed);
  const title = joinText([
    sliceText(text, Math.min(at, yearAt), at + name.length),
    sliceText(text, at + name.length + short.length, end),
  ]);
  return { title, organ, year };
}

/** A government's office, which compiles the government's report as well as its own. */
const GOVERNMENT_OFFICE = /(?<=人民政府|管委会|管理委员会)办公[室厅]$/u;
const SPEAKS_AS_OFFICE =
  /我办|本办|政府办(?!公[室厅](?:根据|按照|编制|组织|联系|(?:政府信息|信息|政务)公开))|办公[室厅](?:严格|认真|坚持|深入|积极|共|主动公开)/u;
const SPEAKS_AS_GOVERNMENT =
  /[我本][省市县区旗州镇乡](?!.{0,4}[局委办])|全[省市县区旗州镇乡](?:共|各级|上下|主动|累计|新)/u;

/**
 * The organ by which the report says that it was compiled (由…编制). A government's office may have compiled the
 * government's report: the one of which the text speaks, null where that is not told.
 */
export function compiler(prose: HeadText): HeadText | null {
  const found =
    organsBy(COMPILED, blot(prose)).find(({ folded }) => ORGAN_END.test(folded)) ??
    onlyOrgan(organsBy(COMPILES, blot(prose)));
  if (found === null) return shortened(prose);
  const office = GOVERNMENT_OFFICE.exec(found.folded);
  if (office === null || SPEAKS_AS_OFFICE.test(prose.folded)) return withoutOffice(found);
  return SPEAKS_AS_GOVERNMENT.test(prose.folded) ? sliceText(found, 0, office.index) : null;
}

/** The organ that answers questions on the report; its inner office stands for it. */
export function contact(prose: HeadText): HeadText | null {
  const found = organsBy(CONTACT, blot(prose)).find(({ folded }) =>
    ORGAN_END.test(withoutInnerOffice(folded)),
  );
  if (found === undefined) return null;
  // The office of a government answers for its report too, where the text speaks as the government.
  const office = SPEAKS_AS_OFFICE.test(prose.folded) ? null : GOVERNMENT_OFFICE.exec(found.folded);
  return office !== null && SPEAKS_AS_GOVERNMENT.test(prose.folded)
    ? sliceText(found, 0, office.index)
    : withoutOffice(found);
}

function withoutOffice(name: HeadText): HeadText {
  return sliceText(name, 0, withoutInnerOffice(name.folded).length);
}

/** The one organ whose short name the prose explains. */
function shortened(prose: HeadText): HeadText | null {
  return onlyOrgan(organsBy(SHORTENED, blot(prose)));
}

/** The one organ that the names are; null where there is none, or several. */
function onlyOrgan(names: readonly HeadText[]): HeadText | null {
  const organs = names.filter(({ folded }) => ORGAN_END.test(folded));
  return onlyOne(organs.map(({ folded }) => folded)) === null ? null : (organs[0] ?? null);
}

/** The organ whose work the first sentences tell (2023年,雅安经开区认真贯彻…). */
export function subject(prose: HeadText): HeadText | null {
  const found = organsBy(SUBJECT, blot(prose)).filter(({ folded }) => ORGAN_END.test(folded));
  const [first] = found;
  return first !== undefined && found.every(({ folded }) => isShortFor(folded, first.folded)) ? first : null;
}

/** True for a name that leaves out characters of another: 经开区管委会 for 经济技术开发区管委会. */
function isShortFor(short: string, name: string): boolean {
  let at = 0;
  for (const character of name) if (character === short[at]) at += 1;
  return at === short.length;
}

/** How a report speaks of itself. */
const OF_ITSELF = [
  /本(?:年度|年)?(?:政府信息公开|信息公开)?(?:工作)?(?:年度)?(?:报告|年报)(?:是|系|由|全文)?[^。]{0,300}?(?:编制|编写|制作|组成|报告如下)/u,
  /(?:编制|编写|制作|形成)(?:和?发布)?(?:了|完成)?(?:了)?本(?:年度|年)?(?:报告|年报)/u,
  /(?:报告|年报)中?(?:所列|所使用的?|使用的?|所涉及的?|涉及的?)?(?:各项)?数据的?(?:统计)?(?:期限|时间|时限|周期|期|截止)/u,
  /(?:全文|报告|年报)(?:内容)?(?:主要)?(?:由|包括|分为|共分|包含)[:：]?.{0,10}(?:总体情况|概述)/u,
  /(?:现将|将).{2,40}(?:政府信息|信息|政务)公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|总结|公布|汇报|公开)?如下/u,
];

/** True for prose that says of itself that it is such a report, by how it was made and what it is made of. */
export function speaksOfItself(prose: HeadText): boolean {
  const { folded } = blot(prose);
  return (
    /(?:信息|政务)公开|公开(?:政府)?信息/u.test(folded) &&
    (OF_ITSELF.some((pattern) => pattern.test(folded)) || announcedTitle(prose) !== null)
  );
}

/** The year of the report that the prose speaks of; null where it names none, or several. */
export function yearOfReport(prose: HeadText): number | null {
  const { folded } = blot(prose);
  return onlyOne(
    [YEAR_OF_REPORT, REPORTED].flatMap((pattern) =>
      [...folded.matchAll(pattern)].map((match) => readYear(match[1] ?? '')),
    ),
  );
}

/** The year at whose end the figures were taken (截止2023年12月31日). */
export function yearTakenAt(folded: string): number | null {
  return onlyOne([...folded.matchAll(UNTIL)].map((match) => readYear(match[1] ?? '')));
}

/** The one year with which paragraphs of the first section begin, else its sentences; null where there are several. */
export function openingYear(paragraphs: readonly string[]): number | null {
  const yearsOf = (texts: readonly string[]): (number | null)[] =>
    texts.flatMap((text) => {
      const match = OPENING.exec(text);
      return match === null ? [] : [readYear(match[1] ?? '')];
    });
  const years = yearsOf(paragraphs);
  return onlyOne(years.length > 0 ? years : yearsOf(paragraphs.flatMap((text) => text.split('。'))));
}
