/** Finds the report in a page: what is around it (menus, tools, footers) is left out, in doubt it is kept. */
import { compact } from './html-text.js';
import { isChromeLine, isOuterChromeLine } from './page-chrome.js';
import type { PageBlock } from './page-block.js';
import { isMetadataTable, isUndatedMetadataLine } from './page-metadata.js';
import type { PageElement } from './page-tree.js';
import { isFormLabel, isFormLine, isNarrative, isSectionHeading, isTitle } from './report-signs.js';
import { blockTexts } from './table-blocks.js';

/** `STRONG` for what only a report prints, `NARRATIVE` for passages, which other parts of a page may hold too. */
type Sign = 'STRONG' | 'NARRATIVE' | 'TITLE' | 'NONE';

interface Judged extends PageBlock {
  /** Compacted, if not too long for anything but narrative; empty for a table. */
  text: string;
  sign: Sign;
}

/** More of a line than this in links, and it is a menu or a list of other pages. */
const LINKED = 0.6;
/** A table has at least this many labels of the official forms. */
const FORM_LABELS = 3;
/** Fewer signs than this do not show where the report begins and ends. */
const LEAST_SIGNS = 3;
const LONGEST_MENU_ITEM = 60;
/** Longer text is narrative, without a closer look. */
const LONGEST_LINE = 1000;
const SIDE_TAGS: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'menu']);
const SIDE_NAMES =
  /(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|copyright|share|sidebar|toolbar|relate[ds]?)(?:$|[\s_-])/iu;

/** The blocks of the report, in order. Nothing between its first and last sure sign is dropped but tools. */
export function findReport(blocks: readonly PageBlock[]): PageBlock[] {
  const judged = blocks.map(judge);
  const signs = judged.filter(({ sign }) => sign === 'STRONG');
  const anchors = signs.length > 0 ? signs : judged.filter(({ sign }) => sign === 'NARRATIVE');
  const [first, last] = [anchors[0], anchors.at(-1)];
  if (first === undefined || last === undefined) {
    return judged.filter((item) => !isOuterChrome(item));
  }
  const from = judged.indexOf(first);
  const to = judged.indexOf(last);
  const container = reportElement(judged);
  const title = findTitleIndex(judged, from);
  return judged.filter((item, index) => {
    if (index >= from && index <= to) return !isChromeLine(item.text);
    if (index === title || item.sign === 'NARRATIVE') return true;
    if (!isInside(item.owner, container) || isOuterChrome(item)) return false;
    // Other titles above the title are names of columns of the site.
    return index > to || index > title || item.sign !== 'TITLE';
  });
}

function judge(item: PageBlock): Judged {
  const { block, length, linked } = item;
  if (block.kind === 'table') {
    const labels = blockTexts(block).filter((text) => isFormLabel(compact(text))).length;
    return { ...item, text: '', sign: labels >= FORM_LABELS ? 'STRONG' : 'NONE' };
  }
  if (block.text.length > LONGEST_LINE) {
    return { ...item, text: block.text, sign: linked > length * LINKED ? 'NONE' : 'NARRATIVE' };
  }
  const text = compact(block.text);
  if (linked > length * LINKED) return { ...item, text, sign: 'NONE' };
  if (isSectionHeading(text) || isFormLine(text)) return { ...item, text, sign: 'STRONG' };
  if (isNarrative(text)) return { ...item, text, sign: 'NARRATIVE' };
  return { ...item, text, sign: isTitle(text) && !isChromeLine(text) ? 'TITLE' : 'NONE' };
}

/** The smallest element that holds all that is surely the report's; null where too few signs tell it. */
function reportElement(judged: readonly Judged[]): PageElement | null {
  const owners = judged
    .filter(({ sign }) => sign === 'STRONG' || sign === 'NARRATIVE')
    .map(({ owner }) => owner);
  return owners.length < LEAST_SIGNS ? null : commonElement(owners);
}

/** The title above the report that says most (a year, an organ's name), the first of equals; -1 where there is none. */
function findTitleIndex(judged: readonly Judged[], before: number): number {
  let best = -1;
  let bestWorth = 0;
  for (let index = 0; index < before; index += 1) {
    const item = judged[index];
    if (item?.sign !== 'TITLE') continue;
    const hasYear = /\d{4}|[〇○零一二三四五六七八九]{4}年/u.test(item.text);
    const hasOrgan = HAS_ORGAN.test(item.text);
    const worth = 1 + (hasYear ? 1 : 0) + (hasOrgan ? 1 : 0);
    if (worth > bestWorth) {
      best = index;
      bestWorth = worth;
    }
  }
  return best;
}

/** Words before those of the genre, or before the year: the organ's. */
const HAS_ORGAN = /^(?:\d{4}年度?)?[^\d]{3,}?(?=\d{4}|(?:政府)?信息公开|政务公开)/u;

function isOuterChrome(item: Judged): boolean {
  const { block, text, length, linked } = item;
  if (item.sign === 'STRONG' || item.sign === 'NARRATIVE') return false;
  if (block.kind === 'table') return isMetadataTable(item) || linked > length * LINKED;
  if (isChromeLine(text) || isOuterChromeLine(text) || isUndatedMetadataLine(text)) return true;
  if (item.sign === 'TITLE') return false;
  if (linked > length * LINKED && text.length <= LONGEST_MENU_ITEM && !text.startsWith('附件')) return true;
  return isAtSide(item.owner);
}

/** True inside an element that by its tag, role or name is beside the page's content. */
function isAtSide(owner: PageElement): boolean {
  for (let element: PageElement | null = owner; element !== null; element = element.parent) {
    const { tag, attributes } = element;
    if (tag === 'body') return false;
    const names = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
    if (SIDE_TAGS.has(tag) || attributes.get('role') === 'navigation' || SIDE_NAMES.test(names)) return true;
  }
  return false;
}

/** The deepest element that holds all of the given ones. */
function commonElement(elements: readonly PageElement[]): PageElement | null {
  let common: PageElement | null = null;
  for (const element of new Set(elements)) common = common === null ? element : meet(common, element);
  return common;
}

function meet(a: PageElement, b: PageElement): PageElement | null {
  let left: PageElement | null = a;
  let right: PageElement | null = b;
  while (left !== right) {
    if ((left?.depth ?? 0) >= (right?.depth ?? 0)) left = left?.parent ?? null;
    else right = right?.parent ?? null;
  }
  return left;
}

function isInside(element: PageElement, container: PageElement | null): boolean {
  for (let at: PageElement | null = element; at !== null; at = at.parent) {
    if (at === container) return true;
  }
  return container === null;
}
