/**
 * 表一 read as a stream: each 第二十条第…项 with as many values as its rows and columns ask for holds exactly those, row by
 * row or column by column, wherever the text prints the labels. No sums bind this table: a block with any other number of
 * values decides nothing here.
 */
import type { FormEdition } from '../../domain/cells.js';
import { allLetters } from '../label-text.js';
import type { Field, LogicalRow } from '../logical-rows.js';
import { DISCLOSURE_ROWS } from '../official-labels.js';
import {
  editionOf,
  isExchanged,
  OFFICIAL,
  officialBlocks,
  readAllColumns,
  readColumns,
  rowsOfItem,
} from '../tables/disclosure-columns.js';
import type { StreamValue } from './value-stream.js';
import { valueStream } from './value-stream.js';
import { isOwnLabel } from './label-pieces.js';
import { firstFilled, isColumnByColumn, isTornApart, mayBeTurned } from './block-order.js';
import type { Block, Run } from './block-order.js';

/** A row with a value in each of its columns. */
export interface DisclosureStreamRow {
  rowKey: string;
  columns: readonly string[];
  fields: readonly Field[];
}

const BLOCK_BEGINS = /第二十条第?[一二三四五六七八九]项?/gu;
const PREFIX = 'disclosure.';
/** Stands behind letters that are of no label of the form: numbers of the block may be of a row of the organ's own. */
const OWN_LABEL = '\n';

/** The rows of all blocks that the stream decides. `others`: the edition that the other tables show. */
export function streamDisclosure(
  rows: readonly LogicalRow[],
  others: FormEdition | null,
): DisclosureStreamRow[] {
  const runs = runsOf(rows);
  const whole = runs.map(({ letters }) => letters).join('');
  const edition = editionOf(whole) ?? others;
  const onLines = valuesOnLines(rows);
  const inBlocks = blocksOf(runs).flatMap((block) => {
    const shown = edition ?? editionOfHeader(block);
    return shown === null ? [] : (rowsOfBlock(block, shown, onLines) ?? []);
  });
  if (inBlocks.length > 0 || edition === null || whole.includes(OWN_LABEL)) return withoutRepeated(inBlocks);
  return rowsByHeaders(runs, whole, edition) ?? [];
}

const EDITIONS: readonly FormEdition[] = ['2021', '2019'];

/** The edition whose columns the header of a block names one for one. */
function editionOfHeader({ letters }: Block): FormEdition | null {
  const [name] = rowsNamed(letters);
  const printed = readColumns(letters.replaceAll(BLOCK_BEGINS, '')).join();
  return EDITIONS.find((edition) => OFFICIAL[name ?? '']?.[edition]?.join() === printed) ?? null;
}

/** A row that stands twice is not for the stream to decide. */
function withoutRepeated(rows: readonly DisclosureStreamRow[]): DisclosureStreamRow[] {
  return rows.filter(({ rowKey }) => rows.filter((other) => other.rowKey === rowKey).length === 1);
}

function runsOf(rows: readonly LogicalRow[]): Run[] {
  const { labels, values } = valueStream(rows);
  const runs: Run[] = [];
  let next = 0;
  let at = 0;
  while (at < labels.length || next < values.length) {
    let letters = '';
    const until = values[next]?.labelsBefore ?? labels.length;
    for (; at < until; at += 1) {
      const printed = allLetters(labels[at]?.raw ?? '');
      letters += printed;
      if (isOwnLabel(printed)) letters += OWN_LABEL;
    }
    const run: Run = { letters, values: [] };
    for (; next < values.length && values[next]?.labelsBefore === at; next += 1) {
      const value = values[next];
      if (value !== undefined) run.values.push(value);
    }
    runs.push(run);
  }
  return runs;
}

/** Parts the runs where a 第二十条第…项 begins. What stands before the first is no block. */
function blocksOf(runs: readonly Run[]): Block[] {
  const blocks: Block[] = [];
  for (const { letters, values } of runs) {
    const begins = [...letters.matchAll(BLOCK_BEGINS)].map((match) => match.index);
    const cuts = [0, ...begins, letters.length];
    cuts.slice(0, -1).forEach((from, index) => {
      const part = letters.slice(from, cuts[index + 1]);
      if (index > 0) blocks.push({ runs: [], letters: '', values: [] });
      const block = blocks.at(-1);
      if (block === undefined) return;
      const own = index === cuts.length - 2 ? values : [];
      block.runs.push({ letters: part, values: own });
      block.letters += part;
      block.values.push(...own);
    });
  }
  return blocks;
}

function rowsNamed(letters: string): string[] {
  return DISCLOSURE_ROWS.filter(({ cores }) => cores.some((core) => letters.includes(core))).map(
    ({ rowKey }) => rowKey.slice(PREFIX.length),
  );
}

/** True where the table, or this row of it, is printed twice: its values are then twice as many as its cells, or half of them are blank. */
function isNamedTwice(name: string, letters: string): boolean {
  const cores = DISCLOSURE_ROWS.find(({ rowKey }) => rowKey === PREFIX + name)?.cores ?? [];
  const longest = cores.find((core) => letters.includes(core));
  return longest !== undefined && letters.split(longest).length > 2;
}

