import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareCodePoints } from '../../src/store/code-point-order.js';

const character = fc.oneof(
  fc.constantFrom('a', '行', '\ue000', '\uffff', '𠀀', '😀'),
  fc.string({ unit: 'binary', maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 5 }).map((characters) => characters.join(''));

const reference = (a: string, b: string): number => {
  const [left, right] = [a, b].map((one) => Array.from(one, (each) => each.codePointAt(0) ?? 0));
  for (let index = 0; ; index += 1) {
    const [x, y] = [left?.[index], right?.[index]];
    if (x === undefined || y === undefined) return Number(x !== undefined) - Number(y !== undefined);
    if (x !== y) return Math.sign(x - y);
  }
};

it('orders well-formed texts by their code points', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(reference(a, b));
    }),
    { seed: 21, numRuns: 2000 },
  );
});
