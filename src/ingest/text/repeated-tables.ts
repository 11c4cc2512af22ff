/**
 * A page's text and then its tables again, as scripts write them who ask pdfplumber for both: the lines of a table whose rows
 * stand between bars or tabs below say nothing more, and have lost its blank cells.
 */
import type { LineBlock } from '../document.js';
import { compact } from '../html/html-text.js';

const ROW = /^\s*\|.*\|\s*$|\t/u;
const RULE = /^\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$/u;
/** A table has at least so many characters: shorter stretches may be the same by chance. */
const FEWEST_CHARACTERS = 30;
/** A page has at most so many lines, and a document of reports so many tables. */
const MOST_LINES = 200;
const MOST_TABLES = 200;

/** The lines without those whose characters are exactly those of a table between bars or tabs below them. */
export function withoutRepeatedTables(lines: readonly LineBlock[]): readonly LineBlock[] {
  const tables = partedTables(lines);
  if (tables.length === 0 || tables.length > MOST_TABLES) return lines;
  const dropped = new Set<LineBlock>();
  for (const [first, end] of tables) {
    const characters = compact(
      lines
        .slice(first, end)
        .filter(({ text }) => !RULE.test(text))
        .map(({ text }) => text.replace(/[|\t]/gu, ''))
        .join(''),
    );
    if (characters.length < FEWEST_CHARACTERS) continue;
    for (const line of sameBefore(lines, first, sorted(characters))) dropped.add(line);
  }
  return dropped.size === 0 ? lines : lines.filter((line) => !dropped.has(line));
}

/** Where rows between bars or tabs begin and end. */
function partedTables(lines: readonly LineBlock[]): [number, number][] {
  const tables: [number, number][] = [];
  let first: number | null = null;
  for (let index = 0; index <= lines.length; index += 1) {
    const isRow = ROW.test(lines[index]?.text ?? '');
    if (isRow && first !== null && (lines[index]?.blankLinesBefore ?? 0) > 0) {
      tables.push([first, index]);
      first = index;
    }
    if (isRow) first ??= index;
    else if (first !== null) {
      tables.push([first, index]);
      first = null;
    }
  }
  return tables;
}

/** The lines that follow each other above a table and have its characters, in whatever order; none where there are none. */
function sameBefore(lines: readonly LineBlock[], end: number, characters: string): LineBlock[] {
  for (let first = end - 1; first >= Math.max(0, end - MOST_LINES); first -= 1) {
    let text = '';
    for (let last = first; last < end && text.length < characters.length; last += 1) {
      const line = lines[last]?.text ?? '';
      if (ROW.test(line)) break;
      text += compact(line);
      if (text.length === characters.length && sorted(text) === characters)
        return lines.slice(first, last + 1);
    }
  }
  return [];
}

function sorted(text: string): string {
  return [...text].sort().join('');
}
