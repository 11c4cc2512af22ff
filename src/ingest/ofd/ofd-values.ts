/** Values of attributes in OFD: numbers, boxes, transforms, runs of distances, paths. Millimetres, y down from the top. */
import type { Matrix } from '../page/matrix.js';
import { IDENTITY } from '../page/matrix.js';
import type { Point } from '../page/drawn-rules.js';

/** Distances of one run at most; a page of a report has under 3,000 characters. */
const MOST_DISTANCES = 100_000;

/** All numbers of a list; what is none of them is NaN. */
export function numbers(text: string | undefined): number[] {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? [] : trimmed.split(/[\s,]+/u).map(Number);
}

/** A transform; the one that changes nothing where none is given. */
export function matrixOf(text: string | undefined): Matrix {
  const [a, b, c, d, e, f] = numbers(text);
  if (a === undefined || b === undefined || c === undefined) return IDENTITY;
  return d === undefined || e === undefined || f === undefined ? IDENTITY : [a, b, c, d, e, f];
}

/** Distances from each character to the next; `g 3 2.5` stands for 2.5 three times (GB/T 33190, 11.3). */
export function distances(text: string | undefined): number[] {
  const tokens = (text ?? '').trim().split(/[\s,]+/u);
  const found: number[] = [];
  for (let index = 0; index < tokens.length && found.length < MOST_DISTANCES; index += 1) {
    if (tokens[index] === 'g') {
      const count = Math.min(Number(tokens[index + 1]), MOST_DISTANCES);
      const value = Number(tokens[index + 2]);
      for (let step = 0; step < count; step += 1) found.push(value);
      index += 2;
    } else if (tokens[index] !== '') found.push(Number(tokens[index]));
  }
  return found;
}

/** An outline of a path: its corners; null for one with curves, which is no ruling. */
export type Outline = readonly Point[] | null;

/** How many numbers follow each operator of a path (GB/T 33190, 9.1). */
const OPERANDS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 };

/** Operators of a path as SVG has them; the others are the same. */
const SVG_OPERATORS: Readonly<Record<string, string>> = { S: 'M', B: 'C', C: 'Z' };

/** A path in the words of SVG; what follows an operator that does not exist is left out. */
export function svgPath(data: string): string {
  const tokens = data.trim().split(/[\s,]+/u);
  const found: string[] = [];
  for (let index = 0; index < tokens.length;) {
    const operator = tokens[index] ?? '';
    const count = OPERANDS[operator];
    const operands = tokens.slice(index + 1, index + 1 + (count ?? 0));
    if (count === undefined || operands.length < count || !operands.map(Number).every(Number.isFinite)) break;
    found.push(`${SVG_OPERATORS[operator] ?? operator} ${operands.join(' ')}`);
    index += 1 + count;
  }
  return found.join(' ');
}

/** The outlines of a path; what follows an operator that does not exist is not read. */
export function outlines(data: string): Outline[] {
  const tokens = data.trim().split(/[\s,]+/u);
  const found: Outline[] = [];
  let points: Point[] = [];
  let isCurved = false;
  const finish = (): void => {
    if (points.length > 1) found.push(isCurved ? null : points);
    points = [];
    isCurved = false;
  };
  for (let index = 0; index < tokens.length;) {
    const operator = tokens[index] ?? '';
    const count = OPERANDS[operator];
    if (count === undefined) break;
    const operands = tokens.slice(index + 1, index + 1 + count).map(Number);
    const at: Point = [operands.at(-2) ?? Number.NaN, operands.at(-1) ?? Number.NaN];
    if (operator === 'M' || operator === 'S') finish();
    if (operator === 'C') {
      if (points[0] !== undefined) points.push(points[0]);
    } else {
      points.push(at);
      isCurved ||= operator === 'Q' || operator === 'B' || operator === 'A';
    }
    index += 1 + count;
  }
  finish();
  return found;
}
