/**
 * Rows of 表二 whose labels stand around their numbers: in a narrow column a label takes several lines and its row's numbers are printed beside
 * the middle one, among pieces of group labels. Where the table has as many lines of numbers as the form has rows, and around each stand the
 * letters of its row's label in order, those lines are the form's rows.
 */
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import { ownLabel } from '../damaged-labels.js';
import { labelLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS } from '../official-labels.js';
import type { RowLabel } from '../official-labels.js';
import type { StreamRow } from './stream-applications.js';

const COLUMNS = APPLICANT_COLUMNS.length;
const OTHER_OUTCOME = 'applications.otherOutcome.';
const SINGLE_ROW = `${OTHER_OUTCOME}all`;
/** A page's number stands alone; a row of the table with a single number would not be told from it. */
const FEWEST_NUMBERS = 2;
/** Shorter labels (总计, 其他) stand in many places. */
const SHORTEST_LABEL = 4;
/** At most this share of the labels may stand around the numbers of the row before or after as well. */
const MOST_SHIFTED = 0.25;

/** A line of numbers, with the letters between the line of numbers before it and that after it. */
interface NumberLine {
  values: Field[];
  letters: string;
  /** The first text behind the line of numbers before. */
  label: Field | null;
}

/** The rows of the table, without placement those whose line has a cell too few; null where labels and lines do not decide them. */
export function rowsAmongLabels(rows: readonly LogicalRow[]): StreamRow[] | null {
  const lines = numberLines(rows);
  const form = FORMS.find(
    (slots) => slots.length === lines?.length && slots.every((slot, at) => standIn(slot, lines[at])),
  );
  if (lines === null || form === undefined) return null;
  if (isAlsoAt(form, lines, -1) || isAlsoAt(form, lines, 1)) return null;
  const isDivided = lines.some((line) => SUB_ROWS.slice(0, 2).some((row) => standIn([row], line)));
  if (isDivided && form === FORM_2019) return null;
  return form.flatMap((slot, at) =>
    slot.map(({ rowKey }) => ({
      rowKey,
      placements: slot.length === 1 && lines[at]?.values.length === COLUMNS ? [lines[at].values] : [],
      label: lines[at]?.label ?? null,
    })),
  );
}

/** Rows that share a line of numbers, in the order of a form. */
type Slot = readonly RowLabel[];

const SUB_ROWS: Slot = APPLICATION_ROWS.filter(
  ({ rowKey }) => rowKey !== SINGLE_ROW && rowKey.startsWith(OTHER_OUTCOME),
);
const FORM_2021: readonly Slot[] = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== SINGLE_ROW).map(
  (row) => [row],
);
const FORM_2019: readonly Slot[] = APPLICATION_ROWS.filter((row) => !SUB_ROWS.includes(row)).map((row) => [
  row,
]);
/** The three rows of 其他处理 with numbers in cells that span them: of which row they are is not known. */
const MERGED: readonly Slot[] = FORM_2019.map((slot) => (slot[0]?.rowKey === SINGLE_ROW ? SUB_ROWS : slot));
const FORMS = [FORM_2021, MERGED, FORM_2019];

/** The lines that print numbers; null where one prints more than a row has. */
function numberLines(rows: readonly LogicalRow[]): NumberLine[] | null {
  const found: { values: Field[]; at: number }[] = [];
  const texts: (readonly Field[])[] = rows.map(({ fields }) =>
    fields.filter(({ reading: { kind } }) => kind === 'text'),
  );
  for (const [at, { fields }] of rows.entries()) {
    if (fields.some(({ isRun }) => isRun === true)) return null;
    const values = fields.filter(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
    if (values.length > COLUMNS) return null;
    if (values.length >= FEWEST_NUMBERS) found.push({ values, at });
  }
  return found.map(({ values, at }, index) => {
    const before = texts.slice((found[index - 1]?.at ?? -1) + 1, at).flat();
    const behind = texts.slice(at + 1, found[index + 1]?.at ?? rows.length).flat();
    const around = [...before, ...(texts[at] ?? []), ...behind];
    return { values, letters: labelLetters(around.map(({ raw }) => raw).join('')), label: around[0] ?? null };
  });
}

/** True where the letters of one rendering of each row's own label stand around the numbers, in order. */
function standIn(slot: Slot, line: NumberLine | undefined): boolean {
  return slot.every(({ full }) => full.some((label) => holdsInOrder(line?.letters ?? '', ownLabel(label))));
}

function holdsInOrder(letters: string, label: string): boolean {
  let from = 0;
  for (const letter of label) {
    const at = letters.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return label !== '';
}

/** True where too many labels stand around the numbers of another row as well: their letters decide nothing. */
function isAlsoAt(form: readonly Slot[], lines: readonly NumberLine[], shift: number): boolean {
  const long = [...form.entries()].filter(([, slot]) =>
    slot.every(({ full }) => full.every((label) => ownLabel(label).length >= SHORTEST_LABEL)),
  );
  const shifted = long.filter(([at, slot]) => standIn(slot, lines[at + shift]));
  return shifted.length > long.length * MOST_SHIFTED;
}
