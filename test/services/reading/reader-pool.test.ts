/** The processes in which files are read: nothing harms them for longer than a file, or the one that started them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SetAsideError } from '../../../src/errors.js';
import { parseFile } from '../../../src/services/parse-file.js';
import { ReaderPool } from '../../../src/services/reading/reader-pool.js';
import { decodeReport } from '../../../src/store/report-codec.js';
import { processFamily } from '../../fuzz/process-family.js';
import { PdfBuilder, drawRows } from '../../ingest/pdf/build-pdf.js';
import { begin } from '../../ingest/pdf/pdf-support.js';
import { reportText } from '../../support/report-text.js';

const report = (street = 1): Uint8Array =>
  Buffer.from(reportText({ organ: `云泽省澄江市青禾县第${street}街道办事处` }));

/** The reason for which a file is set aside. */
async function reasonOf(pool: ReaderPool, bytes: Uint8Array): Promise<string> {
  return pool.parse(bytes).then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof SetAsideError) return error.reason;
      throw error;
    },
  );
}

/** A short PDF, no report. */
function smallPdf(): Uint8Array {
  const pdf = begin();
  const cells = ['规章', '31', '许可', '447228'].map((text, place) => ({
    row: place >> 1,
    column: place & 1,
    rowSpan: 1,
    columnSpan: 1,
    text,
  }));
  drawRows(pdf, { xs: [50, 200, 350], rows: 2, cells }, 0, 2);
  return pdf.bytes();
}

/** Files that take all the time or memory of who reads them. */
const ENDLESS: Readonly<Record<string, () => Uint8Array>> = {
  // One short stream that is drawn by itself 30 times over in each of 12 levels.
  'a PDF with a page that never ends': () => new PdfBuilder({ forms: 12 }).page().raw('/X0 Do').bytes(),
  // One operand of three million dictionaries.
  'a PDF that takes all memory': () =>
    new PdfBuilder()
      .page()
      .raw(`[${'<<>>'.repeat(3_000_000)}] TJ`)
      .bytes(),
};

describe('ReaderPool', { timeout: 120_000 }, () => {
  it('reads as this process does, also what is to be stored', async () => {
    const pool = new ReaderPool();
    const bytes = report();
    const here = await parseFile(bytes);
    expect(await pool.parse(bytes)).toEqual(here);
    const { prepared, ...facts } = await pool.prepare(bytes);
    expect({ ...facts, report: here.report }).toEqual(here);
    expect(structuredClone({ ...decodeReport(prepared.encoded) })).toEqual(here.report);
  });

  it.each(Object.entries(ENDLESS))('stops at %s, and reads on', async (_, bytes) => {
    const pool = new ReaderPool({ size: 1 });
    const files = [bytes(), report(), smallPdf()];
    expect(await Promise.all(files.map((file) => reasonOf(pool, file)))).toEqual([
      'too-large',
      'read',
      'not-a-report',
    ]);
  });

  it('reads a saved page with long runs of blanks in the time of any other', async () => {
    const pool = new ReaderPool({ size: 1 });
    const page = `<p>${Buffer.from(report()).toString().replaceAll('\n', '</p><p>')}</p>`;
    const archive = (blanks: string): Uint8Array =>
      Buffer.from(
        [
          'MIME-Version: 1.0',
          'Content-Type: text/html; charset=utf-8',
          'Content-Transfer-Encoding: quoted-printable',
          '',
          `<html><body>${page.replaceAll('=', '=3D')}${blanks}</body></html>`,
        ].join('\r\n'),
      );
    expect(await reasonOf(pool, archive(''))).toBe('read');
    expect(await reasonOf(pool, archive(`a${' '.repeat(400_000)}b`))).toBe('read');
  });

  it.skipIf(process.platform !== 'linux')('ends a process that has stopped', async () => {
    const pool = new ReaderPool({ size: 1, clockLimitMs: 3000 });
    await pool.parse(report());
    const [reader = 0] = pool.processIds;
    process.kill(reader, 'SIGSTOP');
    const found = await Promise.all([reasonOf(pool, report()), reasonOf(pool, report(2))]);
    expect(found).toEqual(['too-large', 'read']);
    await expect.poll(() => processFamily(reader).known, { timeout: 10_000 }).toBe(false);
  });

  it('reads on where a process is killed: only the current file is lost', async () => {
    const pool = new ReaderPool({ size: 1 });
    await pool.parse(report());
    const [reader = 0] = pool.processIds;
    process.kill(reader, 'SIGSTOP');
    const found = Promise.all([1, 2, 3].map((street) => reasonOf(pool, report(street))));
    process.kill(reader, 'SIGKILL');
    expect(await found).toEqual(['damaged-file', 'read', 'read']);
  });

  it('reads many files at once, each for itself, in no more processes than it may', async () => {
    const pool = new ReaderPool({ size: 2 });
    const found = await Promise.all(Array.from({ length: 40 }, (_, index) => pool.parse(report(index))));
    expect(found.map((file) => file.report.organ?.name)).toEqual(
      Array.from({ length: 40 }, (_, index) => `云泽省澄江市青禾县第${index}街道办事处`),
    );
    expect(pool.processIds).toHaveLength(2);
  });

  it('gives up what nobody waits for any more', async () => {
    const pool = new ReaderPool({ size: 1 });
    await pool.parse(report());
    const stop = new AbortController();
    const found = Promise.allSettled(
      [ENDLESS['a PDF with a page that never ends']?.() ?? report(), report()].map((bytes) =>
        pool.parse(bytes, { signal: stop.signal }),
      ),
    );
    stop.abort(new Error('enough'));
    expect(await found).toMatchObject([
      { status: 'rejected', reason: { message: 'enough' } },
      { status: 'rejected', reason: { message: 'enough' } },
    ]);
    expect(await reasonOf(pool, report())).toBe('read');
  });

  it('ends processes that have nothing to do', async () => {
    const pool = new ReaderPool({ size: 1, idleMs: 50 });
    expect(await reasonOf(pool, report())).toBe('read');
    await expect.poll(() => pool.processIds).toEqual([]);
    expect(await reasonOf(pool, report())).toBe('read');
  });

  it('answers every mutated PDF with a report or a reason', async () => {
    const pool = new ReaderPool();
    const whole = smallPdf();
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
    const mutated = fc
      .record({
        changes: fc.array(change, { maxLength: 20 }),
        cut: fc.option(fc.nat(whole.length)),
        doubled: fc.option(fc.tuple(fc.nat(whole.length), fc.nat(whole.length))),
      })
      .map(({ changes, cut, doubled }) => {
        const bytes = Uint8Array.from(whole);
        for (const { at, byte } of changes) bytes[at] = byte;
        const [from, to] = doubled ?? [0, 0];
        return Buffer.concat([
          bytes.subarray(0, cut ?? bytes.length),
          bytes.subarray(Math.min(from, to), Math.max(from, to)),
        ]);
      });
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        await reasonOf(pool, bytes);
      }),
      { seed: 20_260_405, numRuns: 300 },
    );
    // A third of a second each on two cores, three times that where others share them.
  }, 900_000);
});
