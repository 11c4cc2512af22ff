/**
 * Words by which a report on open government information shows itself in a page: labels of the official forms, headings
 * of the official outline, titles. All patterns run on compacted text (NFKC, no white space).
 */

const FORM_LABEL =
  /^(?:第二十条第|信息内容$|规章$|(?:行政)?规范性文件$|行政许可$|其他对外管理服务|行政处罚$|行政强制$|行政事业性收费|政府集中采购|申请人情况|自然人$|法人或其他组织|商业企业$|科研机构$|社会公益组织$|法律服务机构$|[一二四]?、?(?:本年新收|上年结转|结转下年度)|(?:\([一二三四五六七]\))?(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)(?:\(|$)|\d?[.、]?(?:属于国家秘密|属于行政|信访举报|重复申请|本机关不掌握)|结果维持$|结果纠正$|其他结果$|尚未审结$)/u;
const FORM_LINE =
  /本年新收政府信息公开申请|结转下年度继续办理|^第二十条第\(?[一二三四五六七八九]|信访举报投诉类申请/u;
const SECTION_HEADING =
  /^(?:(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.,:]|第[一二三四五六七八九十]{1,3}部分|\([一二三四五六七八九十]\)|\d{1,2}[、.])(?:总体|基本情况|概述|主动公开|收到和处理|依申请公开|(?:因?政府信息公开.{0,8})?(?:被?申请)?(?:提起)?行政(?:复议|诉讼)|(?:政府信息公开)?(?:工作)?(?:中)?存在的?(?:主要)?问题|其[他它]需要|需要报告|需要说明)|总体情况$|主动公开政府信息的?情况$|收到和处理政府信息公开申请的?情况|政府信息公开工作存在的?(?:主要)?问题|其[他它]需要报告的?事项)/u;
const TITLE = /(?:信息|政务)公开.{0,12}(?:报告|年报)(?:\(.{1,12}\))?$/u;
const LONGEST_HEADING = 50;
const LONGEST_TITLE = 80;
/** A sentence of narrative is longer than this. */
const SHORTEST_SENTENCE = 40;

/** True for the text of a cell that is a label of the official forms. */
export function isFormLabel(text: string): boolean {
  return FORM_LABEL.test(text);
}

/** True for a line that prints a row of the official forms without a table around it. */
export function isFormLine(text: string): boolean {
  return text.length <= LONGEST_TITLE * 2 && FORM_LINE.test(text);
}

/** True for a heading of the official outline. */
export function isSectionHeading(text: string): boolean {
  return text.length <= LONGEST_HEADING && !/[。;,]/u.test(text) && SECTION_HEADING.test(text);
}

/** True for a line that ends as a report's title does. */
export function isTitle(text: string): boolean {
  return text.length <= LONGEST_TITLE && !/[。;>]/u.test(text) && TITLE.test(text);
}

/** True for a passage of narrative: it is long and has a full stop. */
export function isNarrative(text: string): boolean {
  return text.length >= SHORTEST_SENTENCE && text.includes('。');
}
