/** Tables of no form that we know: kept whole, with labels, units, columns and values. */
import type { Finding } from '../../domain/finding.js';
import type { ExtraTable, ExtraTableRow } from '../../domain/report.js';
import { squeeze } from '../label-text.js';
import type { SourceItem } from '../source-lines.js';
import { readingFinding } from '../table-reading.js';
import type { FieldCell } from './list-in-grid.js';
import { fieldRows } from './list-in-grid.js';
import { isUnit } from './list-labels.js';
import type { PrintedList } from './list-row.js';
import type { MatchedRow } from './match-list-rows.js';
import { readNumber } from '../number-reading.js';

/** Rows of a list table that no cell holds, as a table. */
export function extraTable(list: PrintedList, rows: readonly MatchedRow[]): ExtraTable {
  return {
    title: list.title,
    columns: list.columns.map(({ text }) => text),
    rows: rows.map(({ row, group }): ExtraTableRow => ({
      group,
      label: row.label.replace(/\s+/gu, ' ').trim(),
      unit: row.unit,
      values: (row.values ?? row.printed).flatMap((value, index) =>
        value === null || value.raw === ''
          ? []
          : [
              {
                column: row.values === null ? null : (list.columns[index]?.text ?? null),
                raw: value.raw,
                value: row.isRunTogether || value.reading.kind !== 'number' ? null : value.reading.value,
                place: value.place,
              },
            ],
      ),
      place: row.place,
    })),
    place: rows[0]?.row.place ?? list.place,
  };
}

/** How many labels the sentence names. */
const NAMED = 3;

/** The finding that a table, or rows of one, are of no form. */
export function unknownTable(table: ExtraTable): Finding {
  const labels = table.rows.slice(0, NAMED).map(({ label }) => `“${label}”`);
  const count = table.rows.length;
  return readingFinding(
    'unknown-table',
    'NOTICE',
    [],
    table.place,
    `${table.title === null ? '' : `“${table.title}”中`}有 ${count} 行不属于已知格式，原样保留：${labels.join('、')}${count > NAMED ? '等' : ''}`,
    `${count} row(s)${table.title === null ? '' : ` of “${table.title}”`} are of no known form and are kept as printed: ${labels.join(', ')}${count > NAMED ? ' and others' : ''}`,
  );
}

const FEWEST_ROWS = 2;
const FEWEST_NUMBERS = 2;
const LONGEST_LABEL = 60;
const LONGEST_TITLE = 60;

/** The tables among the items that `isTaken` leaves: grids, and runs of lines with tabs or pipes. Their text stays where it is. */
export function findUnknownTables(
  items: readonly SourceItem[],
  isTaken: (index: number) => boolean,
): ExtraTable[] {
  const tables: ExtraTable[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item === undefined || isTaken(at)) continue;
    const rows = fieldRows(item);
    if (rows === null) continue;
    const all = [...rows];
    const first = at;
    for (; item.kind === 'line'; at += 1) {
      const next = items[at + 1];
      const more = next?.kind !== 'line' || isTaken(at + 1) ? null : fieldRows(next);
      if (more === null) break;
      all.push(...more);
    }
    const table = tableOf(all, titleOf(items[first - 1]));
    if (table !== null) tables.push(table);
  }
  return tables;
}

function titleOf(item: SourceItem | undefined): string | null {
  if (item?.kind !== 'line' || item.squeezed.length > LONGEST_TITLE || /[。；]$/u.test(item.squeezed))
    return null;
  return item.text.trim();
}

function tableOf(rows: readonly (readonly FieldCell[])[], title: string | null): ExtraTable | null {
  const read = rows.map((row) =>
    row.map((cell) => ({ ...cell, kind: cell.origin ? readNumber(cell.text).kind : 'empty' })),
  );
  const isData = read.map((row) => row.some(({ kind }) => kind === 'number') && row.some(isLabel));
  const numbers = read.flat().filter(({ kind }) => kind === 'number').length;
  if (isData.filter(Boolean).length < FEWEST_ROWS || numbers < FEWEST_NUMBERS) return null;
  if (read.flat().some(({ text }) => squeeze(text).length > LONGEST_LABEL * 4)) return null;
  const firstData = isData.indexOf(true);
  const header =
    read.slice(0, firstData).findLast((row) => row.filter(({ text }) => text !== '').length > 1) ?? [];
  const columns: string[] = [];
  const kept = read.flatMap((row, index): ExtraTableRow[] => {
    if (isData[index] !== true) return [];
    const firstNumber = row.findIndex(({ kind }) => kind === 'number');
    const labels = row.slice(0, firstNumber).filter(({ text, origin }) => origin && text !== '');
    const unit = labels.findLast(({ text }) => isUnit(text)) ?? null;
    const label = labels.filter((cell) => cell !== unit).map(({ text }) => text);
    const values = row.flatMap((cell, column) => {
      if (!cell.origin || column < firstNumber || cell.text === '') return [];
      const reading = readNumber(cell.text);
      const name = header[column]?.text ?? null;
      if (name !== null && !columns.includes(name)) columns.push(name);
      return [
        {
          column: name,
          raw: cell.text,
          value: reading.kind === 'number' ? reading.value : null,
          place: cell.place,
        },
      ];
    });
    return [
      {
        group: label.length > 1 ? label.slice(0, -1).join(' / ') : null,
        label: label.at(-1) ?? values.find(({ value }) => value === null)?.raw ?? '',
        unit: unit?.text ?? null,
        values,
        place: labels[0]?.place ?? row[0]?.place ?? null,
      },
    ];
  });
  return { title, columns, rows: kept, place: rows[0]?.[0]?.place ?? null };
}

function isLabel({ text, kind }: { text: string; kind: string }): boolean {
  return (
    kind === 'text' && /\p{Script=Han}/u.test(text) && squeeze(text).length <= LONGEST_LABEL && !isUnit(text)
  );
}
