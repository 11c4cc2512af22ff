/**
 * Words by which a report on open government information shows itself in a page: labels of the official forms, headings
 * of the official outline, titles. All patterns run on compacted text (NFKC, no white space).
 */

const FORM_LABEL =
  /^(?:第二十条第|信息内容$|规章$|(?:行政)?规范性文件$|行政许可$|其他对外管理服务|行政处罚$|行政强制$|行政事业性收费|政府集中采购|申请人情况|自然人$|法人或其他组织|商业企业$|科研机构$|社会公益组织$|法律服务机构$|[一二四]?、?(?:本年新收|上年结转|结转下年度)|(?:\([一二三四五六七]\))?(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)(?:\(|$)|\d?[.、]?(?:属于国家秘密|属于行政|信访举报|重复申请|本机关不掌握)|结果维持$|结果纠正$|其他结果$|尚未审结$)/u;
const APPLICANT_OR_RESULT =
  /(?:^|[-—·、/(（])(?:自然人|商业企业|科研机构|社会公益组织|法律服务机构|其[他它]|总计|合计|结果维持|结果纠正|其[他它]结果|尚未审结)[)）]?$/u;
const FIRST_TABLE_COLUMN =
  /^(?:本年(?:制发|废止|新制作|新公开|增|处理决定|收费)|现行有效|对外公开总|上一年项目|处理决定数|采购(?:项目|总金额))/u;
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

/** True for the name of a column of the official forms; asked for those of the first table alone, only for them. */
export function isFormColumn(text: string, table?: 'first'): boolean {
  return FIRST_TABLE_COLUMN.test(text) || (table === undefined && APPLICANT_OR_RESULT.test(text));
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
