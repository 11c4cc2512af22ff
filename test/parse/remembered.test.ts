import { describe, expect, it } from 'vitest';
import { remembered } from '../../src/parse/remembered.js';

describe('a remembered function', () => {
  it('gives the same answers, and computes each once while it is in use', () => {
    const computed: string[] = [];
    const length = remembered((text) => {
      computed.push(text);
      return text.length;
    });
    const asked = ['一', '二二', '一', '二二', 'x'.repeat(500), 'x'.repeat(500)];
    expect(asked.map(length)).toEqual(asked.map((text) => text.length));
    expect(computed.map((text) => text.length)).toEqual([1, 2, 500, 500]);
  });

  it('forgets what was not asked for, and keeps what is in use', () => {
    let count = 0;
    const identity = remembered((text) => {
      count += 1;
      return text;
    });
    for (let index = 0; index < 20_000; index += 1) {
      identity(`label ${String(index)}`);
      identity('in use');
    }
    expect(count).toBe(20_001);
    identity('label 0');
    expect(count).toBe(20_002);
  });
});
