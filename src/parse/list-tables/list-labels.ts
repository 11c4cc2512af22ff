/** The words of the list tables of 2008–2018 as they are compared: which row, column, unit or heading a text names. */
import type { FormRow } from '../../forms/form.js';
import { findTable } from '../../forms/forms.js';
import { labelLetters, squeeze } from '../label-text.js';
import { remembered } from '../remembered.js';

const TABLE = findTable('2014', 'statistics');
const ROWS: readonly FormRow[] = TABLE?.rows ?? [];

/** Enumeration and 其中 before a label, in any order: "其中：1、", "（一）", "2.". */
const ENUMERATION =
  /^(?:其中[:,]?|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,2}[、.,]|\d{1,2}[、.)](?!\d)|[①-⑩])+/u;

/** Letters of a label without its enumeration; a remark in brackets is left out. */
export function listLabel(text: string): string {
  return labelLetters(squeeze(text).replace(ENUMERATION, ''));
}

const ROWS_BY_LABEL = new Map<string, FormRow[]>();
const HEADINGS = new Set<string>();
for (const row of ROWS) {
  for (const label of new Set([row.label, ...row.aliases.map(({ text }) => text)].map(listLabel)))
    ROWS_BY_LABEL.set(label, [...(ROWS_BY_LABEL.get(label) ?? []), row]);
  for (const { label, rowKey } of row.groups) if (rowKey === null) HEADINGS.add(listLabel(label));
}

/** The rows that a label may name; several where only the group path tells them apart. */
export const rowsNamed = remembered((label): readonly FormRow[] => ROWS_BY_LABEL.get(listLabel(label)) ?? []);

const WHOLES: ReadonlySet<string> = new Set(
  ROWS.flatMap(({ groups }) => groups.flatMap(({ rowKey }) => (rowKey === null ? [] : [rowKey]))),
);

/** True for a row whose parts stand below it. */
export function isWhole(rowKey: string): boolean {
  return WHOLES.has(rowKey);
}

/** The group of a row, and where it stands among the rows of the form. */
export function formOrder(rowKey: string): { group: string; at: number } {
  return { group: rowKey.split('.').slice(0, 2).join('.'), at: ROWS.findIndex(({ key }) => key === rowKey) };
}

/** The sums of the form. */
export const LIST_SUMS = TABLE?.sums ?? [];

/** True for a heading of the form that has no numbers of its own, e.g. 一、主动公开情况. */
export const isListHeading = remembered((text): boolean => HEADINGS.has(listLabel(text)));

const UNITS: ReadonlySet<string> = new Set(TABLE?.units ?? []);

/** True for a word that the column of units prints. */
export function isUnit(text: string): boolean {
  return UNITS.has(squeeze(text));
}

/** The units, longer ones first, as alternatives of a pattern. */
export const UNIT_PATTERN = [...UNITS].sort((a, b) => b.length - a.length).join('|');

/** A column of values. */
export type ListColumn = 'year' | 'cumulative';

const COLUMN_PATTERNS: readonly (readonly [ListColumn, RegExp])[] = (TABLE?.columns ?? []).map(
  ({ key, printed }) => [
    key as ListColumn,
    new RegExp(`^(?:${printed.map((text) => text.replace('YYYY', '\\d{4}')).join('|')})$`, 'u'),
  ],
);

/** The column that a header names; null for any other text. */
export function columnNamed(text: string): ListColumn | null {
  const letters = squeeze(text);
  return COLUMN_PATTERNS.find(([, pattern]) => pattern.test(letters))?.[0] ?? null;
}

const LABEL_HEADERS: ReadonlySet<string> = new Set(TABLE?.labelHeaders ?? []);
const UNIT_HEADERS: ReadonlySet<string> = new Set(TABLE?.unitHeaders ?? []);

/** What a header cell stands over; null for a text that is no header. */
export function headerRole(text: string): HeaderRole | null {
  const role = anyRole(text);
  return role === 'none' ? null : role;
}

