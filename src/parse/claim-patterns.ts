/** How reports word the numbers that their narrative states. */

/** Words that state a number. */
export interface ClaimPattern {
  /** Key of a cell or derived value; null where no cell holds the number. */
  cell: string | null;
  /** Has the named group `n`, or `zero` around the words whose count is said to be zero. */
  pattern: RegExp;
  /** Of these words a sentence has one, or it is not searched. */
  needs: readonly string[];
  /** True where the number stands for itself; else a number without a cell counts only beside applications. */
  alone?: boolean;
  /** True where the words may also state a part: a number that differs contradicts nothing. */
  soft?: boolean;
}

/** The cell that most claims speak of. */
export const RECEIVED = 'applications.received.total';
const CARRIED_IN = 'applications.carriedIn.total';
const CARRIED_OUT = 'applications.carriedOut.total';
const CONCLUDED = 'applications.outcomeTotal.total';
const RECONSIDERATION = 'review.reconsideration.total';
const LITIGATION = 'derived.litigation.total';

/** Of a bounded length and never from the middle of a run of digits: a run of thousands is looked at once. */
const N = String.raw`(?<n>(?<!\d)\d[\d,]{0,30}(?:\.\d{1,10})?)`;
const UNIT = String.raw`(?:余)?(?:件|份|宗|起|条|次|例|笔)`;
/** Words between, within one clause and without another number. */
const GAP = String.raw`[^，,。；;：:\d]`;
/** Between a noun and its number. */
const SUM = '(?:申请)?(?:件|事项|数量|总数|总量|数|量)?(?:分别)?(?:总计|共计|合计|共|为|有|计)?';
const APPLICATION =
  '(?:信息公开(?:的)?(?:书面|网上|网络|有效)?申请|依申请公开|公开(?:政府)?信息(?:的)?申请|公开申请|申请公开(?:政府)?(?:信息)?|申请(?:政府)?信息公开|申请)';
const RECEIPT = '(?:收到|受理|新收|接收|接到|接受)';
/** Behind words of an application, where they are only the cause of something else. */
const NO_CAUSE =
  '(?!.{0,6}(?:引起|引发|提起|导致|而|所|产生|被)|(?:的)?(?:行政|复议|诉讼|咨询|投诉|举报)|信息?的?(?:咨询|投诉|举报))';

/** Behind words of a dispute, where their outcome is denied and not they: 未发生被行政复议纠错或败诉情况. */
const NO_OUTCOME = '(?![^,，。;；]{0,8}(?:纠错|纠正|败诉|撤销|变更|违法|超期|逾期|不利))';

function claim(
  cell: string | null,
  needs: readonly string[],
  source: string,
  options: Pick<ClaimPattern, 'alone' | 'soft'> = {},
): ClaimPattern {
  return { cell, needs, pattern: new RegExp(source, 'gu'), ...options };
}

const DISPUTE = '(?:案件|申请|案)?';

/**
 * In the order in which they are tried; of overlapping matches the first pattern's stands. "余" (more than) makes a
 * number no claim: the patterns match it to leave it out.
 */
