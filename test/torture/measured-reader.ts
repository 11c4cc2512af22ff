/** Reads files as an import does, in a process of its own, and measures what that takes. */
import type { Report } from '../../src/domain/report.js';
import { ReaderPool } from '../../src/services/reading/reader-pool.js';
import { processFamily, proportionalMemory } from '../fuzz/process-family.js';

/** What reading the files of a layout took. */
export interface Taken {
  /** Pages of the files; null where the format has none. */
  pages: number | null;
  /** By the clock. */
  seconds: number;
  /** Of the processor, of all processes and threads: a busy machine does not lengthen it. Null where the system does not tell. */
  processorSeconds: number | null;
  /** Largest memory at any moment of the process that reads and those that it starts, in MB; null where the system does not tell. */
  megabytes: number | null;
}

/** How often the processes are looked at, in milliseconds. */
const INTERVAL = 50;
/** Milliseconds by the clock for one file: it is measured on busy machines too, where the processor's time alone counts. */
const PATIENCE = 7_200_000;
/** A first file, so that the start of the process and its code is in no figure. */
const FIRST = '青禾县2023年政府信息公开工作年度报告\n一、总体情况\n收到申请12件，办结11件。\n';

/** One process that reads; make another for each layout. */
export class MeasuredReader {
  readonly #pool = new ReaderPool({ size: 1, clockLimitMs: PATIENCE });
  /** Processor time of each process when it was first and last seen, in milliseconds. */
  readonly #times = new Map<number, { first: number; last: number }>();
  #memory = 0;
  #seconds = 0;
  #pages = 0;

  /** Starts the process. */
  async start(): Promise<void> {
    await this.#pool.parse(Buffer.from(FIRST));
    this.#look();
  }

  /** @throws SetAsideError where the file is not read */
  async read(bytes: Uint8Array): Promise<Report> {
    const timer = setInterval(() => {
      this.#look();
    }, INTERVAL);
    let scanned = 0;
    const started = performance.now();
    const reading = this.#pool.parse(bytes, {
      onPage: (_, count) => {
        scanned = count;
      },
    });
    const { report } = await reading.finally(() => {
      clearInterval(timer);
    });
    this.#seconds += (performance.now() - started) / 1000;
    this.#look();
    const places = Object.values(report.cells).map(({ place }) => place?.page ?? 0);
    this.#pages += scanned > 0 ? scanned : Math.max(...places);
    return report;
  }

  /** What all files so far have taken. */
  get taken(): Taken {
    const spent = [...this.#times.values()].reduce((sum, { first, last }) => sum + last - first, 0);
    return {
      pages: this.#pages === 0 ? null : this.#pages,
      seconds: this.#seconds,
      processorSeconds: this.#times.size === 0 ? null : spent / 1000,
      megabytes: this.#memory === 0 ? null : Math.round(this.#memory / 1024 / 1024),
    };
  }

  #look(): void {
    for (const pid of this.#pool.processIds) {
      const { known, processorTime } = processFamily(pid);
      if (!known) continue;
      const first = this.#times.get(pid)?.first ?? processorTime;
      const last = Math.max(this.#times.get(pid)?.last ?? 0, processorTime);
      this.#times.set(pid, { first, last });
      this.#memory = Math.max(this.#memory, proportionalMemory(pid) ?? 0);
    }
  }
}
