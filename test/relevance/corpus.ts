/**
 * Made-up reports with known sentences. Reports are filled by chance alone, from a fixed seed: nothing here knows how reports are
 * searched or ranked.
 */
import type { SectionKind } from '../../src/domain/report.js';
import type { ReportWrite } from '../../src/store/writes.js';
import { buildReport, buildWrite, region } from '../support/build-report.js';
import { EMPTY_OWN, SUBSTANTIVE, TEMPLATES } from './sentences.js';

/** How many organs, and years of each. */
const ORGANS = 48;
const YEARS = [2019, 2020, 2021, 2022, 2023];
const FIRST = [...'漪缃澧棠霁岚苕蘅浔芷溱沅'];
const KINDS = ['县人民政府', '县教育局', '县自然资源局', '县市场监督管理局'];
const SECTIONS: readonly SectionKind[] = ['OVERVIEW', 'PROBLEMS_AND_IMPROVEMENT', 'OTHER_MATTERS'];

/** A report as it was made: the names of its sentences in order, each with its text. */
export interface MadeReport {
  organ: string;
  year: number;
  sentences: { name: string; text: string }[];
  write: ReportWrite;
}

/** A small generator of numbers in [0, 1), the same each time. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function fill(template: string, year: number, next: () => number): string {
  const number = (from: number, to: number): string => String(from + Math.floor(next() * (to - from + 1)));
  return template
    .replaceAll('{year}', String(year))
    .replaceAll('{few}', () => number(2, 12))
    .replaceAll('{some}', () => number(13, 480))
    .replaceAll('{many}', () => number(500, 9800))
    .replaceAll('{percent}', () => `${number(90, 99)}.${number(0, 9)}%`);
}

function shuffled<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The same reports for the same seed. */
export function madeReports(seed: number): MadeReport[] {
  const next = numbers(seed);
  const names = Object.keys(TEMPLATES);
  // Some templates stand in nearly every report, others in few.
  const spread = new Map(names.map((name) => [name, 0.15 + 0.8 * next()]));
  const drafts = Array.from({ length: ORGANS }, (_, organ) => {
    const wordy = 0.5 + next();
    const habit = new Set(names.filter((name) => next() < (spread.get(name) ?? 0) * wordy));
    return YEARS.map((year) => {
      // Next year is written over last year's report: little comes, little goes.
      for (const name of names) {
        if (next() >= 0.06) continue;
        if (!habit.delete(name)) habit.add(name);
      }
      return {
        organ: `${FIRST[Math.floor(organ / KINDS.length)] ?? ''}禾${KINDS[organ % KINDS.length] ?? ''}`,
        year,
        templates: [...habit],
        more: new Map<string, string>(),
      };
    });
  });
  const place = ([name, text]: readonly [string, string], again: number): void => {
    const organ = Math.floor(next() * ORGANS);
    for (let year = Math.floor(next() * YEARS.length), first = true; year < YEARS.length; year += 1) {
      if (!first && next() >= again) break;
      drafts[organ]?.[year]?.more.set(name, text);
      first = false;
    }
  };
  for (const sentence of SUBSTANTIVE) {
    place(sentence, 0.3);
    if (next() < 0.2) place(sentence, 0.3);
  }
  for (const sentence of EMPTY_OWN) {
    place(sentence, 0.6);
    if (next() < 0.2) place(sentence, 0.6);
  }
  return drafts.flat().map(({ organ, year, templates, more }) => {
    const sentences = shuffled(
      [
        ...templates.map((name) => ({ name, text: fill(TEMPLATES[name] ?? '', year, next) })),
        ...[...more].map(([name, text]) => ({ name, text })),
      ],
      next,
    );
    const size = Math.ceil(sentences.length / SECTIONS.length);
    const report = buildReport({
      organ: { name: organ, normalizedName: organ, kind: 'DEPARTMENT', level: 'COUNTY' },
      year,
      region: region('云泽省', '澄江市', `${organ.slice(0, 2)}县`),
      sections: SECTIONS.map((kind, at) => [
        kind,
        sentences
          .slice(at * size, (at + 1) * size)
          .map(({ text }) => text)
          .join(''),
      ]),
    });
    return { organ, year, sentences, write: buildWrite(report, { bytes: `${organ} ${String(year)}` }) };
  });
}
