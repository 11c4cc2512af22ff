/** Lines of the page around a report: what they label, and which are the page's and not the report's. */
import { PAGE_LABELS } from '../../text/page-labels.js';
import type { PageField } from '../../text/page-labels.js';
import type { HeadText } from './head-text.js';
import { NO_TEXT, headText, joinText, sliceText } from './head-text.js';
import { datesIn } from './years.js';

/** What a label of the head names. A page that tells when it was changed may tell as well when it was published. */
type LabelledField = PageField | 'updated';

/** A value that the page prints with a label. */
export interface FieldValue {
  field: LabelledField;
  value: HeadText;
}

/** What a line says as a line of the page. */
export interface PageLine {
  fields: FieldValue[];
  /** What stands before its first label; empty where it begins with one. */
  body: HeadText;
}

const FIELDS = Object.keys(PAGE_LABELS) as PageField[];
const FIELD_OF = new Map(
  FIELDS.flatMap((field) => PAGE_LABELS[field].split('|').map((label) => [label, field] as const)),
);
/** Labels too short to be sure of anywhere but at the head: 时间：, 日期：, 栏目：, 分类：, 时效：. */
const SHORT_LABELS: Readonly<Record<string, LabelledField>> = {
  更新时间: 'updated', 更新日期: 'updated', 时间: 'published', 日期: 'published', 栏目: 'other', 分类: 'other',
  类别: 'other', 时效: 'other', 时效性: 'other', 体裁: 'other', 主题: 'other', 摘要: 'other', 阅读: 'other', 浏览: 'other',
  点击: 'other', 编号: 'other', 发布人: 'other', 发布者: 'other', 撰稿: 'other', 校对: 'other', 一审: 'other', 二审: 'other',
  三审: 'other', 初审: 'other', 复审: 'other', 终审: 'other', 签发: 'other', 访问次数: 'other', 分享到: 'other', 分享: 'other',
  打印: 'other', 相关链接: 'other', 公文种类: 'other', 信息所属: 'other', 所属栏目: 'other', 主办: 'other',
  title: 'title', Title: 'title', date: 'published', Date: 'published', pubdate: 'published', published: 'published',
  source: 'source', Source: 'source', author: 'other', Author: 'other', url: 'other', URL: 'other',
  hostname: 'other', sitename: 'other', description: 'other', categories: 'other', tags: 'other', image: 'other', pagetype: 'other',
  license: 'other', language: 'other', id: 'other', fingerprint: 'other', keywords: 'other',
}; // prettier-ignore
const LABEL = [...FIELD_OF.keys(), ...Object.keys(SHORT_LABELS)]
  .sort((a, b) => b.length - a.length)
  .join('|');
/** A label with its colon; 办公时间, 工作时间 and the like are no labels of the page. */
const LABELLED = new RegExp(
  `(?<![A-Za-z_]|办公|工作|受理|接待|服务|联系|统计|咨询|规定|期限|截止)[【[]?(${LABEL})[】\\]]?[:：]`,
  'gu',
);
/** Without a colon a label counts only before a date. */
const BEFORE_DATE = /(?:发布日期|发布时间|公开日期|发文日期|成文日期|生成日期)(?=20\d{2}[-年/.]\d)/gu;
const LABEL_ALONE = new RegExp(`^[•·●■【[-]*(${LABEL})[】\\]]?[:：]?$`, 'u');
/** Labels of index boxes that are a line of their own even without a colon. */
const LABEL_OF_BOX =
  /^[•·●■【[-]*(?:索引号|发布机构|发文机关|发文日期|发布日期|成文日期|生成日期|主题分类|发文字号|公开日期)[】\]]?:?$/u;
const CELL_BORDER = /[|｜\t]|\s{2,}/u;

function fieldOf(label: string): LabelledField {
  return FIELD_OF.get(label) ?? SHORT_LABELS[label] ?? 'other';
}

const TRAILING = /(?<![|｜;；,，、/\s-])[|｜;；,，、/\s-]+$/u;

/** The labelled values of a printed line, in cells parted by signs or wide blanks, or in running text. */
export function readPageLine(printed: string): PageLine {
  const cells = printed
    .split(CELL_BORDER)
    .map(headText)
    .filter(({ folded }) => folded !== '');
  const fields: FieldValue[] = [];
  const body: HeadText[] = [];
  let isBody = true;
  let pending: LabelledField | null = null;
  for (const cell of cells) {
    const alone =
      cells.length > 1 || LABEL_OF_BOX.test(cell.folded) ? LABEL_ALONE.exec(cell.folded)?.[1] : undefined;
    const labels = alone === undefined ? labelsIn(cell.folded) : [];
    if (alone !== undefined) {
      pending = fieldOf(alone);
    } else if (labels.length === 0) {
      // A cell behind a label that stands alone is its value.
      if (pending !== null) fields.push({ field: pending, value: cell });
      else if (isBody) body.push(cell);
      pending = null;
    } else {
      if (isBody) body.push(sliceText(cell, 0, labels[0]?.start));
      labels.forEach(({ label, end }, index) => {
        fields.push({
          field: fieldOf(label),
          value: trimmed(sliceText(cell, end, labels[index + 1]?.start)),
        });
      });
      const last = labels.at(-1);
      pending = last !== undefined && last.end === cell.folded.length ? fieldOf(last.label) : null;
    }
    isBody = isBody && fields.length === 0 && pending === null;
  }
  // A row of labels without values.
  if (pending !== null && fields.length === 0) fields.push({ field: pending, value: NO_TEXT });
  return { fields, body: joinText(body) };
}

function trimmed(value: HeadText): HeadText {
  const tail = TRAILING.exec(value.folded);
  return tail === null ? value : sliceText(value, 0, tail.index);
}

