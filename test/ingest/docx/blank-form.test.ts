import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/domain/cells.js';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { parseReport } from '../../../src/parse/index.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/reports/', import.meta.url));
const NAME = '11_blank-2021-template';
const there = existsSync(`${FOLDER}${NAME}.docx`);
const skipped = there ? '' : ' (skipped: the folder of real reports is not beside the checkout)';

describe.skipIf(!there)(`the blank official form${skipped}`, () => {
  it('yields no number: every cell of its edition is blank', async () => {
    const report = parseReport(await ingestFile(readFileSync(`${FOLDER}${NAME}.docx`)));
    const { title } = JSON.parse(readFileSync(`${FOLDER}expected/${NAME}.json`, 'utf8')) as { title: string };
    expect(report).toMatchObject({ title, organ: null, year: null, form: 'FORM_2021', claims: [] });
    expect(CELLS.map(({ key }) => [key, report.cells[key]?.state])).toEqual(
      CELLS.map(({ key, forms }) => [key, forms.includes('2021') ? 'BLANK' : 'NOT_IN_FORM']),
    );
  });
});
