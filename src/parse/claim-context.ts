/**
 * What a sentence speaks of. A number is compared with a cell only where its sentence names that very quantity: the
 * applications of this year, all of them, of this organ; the disputes over open government information.
 */
import type { SectionKind } from '../domain/report.js';

/** `SURE`: the sentence names the quantity. `UNSURE`: it may. `NO`: it counts something else. */
export type Certainty = 'SURE' | 'UNSURE' | 'NO';

/** Where a match stands. */
export interface ClaimContext {
  /** The sentence, squeezed. */
  sentence: string;
  start: number;
  end: number;
  /** Squeezed sentences of the same section before it, the nearest last; asked for where the sentence itself is silent. */
  before: () => readonly string[];
  section: SectionKind;
  /** The report's; null where it is not known. */
  year: number | null;
}

/** Words of applications for information. A bare 申请 may be one for anything. */
const APPLICATIONS =
  /信息公开(?:的)?(?:书面|网上|网络|有效)?申请|依申请公开(?!(?:政府)?信息(?:数|总数|\d))|公开(?:政府)?信息(?:的)?申请|公开申请|申请公开|收到申请|受理申请(?!\d)|申请人|申请(?:办理|答复)|公开\d+件申请/gu;
/** What else is received, concluded, answered or kept from the public. */
const ELSE =
  /建议|提案|议案|信访|来信|来访|来电|来函|工单|热线|投诉|举报|咨询|留言|诉求|信箱|审批|许可|政务服务|服务事项|办件|一网通办|审批系统|不动产|证照|业务|处罚|强制|公文|文件|制作|获取|属性|认定|信息数|信息总数|主动公开|发布|督办|窗口(?=(?:共|累计|全年)?(?:受理|办理|收到|接待))|报警|案件|救助|补贴|登记|备案|培训|会议|合同|项目|职称|执法|检查|仲裁|调解|公证|法律援助|赔偿|招标|预约|求助|纠纷/gu;
/** Numbers of other years, of several years, or of a change. */
const OTHER_TIME =
  /(?<!截[至止](?:20\d{2}年)?|[至到—~-](?:20\d{2}年)?|\d)(?:1[0-2]|0?[1-9])月份?(?=[,，]?(?:共|累计)?(?:收到|受理|接到|新收))|平均|每[月天日]|[月日]均|单[日月]|最多|[二三四五六七八九十两\d]年来|五”以来|(?<!\d)(?!0?1月(?:0?1日)?[至到—~-]+12月)\d{1,2}月(?:\d{1,2}日)?[至到—~-]+\d{1,2}月|去年|前年|上一?年(?!度?结转)|同期|往年|历年|历史|近[\d一二两三四五]年|条例(?:施行|实施)以来|开通以来|成立以来|自20\d{2}年.{0,12}(?:以来|起)|相比|累计|[上下]半年|第?[一二三四]季度|\d{1,2}月份/u;
/** How a clause before the number's own sets such a time. */
const OTHER_TIME_BEFORE =
  /(?:(?:施行|实施|开通|成立|建立|五”)以来|近[\d一二两三四五]年[,，]?.{0,8}|[二三四五六七八九十两\d]年来|截[至止](?:20\d{2}年)?(?!12月)\d{1,2}月(?:\d{1,2}日|底|末)?)(?:[,，](?:共|累计)?)?$|(?:[二三四五六七八九十两\d]年来|(?:施行|实施|五”)以来)(?!.*(?:今年|本年|全年|20\d{2}年))/u;
