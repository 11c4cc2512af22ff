import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/domain/cells.js';
import { DERIVED } from '../../../src/domain/derived.js';
import { REGION_LEVELS, regionAsOf } from '../../../src/domain/region.js';
import type { ReportStore } from '../../../src/store/port.js';
import type { StoredReport } from '../../../src/store/writes.js';
import { arbitraryFacts } from '../../support/arbitrary-report.js';
import { buildReport, buildSearch, buildWrite } from '../../support/build-report.js';
import { TestStores } from '../../app/served-app.js';
import { csvRecords, csvRows, exported, ndjson, parquet, sheetRows, workbook } from './export-support.js';
import type { Row } from './export-support.js';

const AMOUNT = 'disclosure.procurement.amount';

/** Titles that a table would take apart, or a spreadsheet run. */
const HARD_TITLES = [
  '=1+1',
  '-2+3',
  '@SUM(A1)',
  '+1',
  "'=1",
  '＝1',
  '\tcmd',
  'a,b;"c"',
  '一行\n二行\r\n',
  '"',
  '𠀀',
  '0',
  'null',
];

const stores = new TestStores();
let store: ReportStore;
/** All reports in the order of a search. */
let reports: StoredReport[];

beforeAll(async () => {
  store = await stores.open('formats');
  const facts = fc.sample(arbitraryFacts, { seed: 20_240_301, numRuns: 60 });
  await store.write(
    facts.map((fact, index) => {
      const title = HARD_TITLES[index % HARD_TITLES.length] ?? null;
      const report = buildReport({ ...fact, title: index % 3 === 0 ? title : (fact.title ?? null) });
      const amount = report.cells[AMOUNT];
      if (amount !== undefined && index % 2 === 0) {
        Object.assign(amount, { state: 'REPORTED', value: 1.5 + index, raw: '1.5' });
        amount.unit = index % 4 === 0 ? 'UNKNOWN' : 'TEN_THOUSAND_YUAN';
      }
      return buildWrite(report, { fileName: index % 5 === 0 ? `=${index}.txt` : '报告.txt' });
    }),
  );
  const { hits } = await store.search(buildSearch());
  const found = await store.getMany(hits.map(({ id }) => id));
  reports = found.filter((report) => report !== null);
  expect(reports.length).toBeGreaterThan(20);
});

afterAll(() => stores.destroy());

/** What a table must say of a report; text that no format can hold (XML has no control characters) is not in the titles. */
function expectedRow({ id, organId, report, derived, source }: StoredReport): Row {
  const row: Row = {
    id,
    organId,
    year: report.year,
    organ: report.organ?.name,
    organKind: report.organ?.kind,
    level: report.organ?.level,
    regionCertain: report.region.certain,
    form: report.form,
    scope: report.scope.kind,
    readByOcr: report.findings.some(({ code }) => code === 'recognised'),
    publishedOn: report.publishedOn,
    title: report.title === '' ? null : report.title,
    fileName: source.fileName,
    sha256: source.sha256,
    sourceUrl: source.url,
    retrievedAt: source.retrievedAt,
  };
  for (const level of REGION_LEVELS) {
    row[level] = report.region[level]?.name ?? null;
    row[`${level}Code`] = report.region[level]?.code ?? null;
    row[`${level}Today`] = regionAsOf(report.region, 'TODAY')[level]?.name ?? null;
    row[`${level}TodayCode`] = regionAsOf(report.region, 'TODAY')[level]?.code ?? null;
  }
  for (const { key } of CELLS) {
    row[key] = report.cells[key]?.value ?? null;
    row[`${key}.state`] = report.cells[key]?.state;
    row[`${key}.confidence`] = report.cells[key]?.confidence ?? null;
  }
  for (const { key, unit } of CELLS) {
    if (unit !== 'tenThousandYuanIfStated') continue;
    row[`${key}.unit`] = report.cells[key]?.value === null ? null : report.cells[key]?.unit;
  }
  for (const { key } of DERIVED) row[key] = derived[key];
  return row;
}

