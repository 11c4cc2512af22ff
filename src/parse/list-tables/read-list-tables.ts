/**
 * The list tables of 2008–2018 (政府信息公开情况统计表): label, unit, one or two numbers. A row that the data of the form know
 * becomes cells; any other is kept whole as a row of an extra table, and its words stay in the narrative, so that they are found.
 */
import type { FormTableName } from '../../domain/cells.js';
import { findCell } from '../../domain/cells.js';
import type { Cell, ExtraTable } from '../../domain/report.js';
import type { FormRow } from '../../forms/form.js';
import type { GridCell } from '../../ingest/document.js';
import { squeeze } from '../label-text.js';
import type { SourceItem } from '../source-lines.js';
import type { SourceLine } from '../source-line.js';
import { placeAt } from '../source-line.js';
import type { TableReading } from '../table-reading.js';
import { cellFindings, cellOf, duplicateRow, emptyReading } from '../table-reading.js';
import { rowsNamed } from './list-labels.js';
import { partedDigits, placedByOrder, undecidedColumns } from './list-findings.js';
import { fieldRows, listInFields } from './list-in-grid.js';
import { listInLines, listWithoutHeader } from './list-in-lines.js';
import type { ListRow, ListValue, PrintedList } from './list-row.js';
import type { MatchedRow } from './match-list-rows.js';
import { matchListRows } from './match-list-rows.js';
import { partedRows, partedValues, refutedBySums } from './list-sums.js';
import { extraTable, unknownTable } from './unknown-tables.js';
import type { PrintedTables } from '../table/printed-words.js';

/** What the list tables of a document hold. */
export interface ListTables {
  /** The items without the tables; of these what no cell holds. */
  readonly items: SourceItem[];
  readonly reading: TableReading | null;
  readonly extraTables: ExtraTable[];
}

/** The table whose cells a reading holds. */
export const LIST_TABLE: FormTableName = 'statistics';

/** Takes the list tables out of a document. `printed`: what stands of the tables of the later forms in it. */
export function readListTables(items: readonly SourceItem[], printed: () => PrintedTables): ListTables {
  const tables = readWith(items, listInLines);
  // The later forms name disputes too, in headers that are written out again in each of their columns.
  if (tables.reading !== null || printed().tables.size > 0) return tables;
  return readWith(items, listWithoutHeader);
}

function readWith(items: readonly SourceItem[], findList: typeof listInLines): ListTables {
  const left: SourceItem[] = [];
  const reading = emptyReading();
  const extraTables: ExtraTable[] = [];
  const found: PrintedList[] = [];
  const strays = new Set<number>();
  const read = (list: PrintedList): void => {
    found.push(list);
    const title = list.title ?? takeTitle(left);
    const unknown = readList(list, reading);
    const [first] = unknown;
    if (first === undefined) return;
    const table = extraTable({ ...list, title }, unknown);
    extraTables.push(table);
    reading.findings.push(unknownTable(table));
    left.push(asGrid(table));
  };
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined) break;
    if (strays.has(at)) continue;
    const fields = listOfFields(items, at);
    const lines = findList(items, at);
    if (fields !== null && knownRows(fields.list) >= knownRows(lines?.list)) {
      read(fields.list);
      at = fields.last;
      continue;
    }
    if (lines === null || item.kind !== 'line') {
      left.push(item);
      continue;
    }
    left.push(...linesBefore(item, lines.before));
    read(lines.list);
    for (const index of lines.strays) strays.add(index);
    const last = items[lines.last];
    if (last?.kind === 'line' && lines.after.text.trim() !== '') left.push(part(last, lines.after.at));
    at = lines.last;
  }
  return { items: left, reading: found.length > 0 ? reading : null, extraTables };
}

/** How many labels are the form's: of a table of which some lines alone have tabs, the reading by fields sees only these. */
function knownRows(list: PrintedList | undefined): number {
  return list?.rows.filter(({ label }) => rowsNamed(label).length > 0).length ?? -1;
}

