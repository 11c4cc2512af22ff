/** Every layout that the generator writes, against the truth that it knows without the parser. */
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import type { Report } from '../../src/domain/report.js';
import { readText } from '../../src/ingest/read-text.js';
import { parseReport } from '../../src/parse/index.js';
import type { GeneratedReport } from '../../src/sample/index.js';
import { generateCorpus, LAYOUT_NAMES } from '../../src/sample/index.js';

const COUNT = 360;
const SEED = 4711;

function parse(text: string): Report {
  return parseReport({ mediaType: 'text/plain', encoding: 'utf-8', metadata: {}, blocks: readText(text) });
}

interface Tally {
  right: number;
  /** `UNREADABLE` though printed: said so, and no number given. */
  undecided: number;
  wrong: { what: string; flagged: boolean }[];
}

function tally(reports: readonly GeneratedReport[]): Tally {
  const result: Tally = { right: 0, undecided: 0, wrong: [] };
  for (const { text, truth, fileName } of reports) {
    const report = parse(text);
    for (const { key } of CELLS) {
      const cell = report.cells[key];
      const value = truth.values[key];
      const ok =
        value === undefined
          ? cell?.state === 'ABSENT' || cell?.state === 'NOT_IN_FORM'
          : value === null
            ? cell?.state === 'BLANK'
            : cell?.state === 'REPORTED' && cell.value === value;
      if (ok) result.right += 1;
      else if (cell?.state === 'UNREADABLE' && namedIn(report, key)) result.undecided += 1;
      else {
        const what = `${fileName} ${key}: printed ${String(value)}, read ${JSON.stringify(cell)}`;
        result.wrong.push({ what, flagged: namedIn(report, key) });
      }
    }
  }
  return result;
}

/** True where a finding names the cell. */
function namedIn(report: Report, key: string): boolean {
  return report.findings.some((finding) => finding.outcome === null && finding.cells.includes(key));
}

describe('generated reports', () => {
  const corpus = [...generateCorpus({ seed: SEED, count: COUNT })];

  it.each(LAYOUT_NAMES)('%s: every cell right, or said to be undecided', (layout) => {
    const reports = corpus.filter(({ truth }) => truth.layout === layout);
    expect(reports.length).toBeGreaterThan(COUNT / 10);
    const { right, undecided, wrong } = tally(reports);
    expect(wrong).toEqual([]);
    expect(undecided).toBeLessThan(right / 1000);
  });

  it.each(['pdf-lines', 'compact-lines'] as const)('%s without its blank marks: nothing wrong', (layout) => {
    const reports = corpus
      .filter(({ truth }) => truth.layout === layout)
      .map((report) => ({ ...report, text: withoutBlankMarks(report.text) }));
    const { right, undecided, wrong } = tally(reports);
    // What the sums decide wrongly (the printed totals being wrong) is flagged, and rare.
    expect(wrong.filter((cell) => !cell.flagged)).toEqual([]);
    expect(wrong.length).toBeLessThan(right / 2000);
    expect(undecided).toBeLessThan(right / 5);
  });

  it('reads title, organ, year, form, date and headings', () => {
    for (const { text, truth } of corpus) {
      const report = parse(text);
      expect({
        title: report.title,
        organ: report.organ?.name,
        year: report.year,
        form: report.form,
        publishedOn: report.publishedOn,
        dateKind: report.dateKind,
        headings: report.sections.flatMap((section) => section.heading ?? []),
        certain: report.region.certain,
      }).toEqual({
        title: truth.title,
        organ: truth.organ,
        year: truth.year,
        form: truth.form,
        publishedOn: truth.publishedOn,
        dateKind: truth.dateKind,
        headings: truth.headings,
        certain: true,
      });
    }
  });

  it('finds exactly the rules that the printed numbers break', () => {
    for (const { text, truth, fileName } of corpus) {
      const within = truth.inconsistencies.filter((rule) => !/continues?|continue$/u.test(rule.code));
      const failing = parse(text).findings.filter(
        (finding) => finding.outcome === 'FAILS' && finding.code !== 'prose-agrees',
      );
      const codes = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code).sort();
      expect([fileName, codes(failing)]).toEqual([
        fileName,
        codes(within.filter((rule) => rule.code !== 'prose-agrees')),
      ]);
    }
  });

  it('finds the claims of the narrative and no other', () => {
    const shown = (claims: readonly { cell: string | null; value: number }[]): string[] =>
      [
        // A claim may be stated twice.
        ...new Set(
          claims.flatMap(({ cell, value }) => (cell === null ? [] : [`${cell} = ${String(value)}`])),
        ),
      ].sort();
    for (const { text, truth, fileName } of corpus) {
      expect([fileName, shown(parse(text).claims)]).toEqual([fileName, shown(truth.claims)]);
    }
  });
});

/** Takes the marks for blank cells out of the lines of numbers, as an extraction that loses empty cells does. */
function withoutBlankMarks(text: string): string {
  return text
    .replace(/(?<=^| )[—/](?= |$)/gmu, '')
    .replace(/ {2,}/gu, ' ')
    .replace(/ +$/gmu, '');
}