/** Without the cursor, which no report has. An empty text and no text are one and the same in CSV. */
function comparable({ cursor, ...row }: Row): Row {
  expect(cursor).toEqual(expect.any(String));
  return { ...row, title: row['title'] === '' ? null : row['title'] };
}

/** As Excel has a full date; a year or a month alone stays a text. */
function dayOf(date: unknown): unknown {
  return typeof date === 'string' && date.length === 10 ? new Date(date) : date;
}

const ALL = { keys: 'cells,derived', states: 'true', confidence: 'true' };

describe('an export read back', () => {
  it('is what the store holds: CSV', async () => {
    const rows = csvRows(await exported(store, { format: 'csv', ...ALL }));
    expect(rows.map(comparable)).toEqual(reports.map(expectedRow));
  });

  it('is what the store holds: Parquet', async () => {
    const { rows } = await parquet(await exported(store, { format: 'parquet', ...ALL }));
    expect(rows.map(comparable)).toEqual(reports.map(expectedRow));
  });

  it('is what the store holds: XLSX', async () => {
    const book = await workbook(await exported(store, { format: 'xlsx', ...ALL }));
    expect(sheetRows(book, 'reports', 2).map(comparable)).toEqual(
      // A line end is "\n" in XML, whatever it was.
      reports.map(expectedRow).map((row) => ({
        ...row,
        publishedOn: dayOf(row['publishedOn']),
        title: typeof row['title'] === 'string' ? row['title'].replaceAll('\r\n', '\n') : null,
      })),
    );
  });

  it('is what the store holds: NDJSON', async () => {
    const file = await exported(store, { format: 'ndjson', keys: 'cells,derived', findings: 'true' });
    const rows = ndjson(file).reports;
    expect(rows).toEqual(
      reports.map(({ id, organId, report, derived, source }) => ({
        cursor: expect.any(String) as unknown,
        id,
        organId,
        title: report.title,
        organ: report.organ,
        year: report.year,
        region: report.region,
        scope: report.scope.kind,
        form: report.form,
        publishedOn: report.publishedOn,
        readByOcr: report.findings.some(({ code }) => code === 'recognised'),
        source,
        cells: Object.fromEntries(
          Object.entries(report.cells).map(([key, { state, value, unit, confidence }]) => [
            key,
            {
              state,
              value,
              ...(unit === 'UNKNOWN' ? { unit } : {}),
              ...(confidence === undefined ? {} : { confidence }),
              ...(confidence !== undefined && ['REPORTED', 'BLANK'].includes(state) ? { basis: 'OCR' } : {}),
            },
          ]),
        ),
        derived,
        findings: report.findings,
        extraTables: report.extraTables,
      })),
    );
  });
});

describe('Chinese labels', () => {
  it('have Chinese words for values, in CSV and XLSX, and leave numbers and names alone', async () => {
    const key = 'applications.received.total';
    const asked = { keys: key, labels: 'zh', states: 'true' };
    const [, ...lines] = csvRecords((await exported(store, { ...asked, format: 'csv' })).toString());
    const book = await workbook(await exported(store, { ...asked, format: 'xlsx' }));
    const scopes = { OWN: '本机关口径', CONSOLIDATED: '汇总口径', UNKNOWN: '口径不明' };
    const states = {
      REPORTED: '印有数字',
      BLANK: '空白',
      ABSENT: '缺此行',
      UNREADABLE: '无法辨认',
      NOT_IN_FORM: '不在此格式中',
    };
    const wanted = reports.map(({ report }) => [
      scopes[report.scope.kind],
      report.cells[key]?.value ?? null,
      states[report.cells[key]?.state ?? 'ABSENT'],
    ]);
    const rows = sheetRows(book, 'reports', 2);
    expect(rows.map((row) => [row['scope'], row[key], row[`${key}.state`]])).toEqual(wanted);
    expect(lines.map((line) => [line.at(-3), line.at(-2)])).toEqual(
      wanted.map(([, value, state]) => [value === null ? '' : String(value), state]),
    );
    expect(rows.map((row) => row['regionCertain'])).toEqual(
      reports.map(({ report }) => (report.region.certain ? '是' : '否')),
    );
  });
});

