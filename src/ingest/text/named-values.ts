/** Tables told in words: each number behind the name of its column ("自然人：3"), in lists, or in objects of JSON. */
import { furtherRight } from '../../domain/place.js';
import type { GridCell, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { isFormColumn, isSectionHeading } from '../html/report-signs.js';
import { replaceRuns } from './replace-runs.js';

/** A row of such a table; without names it is a heading among the rows. */
export interface NamedRow {
  label: GridCell;
  values: readonly { name: string; cell: GridCell }[];
}

const BULLET = /^\s*(?:[-*+•·●▪◦○]\s+)?/u;
const NUMBER = String.raw`[-+−－＋]?[\d０-９]{1,16}(?:[,，][\d０-９]{3})*(?:[.．][\d０-９]+)?(?:\p{Script=Han}{1,2})?(?:[(（][^()（）]{0,40}[)）])?`;
const CHANGE = String.raw`[增减][少加]?\s*[\d０-９]{1,16}`;
const MARK = String.raw`[-—–－/／\\]{1,2}`;
const NAME = String.raw`\p{Script=Han}[^:：，,；;。\d\s]{0,20}(?:[(（][^()（）]{0,12}[)）])?`;
const PAIR = new RegExp(String.raw`(${NAME})[:：]\s*(${NUMBER}|${CHANGE}|${MARK})(?=[，,；;、。\s]|$)`, 'gu');
const BETWEEN = /^[，,；;、。\s]*$/u;
const LONGEST_LINE = 600;
const LONGEST_LABEL = 60;
/** Fewer rows are no table. */
const FEWEST_ROWS = 3;

/** Replaces lists that tell the official forms by tables; all else stays. */
export function namedValues(blocks: readonly (LineBlock | TableBlock)[]): (LineBlock | TableBlock)[] {
  return replaceRuns(blocks, (all, from) => {
    const { rows, next } = rowsFrom(all, from);
    const isTable = rows.filter(({ values }) => values.length > 0).length >= FEWEST_ROWS;
    return isTable ? { blocks: [tableOf(rows)], next } : null;
  });
}

/** The rows that begin at a block, and where they end; none where the first line tells none. */
function rowsFrom(
  blocks: readonly (LineBlock | TableBlock)[],
  from: number,
): { rows: NamedRow[]; next: number } {
  const rows: NamedRow[] = [];
  let next = from;
  for (let at = from; at < blocks.length; at += 1) {
    const line = blocks[at];
    if (line?.kind !== 'line') break;
    const row = rowOf(line);
    if (row === null) break;
    const last = rows.at(-1);
    if (row.values.length > 0) {
      if (row.label.text !== '') rows.push(row);
      else if (last !== undefined) rows.splice(-1, 1, { ...last, values: [...last.values, ...row.values] });
      else break;
      next = at + 1;
    } else if (at === from && !tellsMore(blocks[at + 1], blocks[at + 2])) break;
    else rows.push(row);
  }
  // What follows the last number is none of the table.
  const end = rows.findLastIndex(({ values }) => values.length > 0);
  return { rows: rows.slice(0, end + 1), next };
}

/** True where one of the next two lines tells numbers: a label, or a group and a label, stand above them. */
function tellsMore(...lines: readonly (LineBlock | TableBlock | undefined)[]): boolean {
  return lines.some((line) => line?.kind === 'line' && (rowOf(line)?.values.length ?? 0) > 0);
}

/** A line as a row: its label and its numbers, or one of both; null for any other text. */
function rowOf(line: LineBlock): NamedRow | null {
  if (line.text.length > LONGEST_LINE || line.text.includes('\t') || /\|/.test(line.text)) return null;
  const text = line.text.replaceAll('**', '  ');
  const start = BULLET.exec(text)?.[0].length ?? 0;
  const pairs = [...text.slice(start).matchAll(PAIR)];
  const [first] = pairs;
  const label = text.slice(start, first === undefined ? undefined : start + first.index);
  const shown = label
    .trim()
    .replace(/[:：]$/u, '')
    .trim();
  if (shown.length > LONGEST_LABEL || /[。；;]/u.test(shown) || isSectionHeading(compact(shown))) return null;
  const cellAt = (own: string, at: number): GridCell => ({
    text: own.trim(),
    origin: true,
    place: furtherRight(line.place, at),
  });
  if (pairs.length === 0) {
    return shown === '' || /[:：]./u.test(shown) ? null : { label: cellAt(shown, start), values: [] };
  }
  let end = 0;
  const values: { name: string; cell: GridCell }[] = [];
  for (const pair of pairs) {
    const [whole, name = '', value = ''] = pair;
    if (values.length > 0 && !BETWEEN.test(text.slice(start + end, start + pair.index))) return null;
    end = pair.index + whole.length;
    values.push({ name, cell: cellAt(value, start + end - value.length) });
  }
  if (!BETWEEN.test(text.slice(start + end)) || !values.every(({ name }) => isFormColumn(compact(name))))
    return null;
  return { label: cellAt(shown, start), values };
}

/** The rows below their headers; a header stands again where the names change. */
export function tableOf(rows: readonly NamedRow[]): TableBlock {
  const width = Math.max(...rows.map(({ values }) => values.length)) + 1;
  const filled = (cells: readonly GridCell[]): GridCell[] => {
    const place = cells[0]?.place ?? {};
    return [
      ...cells,
      ...Array.from({ length: width - cells.length }, () => ({ text: '', origin: false, place })),
    ];
  };
  const grid: GridCell[][] = [];
  let names = '';
  for (const { label, values } of rows) {
    const own = values.map(({ name }) => name).join('\n');
    if (values.length > 0 && own !== names) {
      names = own;
      const header = values.map(({ name, cell }) => ({ ...cell, text: name }));
      // The form's own word for the corner of its first table, by which its headers are known.
      const corner = values.some(({ name }) => isFormColumn(compact(name), 'first')) ? '信息内容' : '';
      grid.push(filled(label.text === '' ? header : [{ ...label, text: corner }, ...header]));
    }
    const cells = values.map(({ cell }) => cell);
    // The one row of the third table has no label.
    grid.push(filled(label.text === '' ? cells : [label, ...cells]));
  }
  return { kind: 'table', rows: grid, place: rows[0]?.label.place ?? {} };
}
