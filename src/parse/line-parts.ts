/** How a plain line shows where its fields begin and end: tabs, bars, one cell a line. */
import type { SourceLine } from './source-line.js';

/** A stretch of a line, and the column in which it begins. */
export interface LinePart {
  text: string;
  column: number;
}

/** Every line is asked for its fields by each who looks for a table in it. */
const PARTS_OF_LINE = new WeakMap<SourceLine, readonly LinePart[] | null>();

/** Parts a line with tabs or pipes into fields; null for a plain line. */
export function splitFields(line: SourceLine): readonly LinePart[] | null {
  if (!/[\t|｜]/.test(line.text)) return null;
  const known = PARTS_OF_LINE.get(line);
  if (known !== undefined) return known;
  const parts = partsOfLine(line);
  PARTS_OF_LINE.set(line, parts);
  return parts;
}

function partsOfLine(line: SourceLine): LinePart[] | null {
  const base = line.place.column ?? 1;
  if (line.text.includes('\t')) return splitAt(line.text, '\t', base);
  const trimmed = line.text.trim();
  const pipes = trimmed.match(/[|｜]/gu)?.length ?? 0;
  if (/^[|｜].*[|｜]$/u.test(trimmed) || pipes >= 2 || (pipes === 1 && TWO_CELLS.test(trimmed))) {
    const offset = line.text.indexOf(trimmed);
    const { opens, closes } = edgesOf(line.text, trimmed);
    const inner = line.text.slice(opens, closes);
    return splitAt(inner, '|｜', base + (opens === 0 ? 0 : offset + 1));
  }
  return null;
}

/**
 * Where the cells of a row begin and end: behind and before the bars at its edges. A bar with a blank on its outer side parts off a
 * cell that is empty, where the other end of the row has none (html2text writes rows without bars at their edges).
 */
function edgesOf(text: string, trimmed: string): { opens: number; closes: number } {
  const start = text.indexOf(trimmed);
  const end = start + trimmed.length;
  const [first, last] = [/^[|｜]/u.test(trimmed), /[|｜]$/u.test(trimmed)];
  const isOpen = first !== last || (start > 0 && end < text.length);
  const isOpening = first && !(isOpen && start > 0);
  const isClosing = last && !(isOpen && end < text.length);
  return { opens: isOpening ? start + 1 : 0, closes: isClosing ? end - 1 : text.length };
}

/** A row of two cells, or the rule under one; of a label and an empty cell the bar stands last. */
const TWO_CELLS = /^(?:\S.*\S|\S)?\s[|｜]\s(?:\S|$)|^\S+\s[|｜]$|^[-:]{3,}[|｜][-:]{3,}$/u;

function splitAt(text: string, separators: string, base: number): LinePart[] {
  const parts: LinePart[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!separators.includes(text.charAt(at))) continue;
    parts.push({ text: text.slice(from, at), column: base + from });
    from = at + 1;
  }
  parts.push({ text: text.slice(from), column: base + from });
  return parts;
}

/** Drawn with ASCII signs; a long dash is a blank cell. */
const RULE_FIELD = /^:?[-=_]{3,}:?$/u;

/** True for the rule under a table's header (`|---|---|`, `------	------`). */
export function isRuleLine(parts: readonly { text: string }[]): boolean {
  const printed = parts.map((part) => part.text.trim()).filter((text) => text !== '');
  return printed.length > 0 && printed.every((text) => RULE_FIELD.test(text));
}

/** True where the zone prints one cell a line, each after a tab, and parts rows by an empty line. */
export function isCellPerLine(lines: readonly SourceLine[]): boolean {
  let cells = 0;
  let rowBreaks = 0;
  for (const line of lines) {
    if (/^\t[^\t]*$/u.test(line.text)) {
      cells += 1;
      if (line.blankLinesBefore > 0) rowBreaks += 1;
    }
  }
  return cells >= 10 && cells >= lines.length * 0.6 && rowBreaks >= 3 && rowBreaks <= cells / 2;
}
