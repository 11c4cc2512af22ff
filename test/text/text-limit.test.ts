import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/text/normal-form.js';
import { isTextTooLong, MAX_TEXT_LENGTH } from '../../src/text/text-limit.js';
import { buildReport } from '../support/build-report.js';

describe('the limit of text', () => {
  const isTooLong = (title: string | null, ...sections: [text: string, heading: string][]): boolean =>
    isTextTooLong(
      buildReport({ title, sections: sections.map(([text, heading]) => ['OTHER', text, heading]) }),
    );

  it('holds for title, headings and narrative together', () => {
    const part = '公'.repeat(MAX_TEXT_LENGTH / 4);
    expect(isTooLong(part, [part, part], [part, ''])).toBe(false);
    expect(isTooLong(`${part}开`, [part, part], [part, ''])).toBe(true);
    expect(isTooLong(part, [part, `${part}开`], [part, ''])).toBe(true);
    expect(isTooLong(part, [part, part], [`${part}开`, ''])).toBe(true);
    expect(isTooLong(null)).toBe(false);
  });

  it('holds for the normal form too', () => {
    const times = MAX_TEXT_LENGTH / 4;
    // Three units of it, and one blank of two.
    expect(isTooLong(null, ['㈠'.repeat(times), ''])).toBe(false);
    expect(isTooLong(null, ['㈠'.repeat(times * 1.5), ''])).toBe(true);
    expect(isTooLong(null, ['\u3000'.repeat(MAX_TEXT_LENGTH + 1), ''])).toBe(true);
  });

  it('need not look at the normal form of what is short: no character becomes more than eighteen units', () => {
    let most = 0;
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const character = String.fromCodePoint(point);
      most = Math.max(most, normalize(character).length / character.length);
    }
    expect(most).toBe(18);
    expect(isTooLong(null, ['\ufdfa'.repeat(Math.ceil(MAX_TEXT_LENGTH / 18)), ''])).toBe(true);
  });
});
