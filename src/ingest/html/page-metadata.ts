/** What the page says of the report outside its text: meta elements, the table with 索引号, the line under the title. */
import { PAGE_LABELS } from '../../text/page-labels.js';
import type { PageField } from '../../text/page-labels.js';
import type { DocumentMetadata } from '../document.js';
import { compact } from './html-text.js';
import type { PageBlock } from './page-block.js';
import type { Page } from './page-tree.js';
import { isTitle } from './report-signs.js';
import { blockTexts } from './table-blocks.js';

const FIELDS = Object.keys(PAGE_LABELS) as PageField[];
const LABEL = new RegExp(`(?:${Object.values(PAGE_LABELS).join('|')})`, 'u');
const LABEL_ALONE = new RegExp(`^[【\\[]?(${LABEL.source})[】\\]]?[:：]?$`, 'u');
const LABELLED = new RegExp(`[【\\[]?(${LABEL.source})[】\\]]?[:：]`, 'gu');
const LABEL_FIRST = new RegExp(`^[【\\[]?(${LABEL.source})[】\\]]?[:：]`, 'u');
const LONGEST_LINE = 300;
const LONGEST_ORGAN = 40;
/** A metadata table has this many labels and is shorter than this. */
const LEAST_LABELS = 3;
const LONGEST_TABLE = 1500;

/** Values by what their labels say; the first printed of each counts. */
export type LabelledValues = Map<PageField, string>;

function fieldOf(label: string): PageField {
  return FIELDS.find((field) => PAGE_LABELS[field].split('|').includes(label)) ?? 'other';
}

/** The labelled values that a page prints, in its tables, lists and lines. */
export function labelledValues(blocks: readonly PageBlock[]): LabelledValues {
  const values: LabelledValues = new Map();
  const keep = (label: string, value: string): void => {
    const field = fieldOf(label);
    if (value !== '' && !values.has(field)) values.set(field, value);
  };
  let pending: string | null = null;
  for (const text of shortTexts(blocks)) {
    const alone = LABEL_ALONE.exec(text)?.[1];
    if (alone !== undefined) {
      pending = alone;
      continue;
    }
    const labels = text.includes(':') ? [...text.matchAll(LABELLED)] : [];
    // A cell or line behind a label that stands alone is its value.
    if (labels.length === 0 && pending !== null) keep(pending, text);
    pending = null;
    labels.forEach((match, index) => {
      const end = labels[index + 1]?.index ?? text.length;
      keep(match[1] ?? '', text.slice(match.index + match[0].length, end));
    });
  }
  return values;
}

/** Compacted texts of lines and cells that are short enough to be metadata. */
function* shortTexts(blocks: readonly PageBlock[]): Generator<string> {
  for (const { block } of blocks) {
    for (const text of blockTexts(block)) {
      if (text.length <= LONGEST_LINE) yield compact(text);
    }
  }
}

/** True for a table with 索引号, 发布机构 and the like. */
export function isMetadataTable({ block, length }: PageBlock): boolean {
  if (block.kind !== 'table' || length > LONGEST_TABLE) return false;
  const labels = blockTexts(block).filter((text) => {
    const squeezed = compact(text);
    return LABEL_ALONE.test(squeezed) || LABEL_FIRST.test(squeezed);
  });
  return labels.length >= LEAST_LABELS;
}

/** True for a line of metadata that says nothing of the date: 索引号：…, 文号：…, 主题分类：…. */
export function isUndatedMetadataLine(text: string): boolean {
  if (text.length > LONGEST_LINE || /。/u.test(text)) return false;
  const label = LABEL_FIRST.exec(text)?.[1];
  return label !== undefined && !new RegExp(`${PAGE_LABELS.published}|${PAGE_LABELS.issued}`, 'u').test(text);
}

/** Puts together what the page says. Nothing is inferred: what it does not say is left out. */
export function pageMetadata(page: Page, values: LabelledValues): DocumentMetadata {
  const title = pageTitle(page);
  const published =
    isoDate(page.metas.get('pubdate')) ??
    isoDate(page.metas.get('article:published_time')) ??
    isoDate(values.get('published')) ??
    isoDate(values.get('issued'));
  const written = isoDate(values.get('written'));
  const organ =
    organName(values.get('organ')) ??
    organName(page.metas.get('contentsource')) ??
    organName(values.get('source'));
  return {
    ...(title === null ? {} : { title }),
    ...(organ === null ? {} : { organ }),
    ...(published === null ? {} : { publishedOn: published }),
    ...(written === null ? {} : { writtenOn: written }),
  };
}

/** Signs by which a page's title parts the article's from the site's. */
const TITLE_PARTS = /[_|｜—»>]|\s[-–]+\s|--+|-(?=[^-]*(?:网|政府)$)/u;

/** The article's title: named as such by a meta element, else the part of the page's title that is one. */
function pageTitle(page: Page): string | null {
  for (const printed of [page.metas.get('articletitle'), page.title]) {
    if (printed === undefined || printed === null) continue;
    const parts = printed.split(TITLE_PARTS).map((part) => part.replace(/\s+/gu, ' ').trim());
    const titles = parts.filter((part) => isTitle(compact(part)));
    // A column of the site is called 政府信息公开年报 too; the year tells the article.
    const title = titles.find((part) => /\d{4}/u.test(part)) ?? titles[0];
    if (title !== undefined) return title;
  }
  return null;
}

/** A name of an organ; null for the words by which a site names itself. */
function organName(printed: string | undefined): string | null {
  const name =
    printed
      ?.normalize('NFKC')
      .replace(/\s+/gu, '')
      .replace(/(?<![|/;；,，、])[|/;；,，、]+$/u, '') ?? '';
  const isName = /^[\p{Script=Han}（）()、·]{3,}$/u.test(name) && name.length <= LONGEST_ORGAN;
  return isName && !/(?:网站?|门户|平台|公众号|本站|原创|转载|未知)$|本站|本网/u.test(name) ? name : null;
}

const DATE = /(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})/u;

/** The first full date in a text, as ISO 8601; null where there is none or it cannot be. */
function isoDate(text: string | undefined): string | null {
  const found = DATE.exec(text ?? '');
  if (found === null) return null;
  const [year = '', month = '', day = ''] = found.slice(1);
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDate = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDate ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}