export const CLAIM_PATTERNS: readonly ClaimPattern[] = [
  claim(
    CARRIED_IN,
    ['结转'],
    `(?:上年度?|上一年度?|${String.raw`\d{4}`}年度?)(?:度)?结转(?!至|到|下)${GAP}{0,14}?${N}${UNIT}`,
  ),
  claim(CARRIED_IN, ['结转'], `结转(?:自|的)?上一?年度?${GAP}{0,14}?${N}${UNIT}`),
  claim(CARRIED_OUT, ['结转'], `结转(?:至|到)?(?:下|次|${String.raw`\d{4}`})${GAP}{0,16}?${N}${UNIT}`),
  claim(CARRIED_OUT, ['结转', '顺延'], `${N}${UNIT}(?:申请)?${GAP}{0,10}(?:结转|顺延)(?:至|到)?(?:下|次)`),
  claim(
    null,
    ['当面', '信函', '邮寄', '网络', '网上', '在线', '网站', '平台', '邮件', '邮箱', '窗口', '传真', '层面'],
    `(?:当面|信函|邮寄|网络|网上|在线|网站|平台|邮件|邮箱|窗口|传真|层面)${GAP}{0,12}${N}${UNIT}`,
  ),
  claim(RECEIVED, ['申请'], `${RECEIPT}${GAP}{0,20}?${APPLICATION}${SUM}${N}${UNIT}`),
  claim(
    RECEIVED,
    ['申请'],
    `${RECEIPT}${GAP}{0,8}?${N}${UNIT}(?:的)?(?:书面|有效)?(?:政府)?(?:信息(?=依申请))?${APPLICATION}${NO_CAUSE}`,
  ),
  claim(RECEIVED, ['申请'], `申请总?(?:数|量|数量)(?:为|共)?${N}${UNIT}`),
  claim(CONCLUDED, ['办结'], `${N}${UNIT}(?:全部|均|都|已)?(?:已|均)?(?:按时|按期|依法|全部|及时)?办结`),
  claim(
    'derived.disclosed.total',
    ['部分公开'],
    `予以公开[及和与、](?:予以)?部分公开(?:答复)?${GAP}{0,4}?${N}${UNIT}`,
  ),
  claim(
    'applications.granted.total',
    ['公开'],
    `(?<!不)(?:予以公开|同意公开|决定公开|准予公开)(?:的|答复|政府信息)?${SUM}${N}${UNIT}`,
  ),
  claim(
    'applications.partlyGranted.total',
    ['部分公开', '区分处理'],
    `(?<!予以公开[及和、])(?:部分公开|区分处理后公开)(?:的|答复)?${SUM}${N}${UNIT}`,
  ),
  claim('derived.refused.total', ['不予公开'], `不予公开(?:的|答复|政府信息)?${SUM}${N}${UNIT}`),
  claim('derived.unableToProvide.total', ['无法提供'], `无法提供(?:的|答复|政府信息)?${SUM}${N}${UNIT}`),
  claim('derived.notProcessed.total', ['不予处理'], `不予处理(?:的|答复)?${SUM}${N}${UNIT}`),
  claim('derived.otherOutcome.total', ['其他处理'], `其他处理(?:的)?${SUM}${N}${UNIT}`),
  claim(CONCLUDED, ['办结'], `办结${GAP}{0,12}?${N}${UNIT}`),
  claim(CONCLUDED, ['答复'], `(?:共|全部|均|总共|合计)${GAP}{0,4}?(?<!公开)答复${GAP}{0,10}?${N}${UNIT}`),
  claim(CONCLUDED, ['答复'], `(?<!公开)答复${GAP}{0,10}?${N}${UNIT}`, { soft: true }),
  claim(
    RECONSIDERATION,
    ['复议'],
    `${N}${UNIT}(?:(?![未无没不、]|申请)${GAP}){0,20}行政复议${DISPUTE}(?![、和及])`,
  ),
  claim(RECONSIDERATION, ['复议'], `行政复议${DISPUTE}(?:共计|共|为|有)?${N}${UNIT}`),
  claim(LITIGATION, ['诉讼'], `${N}${UNIT}(?:(?![未无没不、]|申请)${GAP}){0,20}行政诉讼(?:案件)?`),
  claim(LITIGATION, ['诉讼'], `(?:行政)?诉讼(?:案件|案)?(?:共计|共|为|有)?${N}${UNIT}`),
  claim(
    RECEIVED,
    ['申请'],
    `(?:未|没有|无)(?:收到|受理|新收|接到)${GAP}{0,16}?(?<zero>公开(?:的)?申请|依申请公开|申请公开)${NO_CAUSE}`,
  ),
  claim(
    RECONSIDERATION,
    ['复议'],
    `(?:无|没有|未发生|未收到|未产生|未出现)${GAP}{0,20}?(?<zero>行政复议)${NO_OUTCOME}`,
  ),
  claim(
    LITIGATION,
    ['诉讼'],
    `(?:无|没有|未发生|未收到|未产生|未出现)${GAP}{0,24}?(?<zero>行政诉讼)${NO_OUTCOME}`,
  ),
  // 信息处理费: the 2021 form asks for it in section six, and no cell holds it. In 元, as printed.
  claim(null, ['信息处理费'], `信息处理费${GAP}{0,10}${N}(?:万)?元`, { alone: true }),
  claim(null, ['信息处理费'], `(?:未|没有|无|不)(?:收取|产生|发生|征收)?${GAP}{0,10}(?<zero>信息处理费)`, {
    alone: true,
  }),
];
