/** Words of a government site that are around a report and are no part of it. All patterns run on compacted text. */
import { compact } from './html-text.js';
import type { PageElement, PageNode } from './page-tree.js';
import { isText } from './page-tree.js';

/** Tools that no sentence of a report consists of: size of the type, view counter, printing. */
const TOOLS = String.raw`(?:文字|正文)?(?:字体|字号)(?:大小)?[:：]|(?:浏览|阅读|点击|访问)(?:次数|量|数|人次)[:：]\d*次?|打印(?:本页|页面|此页|文章|正文)|关闭(?:窗口|本页|页面|此页)|分享[到至][:：]?|返回顶部|我要纠错|一键分享|收藏本页|加入收藏`;
/** Words that are tools only in the company of tools, or where nothing else is. */
const COMPANIONS = String.raw`字体|字号|打印|关闭|收藏|分享|纠错|特大|超大|默认|[大中小]|视力保护色|微信|新浪微博|微博|QQ空间|朋友圈|人人网|复制链接|返回|下载|朗读|保存`;
const SIGNS = String.raw`[\s:：|｜/\\\[\]【】()（）<>«»·,，.+\-_]`;

const TOOL_LINE = new RegExp(
  `^(?:${SIGNS}|${COMPANIONS})*(?:${TOOLS})(?:${SIGNS}|${COMPANIONS}|${TOOLS})*$`,
  'u',
);
const COMPANION_LINE = new RegExp(`^(?:${SIGNS}|${COMPANIONS})+$`, 'u');
const NEIGHBOUR = /^(?:上一|下一)[篇条页则](?:[:：].*|$)/u;
const BREADCRUMB =
  /^[【[]?(?:您|你|现在|当前|目前|所在|所处)+的?(?:位置|栏目)(?:是|为)?[】\]]?[:：]|^(?:网站)?首页[>»›→\-/|].*/u;
const FOOTER =
  /^位置[:：]|版权所有|ICP备|网站标识码|公网安备|网站地图|技术支持[:：]|(?:主办|承办)(?:单位)?[:：]|copyright|建议使用.{0,20}浏览器/iu;

/** A tool's text is shorter than this. */
const LONGEST_TOOL = 80;
const LONGEST_CHROME_LINE = 200;
/** Nodes of an element that are looked at; a tool has fewer. */
const MOST_TOOL_NODES = 40;

/** True for an inline element that is a tool of the page (字体：[大 中 小], 浏览次数：12, a link 打印). */
export function isToolText(element: PageElement): boolean {
  const text = shortText(element);
  if (text === null || text === '') return false;
  return TOOL_LINE.test(text) || (element.tag === 'a' && /^(?:打印|关闭|收藏|分享)$/u.test(text));
}

/** True for a line that is page chrome wherever it is: tools, the article before and after, a breadcrumb trail. */
export function isChromeLine(text: string): boolean {
  if (text.length > LONGEST_CHROME_LINE) return false;
  return TOOL_LINE.test(text) || NEIGHBOUR.test(text) || BREADCRUMB.test(text);
}

/** True for a line that is page chrome if it is before or after the report. */
export function isOuterChromeLine(text: string): boolean {
  if (text.length > LONGEST_CHROME_LINE) return false;
  const trail = text.match(/[>»›]/gu)?.length ?? 0;
  return COMPANION_LINE.test(text) || FOOTER.test(text) || (trail >= 2 && !text.includes('。'));
}

/** The compacted text of an element, null where it is longer than a tool's. */
function shortText(element: PageElement): string | null {
  let text = '';
  let nodes = 0;
  const pending: PageNode[] = [element];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    nodes += 1;
    if (isText(next)) text += compact(next.text);
    else for (const child of next.children.slice(0, MOST_TOOL_NODES).reverse()) pending.push(child);
    if (nodes > MOST_TOOL_NODES || text.length > LONGEST_TOOL) return null;
  }
  return text;
}
