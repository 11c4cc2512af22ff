import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize, normalizeWithMap } from '../../src/text/normal-form.js';
import { SEED, hardText, narrowText } from './hard-text.js';

const RUNS = { seed: SEED, numRuns: 4000 };
const SIGN_OR_HAN = /[\p{Script=Han}!-/:;?@[-`{-~·‐-‧⸺⸻、-〿・]/u;

/**
 * N as the module comment words it, step by step over whole strings: slow and plain, to hold the fast one
 * against. The character table is taken from the fast one, one character at a time.
 */
function plainNormalForm(text: string): string {
  const folded = Array.from(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .filter((character) => !/\p{Default_Ignorable_Code_Point}/u.test(character))
    .join('')
    .normalize('NFKC')
    .replace(/[\p{L}\p{So}]/gu, (character) => normalize(character))
    .normalize('NFKC');
  return folded
    .split(/(\p{White_Space}+)/u)
    .map((part, index, parts) => {
      if (index % 2 === 0) return part;
      const before = Array.from(parts[index - 1] ?? '').at(-1);
      const after = Array.from(parts[index + 1] ?? '')[0];
      const dropped = before === undefined || after === undefined || isTight(before) || isTight(after);
      return dropped ? '' : ' ';
    })
    .join('');
}

function isTight(character: string): boolean {
  return SIGN_OR_HAN.test(character) && !/\p{M}/u.test(character);
}

describe('normalize', () => {
  it('does its steps in the written order', () => {
    fc.assert(
      fc.property(fc.oneof(hardText(), narrowText()), (text) => {
        expect(normalize(text)).toBe(plainNormalForm(text));
      }),
      RUNS,
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.oneof(hardText(), fc.string({ unit: 'binary' })), (text) => {
        const normal = normalize(text);
        expect(normalize(normal)).toBe(normal);
      }),
      RUNS,
    );
  });

  it('cannot tell a text from its NFKC', () => {
    fc.assert(
      fc.property(hardText(), (text) => {
        expect(normalize(text.normalize('NFKC'))).toBe(normalize(text));
      }),
      RUNS,
    );
  });

  it('leaves only well-formed text in NFKC without ignorable code points or stray white space', () => {
    fc.assert(
      fc.property(hardText(), (text) => {
        const normal = normalize(text);
        expect(normal).not.toMatch(/\p{Surrogate}/u);
        expect(normal.normalize('NFKC')).toBe(normal);
        expect(normal).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
        expect(normal).not.toMatch(/^\p{White_Space}|\p{White_Space}$|\p{White_Space}{2}/u);
        expect(normal).not.toMatch(/(?=\p{Script=Han})\P{M} | (?=\p{Script=Han})\P{M}/u);
      }),
      RUNS,
    );
  });

  it('is idempotent for piles of marks around the longest that it puts in order', () => {
    const length = fc.integer({ min: 80, max: 140 });
    fc.assert(
      fc.property(
        fc.constantFrom('e', '行 ', '¨', 'ﷺ', '\uD83D', ''),
        length,
        hardText(3),
        (first, count, last) => {
          const normal = normalize(`${first}${'\u0301\u0323\u0344'.repeat(count)}${last}`);
          expect(normalize(normal)).toBe(normal);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('puts marks in order unless they pile up beyond any text', () => {
    expect(normalize('x' + '\u0301\u0323'.repeat(127))).toBe(
      'x' + '\u0323'.repeat(127) + '\u0301'.repeat(127),
    );
    expect(normalize('x' + '\u0301\u0323'.repeat(128))).toBe('x' + '\u0301\u0323'.repeat(128));
  });

  it('is stable for every single code point', () => {
    const unstable: string[] = [];
    for (let codePoint = 0; codePoint <= 0xe0fff; codePoint += 1) {
      if (codePoint === 0x40000) codePoint = 0xe0000; // nothing is assigned between, and only private use behind
      const normal = normalize(String.fromCodePoint(codePoint));
      if (normalize(normal) !== normal) unstable.push(codePoint.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  it('knows every character that this ICU composes with one before it', () => {
    const missed: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const composed = String.fromCodePoint(codePoint);
      const parts = Array.from(composed.normalize('NFD'));
      if (parts.length < 2 || composed.normalize('NFC') !== composed) continue;
      const [first = '', ...rest] = parts;
      // Were one of the rest taken for a character of its own, the whole would come out in parts.
      if (normalize(first + rest.join('')) !== normalize(composed)) missed.push(codePoint.toString(16));
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ['行政\n\n诉讼', '行政诉讼'],
    ['共 172 件', '共172件'],
    ['訴訟與複議', '诉讼与复议'],
    ['⻓⼀㈠', '长一(一)'],
    ['ＡＢＣ，１２３％', 'abc,123%'],
    ['（ 2020 ）', '(2020)'],
    ['“ abc ”', '“abc”'],
    ['Hello \t\n World', 'hello world'],
    ['3 <= 5', '3 <= 5'],
    ['行\u200B政\uFE0F', '行政'],
    ['薴苧', '苎苎'],
    ['H\u0331 e\u200D\u0301', 'ẖ é'],
    ['İI\u0307', 'ii'],
    ['ΑΣ', 'ασ'],
    ['ｶﾞ각', 'ガ각'],
    ['\uD83D\u200D\uDE00', '\uFFFD\uFFFD'],
    [' \u3000\n', ''],
    ['', ''],
  ])('%j becomes %j', (text, normal) => {
    expect(normalize(text)).toBe(normal);
  });
});

describe('normalizeWithMap', () => {
  it('gives the text of normalize and ordered runs of whole characters that hold it', () => {
    fc.assert(
      fc.property(fc.oneof(hardText(), narrowText()), (text) => {
        const { text: normal, starts, ends } = normalizeWithMap(text);
        expect(normal).toBe(normalize(text));
        expect([starts.length, ends.length]).toEqual([normal.length, normal.length]);
        for (let unit = 0; unit < normal.length; unit += 1) {
          const start = starts[unit] ?? -1;
          const end = ends[unit] ?? -1;
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeGreaterThanOrEqual(starts[unit - 1] ?? 0);
          expect(end).toBeGreaterThanOrEqual(ends[unit - 1] ?? 0);
          expect(cutsPair(text, start) || cutsPair(text, end)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  it('maps every stretch to a run whose normal form holds it', () => {
    fc.assert(
      fc.property(fc.oneof(hardText(), narrowText()), fc.nat(), fc.nat(), (text, a, b) => {
        const { text: normal, starts, ends } = normalizeWithMap(text);
        fc.pre(normal.length > 0);
        const from = a % normal.length;
        const to = from + 1 + (b % (normal.length - from));
        const stretch = normal.slice(from, to);
        fc.pre(stretch.trim() === stretch && !cutsPair(normal, from) && !cutsPair(normal, to));
        const run = text.slice(starts[from], ends[to - 1]);
        expect(normalize(run)).toContain(stretch);
      }),
      RUNS,
    );
  });

  it('maps each character of plain text to itself', () => {
    const text = '共 172 件，“行政\n訴訟”𠮷。';
    const { text: normal, starts, ends } = normalizeWithMap(text);
    const parts = [...starts].map((start, unit) => text.slice(start, ends[unit]));
    expect(normal).toBe('共172件,“行政诉讼”𠮷。');
    expect(parts).toEqual([...Array.from('共172件，“行政訴訟”'), '𠮷', '𠮷', '。']);
  });

  it('maps a blank to the whole run of white space', () => {
    const { starts, ends } = normalizeWithMap('a \n\tb');
    expect([...starts, ...ends]).toEqual([0, 1, 4, 1, 4, 5]);
  });
});

function cutsPair(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(index - 1, index + 1)) && index > 0;
}