/** A grid, or the lines with tabs or pipes from `at` on. */
function listOfFields(items: readonly SourceItem[], at: number): { list: PrintedList; last: number } | null {
  const item = items[at];
  if (item?.kind === 'grid') {
    const list = listInFields(fieldRows(item) ?? []);
    return list === null ? null : { list, last: at };
  }
  // Looked for once, where the run of such lines begins.
  const before = items[at - 1];
  if (item === undefined || fieldRows(item) === null) return null;
  if (before?.kind === 'line' && fieldRows(before) !== null) return null;
  const rows = [];
  let last = at;
  for (let next: SourceItem | undefined = item; next?.kind === 'line'; next = items[last + 1]) {
    const fields = fieldRows(next);
    if (fields === null) break;
    if (next !== item) last += 1;
    rows.push(...fields);
  }
  const list = listInFields(rows);
  return list === null ? null : { list, last };
}

const TITLE = /(?:统计表|统计数据|情况表)$/u;
const YEAR_REMARK = /^\(?\d{4}年度?\)?$/u;
const LONGEST_TITLE = 60;

/** The title that stands above the table, taken out of the narrative with the year below it; one that is a heading stays. */
function takeTitle(left: SourceItem[]): string | null {
  const last = left.at(-1);
  if (last?.kind !== 'line') return null;
  const above = left.at(-2);
  if (YEAR_REMARK.test(last.squeezed) && above?.kind === 'line' && TITLE.test(above.squeezed)) left.pop();
  const title = left.at(-1);
  if (title?.kind !== 'line' || title.squeezed.length > LONGEST_TITLE || !TITLE.test(title.squeezed))
    return null;
  if (!/^(?:[一二三四五六七八九十]{1,2}、|附)/u.test(title.squeezed)) left.pop();
  return title.text.trim();
}

const TITLE_END = /(?:统计表|统计数据|附表)$/u;
const TITLE_NUMBER = /(?:[一二三四五六七八九十]{1,2}、|附件?\d?[：:]?)$/u;
const BOUNDARIES = ['。', '；', '！', '？', '、', ' ', '\u3000', '\t', '\n', '：'];

/** The text before a table on its first line; a title at its end stands on a line of its own. */
function linesBefore(line: SourceLine, before: string): SourceLine[] {
  const text = before.trimEnd();
  if (text === '') return [];
  if (!TITLE_END.test(text)) return [part(line, 0, before.length)];
  const from = Math.max(...BOUNDARIES.map((sign) => text.lastIndexOf(sign))) + 1;
  const number = TITLE_NUMBER.exec(text.slice(Math.max(0, from - 4), from))?.[0] ?? '';
  const start = from - number.length;
  if (start === 0) return [part(line, 0, before.length)];
  return [part(line, 0, start), part(line, start, before.length)];
}

/** A stretch of a line as a line. */
function part(line: SourceLine, start: number, end = line.text.length): SourceLine {
  const text = line.text.slice(start, end);
  return {
    ...line,
    text,
    squeezed: squeeze(text),
    place: placeAt(line, start, end),
    blankLinesBefore: start === 0 ? line.blankLinesBefore : 0,
  };
}

/** What no cell holds, for the narrative. */
function asGrid(table: ExtraTable): SourceItem {
  const cell = (text: string, place: ExtraTable['place']): GridCell => ({
    text,
    origin: true,
    place: place ?? {},
  });
  const rows = table.rows.map(({ label, unit, values, place }) => [
    cell([label, ...(unit === null ? [] : [unit]), ...values.map(({ raw }) => raw)].join(' '), place),
  ]);
  return { kind: 'grid', rows, place: table.place ?? {} };
}

