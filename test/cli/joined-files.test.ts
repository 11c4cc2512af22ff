/** Files of one folder that are one report: a page with its attachment, pictures of pages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { packJoined } from '../../src/ingest/joined/joined-file.js';
import { isArchive } from '../../src/ingest/zip/archive-members.js';
import { parseReport } from '../../src/parse/index.js';
import { buildZip } from '../support/build-zip.js';
import { attachingPage, titleOf, wordReport } from '../support/page-with-attachment.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

interface Parsed {
  file: string;
  year?: number;
  publishedOn?: string;
  cells?: Record<string, { state: string; value: number | null; place: { part?: number } | null }>;
  findings?: { code: string; message: { en: string } }[];
  error?: { reason: string };
}

const RECEIVED = 'applications.received.total';

function folderWith(files: Record<string, string | Uint8Array>): string {
  const cwd = tempFolder();
  mkdirSync(join(cwd, 'site'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, 'site', name)), { recursive: true });
    writeFileSync(join(cwd, 'site', name), content);
  }
  return cwd;
}

async function parsed(cwd: string): Promise<{ reports: Parsed[]; notes: string }> {
  const { stdout, stderr } = await runOgi(['parse', '--json', 'site'], { cwd });
  const reports = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Parsed);
  return { reports, notes: stderr };
}

const page = (year = 2021): string => attachingPage(titleOf({ year }), [['W/a.docx', '附件：年报.docx']]);

describe('a page and its attachment in a folder', () => {
  it('are one report: the day of the page, the numbers of the attachment, each place in its file', async () => {
    const cwd = folderWith({ 'p.html': page(), 'a.docx': wordReport({ year: 2021, received: 17 }) });
    const { reports, notes } = await parsed(cwd);
    expect(reports).toHaveLength(1);
    const [report] = reports;
    expect(report).toMatchObject({ year: 2021, publishedOn: '2022-01-20' });
    expect(report?.cells?.[RECEIVED]).toMatchObject({ state: 'REPORTED', value: 17, place: { part: 2 } });
    const joined = report?.findings?.find(({ code }) => code === 'joined');
    expect(joined?.message.en).toContain('p.html, a.docx; its tables were read from a.docx');
    expect(notes).toContain('"p.html" and its attachment "a.docx" are read as one report.');
  });

  it('are imported as one source, which is the same bytes the next time', async () => {
    const cwd = folderWith({ 'p.html': page(), 'a.docx': wordReport({ year: 2021 }) });
    const args = ['ingest', 'site', '--data', 'data'];
    expect((await runOgi(args, { cwd })).stdout).toMatch(/^1 file .*: 1 new/mu);
    const again = await runOgi(args, { cwd });
    expect(again.stdout).toMatch(/^1 file .*1 unchanged, 0 set aside/mu);
    expect(again.stdout).toContain('are read as one report');
    expect(again.status).toBe(0);
  });

  it.each([
    ['of different years', page(2020), wordReport({ year: 2021 }), 'speak of different years'],
    [
      'of different organs',
      page(),
      wordReport({ year: 2021, organ: '云泽省澄江市白石县人民政府' }),
      'name different organs',
    ],
  ])('stay apart where they are %s', async (_, html, word, note) => {
    const { reports, notes } = await parsed(folderWith({ 'p.html': html, 'a.docx': word }));
    expect(reports.map(({ file, year, error }) => [file, year ?? error?.reason])).toEqual([
      ['site/a.docx', 2021],
      ['site/p.html', 'title-only'],
    ]);
    expect(notes).toContain(note);
  });

  it('stay apart where the page has the tables itself', async () => {
    const text = reportText({ year: 2021, received: 4 }).replaceAll('\n', '<br>');
    const html = `<meta charset="utf-8"><body><pre>${reportText({ year: 2021, received: 4 })}</pre><a href="a.docx">${text.length}</a>`;
    const { reports } = await parsed(folderWith({ 'p.html': html, 'a.docx': wordReport({ year: 2021 }) }));
    expect(reports.map(({ cells }) => cells?.[RECEIVED]?.value)).toEqual([3, 4]);
  });

  it('stay apart where two files are linked, which is told', async () => {
    const html = attachingPage(titleOf({ year: 2021 }), [
      ['a.docx', '一'],
      ['b.docx', '二'],
    ]);
    const word = wordReport({ year: 2021 });
    const cwd = folderWith({ 'p.html': html, 'a.docx': word, 'b.docx': word });
    const { reports, notes } = await parsed(cwd);
    expect(reports).toHaveLength(3);
    expect(notes).toContain('Which file "p.html" attaches cannot be told: a.docx, b.docx.');
  });
});

describe('a page and its attachment in another folder', () => {
  const linking = (address: string, year = 2021): string =>
    attachingPage(titleOf({ year }), [[address, '附件']]);
  const told = (reports: Parsed[]): unknown[] =>
    reports.map(({ file, year, cells, error }) => [file, year, error?.reason ?? cells?.[RECEIVED]?.value]);

  it.each([
    ['below', 'files/%E9%99%84%E4%BB%B6.docx', 'files/附件.docx'],
    ['beside', '../B/a.docx', '../B/a.docx'],
  ])('are one report where its link names a file of a folder %s', async (_, address, shown) => {
    const cwd = folderWith({
      'C/p.html': linking(address),
      [join('C', shown)]: wordReport({ year: 2021, received: 17 }),
    });
    const { reports, notes } = await parsed(cwd);
    expect(told(reports)).toEqual([['site/C/p.html', 2021, 17]]);
    expect(reports[0]?.publishedOn).toBe('2022-01-20');
    expect(notes).toContain(`"p.html" and its attachment "${shown}" are read as one report.`);
  });

  it('stay apart where the link leads out of the folder, though it is there', async () => {
    const cwd = folderWith({ 'p.html': linking('../out/a.docx'), 'b.docx': wordReport({ year: 2020 }) });
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out', 'a.docx'), wordReport({ year: 2021 }));
    const { reports, notes } = await parsed(cwd);
    expect(told(reports)).toEqual([
      ['site/b.docx', 2020, 3],
      ['site/p.html', undefined, 'title-only'],
    ]);
    expect(notes).not.toContain('its attachment');
  });

  it('stay apart where another year is reported, and where two pages link to the file', async () => {
    const cwd = folderWith({
      'p.html': linking('files/a.docx'),
      'files/a.docx': wordReport({ year: 2020 }),
      'q.html': linking('files/b.docx'),
      'r/q.html': linking('../files/b.docx'),
      'files/b.docx': wordReport({ year: 2021 }),
    });
    const { reports, notes } = await parsed(cwd);
    expect(told(reports)).toEqual([
      ['site/files/a.docx', 2020, 3],
      ['site/files/b.docx', 2021, 3],
      ['site/p.html', undefined, 'title-only'],
      ['site/q.html', undefined, 'title-only'],
      ['site/r/q.html', undefined, 'title-only'],
    ]);
    expect(notes).toContain('"p.html" and "files/a.docx" speak of different years');
    expect(notes).toContain('Which file "q.html" attaches cannot be told: ../files/b.docx.');
  });

  it('are one report in an archive, and no link leads out of the archive that holds the page', async () => {
    const inner = buildZip([
      { name: 'q.html', data: linking('../files/b.docx') },
      { name: 'r.html', data: linking('files/c.docx') },
      { name: 'files/c.docx', data: wordReport({ year: 2021, received: 19 }) },
    ]);
    const cwd = folderWith({
      'all.zip': buildZip([
        { name: 'p.html', data: linking('files/a.docx') },
        { name: '乙/x.docx', data: wordReport({ year: 2018, received: 5 }) },
        { name: 'files/a.docx', data: wordReport({ year: 2021, received: 17 }) },
        { name: 'files/b.docx', data: wordReport({ year: 2021, received: 18 }) },
        { name: '内/inner.zip', data: inner },
      ]),
    });
    const { reports } = await parsed(cwd);
    expect(told(reports)).toEqual([
      ['site/all.zip/p.html', 2021, 17],
      ['site/all.zip/乙/x.docx', 2018, 5],
      ['site/all.zip/files/b.docx', 2021, 18],
      ['site/all.zip/内/inner.zip/q.html', undefined, 'title-only'],
      ['site/all.zip/内/inner.zip/r.html', 2021, 19],
    ]);
  });
});

describe('two members of one name in an archive', () => {
  it('are not told apart: nothing of their folder is joined, nothing is left out, other folders are joined', async () => {
    const cwd = folderWith({
      'all.zip': buildZip([
        { name: '甲/p.html', data: page() },
        { name: '甲/a.docx', data: wordReport({ year: 2021, received: 17 }) },
        { name: '甲/a.docx', data: wordReport({ year: 2021, received: 18 }) },
        { name: '乙/p.html', data: page(2020) },
        { name: '乙/a.docx', data: wordReport({ year: 2020, received: 5 }) },
      ]),
    });
    const { reports } = await parsed(cwd);
    expect(reports.map(({ error, cells }) => error?.reason ?? cells?.[RECEIVED]?.value)).toEqual([
      'title-only',
      17,
      18,
      5,
    ]);
  });
});

describe('a joined source', () => {
  const parts = [
    { name: 'p.html', bytes: Buffer.from(page()) },
    { name: 'a.docx', bytes: new Uint8Array(wordReport({ year: 2021 })) },
  ];

  it('is the same bytes whenever it is made, and no archive of files', async () => {
    const first = await packJoined({ kind: 'PAGE_WITH_ATTACHMENT', parts });
    const second = await packJoined({ kind: 'PAGE_WITH_ATTACHMENT', parts });
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    expect(await isArchive(first)).toBe(false);
    const report = parseReport(await ingestFile(first));
    expect(report.files).toEqual([
      { name: 'p.html', mediaType: 'text/html' },
      {
        name: 'a.docx',
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      },
    ]);
  });

  it('holds no other joined source', async () => {
    const inner = await packJoined({ kind: 'PAGE_WITH_ATTACHMENT', parts });
    const outer = await packJoined({
      kind: 'PAGE_WITH_ATTACHMENT',
      parts: [
        { name: 'p.html', bytes: Buffer.from(page()) },
        { name: 'a.zip', bytes: inner },
      ],
    });
    await expect(ingestFile(outer)).rejects.toMatchObject({ reason: 'unknown-format' });
  });
});

describe('in an archive', () => {
  it('they are one report too, each of its folder, and others stay apart', async () => {
    const cwd = folderWith({
      'all.zip': buildZip([
        { name: '甲/p.html', data: page() },
        { name: '甲/a.docx', data: wordReport({ year: 2021, received: 17 }) },
        // Its page is in another folder.
        { name: '乙/a.docx', data: wordReport({ year: 2020, received: 5 }) },
      ]),
    });
    const { reports, notes } = await parsed(cwd);
    const told = reports.map(({ file, year, publishedOn, cells }) => [
      file.split('all.zip/')[1],
      year,
      publishedOn,
      cells?.[RECEIVED]?.value,
      cells?.[RECEIVED]?.place?.part,
    ]);
    expect(told).toEqual([
      ['甲/p.html', 2021, '2022-01-20', 17, 2],
      ['乙/a.docx', 2020, null, 5, undefined],
    ]);
    expect(notes).toContain('"p.html" and its attachment "a.docx" are read as one report.');
  });
});
