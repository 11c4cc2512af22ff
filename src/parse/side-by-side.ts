/** Parts of the first table set side by side (第二十条第（五）项 | 第二十条第（六）项): read one after the other. */
import { squeeze } from './label-text.js';
import type { Field, LogicalRow } from './logical-rows.js';
import { namesRow } from './row-labels.js';

const PART = /^第二十条第?\(?[一二三四五六七八九]\)?项?$/u;
const CORNER = /^信息内容$/u;

/** The rows with parts that stand side by side one below the other; all other rows as they are. */
export function withoutParallelParts(rows: readonly LogicalRow[]): readonly LogicalRow[] {
  if (!rows.some(isParallel)) return rows;
  const out: LogicalRow[] = [];
  for (let index = 0; index < rows.length;) {
    const row = rows[index];
    if (row === undefined) break;
    if (!isParallel(row)) {
      out.push(row);
      index += 1;
      continue;
    }
    let end = index + 1;
    while (end < rows.length && !rows[end]?.fields.some(isPart)) end += 1;
    out.push(...oneBelowTheOther(rows.slice(index, end)));
    index = end;
  }
  return out;
}

function isPart({ raw }: Field): boolean {
  return PART.test(squeeze(raw));
}

function isParallel({ fields, positioned }: LogicalRow): boolean {
  if (!positioned) return false;
  return new Set(fields.filter(isPart).map(({ raw }) => squeeze(raw))).size > 1;
}

/** True for a text with which a row of a part begins. */
function begins(field: Field): boolean {
  if (field.reading.kind !== 'text') return false;
  const text = squeeze(field.raw);
  return PART.test(text) || CORNER.test(text) || namesRow('disclosure', field.raw);
}

function oneBelowTheOther(rows: readonly LogicalRow[]): LogicalRow[] {
  const corner = rows.find(({ fields }) => fields.filter(isCorner).length > 1);
  const middle = corner?.fields.findLastIndex(isCorner) ?? Infinity;
  const left: LogicalRow[] = [];
  const right: LogicalRow[] = [];
  for (const { fields, positioned } of rows) {
    const first = fields.findIndex(begins);
    const second = fields.findIndex(
      (field, index) => index > first && begins(field) && field.raw !== fields[first]?.raw,
    );
    // A header has the same words on both sides.
    const at = second === -1 && fields.filter(isCorner).length > 1 ? middle : second;
    if (at !== -1 && first !== -1) {
      left.push({ fields: fields.slice(0, at), positioned });
      right.push({ fields: fields.slice(at), positioned });
    } else if (first >= middle) right.push({ fields: fields.slice(first), positioned });
    else left.push({ fields, positioned });
  }
  return [...left, ...right];
}

function isCorner({ raw }: Field): boolean {
  return CORNER.test(squeeze(raw));
}