describe('a number read from a picture', () => {
  it('says so in every format, and a filter leaves it out', async () => {
    const own = await stores.open('pictures');
    const key = 'applications.received.total';
    await own.write([
      buildWrite(
        buildReport({
          year: 2022,
          cells: { [key]: 7 },
          confidences: { [key]: 0.913 },
          findings: ['recognised'],
        }),
      ),
      buildWrite(buildReport({ year: 2021, cells: { [key]: 8 } })),
    ]);
    const asked = { keys: key, confidence: 'true' };
    const told = [
      [true, 0.913],
      [false, null],
    ];
    const of = (rows: Row[]): unknown[] => rows.map((row) => [row['readByOcr'], row[`${key}.confidence`]]);
    expect(of(csvRows(await exported(own, { ...asked, format: 'csv' })))).toEqual(told);
    const book = await workbook(await exported(own, { ...asked, format: 'xlsx' }));
    expect(of(sheetRows(book, 'reports', 2))).toEqual(told);
    expect(of((await parquet(await exported(own, { ...asked, format: 'parquet' }))).rows)).toEqual(told);
    const lines = ndjson(await exported(own, { keys: key, format: 'ndjson' })).reports;
    expect(lines.map(({ cells }) => cells)).toEqual([
      { [key]: { state: 'REPORTED', value: 7, basis: 'OCR', confidence: 0.913 } },
      { [key]: { state: 'REPORTED', value: 8 } },
    ]);
    const plain = ndjson(await exported(own, { keys: key, format: 'ndjson', states: 'false' })).reports;
    expect(plain.map(({ cells, confidences }) => ({ cells, confidences }))).toEqual([
      { cells: { [key]: 7 }, confidences: { [key]: 0.913 } },
      { cells: { [key]: 8 }, confidences: undefined },
    ]);
    for (const filter of [{ readByOcr: false }, { cells: [{ key, readByOcr: false }] }]) {
      const left = await exported(own, { ...asked, format: 'csv', filter: JSON.stringify(filter) });
      expect(csvRows(left).map((row) => row[key])).toEqual([8]);
    }
  });
});

describe('the narrative', () => {
  const wanted = () =>
    reports.map(({ id, report }) => ({
      id,
      sections: report.sections.map(({ kind, heading, text }) => ({ kind, heading, text })),
    }));

  it('is whole in NDJSON and Parquet, where it is asked for', async () => {
    expect(wanted().flatMap(({ sections }) => sections).length).toBeGreaterThan(reports.length);
    const asked = { keys: 'applications.received.total', sections: 'true' };
    const lines = ndjson(await exported(store, { ...asked, format: 'ndjson', states: 'false' })).reports;
    expect(lines.map(({ id, sections }) => ({ id, sections }))).toEqual(wanted());
    const { rows } = await parquet(await exported(store, { ...asked, format: 'parquet' }));
    expect(
      rows.map(({ id, sections }) => ({ id, sections: JSON.parse(String(sections)) as unknown })),
    ).toEqual(wanted());
    const plain = ndjson(await exported(store, { ...asked, sections: 'false', format: 'ndjson' })).reports;
    expect(plain.some((one) => 'sections' in one)).toBe(false);
  });
});

describe('a printed zero and a blank', () => {
  it('are two things in every format', async () => {
    const own = await stores.open('zeros');
    const key = 'applications.received.total';
    await own.write(
      [0, 'BLANK' as const].map((cell, index) =>
        buildWrite(buildReport({ year: 2022 - index, cells: { [key]: cell } })),
      ),
    );
    const parameters = { keys: key, query: '政府信息公开' };
    const [csv, xlsx, lines, columns] = await Promise.all(
      ['csv', 'xlsx', 'ndjson', 'parquet'].map((format) => exported(own, { ...parameters, format })),
    );
    if (csv === undefined || xlsx === undefined || lines === undefined || columns === undefined)
      throw new Error();
    expect(csvRecords(csv.toString()).map((record) => record.at(-2))).toEqual([key, '0', '']);
    expect(sheetRows(await workbook(xlsx), 'reports', 2).map((row) => row[key])).toEqual([0, null]);
    expect(ndjson(lines).reports.map(({ cells }) => cells)).toEqual([
      { [key]: { state: 'REPORTED', value: 0 } },
      { [key]: { state: 'BLANK', value: null } },
    ]);
    expect((await parquet(columns)).rows.map((row) => row[key])).toEqual([0, null]);
  });
});

