/** Grades, and what an order of reports is worth by them. */
import { readFileSync } from 'node:fs';
import type { MadeReport } from './corpus.js';

/** From 0, not about it, to 3, answers it; see README.md. */
export type Grade = 0 | 1 | 2 | 3;

/** A query as it is typed, what the journalist wants to know, and the grades; what is not named has 0. */
export interface JudgedQuery {
  query: string;
  asks: string;
  /** By the name of a sentence of the made-up reports. */
  made: Readonly<Record<string, Grade>>;
  /** By the file name of a real report. */
  real: Readonly<Record<string, Grade>>;
}

/** The judged set. */
export interface JudgedSet {
  /** File names of the real reports that were graded. */
  real: readonly string[];
  queries: readonly JudgedQuery[];
}

/** How many hits count. */
export const DEPTH = 10;
/** A report from this grade on is substantive. */
export const SUBSTANTIVE_GRADE: Grade = 2;

/** Reads `queries.json`. */
export function judgedSet(): JudgedSet {
  return JSON.parse(readFileSync(new URL('queries.json', import.meta.url), 'utf8')) as JudgedSet;
}

/** A report is worth what its best sentence is. */
export function gradeOfMade({ sentences }: Pick<MadeReport, 'sentences'>, { made }: JudgedQuery): Grade {
  return sentences.reduce<Grade>((best, { name }) => {
    const grade = made[name] ?? 0;
    return grade > best ? grade : best;
  }, 0);
}

function gain(grades: readonly Grade[]): number {
  return grades
    .slice(0, DEPTH)
    .reduce<number>((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}

/**
 * nDCG@10: the gain of the order, each hit's 2^grade − 1 divided by log2 of its rank + 1, beside that of the best order there is.
 *
 * @param hits grades of the hits, in order
 * @param all grades of all reports; one above 0 at least
 */
export function ndcg(hits: readonly Grade[], all: readonly Grade[]): number {
  return gain(hits) / gain([...all].sort((a, b) => b - a));
}
