/** A report that a program hands over as one value of JSON: what it holds, as the text or the page that it was made from. */
import { compact } from '../html/html-text.js';
import { isFormColumn, isSectionHeading, isTitle } from '../html/report-signs.js';

/** The text that a value of JSON holds. */
export interface HeldText {
  kind: 'text' | 'html';
  text: string;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Names under which programs keep what a page prints with a label; others, for the text itself, say nothing. */
const LABEL_NAME =
  /^(?:title|date|pubdate|published|source|author|url|sitename|hostname|[\p{Script=Han}]{2,10})$/iu;
const LONGEST_VALUE = 100;
const TAGS = /^\s*<(?:!doctype|html|head|body|div|section|article|table|p|h\d|span|ul|ol)[\s>]/iu;
/** What the parsed reports of this program hold (`ogi parse --json`), which print no report. */
const OWN_NAMES = ['cells', 'findings', 'form'];
/** A report says what it is of, and in more words than a record of a catalogue. */
const SHORTEST_TEXT = 300;
const DEEPEST = 30;
/** More numbers outside of texts and tables (as in the tree of a document by pandoc) are of tables that nothing tells. */
const MOST_STRAY_NUMBERS = 6;
const NUMBER = /^[-+]?\d[\d,]*(?:\.\d+)?$/u;

/** The text of a whole file; null where it is no JSON, or JSON that holds no report's text, or several records. */
export function textOfJson(file: string): HeldText | null {
  const value = parsed(file);
  const record = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (record === undefined || isOwn(record)) return null;
  // Several records are several reports.
  if (Array.isArray(record) && record.filter(isRecord).length > 1) return null;
  if (strayNumbers(record, 0) > MOST_STRAY_NUMBERS) return null;
  const lines = linesOf(record, 0);
  const text = lines.join('\n');
  if (text.length < SHORTEST_TEXT || !/信息公[开開]|公[开開]信息/u.test(compact(text))) return null;
  if (!lines.some((line) => TAGS.test(line))) return { kind: 'text', text };
  const page = lines.map((line) => (TAGS.test(line) ? line : line.split('\n').map(paragraph).join('\n')));
  return { kind: 'html', text: `<html><body>${page.join('\n')}</body></html>` };
}

/** True for a parsed report of this program. */
function isOwn(value: Json): boolean {
  return value !== null && typeof value === 'object' && OWN_NAMES.every((name) => name in value);
}

function parsed(file: string): Json | undefined {
  try {
    return JSON.parse(file) as Json;
  } catch {
    return undefined;
  }
}

/** True for an object with a text of its own under a title of its own. */
function isRecord(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const texts = Object.values(value).filter((member) => typeof member === 'string');
  return (
    texts.some((text) => text.length > SHORTEST_TEXT) && texts.some((text) => /公[开開].*[报報]/u.test(text))
  );
}

/** What a value prints, a text or a line each. Tables stay JSON, in which they are read. */
function linesOf(value: Json, depth: number): string[] {
  if (value === null || depth > DEEPEST) return [];
  if (typeof value !== 'object') return [String(value)];
  if (isTable(value)) return [JSON.stringify(value)];
  if (Array.isArray(value)) return value.flatMap((item) => linesOf(item, depth + 1));
  return Object.entries(value).flatMap(([name, member]) => {
    const lines = linesOf(member, depth + 1);
    const [only = ''] = lines;
    if (isSectionHeading(compact(name)) || isTitle(compact(name))) return [name, ...lines];
    const isLabelled =
      LABEL_NAME.test(name) && lines.length === 1 && only.length <= LONGEST_VALUE && !/[\n。]/u.test(only);
    return isLabelled && !isSectionHeading(compact(only)) ? [`${name}: ${only}`] : lines;
  });
}

/** How many values are numbers outside of tables and lists of lines. */
function strayNumbers(value: Json, depth: number): number {
  if (value === null || depth > DEEPEST) return 0;
  if (typeof value !== 'object') return NUMBER.test(String(value).trim()) ? 1 : 0;
  if (isTable(value)) return 0;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return 0;
  return Object.values(value).reduce((sum: number, member) => sum + strayNumbers(member, depth + 1), 0);
}

/** True for rows of cells, and for objects whose names are columns of the form. */
function isTable(value: Json[] | { [name: string]: Json }): boolean {
  if (Array.isArray(value)) {
    const isRow = (row: Json): boolean => Array.isArray(row) && row.every(isScalar);
    return value.length > 0 && (value.every(isRow) || value.every((row) => isOfColumns(row)));
  }
  return isOfColumns(value) || (Object.values(value).every(isOfColumns) && Object.keys(value).length > 0);
}

function isOfColumns(value: Json): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  return Object.keys(value).some((name) => isFormColumn(compact(name)));
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object';
}

function paragraph(line: string): string {
  const escaped = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped}</p>`;
}