type HeaderRole = 'label' | 'unit' | ListColumn;

const anyRole = remembered((text): HeaderRole | 'none' => {
  const letters = squeeze(text);
  if (LABEL_HEADERS.has(letters)) return 'label';
  if (UNIT_HEADERS.has(letters)) return 'unit';
  return columnNamed(text) ?? 'none';
});

const spaced = (words: Iterable<string>): string =>
  [...words].map((word) => [...word].map((char) => char.replace(/[YMD]/u, '\\d')).join('\\s*')).join('|');

/** The whole header of a table in running text, however it is spaced; its columns are in the groups. */
export const HEADER_PATTERN = new RegExp(
  `(?:${spaced(LABEL_HEADERS)})\\s*(?:${spaced(UNIT_HEADERS)})(?<columns>(?:\\s*(?:${spaced(
    (TABLE?.columns ?? []).flatMap(({ printed }) => [...printed].sort((a, b) => b.length - a.length)),
  )})){1,2})`,
  'u',
);

const ONE_COLUMN = new RegExp(
  spaced((TABLE?.columns ?? []).flatMap(({ printed }) => [...printed].sort((a, b) => b.length - a.length))),
  'gu',
);

/** The columns of a header in running text, in printed order. */
export function columnsIn(header: string): { column: ListColumn | null; text: string }[] {
  return [...header.matchAll(ONE_COLUMN)].map(([text]) => ({
    column: columnNamed(text),
    text: squeeze(text),
  }));
}

/** Headers by their letters in order of the alphabet, a digit of the year as Y; those without the header of the labels apart. */
const BY_LETTERS = new Map<string, readonly string[]>();
const WITHOUT_LABEL = new Map<string, readonly string[]>();
const PRINTED = (TABLE?.columns ?? []).map(({ printed }) => printed);
for (const label of ['', ...LABEL_HEADERS])
  for (const unit of UNIT_HEADERS) {
    const headers = label === '' ? WITHOUT_LABEL : BY_LETTERS;
    // A column may have its header elsewhere.
    headers.set(sorted(label + unit), []);
    for (const year of PRINTED[0] ?? [])
      for (const others of [[], ...(PRINTED[1] ?? []).map((text) => [text])])
        headers.set(sorted([label, unit, year, ...others].join('')), [year, ...others]);
  }

function sorted(text: string): string {
  return [...text].sort().join('');
}

/** The columns of a header whose letters are all there, in whatever order its wrapped cells leave them; null for any other text. */
export function columnsOfWrapped(
  letters: string,
  hasLabel: boolean,
): { column: ListColumn | null; text: string }[] | null {
  if (letters.length > LONGEST_HEADER) return null;
  const digits = letters.replace(/\D/gu, '');
  const columns = (hasLabel ? BY_LETTERS : WITHOUT_LABEL).get(sorted(letters.replace(/\d/gu, 'Y')));
  const texts = columns?.map((text) => text.replace('YYYY', digits)) ?? [];
  return columns === undefined ? null : texts.map((text) => ({ column: columnNamed(text), text }));
}

const LONGEST_HEADER = 24;

const HEADER_LETTERS = new RegExp(
  `^[${[...new Set([...LABEL_HEADERS, ...UNIT_HEADERS, ...PRINTED.flat()].join(''))].join('')}\\d]{1,${String(LONGEST_HEADER)}}$`,
  'u',
);

/** True for a text that may be a piece of a header: its letters are of one. */
export function isOfHeaderLetters(letters: string): boolean {
  return HEADER_LETTERS.test(letters);
}

/** The columns of a table that prints no header, by how many numbers its rows have. */
export function columnsWithoutHeader(count: number): { column: ListColumn; text: string }[] {
  const names = [
    ['year', '年度'],
    ['cumulative', '历年累计'],
  ] as const;
  return names.slice(0, count).map(([column, text]) => ({ column, text }));
}
