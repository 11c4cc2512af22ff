import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../src/errors.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { parseFile, readReport } from '../../src/services/parse-file.js';
import { MAX_TEXT_LENGTH } from '../../src/text/text-limit.js';
import { BAD_FILES, writeBadFiles } from '../support/bad-files.js';
import { reportText } from '../support/report-text.js';
import { tempFolder } from '../support/temp-folder.js';

async function reasonOf(read: () => Promise<unknown>): Promise<string> {
  try {
    await read();
    return 'read';
  } catch (error) {
    return error instanceof SetAsideError ? error.reason : String(error);
  }
}

describe('readReport', () => {
  it('reads a report', async () => {
    const { report, mediaType, encoding } = await readReport(Buffer.from(reportText({ received: 5 })));
    expect({ mediaType, encoding }).toEqual({ mediaType: 'text/plain', encoding: 'utf-8' });
    expect(report).toMatchObject({ year: 2020, organ: { name: '云泽省澄江市青禾县人民政府' } });
    expect(report.cells['applications.outcomeTotal.total']).toMatchObject({ state: 'REPORTED', value: 5 });
  });

  it.each([
    ['npm install --no-save models', true],
    [null, false],
  ])(
    'reads in part where something that is to be installed would read the rest: %s',
    async (command, inPart) => {
      const bytes = Buffer.from(reportText());
      const document = { ...(await ingestFile(bytes)), unread: { pages: [{ page: 2 }], command } };
      const { isInPart, report } = await readReport(bytes, {}, undefined, undefined, document);
      expect(report.findings.map(({ code }) => code)).toContain('page-not-read');
      expect(isInPart).toBe(inPart);
    },
  );

  it('sets every bad file aside for its own reason', async () => {
    const folder = tempFolder();
    writeBadFiles(folder);
    const found: [string, string][] = [];
    for (const name of Object.keys(BAD_FILES)) {
      found.push([name, await reasonOf(() => readReport(readFileSync(join(folder, name))))]);
    }
    expect(Object.fromEntries(found)).toEqual(BAD_FILES);
  });

  it('sets aside a text of a length that no report has', async () => {
    const text = (times: number): Buffer =>
      Buffer.from(reportText().replace('四百余条。', `四百余条。\n${'全年公开信息。'.repeat(times)}`));
    expect(await reasonOf(() => readReport(text(Math.floor(MAX_TEXT_LENGTH / 7) - 100)))).toBe('read');
    expect(await reasonOf(() => readReport(text(Math.ceil(MAX_TEXT_LENGTH / 7))))).toBe('too-large');
  });
});

describe('parseFile', () => {
  it('reads as far as it goes: organ and year may be missing', async () => {
    const folder = tempFolder();
    writeBadFiles(folder);
    const [nobody, whenever] = [
      await parseFile(readFileSync(join(folder, 'nobody.txt'))),
      await parseFile(readFileSync(join(folder, 'whenever.txt'))),
    ];
    expect(nobody.report.organ).toBeNull();
    expect(whenever.report.year).toBeNull();
  });
});
