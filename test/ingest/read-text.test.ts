import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/ingest/read-text.js';

const SEED = 20_260_102;
const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029]/u;

/** A CR alone in a row of tab-separated cells is no line end: see below. */
const mayBreakInCells = (text: string): boolean =>
  /\r(?!\n)/.test(text) && /\n/.test(text) && /\t/.test(text);

/** Text of short lines, many of them empty or blank, with every kind of line end. */
function textWith(lineEnds: string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom('', '\t', ' 0', '甲', '一、总体\t情况', '𠮷2020'),
    fc.constantFrom(...lineEnds),
  );
  return fc
    .array(piece, { maxLength: 40 })
    .map((pieces) => pieces.join(''))
    .filter((text) => !mayBreakInCells(text));
}
const ALL_ENDS = ['\n', '\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029'];

describe('readText', () => {
  it('loses no line: blocks and counted blank lines give back the text', () => {
    fc.assert(
      fc.property(textWith(ALL_ENDS), (text) => {
        const lines = readText(text).flatMap((block) => [
          ...Array<string>(block.blankLinesBefore).fill(''),
          block.text,
        ]);
        const expected = text.split(LINE_END);
        while (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('names the place where each block stands, also where a page or soft break parts a line', () => {
    fc.assert(
      fc.property(textWith([...ALL_ENDS, '\f', '\v']), (text) => {
        const lines = text.split(LINE_END);
        let read = '';
        for (const block of readText(text)) {
          const { line = NaN, column = NaN } = block.place;
          expect(lines[line - 1]?.slice(column - 1).startsWith(block.text)).toBe(true);
          expect(block.text).not.toBe('');
          read += block.text;
        }
        expect(read).toBe(text.replaceAll(/[\n\r\u0085\u2028\u2029\f\v]/gu, ''));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('takes a CR alone for a line end within a cell, in a row of cells whose text ends its rows with LF', () => {
    const rows = readText('本年新\r收\t3\n结转\t0\n一行\r二行\n');
    expect(rows.map(({ text, place }) => [text, place.line])).toEqual([
      ['本年新\r收\t3', 1],
      ['结转\t0', 3],
      ['一行', 4],
      ['二行', 5],
    ]);
  });

  it('keeps a line with nothing but a tab: it may be an empty table cell', () => {
    expect(readText('\t\n\n甲')).toMatchObject([
      { text: '\t', place: { line: 1, column: 1 }, blankLinesBefore: 0 },
      { text: '甲', place: { line: 3, column: 1 }, blankLinesBefore: 1 },
    ]);
  });
});
