/** How reports word the numbers that their narrative states. */

/** Words that state a number. */
export interface ClaimPattern {
  /** Key of a cell or derived value; null where no cell holds the number. */
  cell: string | null;
  /** Has the named group `n`, or `zero` around the words whose count is said to be zero. */
  pattern: RegExp;
  /** True where the number stands for itself; else a number without a cell counts only beside applications. */
  alone?: boolean;
}

/** The cell that most claims speak of. */
export const RECEIVED = 'applications.received.total';

const N = String.raw`(?<n>\d[\d,]*(?:\.\d+)?)`;
const UNIT = String.raw`(?:余)?(?:件|份|宗|起|条|次|例)`;
/** Words between, within one clause and without another number. */
const GAP = String.raw`[^，,。；;：:\d]`;

function pattern(source: string): RegExp {
  return new RegExp(source, 'gu');
}

/**
 * In the order in which they are tried; of overlapping matches the first pattern's stands. "余" (more than) makes a
 * number no claim: the patterns match it to leave it out.
 */
export const CLAIM_PATTERNS: readonly ClaimPattern[] = [
  {
    cell: 'applications.carriedIn.total',
    pattern: pattern(`(?:上年度?|上一年度?|${String.raw`\d{4}`}年度?)结转${GAP}{0,12}${N}${UNIT}`),
  },
  {
    cell: 'applications.carriedOut.total',
    pattern: pattern(`(?:结转(?:至|到)?(?:下|次|${String.raw`\d{4}`}))${GAP}{0,14}${N}${UNIT}`),
  },
  {
    cell: 'applications.carriedOut.total',
    pattern: pattern(`${N}${UNIT}(?:申请)?${GAP}{0,10}(?:结转|顺延)(?:至|到)?(?:下|次)`),
  },
  {
    cell: null,
    pattern: pattern(
      `(?:当面|信函|邮寄|网络|网上|在线|网站|平台|邮件|邮箱|窗口|传真|层面)${GAP}{0,12}${N}${UNIT}`,
    ),
  },
  {
    cell: RECEIVED,
    pattern: pattern(`(?:收到|受理|新收)${GAP}{0,20}(?:申请|依申请公开)${GAP}{0,8}${N}${UNIT}`),
  },
  { cell: RECEIVED, pattern: pattern(`申请总?(?:数|量|数量)(?:为|共)?${N}${UNIT}`) },
  {
    cell: 'applications.outcomeTotal.total',
    pattern: pattern(`${N}${UNIT}(?:全部|均|都|已)?(?:已|均)?(?:按时|按期|依法|全部|及时)?办结`),
  },
  { cell: 'applications.outcomeTotal.total', pattern: pattern(`(?:办结|答复)${GAP}{0,12}${N}${UNIT}`) },
  {
    cell: 'derived.disclosed.total',
    pattern: pattern(`予以公开[及和与、](?:予以)?部分公开${GAP}{0,6}${N}${UNIT}`),
  },
  { cell: 'applications.granted.total', pattern: pattern(`(?:予以公开|同意公开)${GAP}{0,6}${N}${UNIT}`) },
  {
    cell: 'applications.partlyGranted.total',
    pattern: pattern(`(?<!予以公开[及和、])部分公开${GAP}{0,6}${N}${UNIT}`),
  },
  { cell: 'derived.refused.total', pattern: pattern(`不予公开${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.unableToProvide.total', pattern: pattern(`无法提供${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.notProcessed.total', pattern: pattern(`不予处理${GAP}{0,6}${N}${UNIT}`) },
  { cell: 'derived.otherOutcome.total', pattern: pattern(`其他处理${GAP}{0,6}${N}${UNIT}`) },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`${N}${UNIT}${GAP}{0,20}行政复议(?:案件|申请)?(?![、和及])`),
  },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`行政复议(?:案件|申请)?(?:共|共计|为)?${N}${UNIT}`),
  },
  { cell: 'derived.litigation.total', pattern: pattern(`${N}${UNIT}${GAP}{0,20}行政诉讼(?:案件)?`) },
  { cell: 'derived.litigation.total', pattern: pattern(`(?:行政)?诉讼(?:案件)?(?:共|共计|为)?${N}${UNIT}`) },
  {
    cell: RECEIVED,
    pattern: pattern(`(?:未|没有|无)(?:收到|受理|新收)${GAP}{0,16}(?<zero>公开申请|依申请公开)`),
  },
  {
    cell: 'review.reconsideration.total',
    pattern: pattern(`(?:无|没有|未发生|未收到)${GAP}{0,20}(?<zero>行政复议)`),
  },
  {
    cell: 'derived.litigation.total',
    pattern: pattern(`(?:无|没有|未发生|未收到)${GAP}{0,24}(?<zero>行政诉讼)`),
  },
  // 信息处理费: the 2021 form asks for it in section six, and no cell holds it. In 元, as printed.
  { cell: null, alone: true, pattern: pattern(`信息处理费${GAP}{0,10}${N}(?:万)?元`) },
  {
    cell: null,
    alone: true,
    pattern: pattern(`(?:未|没有|无|不)(?:收取|产生|发生|征收)?${GAP}{0,10}(?<zero>信息处理费)`),
  },
];
