/** A page and its attachment, judged: what was read of them then is not read again. */
import { describe, expect, it } from 'vitest';
import { ingestFile } from '../../../src/ingest/ingest-file.js';
import { packJoined } from '../../../src/ingest/joined/joined-file.js';
import { joinFolder } from '../../../src/services/joining/join-folder.js';
import { judgeJoin } from '../../../src/services/joining/judge-join.js';
import { readReport } from '../../../src/services/parse-file.js';
import { pageLinks } from '../../../src/ingest/html/page-links.js';
import { attachingPage, titleOf, wordReport } from '../../support/page-with-attachment.js';

const page = Buffer.from(attachingPage(titleOf({ year: 2021 }), [['W/a.docx', '附件：年报.docx']]));
const attachment = wordReport({ year: 2021, received: 17 });
const FILES: Record<string, Uint8Array> = { 'p.html': page, 'a.docx': attachment };
const packed = (): Promise<Uint8Array> =>
  packJoined({
    kind: 'PAGE_WITH_ATTACHMENT',
    parts: Object.entries(FILES).map(([name, bytes]) => ({ name, bytes })),
  });

describe('files that are judged to be one report', () => {
  it('come with what was read of them: the same document that reading them makes', async () => {
    const bytes = await packed();
    const { verdict, document } = await judgeJoin(bytes);
    expect(verdict).toBe('JOINED');
    expect(document).toEqual(await ingestFile(bytes));
  });

  it('are given on with it, and a report is made of it without reading the bytes', async () => {
    const joins = await joinFolder(
      {
        name: 'site',
        paths: ['p.html', 'a.docx'],
        input: (name) => ({
          path: name,
          fileName: name,
          read: () => Promise.resolve(FILES[name] ?? Buffer.of()),
        }),
      },
      {
        readers: { links: (bytes) => Promise.resolve(pageLinks(bytes)), judge: (bytes) => judgeJoin(bytes) },
        onNote: () => undefined,
      },
    );
    const joined = await joins.at('p.html');
    if (joined.kind !== 'joined') throw new Error('They are not joined.');
    const { report } = await readReport(Buffer.of(0), {}, undefined, undefined, joined.input.document);
    expect(report.cells['applications.received.total']).toMatchObject({ value: 17 });
  });

  it('that stay apart come without it', async () => {
    const other = wordReport({ year: 2019 });
    const bytes = await packJoined({
      kind: 'PAGE_WITH_ATTACHMENT',
      parts: [
        { name: 'p.html', bytes: page },
        { name: 'a.docx', bytes: other },
      ],
    });
    expect(await judgeJoin(bytes)).toEqual({ verdict: 'OTHER_YEAR', document: null });
  });
});
