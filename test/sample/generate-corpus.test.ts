import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { generateCorpus, LAYOUT_NAMES, MADE_UP_MARK, SAMPLE_YEARS } from '../../src/sample/index.js';

const sample = [...generateCorpus({ sample: true })];
const corpus = [...generateCorpus({ seed: 3, count: 300 })];

describe('the sample', () => {
  it('holds at least 60 reports of both provinces, all years, both forms and all layouts', () => {
    const of = <T>(read: (truth: (typeof sample)[number]['truth']) => T): Set<T> =>
      new Set(sample.map((report) => read(report.truth)));
    expect(sample.length).toBeGreaterThanOrEqual(60);
    expect(of((truth) => truth.region.province).size).toBe(2);
    expect(of((truth) => truth.year)).toEqual(new Set(SAMPLE_YEARS));
    expect(of((truth) => truth.form)).toEqual(new Set(['FORM_2019', 'FORM_2021']));
    expect(of((truth) => truth.layout)).toEqual(new Set(LAYOUT_NAMES));
  });

  it('has reports that contradict themselves and more that do not', () => {
    const wrong = sample.filter((report) => report.truth.inconsistencies.length > 0).length;
    expect(wrong).toBeGreaterThan(3);
    expect(wrong).toBeLessThan(sample.length / 2);
  });

  it('gives the first query something to find', () => {
    const found = sample.filter(
      ({ text, truth }) =>
        text.includes('行政诉讼') && (truth.values['applications.received.total'] ?? 0) >= 1,
    );
    expect(found.length).toBeGreaterThan(20);
  });
});

describe('generateCorpus', () => {
  it('marks every report as made up, in its name and on its last line', () => {
    for (const { fileName, text } of [...sample, ...corpus]) {
      expect(fileName).toMatch(/^made-up-.+-20\d\d\.txt$/);
      expect(text.trimEnd().split('\n').at(-1)).toBe(MADE_UP_MARK);
    }
    expect(new Set(corpus.map((report) => report.fileName)).size).toBe(corpus.length);
  });

  it('gives the same reports for the same seed, others for another', () => {
    expect([...generateCorpus({ seed: 3, count: 300 })]).toEqual(corpus);
    expect([...generateCorpus({ seed: 4, count: 6 })]).not.toEqual(corpus.slice(0, 6));
  });

  it('begins a larger corpus with the smaller one, whatever its size', () => {
    for (const count of [0, 1, 5, 6, 7, 100]) {
      expect([...generateCorpus({ seed: 3, count })]).toEqual(corpus.slice(0, count));
    }
  });

  it('refuses more reports than there are organs for', () => {
    expect(() => [...generateCorpus({ seed: 1, count: 1_000_000 })]).toThrow(RangeError);
  });

  it('prints the cells of its rows and no others, and accounts for every row', () => {
    for (const { fileName, truth } of corpus) {
      const edition = truth.form === 'FORM_2019' ? '2019' : '2021';
      const printed = new Set(Object.keys(truth.values));
      const absent = new Set(truth.absentRows);
      const expected = CELLS.filter((cell) => cell.forms.includes(edition) && !absent.has(cell.rowKey));
      // 其他处理 as one row is the only row of another form that a report may print.
      const others = [...printed].filter((key) => !expected.some((cell) => cell.key === key));
      expect([fileName, expected.filter((cell) => !printed.has(cell.key))]).toEqual([fileName, []]);
      expect(others.filter((key) => !key.startsWith('applications.otherOutcome.all.'))).toEqual([]);
    }
  });

  it('goes on each year where the last one ended, but for planned mistakes', () => {
    const codes = corpus.flatMap((report) => report.truth.inconsistencies.map((broken) => broken.code));
    const continuity = codes.filter((code) => code.endsWith('-continues'));
    expect(continuity.length).toBeGreaterThan(0);
    expect(continuity.length).toBeLessThan(corpus.length / 5);
  });
});
