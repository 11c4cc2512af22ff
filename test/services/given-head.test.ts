import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OgiError } from '../../src/errors.js';
import { checkGivenOptions } from '../../src/cli/check-given-options.js';
import type { GivenHead } from '../../src/domain/report.js';
import { checkGiven } from '../../src/services/check-given.js';
import { importFiles } from '../../src/services/import-reports.js';
import type { ImportSummary } from '../../src/services/import-reports.js';
import { parseFile } from '../../src/services/parse-file.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { READ_HERE } from '../support/read-here.js';
import { reportText } from '../support/report-text.js';
import { tempFolder } from '../support/temp-folder.js';

/** A report without its title: nothing tells whose it is. */
const HEADLESS = Buffer.from(reportText().split('\n').slice(1).join('\n'));
const GIVEN = { organ: '云桥省青岚市统计局', year: 2023 };

async function openStore(): Promise<ReportStore> {
  const store = await openSqliteStore({ path: join(tempFolder(), 'ogi.sqlite') });
  onTestFinished(() => store.close());
  return store;
}

function importOne(store: ReportStore, given?: GivenHead): Promise<ImportSummary> {
  const input = { path: 'a.txt', fileName: 'a.txt', read: () => Promise.resolve(HEADLESS) };
  return importFiles([given === undefined ? input : { ...input, given }], store, { readers: READ_HERE });
}

describe('what is given with a file', () => {
  it('outweighs what the file prints, and a finding says so', async () => {
    const { report } = await parseFile(Buffer.from(reportText()), GIVEN);
    expect([report.organ?.name, report.year]).toEqual([GIVEN.organ, GIVEN.year]);
    const used = report.findings
      .filter(({ code }) => code === 'metadata-used')
      .map(({ message }) => message.en);
    expect(used.filter((text) => text.includes('what was given'))).toHaveLength(2);
  });

  it('is a title that tells organ and year, where they are not given themselves', async () => {
    const title = '云桥省青岚市财政局2022年政府信息公开工作年度报告';
    const heads = [{ title }, { title, ...GIVEN }, { title: '年度报告' }].map(async (given) => {
      const { report } = await parseFile(HEADLESS, given);
      return [report.title, report.organ?.name, report.year];
    });
    expect(await Promise.all(heads)).toEqual([
      [title, '云桥省青岚市财政局', 2022],
      [title, GIVEN.organ, GIVEN.year],
      ['年度报告', undefined, 2020],
    ]);
  });

  it('makes a report of a file that tells nothing, and holds for the same bytes afterwards', async () => {
    const store = await openStore();
    expect((await importOne(store)).setAside.map(({ reason }) => reason)).toEqual(['no-organ']);
    expect(await importOne(store, GIVEN)).toMatchObject({ new: 1 });
    expect(await importOne(store)).toMatchObject({ unchanged: 1 });
    expect(await importOne(store, GIVEN)).toMatchObject({ unchanged: 1 });
    const corrected = await importOne(store, { organ: '云桥省青岚市财政局' });
    expect([corrected.unchanged, corrected.setAside]).toEqual([0, []]);
    const [sha256 = ''] = await store.listSources(null, 1);
    const known = (await store.knownSources([sha256])).get(sha256);
    const kept = await store.getRevision(known?.id ?? '', sha256);
    expect([kept?.report.organ?.name, kept?.report.year]).toEqual(['云桥省青岚市财政局', 2023]);
  });

  it.each([
    [{ organ: 'abc' }, 'organ'],
    [{ organ: '局' }, 'organ'],
    [{ year: '23' }, 'year'],
    [{ year: 1999 }, 'year'],
    [{ title: '长'.repeat(201) }, 'title'],
  ])('is checked: %j', (printed, argument) => {
    expect(() => checkGiven(printed)).toThrow(OgiError);
    try {
      checkGiven(printed);
    } catch (error) {
      expect((error as OgiError).argument).toBe(argument);
    }
  });

  it('makes no one report of many files', () => {
    expect(checkGivenOptions(['a.txt'], { organ: '云桥省青岚市统计局', year: '2023' })).toEqual(GIVEN);
    expect(checkGivenOptions(['a.txt', 'b.txt'], { year: '2023' })).toEqual({ year: 2023 });
    expect(checkGivenOptions(['a.txt', 'b.txt'], {})).toBeUndefined();
    expect(() =>
      checkGivenOptions(['a.txt', 'b.txt'], { organ: '云桥省青岚市统计局', year: '2023' }),
    ).toThrow(OgiError);
    expect(() => checkGivenOptions(['*.txt'], { title: '某报告' })).toThrow(OgiError);
  });
});
