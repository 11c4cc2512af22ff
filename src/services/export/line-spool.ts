/** Lines kept in a file of their own for a while, for what is met early and must be written late. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** JSON values on disk, in the order in which they were added. Close it: that removes the file. */
export class LineSpool<T> {
  readonly #folder: string;
  readonly #file: FileHandle;

  private constructor(folder: string, file: FileHandle) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Makes an empty one in the folder for temporary files. */
  static async open<T>(): Promise<LineSpool<T>> {
    const folder = await mkdtemp(join(tmpdir(), 'ogi-export-'));
    return new LineSpool<T>(folder, await open(join(folder, 'lines'), 'wx', 0o600));
  }

  async add(values: readonly T[]): Promise<void> {
    if (values.length > 0)
      await this.#file.appendFile(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  }

  /** All values from the first. */
  async *read(): AsyncGenerator<T, void, undefined> {
    const lines = createInterface({
      input: createReadStream(join(this.#folder, 'lines')),
      crlfDelay: Infinity,
    });
    for await (const line of lines) yield JSON.parse(line) as T;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
