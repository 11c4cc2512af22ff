/** Headers that stand on several lines, where a page's text is written node by node: 本年增, / and 减. */
import { squeeze } from './label-text.js';
import type { LogicalRow } from './logical-rows.js';

/** The stroke between two words of a header, which alone would be the sign of a blank cell. */
const STROKE = /^[/／]$/u;

/** The rows with such a header on one of them. */
export function withWholeHeaders(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  const out: LogicalRow[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const joined = headerAt(rows, index);
    const row = rows[index];
    if (joined !== null) {
      out.push(joined);
      index += 2;
    } else if (row !== undefined) out.push(row);
  }
  return out;
}

function headerAt(rows: readonly LogicalRow[], index: number): LogicalRow | null {
  const [first, stroke, rest] = [rows[index], rows[index + 1], rows[index + 2]];
  const [before, between, behind] = [first?.fields.at(-1), alone(stroke), alone(rest)];
  if (first === undefined || before === undefined || behind === null) return null;
  const isHeader =
    squeeze(before.raw).endsWith('本年增') &&
    STROKE.test(between?.raw ?? '') &&
    squeeze(behind.raw).startsWith('减');
  if (!isHeader || behind.reading.kind !== 'text') return null;
  return {
    ...first,
    fields: [...first.fields.slice(0, -1), { ...before, raw: `${before.raw}/${behind.raw}` }],
  };
}

function alone(row: LogicalRow | undefined): LogicalRow['fields'][number] | null {
  const [only, more] = row?.fields ?? [];
  return row !== undefined && !row.positioned && only !== undefined && more === undefined ? only : null;
}
