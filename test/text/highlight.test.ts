import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMatches, highlight } from '../../src/text/highlight.js';
import { normalize } from '../../src/text/normal-form.js';
import { SEED, hardText, narrowText, textAndPart } from './hard-text.js';

const RUNS = { seed: SEED, numRuns: 3000 };
const GRAPHEMES = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A text and one to three phrases in normal form, most of which it holds. */
const textAndPhrases = fc
  .tuple(
    textAndPart(fc.oneof(hardText(), narrowText())),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 3 }),
    narrowText(3),
  )
  .map(([{ text, part }, cuts, stranger]) => {
    const normal = Array.from(normalize(text));
    const phrases = cuts.map(([from, length]) => {
      const start = normal.length === 0 ? 0 : from % normal.length;
      return normalize(normal.slice(start, start + length).join(''));
    });
    return { text, phrases: [...phrases, normalize(part), normalize(stranger)].filter((p) => p !== '') };
  });

/** Offsets between the code points of a text. */
function codePointBoundaries(text: string): number[] {
  const boundaries = [0];
  for (const character of text) boundaries.push((boundaries.at(-1) ?? 0) + character.length);
  return boundaries;
}

function graphemeBoundaries(text: string): Set<number> {
  return new Set([...GRAPHEMES.segment(text)].map(({ index }) => index).concat(text.length));
}

describe('findMatches', () => {
  it('gives the smallest runs of whole characters whose normal form contains a phrase', () => {
    fc.assert(
      fc.property(textAndPhrases, ({ text, phrases }) => {
        const boundaries = codePointBoundaries(text);
        const holds = (start: number, end: number) => {
          const normal = normalize(text.slice(start, end));
          return phrases.filter((phrase) => normal.includes(phrase));
        };
        for (const { start, end } of findMatches(text, phrases)) {
          const inside = boundaries.filter((boundary) => boundary >= start && boundary <= end);
          expect([inside[0], inside.at(-1)]).toEqual([start, end]);
          const held = holds(start, end);
          expect(held.length).toBeGreaterThan(0);
          const shorter = new Set([...holds(inside[1] ?? end, end), ...holds(start, inside.at(-2) ?? start)]);
          expect(held.some((phrase) => !shorter.has(phrase))).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('finds something if and only if a phrase is a substring of the normal form', () => {
    fc.assert(
      fc.property(textAndPhrases, ({ text, phrases }) => {
        const normal = normalize(text);
        for (const phrase of phrases) {
          expect(findMatches(text, [phrase]).length > 0).toBe(normal.includes(phrase));
        }
      }),
      RUNS,
    );
  });

  it('gives sorted ranges that do not overlap, and leaves out only what overlaps one', () => {
    fc.assert(
      fc.property(textAndPhrases, ({ text, phrases }) => {
        const all = findMatches(text, phrases);
        for (const [index, { start }] of all.entries()) {
          expect(start).toBeGreaterThanOrEqual(all[index - 1]?.end ?? 0);
        }
        for (const phrase of phrases) {
          for (const alone of findMatches(text, [phrase])) {
            expect(all.some(({ start, end }) => start < alone.end && alone.start < end)).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  it.each([
    ['共 172 件', ['172件'], ['172 件']],
    ['行 政\n訴訟', ['行政诉讼'], ['行 政\n訴訟']],
    [' 行政 ', ['行政'], ['行政']],
    ['㈠', ['一'], ['㈠']],
    ['x\u0302', ['x'], ['x']],
    ['e\u0301', ['é'], ['e\u0301']],
    ['1⑪', ['11'], ['⑪']],
    ['行\u200B政\u200B', ['行政'], ['行\u200B政']],
    ['公开公开', ['公开'], ['公开', '公开']],
    ['政府信息公开', ['公开', '信息公开', '政府信息'], ['政府信息', '公开']],
    ['的政府信息公开', ['的政', '政府信息公开'], ['政府信息公开']],
    ['行政', ['', '诉讼'], []],
  ])('in %j, %j are %j', (text, phrases, expected) => {
    expect(findMatches(text, phrases).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('finds marks in piles that are put in order and in those that are too long for it', () => {
    for (const count of [20, 4000]) {
      const pile = `行政e${'\u0301\u0323'.repeat(count)}`;
      const matches = findMatches(pile, ['行政', '\u0323']);
      expect(matches[0]).toEqual({ start: 0, end: 2 });
      expect(matches.length).toBeGreaterThan(1);
    }
  });
});

describe('highlight', () => {
  const request = fc.record({
    context: fc.integer({ min: 0, max: 8 }),
    limit: fc.integer({ min: 0, max: 4 }),
  });

  it('shows the matches in order, in snippets that are slices of the original', () => {
    fc.assert(
      fc.property(textAndPhrases, request, ({ text, phrases }, { context, limit }) => {
        const snippets = highlight(text, phrases, { context, limit });
        expect(snippets.length).toBeLessThanOrEqual(limit);
        let end = 0;
        for (const snippet of snippets) {
          expect(text.startsWith(snippet.text, snippet.offset)).toBe(true);
          expect(snippet.offset).toBeGreaterThanOrEqual(end);
          expect(snippet.ranges.length).toBeGreaterThan(0);
          end = snippet.offset + snippet.text.length;
        }
        const shown = snippets.flatMap(({ offset, ranges }) =>
          ranges.map((range) => ({ start: range.start + offset, end: range.end + offset })),
        );
        const matches = findMatches(text, phrases);
        expect(shown).toEqual(matches.slice(0, shown.length));
        if (snippets.length < limit) expect(shown).toEqual(matches);
      }),
      RUNS,
    );
  });

  it('cuts no character and shows the context asked for up to the next snippet', () => {
    fc.assert(
      fc.property(textAndPhrases, request, ({ text, phrases }, { context, limit }) => {
        const boundaries = graphemeBoundaries(text);
        const snippets = highlight(text, phrases, { context, limit });
        for (const [index, { offset, text: shown, ranges }] of snippets.entries()) {
          expect(boundaries.has(offset) && boundaries.has(offset + shown.length)).toBe(true);
          const previous = snippets[index - 1];
          const free = previous === undefined ? 0 : previous.offset + previous.text.length;
          expect(offset).toBeLessThanOrEqual(Math.max(free, offset + (ranges[0]?.start ?? 0) - context));
          const wanted = offset + (ranges.at(-1)?.end ?? 0) + context;
          const next = snippets[index + 1];
          if (next === undefined && snippets.length < limit) {
            expect(offset + shown.length).toBeGreaterThanOrEqual(Math.min(wanted, text.length));
          }
        }
      }),
      RUNS,
    );
  });

  it('lets near matches share a snippet and keeps snippets short', () => {
    const near = highlight('甲公开乙公开丙丁戊己庚辛公开', ['公开'], { context: 3, limit: 9 });
    expect(near.map(({ text }) => text)).toEqual(['甲公开乙公开丙丁戊', '己庚辛公开']);
    const dense = highlight('公开'.repeat(1000), ['公开'], { context: 10, limit: 1000 });
    expect(Math.max(...dense.map(({ text }) => text.length))).toBeLessThanOrEqual(60);
    expect(dense.flatMap(({ ranges }) => ranges)).toHaveLength(1000);
  });
});
