/** A workbook that is written as it is read: exceljs, held back to the pace of whoever takes the bytes. */
import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Worksheet } from 'exceljs';
import type { ExportValue } from './export-columns.js';

/** UTF-16 code units of a cell at most; Excel calls a file with more of them damaged. */
const LONGEST_TEXT = 32_767;

/** Where exceljs puts the rows of a sheet; no part of its types. */
interface SheetStream {
  stream: { pipes: readonly Writable[] };
}

/** A sheet in the making. */
export class StreamedSheet {
  readonly #sheet: Worksheet;

  constructor(sheet: Worksheet) {
    this.#sheet = sheet;
  }

  /** Adds a row; a null leaves its cell empty, a text is never a formula. */
  add(values: readonly ExportValue[]): void {
    this.#sheet.addRow(values.map(fitted)).commit();
  }

  /** No more rows. The next sheet begins after this one has finished. */
  finish(): void {
    this.#sheet.commit();
  }

  /** Resolves once all rows added so far have been compressed. */
  async compressed(): Promise<void> {
    // exceljs itself waits for nothing and would hold a whole sheet in memory. An empty write is done when all before it are.
    const { stream } = this.#sheet as unknown as SheetStream;
    await Promise.all(
      stream.pipes.map(
        (pipe) =>
          new Promise<void>((resolve) =>
            pipe.write('', () => {
              resolve();
            }),
          ),
      ),
    );
  }
}

/** Makes a workbook sheet by sheet. */
export class StreamedWorkbook {
  readonly #chunks: Uint8Array[] = [];
  readonly #book: InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>;

  constructor() {
    const stream = new Writable({
      write: (chunk: Uint8Array, _encoding, done) => {
        this.#chunks.push(chunk);
        done();
      },
    });
    // Level 1: a sheet is full of repetitions, and time matters more than the last tenth of its size.
    this.#book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, zip: { zlib: { level: 1 } } });
  }

  /** Begins a sheet whose first `frozen` rows stay in sight. `widths` are in characters, column by column. */
  addSheet(name: string, frozen: number, widths: readonly number[]): StreamedSheet {
    const sheet = this.#book.addWorksheet(name, {
      views: frozen === 0 ? [] : [{ state: 'frozen', ySplit: frozen }],
    });
    sheet.columns = widths.map((width) => ({ width }));
    return new StreamedSheet(sheet);
  }

  /** The bytes of what has been added to the sheet in hand, once. */
  async *taken(sheet: StreamedSheet): AsyncGenerator<Uint8Array, void, undefined> {
    await sheet.compressed();
    yield* this.#chunks.splice(0);
  }

  /** Completes the file and gives the rest of its bytes. */
  async *finish(): AsyncGenerator<Uint8Array, void, undefined> {
    await this.#book.commit();
    yield* this.#chunks.splice(0);
  }
}

function fitted(value: ExportValue): ExportValue {
  return typeof value === 'string' && value.length > LONGEST_TEXT
    ? `${value.slice(0, LONGEST_TEXT - 1)}…`
    : value;
}