/** Reads the rows that the form knows into cells; gives the others. */
function readList(list: PrintedList, reading: TableReading): MatchedRow[] {
  const matched = matchListRows(list.rows);
  const known = matched.filter(({ form, isDuplicate }) => form !== null && !isDuplicate);
  const ways = partedRows(known, known.length === matched.length);
  const refuted = refutedBySums(known);
  const unknown: MatchedRow[] = [];
  const own = new Set<string>();
  for (const one of matched) {
    const { row, form, isDuplicate } = one;
    if (form === null || isDuplicate || reading.rows.has(form.key)) {
      unknown.push(one);
      if (form !== null) reading.findings.push(duplicateRow(row.label, keysOf(form), row.place));
      continue;
    }
    reading.rows.add(form.key);
    const printed = row.values ?? partedValues(one, ways.get(form.key) ?? []);
    const values = refuted.has(one) ? null : printed;
    const undecided = setCells(list, one, values, reading);
    for (const key of keysOf(form)) own.add(key);
    for (const key of undecided) own.delete(key);
    if (undecided.length > 0) reading.findings.push(undecidedColumns(one, undecided));
    else if (values !== null && isLongRun(row)) reading.findings.push(partedDigits(one, values));
    // A column that the form has not: the whole row is kept beside its cells.
    if (list.columns.some(({ column }) => column === null)) unknown.push(one);
  }
  const placed = known.filter(({ row }) => row.isByOrder);
  const ordered = placed.flatMap((one) => keysIn(list, one)).filter((key) => own.has(key));
  if (ordered.length > 0) reading.findings.push(placedByOrder(ordered, placed[0]?.row.place ?? list.place));
  // Cells without a decided number have had their finding.
  const decided = [...reading.cells].filter(([key]) => own.has(key));
  reading.findings.push(...cellFindings(new Map(decided)));
  return unknown;
}

/** True for numbers that are run together and may be parted in several ways. */
function isLongRun({ isRunTogether, printed }: ListRow): boolean {
  return isRunTogether && (printed[0]?.raw.length ?? 0) > 2;
}

function keysOf({ key, columns }: FormRow): string[] {
  return columns.map((column) => `${key}.${column.key}`);
}

/** Keys of the cells of a row by the columns of its list. */
function keysIn(list: PrintedList, { form }: MatchedRow): string[] {
  return list.columns.map(({ column }) => `${form?.key ?? ''}.${column ?? ''}`);
}

/** Sets the cells of a row; gives the keys of those that nothing decides. */
function setCells(
  list: PrintedList,
  { row, form }: MatchedRow,
  values: readonly (ListValue | null)[] | null,
  reading: TableReading,
): string[] {
  const undecided: string[] = [];
  list.columns.forEach(({ column }, index) => {
    const key = `${form?.key ?? ''}.${column ?? ''}`;
    const definition = column === null ? undefined : findCell(key);
    if (definition === undefined) return;
    if (values === null) {
      undecided.push(key);
      const raw = row.printed.map((value) => value.raw).join(' ');
      reading.cells.set(key, {
        state: 'UNREADABLE',
        value: null,
        raw,
        place: row.printed[0]?.place ?? row.place,
      });
      return;
    }
    reading.cells.set(
      key,
      cellOfList(values[index] ?? null, row.unit, definition.unit, () =>
        cellOf(values[index] ?? null, definition, row.place, moneyOf(row.unit)),
      ),
    );
  });
  return undecided;
}

const MONEY = ['元', '万元', '亿元'] as const;

function moneyOf(unit: string | null): (typeof MONEY)[number] | null {
  return MONEY.find((money) => money === squeeze(unit ?? '')) ?? null;
}

/** A count whose unit is money is not that count. */
function cellOfList(value: ListValue | null, unit: string | null, kind: string, read: () => Cell): Cell {
  if (value !== null && kind === 'count' && moneyOf(unit) !== null && value.reading.kind === 'number')
    return { state: 'UNREADABLE', value: null, raw: value.raw, place: value.place };
  return read();
}
