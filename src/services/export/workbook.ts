/** A workbook that is written while its rows are read: of each sheet no more is in memory than a portion of its rows. */
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { bookParts, rowWriter, sheetEnd, sheetStart } from './sheet-xml.js';
import type { SheetLook, SheetValue } from './sheet-xml.js';

/** A sheet to write. */
export interface Sheet extends SheetLook {
  /** At most 31 characters, none of `[]:*?/\`, another for each sheet. */
  name: string;
  /** The header rows first. */
  rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>;
}

/** Characters that go to the archive at once. */
const PORTION = 64 * 1024;
/** Level 1: a sheet is full of repetitions, and time matters more than the last tenth of its size. */
const COMPRESSION_LEVEL = 1;

/**
 * Writes a workbook (XLSX). Sheets are asked for one after the other, each once the rows of the one before have been read to their end.
 *
 * @throws what reading the sheets or their rows throws.
 */
export async function* writeWorkbook(
  sheets: AsyncIterable<Sheet> | Iterable<Sheet>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const filled = new AbortController();
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  const fill = fillArchive(zip, sheets, filled.signal).catch(fail);
  try {
    for await (const bytes of output) yield bytes as Uint8Array;
  } finally {
    // Whoever stops before the end lets the rows go, too.
    filled.abort();
    output.destroy();
    await fill;
  }
}

async function fillArchive(
  zip: ZipFile,
  sheets: AsyncIterable<Sheet> | Iterable<Sheet>,
  signal: AbortSignal,
): Promise<void> {
  const names: string[] = [];
  for await (const sheet of sheets) {
    if (signal.aborted) return;
    names.push(sheet.name);
    const xml = Readable.from(sheetXml(sheet), { objectMode: false, signal });
    const read = once(xml, 'end', { signal });
    zip.addReadStream(xml, `xl/worksheets/sheet${names.length}.xml`, { compressionLevel: COMPRESSION_LEVEL });
    await read;
  }
  for (const [path, xml] of Object.entries(bookParts(names))) zip.addBuffer(Buffer.from(xml), path);
  zip.end();
}

async function* sheetXml({ rows, ...look }: Sheet): AsyncGenerator<Buffer> {
  const write = rowWriter(look);
  let xml = sheetStart(look);
  let written = 0;
  for await (const row of rows) {
    written += 1;
    xml += write(row);
    if (xml.length < PORTION) continue;
    yield Buffer.from(xml);
    xml = '';
  }
  yield Buffer.from(xml + sheetEnd(look, written));
}
