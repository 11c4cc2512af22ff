import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { REGION_LEVELS } from '../../src/domain/region.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

/**
 * Written by `ogi ingest` of commit 540d9b0, the last release, from golden sources: those of places that were moved (two revisions, and
 * the same of the county's office), upgraded to a district and to a city, merged, divided, renamed; one of 淄博市张店区, which
 * stayed what it was; and a file set aside.
 */
const VERSION_2 = fileURLToPath(new URL('../fixtures/stores/version-2.sqlite.gz', import.meta.url));

/** Ids of reports as the file has them: read without the code under test. */
function idsIn(path: string): string[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], string>('SELECT id FROM reports ORDER BY id').pluck().all();
  } finally {
    db.close();
  }
}

/** Each report's id with organ, year, number of revisions and the codes of its place. */
async function reportsIn(path: string): Promise<Map<string, string>> {
  const store = await openSqliteStore({ path });
  try {
    const ids = idsIn(path);
    const [reports, revisions] = [await store.getMany(ids), await store.revisions(ids)];
    return new Map(
      reports.map((stored, at) => {
        const codes = REGION_LEVELS.map((level) => stored?.report.region[level]?.code ?? '-').slice(0, 3);
        const { organ, year } = stored?.report ?? {};
        return [
          String(stored?.id),
          `${organ?.name} ${year} ${codes.join(' ')} ×${revisions[at]?.length ?? 0}`,
        ];
      }),
    );
  } finally {
    await store.close();
  }
}

describe('ogi reparse', () => {
  it('leaves alone what this version has read', async () => {
    const cwd = tempFolder();
    writeFileSync(join(cwd, 'a.txt'), reportText());
    await runOgi(['ingest', 'a.txt'], { cwd });
    const { status, stdout } = await runOgi(['reparse'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 file in .*: 0 new, 0 revised, 0 reparsed, 1 unchanged, 0 set aside\.\n$/u);
  });

  it('takes a store of the last release to the places of each year, keeps all ids and tells what moved', async () => {
    const cwd = tempFolder();
    const path = join(cwd, 'data', 'ogi.sqlite');
    mkdirSync(dirname(path));
    writeFileSync(path, gunzipSync(readFileSync(VERSION_2)));
    const ids = idsIn(path);
    expect(ids).toHaveLength(8);
    // Opened by this version it still says what the last release read: only a reparse changes that.
    const before = await reportsIn(path);
    expect([...before.values()].sort()).toEqual([
      '上海市卢湾区人民政府 2010 31 - - ×1',
      '六安市寿县人民政府 2013 34 3415 - ×2',
      '六安市寿县人民政府办公室 2013 34 3415 - ×1',
      '河北省邯郸县人民政府 2014 13 - - ×1',
      '淄博市张店区人民政府 2014 37 3703 370303 ×1',
      '湖北省襄樊市襄阳区人民政府 2009 42 - - ×1',
      '邯郸市肥乡县人民政府 2014 13 1304 - ×1',
      '长沙市宁乡县人民政府 2015 43 4301 - ×1',
    ]);

    const first = await runOgi(['reparse'], { cwd });
    expect(first.status).toBe(0);
    const [counts = '', ...moves] = first.stdout.trimEnd().split('\n');
    expect(counts).toMatch(/^9 files in .*: 0 new, 0 revised, 9 reparsed, 0 unchanged, 0 set aside\.$/u);
    expect(moves).toEqual([
      '7 reports of another place than before:',
      '  2 安徽省六安市寿县 → 安徽省六安市寿县 341521',
      '  1 上海市卢湾区 → 上海市卢湾区 310103',
      '  1 河北省邯郸县 → 河北省邯郸市邯郸县 130421',
      '  1 河北省邯郸市 1304 → 河北省邯郸市肥乡县 130428',
      '  1 湖北省襄樊市襄阳区 → 湖北省襄樊市襄阳区 420607',
      '  1 湖南省长沙市 4301 → 湖南省长沙市宁乡县 430124',
    ]);

    const after = await reportsIn(path);
    expect([...after.keys()].sort()).toEqual(ids);
    expect(idsIn(path)).toEqual(ids);
    expect([...after.values()].sort()).toEqual([
      '上海市卢湾区人民政府 2010 31 - 310103 ×1',
      '六安市寿县人民政府 2013 34 3415 341521 ×2',
      '六安市寿县人民政府办公室 2013 34 3415 341521 ×1',
      '河北省邯郸县人民政府 2014 13 1304 130421 ×1',
      '淄博市张店区人民政府 2014 37 3703 370303 ×1',
      '湖北省襄樊市襄阳区人民政府 2009 42 4206 420607 ×1',
      '邯郸市肥乡县人民政府 2014 13 1304 130428 ×1',
      '长沙市宁乡县人民政府 2015 43 4301 430124 ×1',
    ]);
    // Each id still leads to the organ and year that it led to.
    const withoutPlace = (reports: Map<string, string>): [string, string][] =>
      [...reports].map(([id, shown]) => [id, shown.split(' ').slice(0, 2).join(' ')]);
    expect(withoutPlace(after)).toEqual(withoutPlace(before));

    const second = await runOgi(['reparse'], { cwd });
    expect(second.stdout).toMatch(/^9 files in .* 0 reparsed, 9 unchanged, 0 set aside\.\n$/u);
  });
});