/** An outcome of some of the applications that have it. */
const SOME_OUTCOMES = /征求|第三方|补正后|延期|重新/u;
/** So many characters before an outcome may say of which applications it is. */
const BEFORE_OUTCOME = 16;
/** Behind the number of applications: some of them are of last year, or none that the table counts. */
const WITH_CARRIED = /^[(,，](?:含|包括|其中)[^),，]{0,6}(?:上一?年|结转|咨询|补正|重复)/u;
/** Applications of others that pass through: 区政府转办的, 协助区政府办理. */
const FOR_OTHERS = /转办|交办|协助|指导|督促|转交/u;
/** What else goes over into the next year. */
const ELSE_CARRIED = /资金|经费|预算|项目|指标|任务/u;
/** A part of the applications recognised by what they ask for: it may be all of them. */
const BY_SUBJECT = /要求公开|关于|类(?:信息)?的?申请/u;
const SHARE_OF_ALL = /^[,，、(]?(?:约)?占(?:全部|全年|申请|总|受理)/u;
/** Another organ than the one that reports receives them: 市大数据局收到, 各县区共受理. */
const OTHER_ORGAN =
  /^(?:其中[,，:]?)?(?:[省市县区]|各|下属|所属|直属|基层)\p{Script=Han}{0,8}?(?:局|委|厅|部门|镇|乡|街道|县区|单位|本级)(?:\([^()]{1,8}\))?(?:共|累计|全年|分别)*(?:收到|受理|接到|办理)/u;
/** The organ's own applications behind those of a whole area. */
const OWN_BEHIND =
  /^[^;]{0,12}?[,，](?:其中[,，:]?)?[我本](?:局|委|办|厅|院|镇|乡|街道|单位|机关|部门)[^,，;]{0,6}(?:收到|受理|接到)/u;
/** Who decides disputes, or helps with those of others, counts more than its own. */
const OF_OTHERS = /审理|审结|代理|协助|复议机[关构]|作为第三人/u;
const THIS_YEAR = /全年|本年|今年|年度/u;
const CHANGE = /增|减|降|升|超|上年(?!度?结转)/u;
/** Words for a part of the applications. */
const PART =
  /其中|自然人|法人|企业|科研|公益|律师|法律服务|当面|书面|信函|邮寄|网络|网上|在线|邮件|传真|逾期|超期|延期|重复|涉及|有关|撤销|撤回|补正后的|更正/u;
const DISPUTE_OF_INFORMATION = /信息公开|公开(?:申请|工作)|依申请公开|公开信息|不予公开|政府信息/u;
const PART_OF_INFORMATION = /其中[^,，;]{0,10}(?:信息公开|公开类|依申请公开)/u;
const UNRELATED = /无关|不涉及(?:政府)?信息公开|非(?:政府)?信息公开|不属于(?:政府)?信息公开/u;

/** Without one of these or a number, other things are only named: "涉及项目规划等". */
const COUNTS_OR_HANDLES = /\d|受理|收到|接到|接待|办理|处理|回复|制作|产生|认定|发布/u;
const HANDLED = /收到|受理|新收|接收|接到|办理|答复|办结|处理/u;
/** A count of documents by whether they are public. */
const BY_OPENNESS = /(?:主动公开[^,;。]{0,14}\d|属性|公文|制作|制发|印发|文件\d|信息总数)(?<after>[^;。]*)$/u;

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1;
  for (const match of text.matchAll(pattern)) last = match.index;
  return last;
}

