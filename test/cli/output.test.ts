import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, printable } from '../../src/cli/output.js';

describe('printable', () => {
  it('lets no text steer the terminal', () => {
    const shown = printable('甲\u001b]0;title\u0007\r\n\u009b31m\u202e乙\t\u007f');
    expect(shown).toBe('甲␛]0;title␇␍␊\ufffd31m\ufffd乙␉␡');
  });

  it('changes nothing else', () => {
    expect(printable('青禾县 2020 年 😀（一）')).toBe('青禾县 2020 年 😀（一）');
  });
});

describe('numbers in words', () => {
  it.each([
    [formatCount(1_234_567.4), '1,234,567'],
    [formatDuration(8.4), '8 s'],
    [formatDuration(59.6), '1 min 00 s'],
    [formatDuration(125), '2 min 05 s'],
    [formatDuration(3780), '1 h 03 min'],
    [formatBytes(999), '999 B'],
    [formatBytes(12_345_678), '12.3 MB'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
