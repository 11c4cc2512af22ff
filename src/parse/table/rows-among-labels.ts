/**
 * Rows whose labels stand around their numbers: in a narrow column a label takes several lines and its row's numbers are printed beside the
 * middle one, among pieces of group labels and headers. Where a table has as many lines of numbers as the form has rows, and around each stand
 * the letters of its row's label in order, those lines are the form's rows.
 */
import type { FormEdition } from '../../domain/cells.js';
import { APPLICANT_COLUMNS } from '../../domain/cells.js';
import { findTable } from '../../forms/forms.js';
import { ownLabel } from '../damaged-labels.js';
import { allLetters, labelLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { APPLICATION_ROWS, DISCLOSURE_ROWS } from '../official-labels.js';
import type { RowLabel } from '../official-labels.js';
import { OFFICIAL } from '../tables/disclosure-columns.js';
import type { Placement } from '../placement.js';
import { addsUp } from './chunk-values.js';
import { areOfLabels, nearLabel } from './label-pieces.js';
import type { NearLabel } from './label-pieces.js';
import type { StreamRow } from './stream-applications.js';
import type { DisclosureStreamRow } from './stream-disclosure.js';
import { piecesOf } from './value-stream.js';

const OTHER_OUTCOME = 'applications.otherOutcome.';
const DISCLOSURE = 'disclosure.';
const SINGLE_ROW = `${OTHER_OUTCOME}all`;

/** So many labels may be printed otherwise than in the form, with this share of its letters. */
const MOST_MISPRINTED = 2;
const LIKE = 0.7;

/** Rows that share a line of numbers, in the order of a form. */
type Slot = readonly RowLabel[];

const SUB_ROWS: Slot = APPLICATION_ROWS.filter(
  ({ rowKey }) => rowKey !== SINGLE_ROW && rowKey.startsWith(OTHER_OUTCOME),
);
const FORM_2021 = APPLICATION_ROWS.filter(({ rowKey }) => rowKey !== SINGLE_ROW).map((row): Slot => [row]);
const FORM_2019 = APPLICATION_ROWS.filter((row) => !SUB_ROWS.includes(row)).map((row): Slot => [row]);
/** The three rows of 其他处理 with numbers in cells that span them: of which row they are is not known. */
const MERGED = FORM_2019.map((slot) => (slot[0]?.rowKey === SINGLE_ROW ? SUB_ROWS : slot));

/** A line of numbers, with the letters between the line of numbers before it and that after it; those on the line count on both sides. */
interface NumberLine {
  values: Field[];
  around: string;
  before: string;
  behind: string;
  /** The texts behind the line of numbers before, with those on the line. */
  between: readonly Field[];
  /** The first text behind the line of numbers before. */
  label: Field | null;
}

/** The rows of 表二, without placement those whose line has a cell too few; null where labels and lines do not decide them. */
export function applicationsAmongLabels(rows: readonly LogicalRow[]): StreamRow[] | null {
  const width = APPLICANT_COLUMNS.length;
  // A page's number stands alone; a row with a single number would not be told from it.
  const lines = numberLines(rows, (values) => values.length > 1);
  if (lines === null || lines.some(({ values }) => values.length > width)) return null;
  const form = [FORM_2021, MERGED, FORM_2019].find(
    (slots) => stand(slots, lines) && holdNoOther(slots, lines, groupsOf),
  );
  const isDivided = lines.some((line) => SUB_ROWS.slice(0, 2).some((row) => standIn([row], line)));
  if (form === undefined || (isDivided && form === FORM_2019)) return null;
  return form.flatMap((slot, at) =>
    slot.map(({ rowKey }) => ({
      rowKey,
      placements: slot.length === 1 ? placementsOf(lines[at]?.values ?? []) : [],
      label: lines[at]?.label ?? null,
    })),
  );
}

/** The one placement of values that are as many as columns and add up; a sum that fails may be a number in pieces. */
function placementsOf(values: readonly Field[]): Placement[] {
  return values.length === APPLICANT_COLUMNS.length && addsUp(values) ? [[...values]] : [];
}

/** The rows of 表一 in an edition, of which each line has the numbers of its row and no other; none where labels and lines do not decide them. */
export function disclosureAmongLabels(
  rows: readonly LogicalRow[],
  edition: FormEdition,
): DisclosureStreamRow[] {
  const lines = numberLines(rows, (values) => values.some(({ maybePageNumber }) => maybePageNumber !== true));
  const columnsOf = ({ rowKey }: RowLabel): readonly string[] =>
    OFFICIAL[rowKey.slice(DISCLOSURE.length)]?.[edition] ?? [];
  const form = DISCLOSURE_ROWS.filter((row) => columnsOf(row).length > 0);
  const slots = form.map((row): Slot => [row]);
  if (lines === null || !stand(slots, lines) || !holdNoOther(slots, lines, headersOf(edition))) return [];
  const found = form.map((row, at) => ({
    rowKey: row.rowKey,
    columns: columnsOf(row),
    fields: lines[at]?.values ?? [],
  }));
  return found.every(({ columns, fields }) => columns.length === fields.length) ? found : [];
}

/** A page's number between dashes, which a tool may part into cells. */
const PAGE_NUMBER = /^\s*[-—–]\s*\d+\s*[-—–]\s*$/u;

/** The lines that print numbers, so many that they may be a row's; null where numbers of a row are run together. */
function numberLines(
  rows: readonly LogicalRow[],
  isRow: (values: readonly Field[]) => boolean,
): NumberLine[] | null {
  if (rows.some(({ fields }) => fields.some(({ isRun }) => isRun === true))) return null;
  const found: { values: Field[]; at: number }[] = [];
  const pieces = rows.map(({ fields }) => fields.flatMap(piecesOf));
  const texts = pieces.map((fields) => fields.filter(({ reading: { kind } }) => kind === 'text'));
  for (const [at, fields] of pieces.entries()) {
    if (PAGE_NUMBER.test(fields.map(({ raw }) => raw).join(''))) continue;
    const values = fields.filter(({ reading: { kind } }) => kind === 'number' || kind === 'mark');
    if (values.some(({ reading: { kind } }) => kind === 'number') && isRow(values))
      found.push({ values, at });
  }
  return found.map(({ values, at }, index) => {
    const own = texts[at] ?? [];
    const before = [...texts.slice((found[index - 1]?.at ?? -1) + 1, at).flat(), ...own];
    const behind = texts.slice(at + 1, found[index + 1]?.at ?? rows.length).flat();
    return {
      values,
      around: lettersOf([...before, ...behind]),
      before: lettersOf(before),
      behind: lettersOf([...own, ...behind]),
      between: before,
      label: [...before, ...behind][0] ?? null,
    };
  });
}

function lettersOf(texts: readonly Field[]): string {
  return labelLetters(texts.map(({ raw }) => raw).join(''));
}

/** Where the letters of a label stand. */
type Side = 'around' | 'before' | 'behind';

/** True where each slot has its line: its labels whole on the same side of all, or around it and around no other. */
function stand(slots: readonly Slot[], lines: readonly NumberLine[]): boolean {
  if (slots.length !== lines.length) return false;
  const allStand = (side: Side): boolean => {
    const others = [...slots.entries()].filter(([at, slot]) => !standIn(slot, lines[at], side));
    return (
      others.length <= MOST_MISPRINTED && others.every(([at, slot]) => standIn(slot, lines[at], side, LIKE))
    );
  };
  return (['before', 'behind', 'around'] as const).some(allStand);
}

/** True where so much of one rendering of each row's own label stands there, letter by letter in order. */
function standIn(slot: Slot, line: NumberLine | undefined, side: Side = 'around', share = 1): boolean {
  const letters = line?.[side] ?? '';
  return slot.every(({ full }) =>
    full.some((label) => {
      const own = ownLabel(label);
      return own !== '' && lettersInOrder(letters, own) >= own.length * share;
    }),
  );
}

/** How many letters of a label stand among others in order. */
function lettersInOrder(letters: string, label: string): number {
  let from = 0;
  let found = 0;
  for (const letter of label) {
    const at = letters.indexOf(letter, from);
    if (at === -1) continue;
    from = at + 1;
    found += 1;
  }
  return found;
}

/** What stands among the labels of rows: the label of a group, a remark, a header. */
interface OtherLabel {
  readonly name: string;
  readonly label: string;
  readonly isGroup: boolean;
}

/** A label of a row with its number, without its group's. */
function withNumber(label: string): string {
  return label.slice(Math.max(0, label.length - ownLabel(label).length - 1));
}

/**
 * True where between two lines stand pieces of the labels of their rows and of `others` alone, each in order: none of the lines is a row of the
 * organ's own, by which all below it would be shifted, or whose numbers would be those of a blank row above it.
 */
function holdNoOther(
  slots: readonly Slot[],
  lines: readonly NumberLine[],
  others: (slot: Slot) => readonly OtherLabel[],
): boolean {
  const known = new Map<string, NearLabel>();
  const labelOf = (name: string, texts: readonly string[], isGroup: boolean): NearLabel => {
    const label = known.get(name) ?? nearLabel(texts, isGroup);
    known.set(name, label);
    return label;
  };
  const labelsOf = (slot: Slot): NearLabel[] => [
    ...slot.map(({ rowKey, full }) => labelOf(rowKey, full.map(withNumber), false)),
    ...others(slot).map(({ name, label, isGroup }) => labelOf(name, [allLetters(label)], isGroup)),
  ];
  return lines.every(({ between }, at) => {
    const [above = [], own = []] = [slots[at - 1], slots[at]];
    const labels = [...labelsOf(above), ...labelsOf(own)];
    const pieces = between.map(({ raw }) => allLetters(raw).replace(/\d/gu, ''));
    // Above the first row stand the headers of the columns.
    const first = at > 0 ? 0 : pieces.findIndex((piece) => begins(own, piece));
    return first === -1 || pieces.slice(first).every((piece) => areOfLabels(piece, labels));
  });
}

/** True for letters that are the beginning of a row's own label, or hold it. */
function begins(slot: Slot, letters: string): boolean {
  const labels = slot.flatMap(({ full }) => full.flatMap((label) => [ownLabel(label), withNumber(label)]));
  return letters.length > 1 && labels.some((label) => label.startsWith(letters) || letters.startsWith(label));
}

const APPLICATION_FORM = findTable('2021', 'applications')?.rows ?? [];

/** The labels of the groups of a row, and its remark. */
function groupsOf(slot: Slot): OtherLabel[] {
  const keys = new Set(slot.map(({ rowKey }) => rowKey));
  return APPLICATION_FORM.filter(({ key }) => keys.has(key)).flatMap(({ key, groups, remark }) => [
    ...groups.map(({ number, label }) => ({
      name: `group ${label}`,
      label: `${number ?? ''}${label}`,
      isGroup: true,
    })),
    ...(remark === null ? [] : [{ name: `remark ${key}`, label: remark, isGroup: false }]),
  ]);
}

/** The headers of the part of 表一 that a row is in, which stand above its first row. */
function headersOf(edition: FormEdition): (slot: Slot) => readonly OtherLabel[] {
  const parts = findTable(edition, 'disclosure')?.parts ?? [];
  return (slot) =>
    parts
      .filter(({ rows }) => rows.some(({ key }) => slot.some(({ rowKey }) => rowKey === key)))
      .flatMap(({ header, corner, columns }) =>
        [header ?? '', corner ?? '', ...columns.map(({ label }) => label)].map((label) => ({
          name: `${header ?? ''} ${label}`,
          label,
          isGroup: false,
        })),
      );
}
