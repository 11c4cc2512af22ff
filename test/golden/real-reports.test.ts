/**
 * The real reports beside the checkout, against what a careful reader found in them. They are not part of the project;
 * where they are not there, each is skipped by name.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../src/domain/cells.js';
import { REGION_LEVELS } from '../../src/domain/region.js';
import type { Report } from '../../src/domain/report.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseReport } from '../../src/parse/index.js';

const FOLDER = fileURLToPath(new URL('../../../shared/reports/', import.meta.url));
const REPORTS = [
  '000_de577a6864b1b76c',
  '001_09d1c19c13b4e96a',
  '002_ae6cde363eaf3b8d',
  '003_d2ad60042d5dec0f',
  '004_76f21a18e539d43f',
] as const;

/** What `expected/NAME.json` holds: a number, null for a blank cell; no key for a cell that is not there. */
interface Expected {
  title: string;
  organ: string;
  year: number;
  form: string;
  publishedOn: string | null;
  region: (string | null)[];
  cells: Record<string, number | null>;
  sections: { heading: string | null; kind: string }[];
  claims: { cell: string | null; value: number; line: string; outcome?: string }[];
  inconsistencies: string[];
}

/** Codes of the rules that fail, one for each inconsistency in words, in the order of `expected/`. */
const FAILURES: Readonly<Record<string, readonly string[]>> = {
  '000_de577a6864b1b76c': [
    'row-total applications.received.total',
    'row-total applications.granted.total',
    'row-total applications.outcomeTotal.total',
    'prose-agrees applications.received.total',
  ],
  '001_09d1c19c13b4e96a': [
    'outcome-total applications.outcomeTotal.naturalPerson',
    'outcome-total applications.outcomeTotal.total',
    'intake-balance applications.received.naturalPerson',
    'intake-balance applications.received.total',
    'prose-agrees applications.outcomeTotal.total',
  ],
};

/** Reading findings that each report must raise (and no other of these codes). */
const READING: Readonly<Record<string, readonly string[]>> = {
  '000_de577a6864b1b76c': [],
  '001_09d1c19c13b4e96a': [],
  '002_ae6cde363eaf3b8d': ['missing-section', 'missing-section', 'missing-table', 'missing-table'],
  '003_d2ad60042d5dec0f': [
    'missing-row',
    'missing-section',
    'missing-table',
    'truncated-table',
    'unit-unknown',
  ],
  '004_76f21a18e539d43f': [
    'displaced-row',
    'displaced-row',
    'displaced-row',
    'displaced-row',
    'missing-section',
    'noise-removed',
    'noise-removed',
  ],
};

async function read(name: string): Promise<{ report: Report; expected: Expected; source: string }> {
  const bytes = readFileSync(`${FOLDER}${name}.txt`);
  const expected = JSON.parse(readFileSync(`${FOLDER}expected/${name}.json`, 'utf8')) as Expected;
  return { report: parseReport(await ingestFile(bytes)), expected, source: bytes.toString('utf8') };
}

/** A cell as `expected/` writes it. */
function shown(report: Report, key: string): number | string | null {
  const cell = report.cells[key];
  if (cell?.state === 'REPORTED') return cell.value;
  if (cell?.state === 'BLANK') return null;
  return cell?.state ?? 'no such cell';
}