/** The rows of a block that has exactly a value for each of its cells; null for any other. */
function rowsOfBlock(
  block: Block,
  edition: FormEdition,
  onLines: ReadonlyMap<string, readonly Field[]>,
): DisclosureStreamRow[] | null {
  if (block.letters.includes(OWN_LABEL)) return null;
  const printed = rowsNamed(block.letters);
  if (printed.some((name) => isNamedTwice(name, block.letters))) return null;
  const names = printed.length > 0 ? printed : rowsOfItem(block.letters, edition);
  const columns = commonColumns(names, edition);
  if (columns === null) return null;
  const values = withoutCopies(block, columns, names.length);
  if (values?.length !== names.length * columns.length) return null;
  if (values.some(({ field }) => field.maybePageNumber === true)) return null;
  // Headers that name other columns, or these in another order, are not the form's.
  const headers = readColumns(block.letters.replaceAll(BLOCK_BEGINS, ''));
  if (headers.some((header, index) => header !== columns[index])) return null;
  // Where the header's cells are printed elsewhere, the numbers behind a label may be of any row.
  if (isHeaderElsewhere(block) && names.some((name) => !onLines.has(PREFIX + name))) return null;
  const isTurned = isColumnByColumn(block, columns, names.length);
  if (isTurned === null) return null;
  const found = names.map((name, row) => ({
    rowKey: PREFIX + name,
    columns,
    fields: columns.flatMap(
      (_, column) =>
        values[isTurned ? column * names.length + row : row * columns.length + column]?.field ?? [],
    ),
  }));
  if (!isTurned && isInNoOrder(block, values, found)) return null;
  if (found.some(({ fields }) => isExchanged(columns, fields))) return null;
  // A number above the first label can be of no other row: then every label is shifted against its numbers.
  const isShifted =
    printed.length > 0 && rowsNamed(block.runs[firstFilled(block)]?.letters ?? '').length === 0;
  return !isShifted && contradictsLines(onLines, found) ? null : found;
}

/** The columns that rows have in common; null where they have others. */
function commonColumns(names: readonly string[], edition: FormEdition): readonly string[] | null {
  const columns = OFFICIAL[names[0] ?? '']?.[edition] ?? null;
  return names.every((name) => OFFICIAL[name]?.[edition]?.join() === columns?.join()) ? columns : null;
}

/** True where the header's cells are printed elsewhere, or behind the first number. */
function isHeaderElsewhere(block: Block): boolean {
  const above = block.runs.slice(0, firstFilled(block) + 1).map(({ letters }) => letters);
  return (
    readColumns(above.join('').replaceAll(BLOCK_BEGINS, '')).length === 0 &&
    block.letters.includes('信息内容')
  );
}

/** True where nothing tells that values which are not column by column are row by row. */
function isInNoOrder(
  block: Block,
  values: readonly StreamValue[],
  rows: readonly DisclosureStreamRow[],
): boolean {
  return rows.some(({ fields }) => isTornApart(fields, block)) || mayBeTurned(block, values, rows.length);
}

/**
 * The values of a block. A merged cell may be written out again at each place that it covers, header and value alike: the
 * first of them stands for all. Null where the copies differ.
 */
function withoutCopies(
  { letters, values }: Block,
  columns: readonly string[],
  rows: number,
): readonly StreamValue[] | null {
  const printed = readAllColumns(letters);
  const isCopy = printed.map((column, index) => column === printed[index - 1]);
  const isRepeated = printed.filter((_, index) => isCopy[index] !== true).join() === columns.join();
  if (!isRepeated || !isCopy.includes(true) || values.length !== printed.length * rows) return values;
  const rawAt = (index: number): string | undefined => values[index]?.field.raw;
  const copies = values.map((_, index) => isCopy[index % printed.length] === true);
  if (copies.some((copy, index) => copy && rawAt(index) !== rawAt(index - 1))) return null;
  return values.filter((_, index) => copies[index] !== true);
}

/** The values that stand on one line with the label of one row. */
function valuesOnLines(rows: readonly LogicalRow[]): Map<string, readonly Field[]> {
  const onLines = new Map<string, readonly Field[]>();
  for (const { fields } of rows) {
    const label = fields.filter(({ reading }) => reading.kind === 'text').map(({ raw }) => allLetters(raw));
    const [name, ...others] = rowsNamed(label.join(''));
    const values = fields.filter(({ reading }) => reading.kind === 'number' || reading.kind === 'mark');
    if (name !== undefined && others.length === 0 && values.length > 0) onLines.set(PREFIX + name, values);
  }
  return onLines;
}

/** True where a line prints one row's label and as many values as it has columns, and the stream says other ones. */
function contradictsLines(
  onLines: ReadonlyMap<string, readonly Field[]>,
  found: readonly DisclosureStreamRow[],
): boolean {
  return found.some(({ rowKey, fields }) => {
    const printed = onLines.get(rowKey);
    return printed?.length === fields.length && printed.some((field, index) => field !== fields[index]);
  });
}

/** Labels of all rows first, and then each header with the values of its column, in the form's order and none missing. */
function rowsByHeaders(
  runs: readonly Run[],
  whole: string,
  edition: FormEdition,
): DisclosureStreamRow[] | null {
  const blocks = officialBlocks(edition);
  const expected = blocks.flatMap(({ names, columns }) =>
    columns.map((column) => ({ column, count: names.length })),
  );
  const filled = runs.filter(({ values }) => values.length > 0);
  const fits =
    filled.length === expected.length &&
    filled.every(
      ({ letters, values }, index) =>
        readColumns(letters).at(-1) === expected[index]?.column &&
        values.length === expected[index]?.count &&
        values.every(({ field }) => field.maybePageNumber !== true),
    );
  const named = rowsNamed(whole);
  if (!fits || blocks.some(({ names }) => names.some((name) => !named.includes(name)))) return null;
  let next = 0;
  return blocks.flatMap(({ names, columns }) => {
    const own = filled.slice(next, next + columns.length);
    next += columns.length;
    return names.map((name, row) => ({
      rowKey: PREFIX + name,
      columns,
      fields: own.flatMap(({ values }) => values[row]?.field ?? []),
    }));
  });
}
