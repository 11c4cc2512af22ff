/** The rows of the official forms of 2019 and 2021 as printed, with the keys of their cells: read from the data of the forms. */
import type { FormRow as OfficialRow, FormTable } from '../forms/form.js';
import { findTable } from '../forms/forms.js';
import type { FormEdition, FormTableName } from '../forms/words.js';

/** Which form a made-up report prints; `2021-single` is the 2021 form with the 2019 form's one row 其他处理. */
export type SampleForm = '2019' | '2021' | '2021-single';

/** A row of numbers: its label, outermost part first, and the keys of its cells from left to right. */
export interface FormRow {
  /** e.g. `applications.refused.stateSecret`. */
  readonly rowKey: string;
  readonly label: readonly string[];
  readonly keys: readonly string[];
}

/** One part of the first table: 第二十条第（…）项. */
export interface DisclosureBlock {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly FormRow[];
}

function tableOf(edition: FormEdition, name: FormTableName): FormTable {
  const table = findTable(edition, name);
  if (table === undefined) throw new RangeError(`The form of ${edition} has no table ${name}.`);
  return table;
}

function rowOf({ key, groups, number, label, remark, columns }: OfficialRow): FormRow {
  return {
    rowKey: key,
    label: [
      ...groups.map((group) => `${group.number ?? ''}${group.label}`),
      `${number ?? ''}${label}${remark ?? ''}`,
    ],
    keys: columns.map((column) => `${key}.${column.key}`),
  };
}

function readDisclosure(edition: FormEdition): DisclosureBlock[] {
  return tableOf(edition, 'disclosure').parts.map(({ header, corner, columns, rows }) => ({
    title: header ?? '',
    columns: [corner ?? '', ...columns.map(({ label }) => label)],
    rows: rows.map(rowOf),
  }));
}

const DISCLOSURE: Readonly<Record<SampleForm, readonly DisclosureBlock[]>> = {
  '2019': readDisclosure('2019'),
  '2021': readDisclosure('2021'),
  '2021-single': readDisclosure('2021'),
};

/** The blocks of the table 主动公开政府信息情况. */
export function disclosureBlocks(form: SampleForm): readonly DisclosureBlock[] {
  return DISCLOSURE[form];
}

const readApplications = (edition: FormEdition): FormRow[] =>
  tableOf(edition, 'applications').rows.map(rowOf);

// The rows of the two forms differ in 其他处理 alone.
const APPLICATION_ROWS: Readonly<Record<SampleForm, readonly FormRow[]>> = {
  '2019': readApplications('2019'),
  '2021': readApplications('2021'),
  '2021-single': readApplications('2019'),
};

/** The rows of the table 收到和处理政府信息公开申请情况, in order. */
export function applicationRows(form: SampleForm): readonly FormRow[] {
  return APPLICATION_ROWS[form];
}

function outcomesOf(edition: FormEdition): readonly string[] {
  const sum = tableOf(edition, 'applications').sums.find(({ code }) => code === 'outcome-total');
  return sum?.right ?? [];
}

const OUTCOME_ROW_KEYS: Readonly<Record<SampleForm, readonly string[]>> = {
  '2019': outcomesOf('2019'),
  '2021': outcomesOf('2021'),
  '2021-single': outcomesOf('2019'),
};

/** Keys of the rows whose sum is （七）总计. */
export function outcomeRowKeys(form: SampleForm): readonly string[] {
  return OUTCOME_ROW_KEYS[form];
}

const REVIEW = tableOf('2021', 'review');
const APPLICATIONS = tableOf('2021', 'applications');

/** The three blocks of the table 行政复议、行政诉讼, left to right. */
export const REVIEW_BLOCKS: readonly string[] = REVIEW.rows.map(({ key }) => key.slice('review.'.length));

/** The fifteen cells of that table, left to right. */
export const REVIEW_KEYS: readonly string[] = REVIEW.rows.flatMap((row) => rowOf(row).keys);

/** The note above the applicant columns. */
export const BALANCE_NOTE = APPLICATIONS.parts[0]?.remark ?? '';
/** The five headers of a litigation or reconsideration block. */
export const REVIEW_HEADERS: readonly string[] = REVIEW.columns.map(({ label }) => label);
/** The headers of the five columns under 法人或其他组织. */
export const ORGANISATION_HEADERS: readonly string[] = APPLICATIONS.columns.flatMap(({ label, under }) =>
  under === null ? [] : [label],
);
