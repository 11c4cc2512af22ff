/** Text to blocks: lines where they stand, and what they mark up: HTML tables, comma-separated rows, drawn tables, headings. */
import type { Block, LineBlock, TableBlock } from '../document.js';
import { compact } from '../html/html-text.js';
import { readText } from '../read-text.js';
import { arrayTables } from './array-tables.js';
import { barredCells } from './barred-cells.js';
import { commaTables } from './comma-tables.js';
import { copiedCells } from './copied-cells.js';
import { withoutFrameNumbers } from './data-frames.js';
import { openDrawnTables } from './drawn-tables.js';
import { withoutDoubleTabs } from './double-tabs.js';
import { embeddedTables } from './embedded-tables.js';
import { framedTables } from './framed-tables.js';
import { jsonTables } from './json-tables.js';
import { latexLines } from './latex-lines.js';
import { latexTables } from './latex-tables.js';
import { linesInOne } from './lines-in-one.js';
import { markdownHeadings } from './markdown-headings.js';
import { namedValues } from './named-values.js';
import { withoutPageMarks } from './page-marks.js';
import { paragraphCells } from './paragraph-cells.js';
import { pipeTables } from './pipe-tables.js';
import { withoutPrintChrome } from './print-chrome.js';
import { withoutRepeatedTables } from './repeated-tables.js';
import { ruledTables } from './ruled-tables.js';
import { withWholeTags } from './tags-over-lines.js';
import { openWikiTables } from './wiki-tables.js';

/** A tag around paragraphs or tables, alone on its line, as Markdown keeps it. */
const WRAPPER = /^\s*(?:<\/?(?:div|section|article|center|span)(?:\s[^<>]*)?>\s*)+$/iu;

const THEMATIC_BREAK = /^ {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,})\s*$/u;

/**
 * Reads a text. What is neither a table in HTML or CSV nor a Markdown heading stays lines, as {@link readText} cuts them.
 *
 * @throws SetAsideError `too-large` for more lines or elements than any report has.
 */
export function textBlocks(text: string): Block[] {
  const { outside, tables } = embeddedTables(openWikiTables(text));
  const lines = copiedCells(
    withoutDoubleTabs(
      latexLines(withoutPageMarks(withoutInvisible(withWholeTags(linesInOne(readText(outside)))))),
    ),
  );
  // A line of blanks alone may be an empty row; where a table was taken out, it is nothing.
  const kept = lines.filter(
    ({ text: line }) => !WRAPPER.test(line) && (tables.length === 0 || !/^ *$/u.test(line)),
  );
  const isMarkdown = tables.length > 0 || kept.some(({ text: line }) => /^\s*\|.*\|\s*$/u.test(line));
  const blocks = markdownHeadings(lineTables(withoutShortRules(isMarkdown ? withoutBreaks(kept) : kept)));
  const merged: Block[] = [];
  let next = 0;
  for (const block of blocks) {
    for (let table = tables[next]; table !== undefined && isBefore(table, block); table = tables[next]) {
      merged.push(...table.blocks);
      next += 1;
    }
    merged.push(block);
  }
  for (const table of tables.slice(next)) merged.push(...table.blocks);
  return merged;
}

/** Invisible characters that pages and editors leave in text that is copied from them; within a word or a number they would part it. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');

/** What a tool marks as bold in a text that has no other tags. */
const MARKED = /^\s*(?:<(?:b|strong)>)+([^<>]+)(?:<\/(?:b|strong)>)+\s*$/iu;

function withoutInvisible(lines: readonly LineBlock[]): LineBlock[] {
  return lines.map((line) => {
    const text = INVISIBLE.test(line.text) ? line.text.replace(ALL_INVISIBLE, '') : line.text;
    const marked = text.includes('<') ? MARKED.exec(text)?.[1] : undefined;
    return text === line.text && marked === undefined ? line : { ...line, text: marked ?? text };
  });
}

/** The lines without thematic breaks (CommonMark 4.1), which stand between empty lines or at a table; alone, one may be a blank cell. */
function withoutBreaks(lines: readonly LineBlock[]): readonly LineBlock[] {
  return lines.filter((line, index) => {
    if (!THEMATIC_BREAK.test(line.text)) return true;
    const next = lines[index + 1];
    return line.blankLinesBefore === 0 || next?.blankLinesBefore === 0;
  });
}

const BARRED = /\|.*\|/u;
/** The rule under a header may have one dash a column (GFM 4.10), as a blank cell is printed too. */
const SHORT_RULE = /^\|?(?::?-{1,2}:?\|){2,}(?::?-{1,2}:?)?$/u;
const LONG_RULE = /^\|?(?::?-{3,}:?\|){2,}(?::?-{3,}:?)?$/u;
/** A cell of one as wide as its columns are, some of which are narrow. */
const RULE_CELL = /^:?-*:?$/u;
const WIDE_CELL = /-{3}/u;

/** True for a rule with narrow cells beside a wide one, or, between wide ones, cells as empty as what stands below. */
function isMixedRule(text: string): boolean {
  const cells = text.replace(/^\||\|$/gu, '').split('|');
  const wide = cells.filter((cell) => WIDE_CELL.test(cell)).length;
  const fewest = cells.includes('') ? 2 : 1;
  return cells.length > 1 && wide >= fewest && cells.every((cell) => RULE_CELL.test(cell));
}

/** The lines without such rules: second of at least three rows between bars, of which no other is one. */
function withoutShortRules(lines: readonly LineBlock[]): readonly LineBlock[] {
  const hasLong = lines.some(({ text }) => LONG_RULE.test(compact(text)));
  const isRule = (text: string): boolean =>
    !LONG_RULE.test(text) && (isMixedRule(text) || (!hasLong && SHORT_RULE.test(text)));
  const isRow = (line: LineBlock | undefined): boolean =>
    line !== undefined && line.blankLinesBefore === 0 && BARRED.test(line.text);
  return lines.filter((line, index) => {
    if (!isRule(compact(line.text)) || !isRow(line) || !isRow(lines[index + 1])) return true;
    const header = lines[index - 1];
    return (
      header === undefined ||
      !BARRED.test(header.text) ||
      isRow({ ...header, text: lines[index - 2]?.text ?? '' })
    );
  });
}

/** Lines, and the tables that they draw. */
function lineTables(lines: readonly LineBlock[]): (LineBlock | TableBlock)[] {
  return betweenTables(
    paragraphCells(
      latexTables(
        namedValues(
          arrayTables(
            jsonTables(
              pipeTables(
                ruledTables(
                  framedTables(withoutFrameNumbers(withoutRepeatedTables(withoutPrintChrome(lines)))),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    (rest) => betweenTables(barredCells(rest), (own) => commaTables(openDrawnTables(own))),
  );
}

/** Reads each stretch of lines between tables. */
function betweenTables(
  blocks: readonly (LineBlock | TableBlock)[],
  read: (lines: readonly LineBlock[]) => (LineBlock | TableBlock)[],
): (LineBlock | TableBlock)[] {
  const out: (LineBlock | TableBlock)[] = [];
  let lines: LineBlock[] = [];
  for (const block of [...blocks, null]) {
    if (block?.kind === 'line') lines.push(block);
    else {
      for (const found of read(lines)) out.push(found);
      lines = [];
      if (block !== null) out.push(block);
    }
  }
  return out;
}

function isBefore(table: { line: number; column: number }, { place }: Block | LineBlock): boolean {
  const line = place.line ?? 0;
  return table.line < line || (table.line === line && table.column < (place.column ?? 1));
}