describe('CSV', () => {
  it('begins with a BOM, ends lines with CRLF, and keeps spreadsheets from running a text', async () => {
    const text = (await exported(store, { format: 'csv', keys: 'applications.received.total' })).toString();
    expect(text.startsWith('\uFEFFid,year,')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const records = csvRecords(text.slice(1));
    const titleAt = records[0]?.indexOf('title') ?? -1;
    const titles = new Set(records.map((record) => record[titleAt]));
    for (const title of HARD_TITLES.slice(0, 7)) expect(titles).toContain(`'${title}`);
    for (const record of records) {
      for (const field of record) expect(field).not.toMatch(/^[=+@\t\r＝＋－＠]|^-(?!\d+(?:\.\d+)?$)/u);
    }
  });

  it('has its header in Chinese or English, or none', async () => {
    const parameters = { format: 'csv', keys: 'applications.received.total' };
    const header = async (more: Record<string, string>) =>
      csvRecords((await exported(store, { ...parameters, ...more })).toString())[0]?.at(-2);
    expect(await header({ labels: 'zh' })).toBe(CELLS.find(({ key }) => key === parameters.keys)?.labelZh);
    expect(await header({ labels: 'en' })).toBe('New applications received this year: total');
    const [withHeader, without] = await Promise.all([
      exported(store, parameters),
      exported(store, { ...parameters, header: 'false' }),
    ]);
    expect(withHeader.toString().endsWith(without.toString())).toBe(true);
    expect(csvRecords(without.toString())).toHaveLength(reports.length);
  });
});

describe('XLSX', () => {
  it('explains its columns, lists findings, and says what was asked and when', async () => {
    const parameters = {
      format: 'xlsx',
      keys: 'derived.disclosedRate.ofConcluded,applications.received.total',
    };
    const book = await workbook(await exported(store, parameters));
    expect(book.sheets.map(({ name }) => name)).toEqual([
      'reports',
      'dictionary',
      'findings',
      'extraTables',
      'about',
    ]);
    expect(book.sheets[0]?.freezePane).toMatchObject({ rows: 2 });
    expect(sheetRows(book, 'dictionary')).toMatchObject([
      { formula: 'derived.disclosed.total ÷ derived.rowTotal.outcomeTotal', blanks: 'STRICT' },
      { key: 'applications.received.total', forms: '2019, 2021', formula: null },
    ]);
    const findings = reports.flatMap(({ id, report }) =>
      report.findings.filter(({ severity }) => severity !== 'INFO').map(({ code }) => ({ id, code })),
    );
    expect(findings.length).toBeGreaterThan(0);
    expect(sheetRows(book, 'findings').map(({ id, code }) => ({ id, code }))).toEqual(findings);
    expect(
      Object.fromEntries(sheetRows(book, 'about').map(({ what, value }) => [what, value])),
    ).toMatchObject({
      askedAt: '2024-03-01T08:05:00.000Z',
      total: reports.length,
      madeUp: false,
      'asked: keys': parameters.keys,
    });
  });
});

describe('NDJSON and Parquet', () => {
  it('say what was asked and when', async () => {
    const about = { askedAt: '2024-03-01T08:05:00.000Z', total: reports.length, madeUp: false };
    const asked = { keys: 'applications.received.total', sort: '[{"by": "YEAR"}]' };
    const { meta } = ndjson(await exported(store, { format: 'ndjson', ...asked }));
    expect(meta).toMatchObject({ ...about, asked: { format: 'ndjson', ...asked } });
    const { metadata } = await parquet(await exported(store, { format: 'parquet', ...asked }));
    expect(JSON.parse(metadata['ogi.about'] ?? '')).toEqual({
      ...meta,
      asked: { format: 'parquet', ...asked },
    });
    expect(JSON.parse(metadata['ogi.dictionary'] ?? '')).toMatchObject([{ key: asked.keys }]);
  });
});
