import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildDocx, paragraph } from '../support/build-docx.js';
import { buildZip } from '../support/build-zip.js';
import { reportText } from '../support/report-text.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

/** A folder with an archive of two good reports, one a Word document, and two bad files. */
function folderWithArchive(): string {
  const folder = tempFolder();
  const word = buildDocx(
    reportText({ year: 2021 })
      .split('\n')
      .map((line) => paragraph(line === '' ? '' : `<w:r>${runs(line)}</w:r>`))
      .join(''),
  );
  const zip = buildZip([
    { name: '青禾县/2020.txt', data: reportText() },
    { name: '青禾县/2021.docx', data: word },
    { name: 'locked.docx', data: word, flags: 0x801 },
    { name: 'news.txt', data: '我县昨日举行春季运动会。' },
    { name: 'photo.psd', data: 'x' },
  ]);
  writeFileSync(join(folder, 'all.zip'), zip);
  return folder;
}

/** A line of fields as Word has it. */
function runs(line: string): string {
  return line
    .split('\t')
    .map((field) => `<w:t>${field}</w:t>`)
    .join('<w:tab/>');
}

describe('archives', () => {
  it('are imported file by file', async () => {
    const cwd = folderWithArchive();
    const { status, stdout } = await runOgi(['ingest', 'all.zip', '--data', 'data'], { cwd });
    expect(stdout).toMatch(/^4 files .*: 2 new, .*, 2 set aside\.$/mu);
    expect(stdout).toMatch(/^ {2}all\.zip\/locked\.docx: .*password.* \[encrypted\]$/mu);
    expect(stdout).toMatch(/^ {2}all\.zip\/news\.txt: .* \[not-a-report\]$/mu);
    expect(stdout).toMatch(/1 \.psd/u);
    expect(status).toBe(1);
  });

  it('are parsed file by file', async () => {
    const cwd = folderWithArchive();
    const { stdout } = await runOgi(['parse', '--json', 'all.zip'], { cwd });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; year?: number; error?: { reason: string } });
    expect(lines.map(({ file, year, error }) => [file, year ?? error?.reason])).toEqual([
      ['all.zip/青禾县/2020.txt', 2020],
      ['all.zip/青禾县/2021.docx', 2021],
      ['all.zip/locked.docx', 'encrypted'],
      ['all.zip/news.txt', 'not-a-report'],
    ]);
  });
});
