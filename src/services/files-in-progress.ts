/** The files that a run has in progress: those that are being read, and those that wait to be written. */

/** A file and what came of it. */
export interface Finished<File, Outcome> {
  file: File;
  outcome: Outcome;
}

/** Files in progress at most, and their bytes: what bounds the memory of a run. */
export const MAX_FILES_IN_HAND = 640;
const MAX_BYTES_IN_HAND = 32 * 1024 * 1024;
/** A run begins with a small batch, so that something is kept soon; each after it may have twice as many. */
const FIRST_BATCH_FILES = 64;
/**
 * A batch ends at the first of these, which bounds what a killed run must do again. A large one costs less a file: a report whose
 * sentences others turn out to have is written again once a batch, however many of its files have them.
 */
export const BATCH_FILES = 512;
const BATCH_BYTES = 24 * 1024 * 1024;
/** A smaller batch is taken only after so long, or at the end: each costs a write to disk. */
const BATCH_MILLISECONDS = 10_000;

interface Entry<File, Outcome> {
  file: File;
  bytes: number;
  outcome: { value: Outcome } | null;
}

/** A queue in the order of the input: files go in when they are begun, and come out in batches when they are finished. */
export class FilesInProgress<File, Outcome> {
  readonly #entries: Entry<File, Outcome>[] = [];
  #bytes = 0;
  #ended = false;
  #batchFiles = FIRST_BATCH_FILES;
  #failure: { error: unknown } | null = null;
  #taken = performance.now();
  readonly #milliseconds: number | null;
  /** Wakes whoever waits for a change. */
  #wakeUps: (() => void)[] = [];

  /** @param milliseconds after which a batch is taken that is not whole; null for never */
  constructor(milliseconds: number | null = BATCH_MILLISECONDS) {
    this.#milliseconds = milliseconds;
  }

  /** Adds a file; resolves once there is room for another, or the signal is aborted. */
  async add(file: File, bytes: number, outcome: Promise<Outcome>, signal: AbortSignal): Promise<void> {
    const entry: Entry<File, Outcome> = { file, bytes, outcome: null };
    this.#entries.push(entry);
    this.#bytes += bytes;
    outcome.then(
      (value) => {
        entry.outcome = { value };
        this.#wake();
      },
      (error: unknown) => {
        this.#failure ??= { error };
        this.#wake();
      },
    );
    while (!signal.aborted && !this.#hasRoom()) await this.#change(null);
  }

  /** There are no more files. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /**
   * The next batch, as soon as it is whole; null after the last.
   *
   * @throws what an outcome was rejected with
   */
  async next(): Promise<Finished<File, Outcome>[] | null> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.error;
      const count = this.#finished();
      const isLast = this.#ended && count === this.#entries.length;
      if (isLast && count === 0) return null;
      const wait =
        this.#milliseconds === null ? null : this.#milliseconds - (performance.now() - this.#taken);
      const isDue = (wait !== null && wait <= 0) || this.#isHeavy(count);
      if (isLast || count >= this.#batchFiles || (count > 0 && isDue)) return this.#take(count);
      await this.#change(count > 0 ? wait : null);
    }
  }

  /** How many at the front are finished, at most a batch. */
  #finished(): number {
    const entries = this.#entries.slice(0, this.#batchFiles);
    const at = entries.findIndex(({ outcome }) => outcome === null);
    return at === -1 ? entries.length : at;
  }

  #isHeavy(count: number): boolean {
    return this.#entries.slice(0, count).reduce((sum, { bytes }) => sum + bytes, 0) >= BATCH_BYTES;
  }

  #take(count: number): Finished<File, Outcome>[] {
    const taken = this.#entries.splice(0, count);
    this.#taken = performance.now();
    this.#batchFiles = Math.min(BATCH_FILES, this.#batchFiles * 2);
    for (const { bytes } of taken) this.#bytes -= bytes;
    this.#wake();
    return taken.flatMap(({ file, outcome }) => (outcome === null ? [] : [{ file, outcome: outcome.value }]));
  }

  #hasRoom(): boolean {
    return this.#entries.length < MAX_FILES_IN_HAND && this.#bytes < MAX_BYTES_IN_HAND;
  }

  #wake(): void {
    for (const wake of this.#wakeUps.splice(0)) wake();
  }

  /** Resolves with the next change, or after so many milliseconds. */
  #change(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds);
      this.#wakeUps.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
