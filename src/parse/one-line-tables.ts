/** A table pasted as one line, blanks between its cells: parted into its rows, so that it reads as other plain text does. */
import { labelLetters, squeeze } from './label-text.js';
import { readNumber } from './number-reading.js';
import { isLabelFragment, namesRow } from './row-labels.js';
import type { SourceLine } from './source-lines.js';
import { placeAt } from './source-lines.js';
import { shiftWords } from '../domain/text-run.js';

const TABLES = ['disclosure', 'applications', 'review'] as const;
/** A line with this many labels, each with numbers behind it, holds rows of a table. */
const FEWEST_ROWS = 3;
const FEWEST_VALUES = 6;
/** What begins a table or a part of one, wherever it stands. */
const TABLE_BEGINS = /^(?:第二十条第|\(?本列数据的?勾稽)/u;
/** A heading of the official outline, whole. */
const HEADING = /^[一二三四五六]、\S{2,40}(?:情况|事项|措施)$/u;

interface Token {
  text: string;
  at: number;
  kind: 'value' | 'label' | 'heading' | 'other';
}

function kindOf(text: string): Token['kind'] {
  const { kind } = readNumber(text);
  if (kind === 'number' || kind === 'mark') return 'value';
  if (HEADING.test(squeeze(text)) && !TABLES.some((table) => namesRow(table, text))) return 'heading';
  if (labelLetters(text).length < 2) return 'other';
  return TABLES.some((table) => isLabelFragment(table, text) || namesRow(table, text)) ? 'label' : 'other';
}

/** The rows of a table that stand on one line, each as a line of its own; any other line as it is. */
export function splitTableLine(line: SourceLine): SourceLine[] {
  if (/[\t|｜]/u.test(line.text) || !/\d.*\d.*\d/u.test(line.squeezed)) return [line];
  if (!TABLES.some((table) => namesRow(table, line.squeezed)) && !TABLE_BEGINS.test(line.squeezed))
    return [line];
  const tokens = [...line.text.matchAll(/\S+/gu)].map((match): Token => ({
    text: match[0],
    at: match.index,
    kind: kindOf(match[0]),
  }));
  const rows = tokens.filter((token, index) => token.kind === 'value' && tokens[index - 1]?.kind === 'label');
  const values = tokens.filter(({ kind }) => kind === 'value');
  if (rows.length < FEWEST_ROWS || values.length < FEWEST_VALUES) return [line];
  const starts = tokens.flatMap((token, index) => (index > 0 && beginsLine(tokens, index) ? [token.at] : []));
  return [0, ...starts].map((start, index, all): SourceLine => {
    const text = line.text.slice(start, all[index + 1]).trimEnd();
    return {
      ...line,
      text,
      squeezed: squeeze(text),
      place: placeAt(line, start, start + text.length),
      ...(line.words === undefined ? {} : { words: shiftWords(line.words, start) }),
      blankLinesBefore: index === 0 ? line.blankLinesBefore : 0,
      heading: false,
    };
  });
}

function beginsLine(tokens: readonly Token[], index: number): boolean {
  const [before, token] = [tokens[index - 1], tokens[index]];
  if (token === undefined || before === undefined) return false;
  if (token.kind === 'heading' || before.kind === 'heading') return true;
  return (before.kind === 'value' && token.kind === 'label') || TABLE_BEGINS.test(squeeze(token.text));
}
