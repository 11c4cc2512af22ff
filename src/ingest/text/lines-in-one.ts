/** A text of many lines that stands on one: line ends written as two characters (\n), or the rows of Markdown tables one behind the other. */
import { furtherRight } from '../../domain/place.js';
import type { LineBlock } from '../document.js';

/** A line end as JSON and programs write it. */
const WRITTEN_END = /(?:\\r)?\\n/gu;
const FEWEST_WRITTEN = 10;
/** A shorter line holds no table and no report. */
const SHORTEST = 200;
/** The rule under a header, in a line (GFM 4.10). */
const RULE = /\|(?:\s*:?-{2,}:?\s*\|){2,}/gu;
/** A heading of Markdown that the text behind it follows; titles in bold are headings too. */
const HEADING = /#{1,6}\s?(?=[\p{Script=Han}（(\d])(?:\S{4,60}(?=\s|$))?|\*\*[^*|\n]{4,60}\*\*/gu;
/** ###### and a blank. */
const LONGEST_MARK = 7;

/** The lines as they were written. Any other line stays as it is. */
export function linesInOne(lines: readonly LineBlock[]): LineBlock[] {
  return lines.flatMap((line) => {
    if (line.text.length < SHORTEST) return [line];
    const ends = [...line.text.matchAll(WRITTEN_END)];
    if (ends.length >= FEWEST_WRITTEN) return partedAtEnds(line, ends);
    const tables = tablesIn(line.text);
    return tables.length === 0 ? [line] : partedAt(line, [...tables.flat(), ...headings(line.text, tables)]);
  });
}

function partedAtEnds(line: LineBlock, ends: readonly RegExpExecArray[]): LineBlock[] {
  const parts: LineBlock[] = [];
  let blankLinesBefore = line.blankLinesBefore;
  let from = 0;
  for (const end of [
    ...ends.map(({ index, 0: { length } }) => ({ index, length })),
    { index: line.text.length, length: 0 },
  ]) {
    const text = line.text.slice(from, end.index).replaceAll('\\t', '\t').replaceAll('\\"', '"');
    if (text === '') blankLinesBefore += 1;
    else {
      parts.push(partOf(line, from, text, blankLinesBefore));
      blankLinesBefore = 0;
    }
    from = end.index + end.length;
  }
  return parts;
}

/**
 * Where the rows of each table begin, and where its last one ends: its rule tells how many cells a row has. No table where bars are left
 * over: then rows have other widths than their rules.
 */
function tablesIn(text: string): number[][] {
  const tables = [...text.matchAll(RULE)].flatMap((rule) => {
    const width = rule[0].split('|').length - 2;
    const header = [...text.slice(0, rule.index).matchAll(/\|/gu)].at(-width - 1)?.index;
    // Without its header it is no table.
    if (header === undefined) return [];
    const cuts = [header, rule.index];
    const row = new RegExp(`\\s*\\|(?:[^|]*\\|){${String(width)}}`, 'uy');
    for (let at = rule.index + rule[0].length; ; at = row.lastIndex) {
      cuts.push(at);
      row.lastIndex = at;
      if (!row.test(text)) return [cuts];
    }
  });
  const outside = [[0], ...tables].map((cuts, index) =>
    text.slice(cuts.at(-1), tables[index]?.[0] ?? text.length),
  );
  return outside.some((rest) => rest.includes('|')) ? [] : tables;
}

/** Where headings begin and end, outside of tables. */
function headings(text: string, tables: readonly (readonly number[])[]): number[] {
  return [...text.matchAll(HEADING)].flatMap(({ index, 0: { length } }) => {
    const isInTable = tables.some((cuts) => (cuts[0] ?? 0) <= index && index < (cuts.at(-1) ?? 0));
    if (isInTable) return [];
    // Without a blank behind it nothing tells where it ends.
    return length > LONGEST_MARK ? [index, index + length] : [index];
  });
}

function partedAt(line: LineBlock, cuts: readonly number[]): LineBlock[] {
  const starts = [...new Set([0, ...cuts])].sort((a, b) => a - b);
  return starts.flatMap((start, index) => {
    const text = line.text.slice(start, starts[index + 1]).trim();
    return text === '' ? [] : [partOf(line, start, text, start === 0 ? line.blankLinesBefore : 0)];
  });
}

function partOf(line: LineBlock, start: number, text: string, blankLinesBefore: number): LineBlock {
  return {
    ...line,
    text,
    place: furtherRight(line.place, start),
    blankLinesBefore,
  };
}
