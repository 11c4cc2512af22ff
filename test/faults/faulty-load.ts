/** An ingest and a query load through the store, and a ledger that knows what answers may be given at each moment. */
import { setTimeout as wait } from 'node:timers/promises';
import { OgiError } from '../../src/errors.js';
import { importFiles } from '../../src/services/import-reports.js';
import { DEFAULT_DEADLINE_MS } from '../../src/store/search-request.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ReportWrite } from '../../src/store/writes.js';
import { normalize } from '../../src/text/normal-form.js';
import { buildSearch, phrase } from '../support/build-report.js';
import { tellingStore } from './ingest-files.js';

/** A made-up file. */
export interface LoadFile {
  name: string;
  bytes: Uint8Array;
}

/** What the queries look for: some texts hold it and some do not. */
const PHRASES = ['行政复议', '过程性信息', '商业秘密'].map(normalize);
/** Files in one write. */
const FILES_AT_ONCE = 16;
const QUERIES_AT_ONCE = 3;
/** A process that is busy, and a machine that is, add so much to the time limit of a read. */
const GRACE_MS = 2_000;
const PAUSE_AFTER_REFUSAL_MS = 250;

/** What may happen to a call while a cluster is in trouble. */
const HONEST_CODES: ReadonlySet<string> = new Set(['STORE_UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/** What came of the load in one phase. */
export interface LoadFigures {
  /** Reports whose writing was acknowledged. */
  acknowledged: number;
  /** Writes that were refused with a clear error, and came with a later run. */
  refusedWrites: number;
  /** Queries answered right. */
  right: number;
  /** Queries refused with a clear error. */
  refused: number;
  /** The longest time a query took, whatever came of it, in milliseconds. */
  slowest: number;
  /** The longest time without an acknowledged write, and without a query answered right, in milliseconds. */
  longestWriteGap: number;
  longestReadGap: number;
}

/** Reports by SHA-256 that were sent or acknowledged; counted as a whole and by phrase. */
class Tally {
  readonly #counts = new Map<string, number>([['', 0], ...PHRASES.map((one) => [one, 0] as const)]);
  readonly #files = new Set<string>();

  add(sha256: string, holds: readonly string[]): boolean {
    if (this.#files.has(sha256)) return false;
    this.#files.add(sha256);
    for (const one of ['', ...holds]) this.#counts.set(one, this.of(one) + 1);
    return true;
  }

  has(sha256: string): boolean {
    return this.#files.has(sha256);
  }

  /** How many hold a phrase; the empty one is in all. */
  of(text: string): number {
    return this.#counts.get(text) ?? 0;
  }
}

/** The load. Start it with {@link run}; it ends with the ingest. */
export class FaultyLoad {
  /** What was wrong, one sentence each: a wrong answer, an unclear error, a call past its limit. */
  readonly failures: string[] = [];
  readonly #writer: ReportStore;
  readonly #reader: ReportStore;
  readonly #sent = new Tally();
  readonly #acknowledged = new Tally();
  /** Of each file that was sent, by SHA-256, the phrases that it holds; and its SHA-256 by its name. */
  readonly #held = new Map<string, string[]>();
  readonly #sha256 = new Map<string, string>();
  /** SHA-256 by id of what was acknowledged, to be asked for by id. */
  readonly #ids: [id: string, sha256: string][] = [];
  #figures = noFigures();
  #lastWrite = 0;
  #lastRead = 0;
  #ended = false;

  /** @param stores a store to write to and one to read from, as two processes have them */
  constructor(stores: { writer: ReportStore; reader: ReportStore }) {
    this.#reader = stores.reader;
    this.#writer = tellingStore(stores.writer, {
      writing: (batch) => {
        this.#noteSent(batch);
      },
      acknowledged: (_batch, outcomes) => {
        for (const { id, sha256 } of outcomes)
          if (!this.#acknowledged.has(sha256)) this.#ids.push([id, sha256]);
        this.#noteAcknowledged(outcomes.map(({ sha256 }) => sha256));
      },
    });
  }

  /** How many reports were acknowledged so far. */
  get acknowledged(): number {
    return this.#acknowledged.of('');
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** What came of the load since the last call. */
  takeFigures(): LoadFigures {
    this.#noteGaps();
    const figures = this.#figures;
    this.#figures = noFigures();
    return figures;
  }

  /** Writes all files, at most so many a second, while queries run; a refused write is written again. */
  async run(files: readonly LoadFile[], filesPerSecond: number): Promise<void> {
    this.#lastWrite = this.#lastRead = performance.now();
    const queries = Array.from({ length: QUERIES_AT_ONCE }, (_, worker) => this.#queryOn(worker));
    try {
      for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
        const pace = wait((1000 * FILES_AT_ONCE) / filesPerSecond);
        await this.#writeUntilTaken(files.slice(at, at + FILES_AT_ONCE));
        await pace;
      }
    } finally {
      this.#ended = true;
      await Promise.all(queries);
    }
  }

  async #writeUntilTaken(files: readonly LoadFile[]): Promise<void> {
    const inputs = files.map(({ name, bytes }) => ({
      path: name,
      fileName: name,
      read: () => Promise.resolve(bytes),
    }));
    for (;;) {
      try {
        const { setAside } = await importFiles(inputs, this.#writer);
        // What an earlier, broken write had brought in was found there, and counts from here on.
        this.#noteAcknowledged(this.#sentOf(files));
        if (setAside.length > 0) this.failures.push(`${setAside.length} made-up files were set aside.`);
        return;
      } catch (error) {
        if (!isHonest(error)) this.failures.push(`A write ended with ${describe(error)}.`);
        this.#figures.refusedWrites += 1;
        await wait(PAUSE_AFTER_REFUSAL_MS);
      }
    }
  }

  #sentOf(files: readonly LoadFile[]): string[] {
    return files.flatMap(({ name }) => this.#sha256.get(name) ?? []);
  }

  #noteSent(batch: readonly ReportWrite[]): void {
    for (const { source, report } of batch) {
      const texts = [report.title ?? '', ...report.sections.map(({ text }) => text)].map(normalize);
      const holds = PHRASES.filter((one) => texts.some((text) => text.includes(one)));
      this.#held.set(source.sha256, holds);
      this.#sha256.set(source.fileName, source.sha256);
      this.#sent.add(source.sha256, holds);
    }
  }

  #noteAcknowledged(sha256: readonly string[]): void {
    for (const one of sha256) {
      if (this.#acknowledged.add(one, this.#held.get(one) ?? [])) this.#figures.acknowledged += 1;
    }
    this.#noteGaps();
    this.#lastWrite = performance.now();
  }

  #noteGaps(): void {
    const figures = this.#figures;
    figures.longestWriteGap = Math.max(figures.longestWriteGap, performance.now() - this.#lastWrite);
    figures.longestReadGap = Math.max(figures.longestReadGap, performance.now() - this.#lastRead);
  }

  async #queryOn(worker: number): Promise<void> {
    const kinds = [
      () => this.#countPhrase(''),
      ...PHRASES.map((one) => () => this.#countPhrase(one)),
      () => this.#sumFacet(),
      () => this.#sumGroups(),
      () => this.#askForOne(),
    ];
    for (let turn = worker; !this.#ended; turn += 1) {
      const started = performance.now();
      try {
        const wrong = await kinds[turn % kinds.length]?.();
        if (wrong === null) {
          this.#figures.right += 1;
          this.#noteGaps();
          this.#lastRead = performance.now();
        } else if (wrong !== undefined) this.failures.push(wrong);
      } catch (error) {
        this.#figures.refused += 1;
        if (!isHonest(error)) this.failures.push(`A query ended with ${describe(error)}.`);
        await wait(PAUSE_AFTER_REFUSAL_MS);
      }
      const took = performance.now() - started;
      this.#figures.slowest = Math.max(this.#figures.slowest, took);
      if (took > DEFAULT_DEADLINE_MS + GRACE_MS) this.failures.push(`A query took ${Math.round(took)} ms.`);
      await wait(10);
    }
  }

  /** Asks for a number of reports and gives what is wrong with the answer, or null. */
  async #between(what: string, text: string, ask: () => Promise<number>): Promise<string | null> {
    const least = this.#acknowledged.of(text);
    const answer = await ask();
    const most = this.#sent.of(text);
    return answer >= least && answer <= most
      ? null
      : `${what} gave ${answer}; ${least} were acknowledged before it and ${most} sent by its end.`;
  }

  #countPhrase(text: string): Promise<string | null> {
    return this.#between(`A search for ${text === '' ? 'all' : text}`, text, async () => {
      const request = buildSearch({ text: text === '' ? null : phrase(text), limit: 10 });
      return (await this.#reader.search(request)).total ?? -1;
    });
  }

  #sumFacet(): Promise<string | null> {
    return this.#between('A facet', '', async () => {
      const request = buildSearch({ limit: 0, facets: [{ field: 'year', limit: 100 }] });
      const [facet] = (await this.#reader.search(request)).facets;
      return (facet?.buckets ?? []).reduce((sum, { count }) => sum + count, 0);
    });
  }

  #sumGroups(): Promise<string | null> {
    return this.#between('An aggregate', '', async () => {
      const { text, exactRuns, searchIn, sectionKinds, sameSection, filter } = buildSearch();
      const { groups } = await this.#reader.aggregate({
        ...{ text, exactRuns, searchIn, sectionKinds, sameSection, filter },
        groupBy: ['province', 'year'],
        measures: [],
        order: [],
        having: [],
        limit: 1000,
        offset: 0,
        nested: 'KEEP',
        withLatest: false,
      });
      return groups.reduce((sum, { reports }) => sum + reports, 0);
    });
  }

  async #askForOne(): Promise<string | null> {
    const [id, sha256] = this.#ids[Math.floor(Math.random() * this.#ids.length)] ?? [];
    if (id === undefined) return null;
    const [stored] = await this.#reader.getMany([id]);
    return stored?.source.sha256 === sha256 ? null : `The acknowledged report ${id} was not given.`;
  }
}

function isHonest(error: unknown): boolean {
  return error instanceof OgiError && HONEST_CODES.has(error.code);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function noFigures(): LoadFigures {
  return {
    acknowledged: 0,
    refusedWrites: 0,
    right: 0,
    refused: 0,
    slowest: 0,
    longestWriteGap: 0,
    longestReadGap: 0,
  };
}
