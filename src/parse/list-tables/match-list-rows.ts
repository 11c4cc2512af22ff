/** Which row of the form each printed row of a list table is, by its label and the group in which it stands. */
import type { FormRow } from '../../forms/form.js';
import { isListHeading, isWhole, listLabel, rowsNamed } from './list-labels.js';
import type { ListRow } from './list-row.js';

/** A printed row with its row of the form. */
export interface MatchedRow {
  readonly row: ListRow;
  /** Null where no data knows the label, or where the group path leaves several. */
  readonly form: FormRow | null;
  /** True for a row that the table prints a second time. */
  readonly isDuplicate: boolean;
  /** The label of the heading or the whole under which it stands, as printed; null where it stands alone. */
  readonly group: string | null;
}

/** A shorter label is told only by the whole in whose parts it stands: 传真, 其他. */
const FEWEST_LETTERS = 5;

/** Matches the rows in printed order. A heading is no row and is left out. */
export function matchListRows(rows: readonly ListRow[]): MatchedRow[] {
  const matched: MatchedRow[] = [];
  const seen = new Set<string>();
  /** Wholes in whose parts the next row may stand, and their printed labels. */
  let open: { key: string | null; label: string }[] = [];
  for (const row of rows) {
    if (row.values?.length === 0 && isListHeading(row.label)) {
      open = [{ key: null, label: row.label.trim() }];
      continue;
    }
    const candidates = rowsNamed(row.label);
    const parents = open.flatMap(({ key }) => (key === null ? [] : [key]));
    const inGroup = candidates.filter((form) => parents.some((parent) => isUnder(form, parent)));
    const isShort = listLabel(row.label).length < FEWEST_LETTERS;
    const [only, other] = inGroup.length > 0 ? inGroup : isShort ? [] : candidates;
    const form = other === undefined ? (only ?? null) : null;
    if (form !== null) {
      const parentKeys = form.groups.flatMap(({ rowKey }) => (rowKey === null ? [] : [rowKey]));
      open = open.filter(({ key }) => key === null || parentKeys.includes(key));
    } else if (!isPart(row.label)) open = open.filter(({ key }) => key === null);
    const isDuplicate = form !== null && seen.has(form.key);
    matched.push({ row, form, isDuplicate, group: open.at(-1)?.label ?? null });
    if (form === null) continue;
    seen.add(form.key);
    if (isWhole(form.key)) open.push({ key: form.key, label: row.label.trim() });
  }
  return matched;
}

/** True for a part of a whole, and for what has a group of keys in common with it: provinces draw the parts differently. */
function isUnder({ key, groups }: FormRow, whole: string): boolean {
  const group = whole.slice(0, whole.lastIndexOf('.') + 1);
  return groups.some(({ rowKey }) => rowKey === whole) || key.startsWith(group);
}

/** True for a label that is numbered as a part of something above it. */
function isPart(label: string): boolean {
  return /^\s*(?:其中|[（(]?\d{1,2}[.、．)）])/u.test(label);
}
