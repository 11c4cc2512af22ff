/** The order in which 表二 prints its applicant columns: not every organ keeps the form's, and some add a column of their own. */
import { labelLetters } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';

const GROUP = '法人或其他组织';
/** Stands over all columns, and names none: a tool that leaves out merged cells may put it among them. */
const ALL_APPLICANTS = '申请人情况';

/**
 * For each printed column the index of the form's column, or null for a column that the form does not know. Empty where the
 * header shows that the order is not the form's, and not which it is.
 */
export type ColumnOrder = readonly (number | null)[];

/**
 * Reads the order from the header: from one row that names all columns, or from one that names those at the sides with
 * 法人或其他组织 between them and another that names what is below it. Null where the header is broken: then nothing speaks
 * against the form's order.
 *
 * @param header the rows above the first row of numbers
 * @param names letters of the columns, in the form's order
 */
export function readColumnOrder(header: readonly LogicalRow[], names: readonly string[]): ColumnOrder | null {
  // A merged cell may be written out again at each place that it covers.
  const printed = header.map((row) =>
    row.fields
      .map(({ raw }) => labelLetters(raw))
      .filter((text) => text !== '' && text !== ALL_APPLICANTS)
      .filter((text, index, texts) => text !== texts[index - 1]),
  );
  const inner = names.slice(1, -1);
  const outer = [names[0] ?? '', names.at(-1) ?? ''];
  const whole = printed.find((texts) => holdsOnce(texts, names));
  if (whole !== undefined) return orderOf(between(whole, names), names);
  const upper = printed.find((texts) => holdsOnce(texts, [...outer, GROUP]));
  const lower = printed.find((texts) => holdsOnce(texts, inner));
  if (upper === undefined || lower === undefined) return contradictsForm(printed, names) ? [] : null;
  const below = between(lower, inner);
  return orderOf(
    between(upper, [...outer, GROUP]).flatMap((text) => (text === GROUP ? below : [text])),
    names,
  );
}

/**
 * True where names that are left whole stand in another order than the form's on one row, or one below the other in a header
 * cell by cell. Rows of several cells say nothing of each other: 总计 may stand higher than 自然人 before it.
 */
function contradictsForm(rows: readonly (readonly string[])[], names: readonly string[]): boolean {
  const isInOrder = (texts: readonly string[], wanted: readonly string[]): boolean => {
    const found = texts.flatMap((text) => (wanted.includes(text) ? [wanted.indexOf(text)] : []));
    return found.every((column, index) => index === 0 || column > (found[index - 1] ?? 0));
  };
  const [inner, outer] = [names.slice(1, -1), [names[0] ?? '', names.at(-1) ?? '']];
  const isCellByCell = rows.every((texts) => texts.length <= 1);
  const cells = rows.flat().filter((text, index, texts) => text !== texts[index - 1]);
  // Written out cell by cell, the rows of the header follow each other: the lowest names all columns.
  if (isCellByCell && cells.slice(-names.length).join() === names.join()) return false;
  const sequences = isCellByCell ? [cells] : rows;
  return sequences.some((texts) => !isInOrder(texts, inner) || !isInOrder(texts, outer));
}

function holdsOnce(texts: readonly string[], names: readonly string[]): boolean {
  return names.every((name) => texts.filter((text) => text === name).length === 1);
}

/** The texts from the first to the last of the names. */
function between(texts: readonly string[], names: readonly string[]): string[] {
  const at = texts.flatMap((text, index) => (names.includes(text) ? [index] : []));
  return texts.slice(at[0], (at.at(-1) ?? 0) + 1);
}

function orderOf(texts: readonly string[], names: readonly string[]): ColumnOrder {
  return texts.map((text) => (names.includes(text) ? names.indexOf(text) : null));
}

/** True for the form's own order. */
export function isOfficialOrder(order: ColumnOrder): boolean {
  return order.length > 0 && order.every((column, index) => column === index);
}

/** The fields of a row in the form's order; null where the row does not have exactly the columns of the header. */
export function inOfficialOrder(fields: readonly Field[], order: ColumnOrder): Field[] | null {
  if (fields.length !== order.length) return null;
  const ordered: Field[] = [];
  for (const [index, column] of order.entries()) {
    const field = fields[index];
    if (column !== null && field !== undefined) ordered[column] = field;
  }
  return ordered;
}