for (const name of REPORTS) {
  const there = existsSync(`${FOLDER}${name}.txt`);
  const skipped = there ? '' : ' (skipped: the folder of real reports is not beside the checkout)';
  describe.skipIf(!there)(`real report ${name}${skipped}`, () => {
    it('reads every cell', async () => {
      const { report, expected } = await read(name);
      const edition = expected.form === 'FORM_2021' ? '2021' : '2019';
      for (const { key, forms } of CELLS) {
        const absent = forms.includes(edition) ? 'ABSENT' : 'NOT_IN_FORM';
        expect([key, shown(report, key)]).toEqual([
          key,
          key in expected.cells ? expected.cells[key] : absent,
        ]);
      }
    });

    it('shows where each number stands', async () => {
      const { report, source } = await read(name);
      const lines = source.split(/\r?\n/u);
      for (const [key, cell] of Object.entries(report.cells)) {
        if (cell.state !== 'REPORTED') continue;
        const line = lines[(cell.place?.line ?? 0) - 1] ?? '';
        const at = line.slice((cell.place?.column ?? 1) - 1).trimStart();
        expect([key, at.startsWith(cell.raw ?? '?')]).toEqual([key, true]);
      }
    });

    it('reads title, organ, year, form, date, region and sections', async () => {
      const { report, expected } = await read(name);
      expect({
        title: report.title,
        organ: report.organ?.name,
        year: report.year,
        form: report.form,
        publishedOn: report.publishedOn,
        region: REGION_LEVELS.map((level) => report.region[level]?.name ?? null),
        sections: report.sections.map(({ heading, kind }) => ({ heading, kind })),
      }).toEqual({
        title: expected.title,
        organ: expected.organ,
        year: expected.year,
        form: expected.form,
        publishedOn: expected.publishedOn,
        region: expected.region,
        sections: expected.sections,
      });
    });

    it('finds the inconsistencies and no other', async () => {
      const { report, expected } = await read(name);
      const failures = report.findings
        .filter((finding) => finding.outcome === 'FAILS')
        .map((finding) => {
          const key = finding.cells.find((cell) => /\.total$|outcomeTotal|received/u.test(cell));
          return `${finding.code} ${finding.code === 'outcome-total' || finding.code === 'row-total' ? (finding.cells.at(-1) ?? '') : (key ?? '')}`;
        });
      const wanted = FAILURES[name] ?? [];
      expect(wanted).toHaveLength(expected.inconsistencies.length);
      expect(failures.sort()).toEqual([...wanted].sort());
    });

    it('says how it was read', async () => {
      const { report } = await read(name);
      const codes = report.findings
        .filter((finding) => finding.outcome === null && finding.code !== 'unknown-region')
        .map((finding) => finding.code);
      expect(codes.sort()).toEqual(READING[name]);
    });

    it('finds the claims of the narrative', async () => {
      const { report, expected } = await read(name);
      const found = report.claims.map(({ cell, value, place, outcome }) => ({
        cell,
        value,
        line: `${String(place?.line)}${place?.endLine === undefined ? '' : `-${String(place.endLine)}`}`,
        outcome,
      }));
      const wanted = expected.claims.map(({ cell, value, line, outcome }) => ({
        cell,
        value,
        line,
        outcome: outcome ?? null,
      }));
      // A careful reader quotes a whole sentence, the parser the clause up to its number.
      const firstLine = <T extends { line: string }>(claim: T): T => ({
        ...claim,
        line: claim.line.split('-')[0] ?? '',
      });
      expect(found.map(firstLine)).toEqual(wanted.map(firstLine));
    });

    it('puts every character of the narrative into one section', async () => {
      const { report, source } = await read(name);
      const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '');
      const narrative = squeeze(report.sections.map(({ heading, text }) => (heading ?? '') + text).join(''));
      // In order, each line of the source is a piece of the narrative or left out whole (title, table, noise).
      let at = 0;
      const leftOut: string[] = [];
      for (const line of source.split(/\r?\n/u).map(squeeze)) {
        if (narrative.startsWith(line, at)) at += line.length;
        else leftOut.push(line);
      }
      expect(narrative.length).toBe(at);
      expect(leftOut.filter((line) => /[。；]/u.test(line) && !/thescreenshot/iu.test(line))).toEqual([]);
    });
  });
}

/** Reports in other formats: `expected/` has their head and cells. */
const OTHER_FORMATS = [
  '01_shanghai-gov-office-2019.html',
  '03_huaian-city-2024.pdf',
  '11_blank-2021-template.docx',
] as const;

for (const file of OTHER_FORMATS) {
  const there = existsSync(`${FOLDER}${file}`);
  const skipped = there ? '' : ' (skipped: the folder of real reports is not beside the checkout)';
  describe.skipIf(!there)(`real report ${file}${skipped}`, () => {
    it('reads title, organ, year, form and every cell', async () => {
      const report = parseReport(await ingestFile(readFileSync(`${FOLDER}${file}`)));
      const expected = JSON.parse(
        readFileSync(`${FOLDER}expected/${file.replace(/\.\w+$/u, '')}.json`, 'utf8'),
      ) as Expected;
      expect([report.title, report.organ?.name ?? null, report.year, report.form]).toEqual([
        expected.title,
        expected.organ,
        expected.year,
        expected.form,
      ]);
      const edition = expected.form === 'FORM_2021' ? '2021' : '2019';
      for (const { key, forms } of CELLS) {
        const absent = forms.includes(edition) ? 'ABSENT' : 'NOT_IN_FORM';
        expect([key, shown(report, key)]).toEqual([
          key,
          key in expected.cells ? expected.cells[key] : absent,
        ]);
      }
    });
  });
}

describe.skipIf(!existsSync(`${FOLDER}${OTHER_FORMATS[0]}`))('real report 01', () => {
  it('finds where its prose contradicts its tables', async () => {
    const report = parseReport(await ingestFile(readFileSync(`${FOLDER}${OTHER_FORMATS[0]}`)));
    const failing = report.claims
      .filter((claim) => claim.outcome === 'FAILS')
      .map(({ cell, value }) => [cell, value]);
    expect(failing).toEqual([
      ['derived.disclosed.total', 258],
      [null, 33.9],
      ['derived.unableToProvide.total', 265],
      ['review.reconsideration.upheld', 7],
    ]);
    expect([report.publishedOn, report.dateKind]).toEqual(['2020-01-31', 'PUBLISHED']);
  });
});