function labelsIn(folded: string): { label: string; start: number; end: number }[] {
  if (folded.length > LONGEST_LINE * 2) return [];
  const found: { label: string; start: number; end: number }[] = [];
  for (const pattern of folded.includes(':') ? [LABELLED, BEFORE_DATE] : [BEFORE_DATE]) {
    for (const match of folded.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (!found.some((other) => start < other.end && other.start < end))
        found.push({ label: match[1] ?? match[0], start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const LONGEST_LINE = 300;

/** Words of tool bars, longest first where one begins another. */
const TOOL =
  '设为首页|加入收藏|网站首页|首页|无障碍(?:阅读|浏览|版|模式)?|长者(?:版|模式|专区|助手)?|关怀(?:版|模式)|适老(?:化|版|模式)(?:版|改造)?|老年(?:版|模式)|繁体(?:版|中文)?|简体(?:版|中文)?|English|手机版|移动版|电脑版|客户端|登录|注册|搜索|检索|网站地图|网站支持IPv6|新浪微博|腾讯微博|政务微博|政务微信|微信公众号|微信|微博|QQ空间|QQ好友|QQ|朋友圈|人人网|豆瓣网?|百度贴吧|复制(?:链接|网址)|(?:一键)?分享(?:到|至)?|打印(?:本页|页面|此页|文章|正文|本文)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本页)?|(?:原文|文件|附件|全文|点击|Word|PDF)?下载(?:文字版|图片版|word版?|pdf版?|附件)?|全真版|文字版|图片版|我要纠错|纠错|字体(?:大小)?|字号|特大|超大|默认|正常|视力保护色|语音(?:播报|朗读|阅读)|朗读|播报|听全文|返回(?:顶部|首页|上一页|列表)?|保存|扫一扫.{0,20}|二维码|相关(?:链接|附件|文档|文章|信息|阅读)|导航|您访问的链接即将离开.{0,30}|分享按钮|公众号|浏览次数|点击数|来源|作者|上一篇|下一篇|A\\+|A-|[大中小AT]';
const TOOL_BAR = new RegExp(
  `^(?:${TOOL}|[\\s:：|｜/\\\\\\[\\]【】()<>«»·•●■,，.+\\-–—_=~*!"“”]|\\d{1,7})+$`,
  'iu',
);
const TOOL_WORD = new RegExp(TOOL, 'iu');
const BREADCRUMB =
  /^[【[•·-]*(?:(?:您|你|现在|当前|目前|所在|所处)+的?(?:位置|栏目)(?:是|为|在)?[】\]]?[:：]?|位置[:：])|^(?:网站)?首页[>»›→/|-]|(?:[^>»›]{1,20}[>»›]){2,}/u;
const NEIGHBOUR = /^[<>«»◁▷\s]*(?:上一|下一)[篇条页则](?:[:：].*|$)/u;
const FOOTER =
  /版权所有|ICP备|网站标识码|公网安备|^(?:网站)?(?:主办|承办|协办)(?:单位)?[:：]|^技术支持[:：]|copyright|建议使用.{0,20}浏览器|^(?:网站)?地图$|^https?:\/\/\S+$|^\(?(?:此件|本文)(?:主动|依申请)?公开.{0,4}\)?$/iu;
const RULE = /^[=\-—–_*~.·•|]*(?:(?:正文(?:开始)?[:：]?|[:：])[=\-—–_*~.·•|]*)?$/u;
const LONGEST_CHROME_LINE = 200;

/** True for a line that is page chrome by its words alone: tools, a breadcrumb trail, neighbours, footers, rules. */
export function isChrome(folded: string): boolean {
  if (folded.length > LONGEST_CHROME_LINE || folded.includes('。')) return false;
  return (
    RULE.test(folded) ||
    NUMBERED.test(folded) ||
    (TOOL_BAR.test(folded) && TOOL_WORD.test(folded)) ||
    BREADCRUMB.test(folded) ||
    NEIGHBOUR.test(folded) ||
    FOOTER.test(folded)
  );
}

/** A label without its colon before a number: 索引号11234567/2024-00012. */
const NUMBERED = /^[•·-]*(?:信息索引号|索引号|文号|编号)[\dA-Z][\dA-Z/.—–-]{3,40}$/iu;
/** Columns and names of sites, as they stand above a document. */
const SITE_WORD =
  /^(?:.{0,12}(?:门户网站|政府网|网站|信息网)|(?:法定主动公开内容|政务公开|(?:政府)?信息公开)(?:目录|专栏|平台|制度|指南|栏)?|(?:政府)?信息公开(?:工作)?(?:年度)?(?:年报|报告)|年度报告|年报|新闻中心|通知公告|公示公告|政务服务|互动交流|走进.{2,6}|政务动态)$/u;

/** True for a line that names the site or a column of it, if it stands above the title. */
export function isSiteWord(folded: string): boolean {
  return SITE_WORD.test(folded);
}

/** True for a line that says nothing but labelled values. */
export function isFieldLine({ fields, body }: PageLine, folded: string): boolean {
  return (
    fields.length > 0 &&
    body.folded.replace(/[•·●■【[\-—*#]+/gu, '') === '' &&
    !/。./u.test(folded) &&
    folded.length <= LONGEST_LINE
  );
}

/** The first full or partial date among the values of a kind; null where there is none. */
export function fieldDate(lines: readonly PageLine[], kind: LabelledField): string | null {
  for (const { fields } of lines) {
    for (const { field, value } of fields) {
      const date = field === kind ? datesIn(value.folded).find(({ start }) => start <= 1)?.date : undefined;
      if (date !== undefined) return date;
    }
  }
  return null;
}
