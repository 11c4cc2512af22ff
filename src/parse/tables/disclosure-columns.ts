/** The columns of 表一 and how its headers name them, in both editions of the form. */
import type { FormEdition } from '../../domain/cells.js';
import { allLetters } from '../label-text.js';
import type { Placement } from '../placement.js';
import { remembered } from '../remembered.js';
import { DISCLOSURE_ROWS } from '../official-labels.js';

interface Column {
  key: string;
  /** Letters of the label, and of shorter prints that still name it: narrow columns cut the last letter off. */
  labels: readonly string[];
}

const COLUMNS: readonly Column[] = [
  { key: 'made', labels: ['本年新制作数量', '新制作数量', '制作数量', '新制作数'] },
  { key: 'newlyDisclosed', labels: ['本年新公开数量', '新公开数量', '新公开数'] },
  { key: 'totalDisclosed', labels: ['对外公开总数量', '公开总数量', '公开总数'] },
  { key: 'issued', labels: ['本年制发件数', '制发件数', '本年制发数量', '本年制发件'] },
  { key: 'repealed', labels: ['本年废止件数', '废止件数', '本年废止数量', '本年废止件'] },
  { key: 'inForce', labels: ['现行有效件数', '现行有效数量', '现行有效件'] },
  { key: 'previousYearItems', labels: ['上一年项目数量', '上年项目数量', '上一年项目数'] },
  { key: 'change', labels: ['本年增减', '本年增'] },
  { key: 'decisions', labels: ['本年处理决定数量', '处理决定数量', '处理决定数'] },
  { key: 'amount', labels: ['本年收费金额', '收费金额', '采购总金额', '采购金额'] },
  { key: 'items', labels: ['采购项目数量', '采购项目数'] },
];

/** Official columns of each row in each edition, for a header that cannot be read whole. */
export const OFFICIAL: Readonly<Record<string, Partial<Record<FormEdition, readonly string[]>>>> = {
  rules: { 2019: ['made', 'newlyDisclosed', 'totalDisclosed'], 2021: ['issued', 'repealed', 'inForce'] },
  normativeDocuments: {
    2019: ['made', 'newlyDisclosed', 'totalDisclosed'],
    2021: ['issued', 'repealed', 'inForce'],
  },
  licensing: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  otherServices: { 2019: ['previousYearItems', 'change', 'decisions'] },
  penalties: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  coercion: { 2019: ['previousYearItems', 'change', 'decisions'], 2021: ['decisions'] },
  administrativeFees: { 2019: ['previousYearItems', 'change'], 2021: ['amount'] },
  procurement: { 2019: ['items', 'amount'] },
};

/** Letters that only one edition's headers hold; a header interleaved by a PDF still shows them. */
const EDITION_SIGNS: Readonly<Record<'2019' | '2021', RegExp>> = {
  2019: /制作|新制|新公|公开数|公开总|对外公|上一?年项|增减|采购/u,
  2021: /制发|年制发|年废|废止|现行有|收费金/u,
};

/** Columns named in a run of header text, in printed order. */
export const readColumns = remembered((text): readonly string[] => {
  const letters = allLetters(text);
  const found: { key: string; at: number; length: number }[] = [];
  for (const column of COLUMNS) {
    for (const label of column.labels) {
      const at = letters.indexOf(label);
      if (at === -1) continue;
      found.push({ key: column.key, at, length: label.length });
      break;
    }
  }
  return found.sort((a, b) => a.at - b.at).map((item) => item.key);
});

const ANY_COLUMN = new RegExp(
  COLUMNS.flatMap(({ labels }) => labels)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'gu',
);

/** Columns named in a run of header text, each as often as it is printed. */
export function readAllColumns(text: string): string[] {
  return [...allLetters(text).matchAll(ANY_COLUMN)].flatMap(
    ([label]) => COLUMNS.find(({ labels }) => labels.includes(label))?.key ?? [],
  );
}

/** The columns of a header of which every letter is understood; none where it is broken or interleaved. */
export function readWholeHeader(text: string): readonly string[] {
  const columns = readColumns(text);
  let rest = allLetters(text);
  for (const { key, labels } of COLUMNS) {
    if (!columns.includes(key)) continue;
    const printed = labels.find((label) => rest.includes(label));
    if (printed !== undefined) rest = rest.replace(printed, '');
  }
  for (const { full } of DISCLOSURE_ROWS) for (const label of full) rest = rest.replace(label, '');
  return rest.replace(/信息内容|第二十条第.项|单位|亿元|万元|元/gu, '').length <= 1 ? columns : [];
}

/** Which edition a text of headers shows; null where it shows none, or both. */
export function editionOf(text: string): FormEdition | null {
  const letters = allLetters(text);
  const is2019 = EDITION_SIGNS[2019].test(letters);
  const is2021 = EDITION_SIGNS[2021].test(letters);
  return is2019 === is2021 ? null : is2019 ? '2019' : '2021';
}

/** True where a count is no whole number and the amount beside it is one: a tool has printed one before the other. */
export function isExchanged(columns: readonly string[], placement: Placement): boolean {
  const isWhole = (wanted: boolean, isAmount: boolean): boolean =>
    placement.some(
      (field, index) =>
        (columns[index] === 'amount') === isAmount &&
        field?.reading.kind === 'number' &&
        Number.isInteger(field.reading.value) === wanted,
    );
  return isWhole(false, false) && isWhole(true, true);
}

const ITEMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/第二十条第?一项/u, ['rules', 'normativeDocuments']],
  [/第二十条第?五项/u, ['licensing', 'otherServices']],
  [/第二十条第?六项/u, ['penalties', 'coercion']],
  [/第二十条第?八项/u, ['administrativeFees']],
  [/第二十条第?九项/u, ['procurement']],
];

/** The rows of the form below a 第二十条第…项. */
export function rowsOfItem(letters: string, edition: FormEdition): string[] {
  const item = ITEMS.find(([pattern]) => pattern.test(letters))?.[1] ?? [];
  return item.filter((name) => OFFICIAL[name]?.[edition] !== undefined);
}

/** The blocks of the form in order: rows that share columns. */
export function officialBlocks(
  edition: FormEdition,
): { names: readonly string[]; columns: readonly string[] }[] {
  return ITEMS.flatMap(([, item]) => {
    const names = item.filter((name) => OFFICIAL[name]?.[edition] !== undefined);
    const columns = OFFICIAL[names[0] ?? '']?.[edition];
    return columns === undefined ? [] : [{ names, columns }];
  });
}
