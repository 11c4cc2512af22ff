/**
 * Numbers that stand in no table: text in column order prints the labels of a table first and its numbers further down, below
 * the next heading or between the paragraphs of the narrative. A label without numbers is then no blank row.
 */
import type { FormTableName, TableName } from '../../domain/cells.js';
import type { ExtraRow } from '../../domain/report.js';
import { readNumber } from '../number-reading.js';
import { isLabelFragment } from '../row-labels.js';
import type { SourceItem } from '../source-lines.js';
import { isPageNumber } from '../source-lines.js';
import type { TableReading } from '../table-reading.js';
import { ambiguousColumns, setRowCells } from '../table-reading.js';

/** One number alone on its line may be a page's own. */
const FEWEST_IN_RUN = 2;

const MOST_VALUES: Readonly<Record<TableName, number>> = { disclosure: 3, applications: 7, review: 15 };

/** How many values a line holds that prints nothing else; 0 for any other line. */
function valuesAlone(item: SourceItem): { values: number; numbers: number } {
  const none = { values: 0, numbers: 0 };
  if (item.kind !== 'line' || item.squeezed === '' || isPageNumber(item)) return none;
  let numbers = 0;
  const tokens = item.text.trim().split(/\s+/u);
  for (const token of tokens) {
    const { kind } = readNumber(token);
    if (kind === 'number') numbers += 1;
    else if (kind !== 'mark') return none;
  }
  return { values: tokens.length, numbers };
}

/**
 * True where numbers are left over: in a run of lines of nothing but numbers that belong to no table, or in a table without
 * a label. `isRead`: the items of tables; `from`: where the first of them begins.
 */
export function hasNumbersLeftOver(
  items: readonly SourceItem[],
  isRead: (index: number) => boolean,
  from: number,
  readings: ReadonlyMap<FormTableName, TableReading>,
): boolean {
  if ([...readings.values()].some(({ extraRows }) => extraRows.some(isOfNoRow))) return true;
  let run = { values: 0, numbers: 0 };
  for (let index = from; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || (item.kind === 'line' && item.squeezed === '')) continue;
    const { values, numbers } = isRead(index) ? { values: 0, numbers: 0 } : valuesAlone(item);
    run =
      values === 0
        ? { values: 0, numbers: 0 }
        : { values: run.values + values, numbers: run.numbers + numbers };
    if (run.values >= FEWEST_IN_RUN && run.numbers > 0) return true;
  }
  return false;
}

/** True for numbers without a label of their own: behind none, behind a piece of the form's words, or more than a row has. */
function isOfNoRow({ table, label, values }: ExtraRow): boolean {
  if (values.length === 0 || table === 'statistics') return false;
  return label === '' || values.length > MOST_VALUES[table] || isLabelFragment(table, label);
}

/** Makes the rows of which a label alone is printed unreadable, and names them: their numbers may be those left over. */
export function doubtRowsOfLabelsAlone(readings: ReadonlyMap<FormTableName, TableReading>): void {
  for (const reading of readings.values()) {
    for (const [rowKey, { label, place }] of reading.labelsAlone) {
      const keys = [...reading.cells].flatMap(([key, { state, raw }]) =>
        state === 'BLANK' && raw === null && key.startsWith(`${rowKey}.`) ? [key] : [],
      );
      const undecided = setRowCells(reading.cells, keys, [], place);
      reading.findings.push(...ambiguousColumns(undecided, label, [], place));
    }
  }
}