/** What a text speaks of at its end; null where it says neither. */
function topicOf(text: string): 'APPLICATIONS' | 'ELSE' | null {
  for (const clause of text.split(/[,，:(]/u).reverse()) {
    const applications = lastIndex(clause, APPLICATIONS);
    const other = COUNTS_OR_HANDLES.test(clause) ? lastIndex(clause, ELSE) : -1;
    if (applications !== -1 || other !== -1) return applications > other ? 'APPLICATIONS' : 'ELSE';
  }
  return null;
}

/** The clause in which a match stands, from its beginning to the match's end. */
function clauseOf({ sentence, start, end }: ClaimContext): string {
  const before = Math.max(...[',', '，', ';', ':', '('].map((mark) => sentence.lastIndexOf(mark, start - 1)));
  return sentence.slice(start === 0 ? 0 : before + 1, end);
}

/** Whether the number is of another year or of several. */
function isOtherTime(context: ClaimContext, clause: string): boolean {
  const { sentence, end, start, year } = context;
  if (OTHER_TIME.test(clause) && !(/累计/u.test(clause) && THIS_YEAR.test(clause))) return true;
  // A clause before this one may set the time: 自条例施行以来，累计受理 …
  const told = sentence.slice(Math.max(0, start - 40), start);
  if (OTHER_TIME_BEFORE.test(told)) return true;
  const years = [...sentence.slice(0, end).matchAll(/(?<!\d)(20\d{2})年/gu)].map((match) => Number(match[1]));
  const last = years.at(-1);
  return year !== null && last !== undefined && last !== year;
}

/** How sure it is that a match about applications names its cell's quantity. */
export function aboutApplications(context: ClaimContext, cell: string): Certainty {
  const { sentence, start, end, section } = context;
  const clause = clauseOf(context);
  const matched = sentence.slice(start, end);
  const isCarried = cell.startsWith('applications.carried');
  if (/复议|诉讼|引起|引发/u.test(matched) || UNRELATED.test(sentence)) return 'NO';
  if (isCarried ? ELSE_CARRIED.test(clause) : isOtherTime(context, clause) || CHANGE.test(matched))
    return 'NO';
  if (isTotal(cell) ? isShare(context, clause) : !isCarried && isCountOfDocuments(context)) return 'NO';
  const topic = topicBefore(context);
  if (topic === 'ELSE') return 'NO';
  if (isTotal(cell) ? mayBeOfSome(context, clause) : isOutcomeOfSome(context)) return 'UNSURE';
  return topic === 'APPLICATIONS' || section === 'APPLICATIONS' || isCarried ? 'SURE' : 'UNSURE';
}

/** True for a number of some of the applications beside that of all: a part, the rest of a part, or a share. */
function isShare(context: ClaimContext, clause: string): boolean {
  return PART.test(clause) || isRestOfPart(context) || SHARE_OF_ALL.test(context.sentence.slice(context.end));
}

/** True for documents that are counted by whether they are public, and not handled as applications are. */
function isCountOfDocuments({ sentence, start }: ClaimContext): boolean {
  const counted = BY_OPENNESS.exec(sentence.slice(0, start));
  return counted !== null && !HANDLED.test(counted.groups?.['after'] ?? '');
}

/** True where the number of all applications may be that of one subject, of other organs, or hold those carried in. */
function mayBeOfSome(context: ClaimContext, clause: string): boolean {
  const { sentence, start, end } = context;
  return (
    BY_SUBJECT.test(sentence.slice(start, end)) ||
    isOfOthers(context, clause) ||
    WITH_CARRIED.test(sentence.slice(end))
  );
}

/** True where an outcome may be that of some of the applications that have it. */
function isOutcomeOfSome({ sentence, start, end }: ClaimContext): boolean {
  return SOME_OUTCOMES.test(sentence.slice(Math.max(0, start - BEFORE_OUTCOME), end));
}

/** 其中1件延期办结，8件按期办结: what a clause adds to a part is the rest of it. */
function isRestOfPart({ sentence, start }: ClaimContext): boolean {
  return /\d/u.test(sentence.charAt(start)) && /其中[^,，;]*[,，、]$/u.test(sentence.slice(0, start));
}

function isOfOthers({ sentence, end }: ClaimContext, clause: string): boolean {
  if (OWN_BEHIND.test(sentence.slice(end))) return true;
  // A clause may begin within the brackets of a name: 各镇（街道）共收到.
  const named = /^[^()]*\)/u.test(clause)
    ? (sentence
        .slice(0, end)
        .split(/[,，;:]/u)
        .at(-1) ?? '')
    : clause;
  return OTHER_ORGAN.test(named.replace(/^[,，;:(]/u, '')) || FOR_OTHERS.test(sentence.slice(0, end));
}

function isTotal(cell: string): boolean {
  return cell === 'applications.received.total' || cell === 'applications.outcomeTotal.total';
}

/** What the talk is of where a match stands: as its sentence says, else those before it. */
function topicBefore({ sentence, end, before }: ClaimContext): 'APPLICATIONS' | 'ELSE' | null {
  const own = topicOf(sentence.slice(0, end));
  if (own !== null) return own;
  for (const earlier of [...before()].reverse()) {
    const topic = topicOf(earlier);
    if (topic !== null) return topic;
  }
  return null;
}

/** How sure it is that a match about disputes is about those over open government information. */
export function aboutDisputes(context: ClaimContext): Certainty {
  const { sentence, section } = context;
  if (UNRELATED.test(sentence) || isOtherTime(context, clauseOf(context))) return 'NO';
  if (/复议(?:案件)?[和及、与](?:行政)?诉讼(?:案件)?共[计]?[1-9]/u.test(sentence)) return 'NO';
  // 行政复议案件12件，其中涉及政府信息公开3件: the first number is of all of them.
  if (!DISPUTE_OF_INFORMATION.test(sentence.slice(0, context.end)) && PART_OF_INFORMATION.test(sentence))
    return 'NO';
  if (/纠错|纠正|败诉|撤销|上一?年度?结转/u.test(clauseOf(context))) return 'NO';
  // 行政复议1件被纠正: there may be others.
  if (/^(?:被|获)?(?:维持|纠正|撤销|驳回)/u.test(sentence.slice(context.end))) return 'UNSURE';
  if (OF_OTHERS.test(sentence.slice(0, context.end)))
    return DISPUTE_OF_INFORMATION.test(sentence) ? 'UNSURE' : 'NO';
  if (DISPUTE_OF_INFORMATION.test(sentence) || section === 'REVIEW_AND_LITIGATION') return 'SURE';
  if (/(?:审理|办理|受理|审结|代理|应诉)/u.test(sentence)) return 'NO';
  return 'UNSURE';
}
