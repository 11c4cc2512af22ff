/** What can be the name of an organ, and what only looks like one. All patterns run on folded text. */

const LONGEST = 40;
/** Words of pages, sentences and titles that no organ has in its name. */
const NO_NAME =
  /索引|首页|标题|名称|来源|发布|日期|时间|位置|正文|栏目|字体|字号|浏览|点击|分享|打印|关闭|下载|附件|网站|门户|无障碍|根据|按照|依据|报告|编制|公布|公示|现将|通知|关于|解读|图解|年报|目录|搜索|登录|导航|内容|部分|情况|组成|要求|规定|政府信息|政务公开|信息公开|做好|开展|印发|我[局委办厅镇乡区县市州旗院中街单]|本[局委办厅镇乡区县市州旗院机单部街级]|条例|办法|以下简称|年度|学年|年$|年政府$|统计期限|正式|以来|问题|工作报告|网|之窗|长者|繁体|简体|邮箱/u;
const LETTERS = /^[\p{Script=Han}\d()、·—-]+$/u;
/** Endings of an organ's name. */
export const ORGAN_END =
  /(?:人民政府|政府|办事处|办公厅|办公室|办|委员会|管委会|委|[厅局署院部处队会]|支队|大队|总队|分局|中心|银行|公司|集团|学校|大学|学院|医院|街道|海关|法院|检察院|苏木|[镇乡区县市省州盟旗所站馆])(?:\(.{1,16}\))?$/u;
/** Endings with which a word of a place begins the name. */
const PLACE =
  /^.{1,9}?(?:省|自治区|市|县|区|旗|州|盟|镇|乡|街道|苏木|兵团|海关)|^.{2,14}?(?:开发|高新|产业|试验|实验|示范|度假|合作|保税)区|^(?:国家|中国|中华|国务院|最高人民|全国|中共|公安部|教育部|财政部|海关)/u;
/** Schools are named without the place that they stand in: 长江大学. */
const SCHOOL = /^(?![本该我各全高学校院]|大学|学院).{2,20}(?:大学|学院)$/u;
/** Real places whose names begin with the word for a level. */
const NAMED_LIKE_A_LEVEL =
  /^(?:市[中南北]区|镇(?:江|海|宁|原|雄|平|坪|赉|巴|安|沅|康|远|龙)|乡[宁城]|区[家河]|县[南]|州[城]|省直|[市县区镇州](?:府|前|桥|民|心|[东南西北])[^局委办厅]{0,4}街道)/u;
/** An organ as it calls itself: 市政府, 县审计局, 区教育局, 街道办事处. It names nobody. */
const NAMES_NOBODY =
  /^(?:[省市县区镇乡州盟旗](?!.{1,7}(?<![城社园])(?:[省市县区镇州盟旗](?!场)|乡(?!村)))|街道|经开区|高新区|开发区|园区|管理区|全国(?:海关|税务|各)|全[省市县区镇乡州盟旗]|各|该|其|此|政府|人民政府|办公室|管委会|党工委|党委|单位|部门|机关)/u;

/** True for what is written like the name of an organ; it may be short of its place. */
export function isOrganName(folded: string): boolean {
  return (
    folded.length >= 2 &&
    folded.length <= LONGEST &&
    LETTERS.test(folded) &&
    /^[\p{Script=Han}]/u.test(folded) &&
    !NO_NAME.test(folded) &&
    !/\d{4}/u.test(folded)
  );
}

/** True for a name that says which organ it is, by its place or as one of the country. */
export function namesItself(folded: string): boolean {
  return (
    isOrganName(folded) &&
    folded.length >= 3 &&
    (NAMED_LIKE_A_LEVEL.test(folded) ||
      (!NAMES_NOBODY.test(folded) && (PLACE.test(folded) || SCHOOL.test(folded))))
  );
}

/** True for words that stand for an organ without naming it (县审计局, 区政府). */
export function namesNobody(folded: string): boolean {
  return !NAMED_LIKE_A_LEVEL.test(folded) && NAMES_NOBODY.test(folded);
}

/** The office for disclosure, which compiles the report of the organ that it is an office of. */
const DISCLOSURE_OFFICE = /(?:(?<!人民)政府)?(?:信息|政务)公开(?:工作)?(?:领导小组)?办(?:公室)?$/u;

/** Offices within a bureau. */
const INNER_OFFICE =
  /(?<=(?:局|委员会|厅|分局|街道办事处|中心))(?:党政|综合|政务公开|政府信息公开)?(?:办公室|办|[科处股室])$/u;
/** Offices within a township, a subdistrict or a zone, whose own report it is. */
const INNER_OFFICE_OF_TOWNSHIP =
  /(?<=(?:[镇乡]|苏木)(?:人民政府)?|街道(?:办事处)?|开发区|经开区|高新区|园区)(?:(?:党政|党群|综合|行政|党建)(?:综合|人大|工作)?(?:办公室|办|部)|(?:政务公开|(?:政府)?信息公开)(?:工作)?(?:领导小组)?办(?:公室)?|(?:党群|便民)服务中心)$/u;

/** 青岚市人民政府信息公开工作领导小组办公室 → 青岚市人民政府 */
export function withoutDisclosureOffice(name: string): string {
  return name.replace(DISCLOSURE_OFFICE, '');
}

/**
 * An inner office or division stands for the organ that it is part of: 青岚市统计局办公室 → 青岚市统计局. Offices of county and higher
 * governments are organs.
 */
export function withoutInnerOffice(name: string): string {
  return withoutDisclosureOffice(name).replace(INNER_OFFICE, '').replace(INNER_OFFICE_OF_TOWNSHIP, '');
}
