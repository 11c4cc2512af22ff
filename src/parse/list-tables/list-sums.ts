/** What the sums of the form say about the rows of a list table: how digits are parted, and which order is none. */
import { LIST_SUMS } from './list-labels.js';
import type { ListValue } from './list-row.js';
import type { MatchedRow } from './match-list-rows.js';
import type { Parted } from './split-digits.js';
import { narrowBySums, waysToPart } from './split-digits.js';

/** Of the rows whose numbers their order alone gives, those whose total is not the sum of its parts. */
export function refutedBySums(known: readonly MatchedRow[]): Set<MatchedRow> {
  const refuted = new Set<MatchedRow>();
  for (const { left, right } of LIST_SUMS) {
    const totals = known.filter(({ form }) => form !== null && left.includes(form.key));
    const parts = known.filter(({ form }) => form !== null && right.includes(form.key));
    const rows = [...totals, ...parts];
    const ordered = rows.filter(({ row }) => row.isByOrder);
    if (totals.length < left.length || parts.length === 0 || ordered.length === 0) continue;
    const width = Math.max(...rows.map(({ row }) => row.values?.length ?? 0));
    const fails = Array.from({ length: width }, (_, column) =>
      [totals, parts].map((side) => sumOf(side, column)),
    );
    if (fails.some(([total, sum]) => total !== null && sum !== null && total !== sum))
      for (const row of ordered) refuted.add(row);
  }
  return refuted;
}

/** The sum of a column; null where one of its rows prints no number. */
function sumOf(rows: readonly MatchedRow[], column: number): number | null {
  return rows.reduce<number | null>((sum, { row }) => {
    const reading = row.values?.[column]?.reading;
    return sum === null || reading?.kind !== 'number' ? null : sum + reading.value;
  }, 0);
}

/** For each row the numbers that it may print, by its digits and by the sums. */
export function partedRows(known: readonly MatchedRow[], isWhole: boolean): Map<string, readonly Parted[]> {
  const ways = new Map<string, readonly Parted[]>();
  for (const { row, form } of known) {
    const [first] = row.printed;
    if (form === null) continue;
    if (row.values === null) {
      if (row.isRunTogether && first !== undefined) ways.set(form.key, waysToPart(first.raw));
      continue;
    }
    const numbers = row.values.map((value) =>
      value?.reading.kind === 'number' ? value.reading.value : null,
    );
    if (numbers.length === 2 && !numbers.includes(null)) ways.set(form.key, [numbers.map(Number)]);
  }
  if (isWhole) narrowBySums(ways, LIST_SUMS);
  return ways;
}

/** Values of a run of digits: decided where only one way is left. */
export function partedValues({ row }: MatchedRow, ways: readonly Parted[]): (ListValue | null)[] | null {
  const [way, other] = ways;
  const [run] = row.printed;
  if (!row.isRunTogether || way === undefined || other !== undefined || run === undefined) return null;
  let at = 0;
  return way.map((value) => {
    const raw = String(value);
    const place = {
      ...run.place,
      ...(run.place.column === undefined ? {} : { column: run.place.column + at }),
    };
    at += raw.length;
    return { raw, reading: { kind: 'number', value, unit: null, remark: null }, place };
  });
}
