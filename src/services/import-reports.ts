/**
 * The one way in: files are read and parsed by many readers at once, and stored by one writer in bounded batches, each acknowledged as
 * a whole.
 */
import type { GivenHead } from '../domain/report.js';
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { SetAsideError } from '../errors.js';
import type { SetAsideReason } from '../errors.js';
import type { ReportStore } from '../store/port.js';
import type { KnownSource, SourceOrigin } from '../store/sources.js';
import type { ReportWrite } from '../store/writes.js';
import { preparedWrite } from '../store/prepared-write.js';
import { fetchInputs } from './fetch-inputs.js';
import type { Fetched, ImportInput } from './fetch-inputs.js';
import { FilesInProgress } from './files-in-progress.js';
import { READER_VERSION } from './parse-file.js';
import { addMoves, placeMoves } from './place-moves.js';
import type { PlaceMove } from './place-moves.js';
import type { FileReader } from './reading/file-reader.js';
import { sharedReaders } from './reading/reader-pool.js';

/** A file that was set aside in this run. */
export interface SetAsideEntry {
  /** `path` of its input. */
  file: string;
  reason: SetAsideReason;
  message: string;
}

/** What a run did. Counts only what the store has acknowledged. */
export interface ImportSummary {
  /** Files dealt with: the sum of the five that follow. */
  files: number;
  new: number;
  /** Further revisions of reports that were there. */
  revised: number;
  /** Bytes that were there, read again because the parser has changed. */
  reparsed: number;
  unchanged: number;
  setAside: SetAsideEntry[];
  /** Of the reparsed, those that are of another place now, the most frequent first. */
  moved: PlaceMove[];
  /** True where the run was stopped by its signal before the end of its input. */
  interrupted: boolean;
  seconds: number;
  /** Files a second. */
  rate: number;
}

export interface ImportOptions {
  /** Called after each acknowledged batch, with the summary so far. */
  onProgress?: (summary: Readonly<ImportSummary>) => void;
  /** Called after each page of a scan, which takes seconds: the file as the user knows it, pages read, pages in all. */
  onPage?: (file: string, done: number, count: number) => void;
  /** Aborted: what has been read is stored, what has not is given up, then the run ends. */
  signal?: AbortSignal;
  /** Milliseconds after which what has been read is stored, be it little; null for never: then the batches do not depend on the machine. */
  batchMilliseconds?: number | null;
  /** Who reads the files. Default is the pool of processes of this process. */
  readers?: FileReader;
}

/** What is to be done with a file; `dropped` where the run ended before it was read. */
type Outcome =
  | { kind: 'write'; write: ReportWrite; known: string | null }
  | { kind: 'unchanged' }
  | { kind: 'set-aside'; problem: SetAsideError }
  | { kind: 'dropped' };

/**
 * Imports files. Bytes that this version has read already are `unchanged` and not parsed; a bad file is set aside
 * and stops nothing. Memory is bounded by the current files, besides the list of files set aside.
 *
 * @returns the summary, also when interrupted. Rejects only where the store fails, or no reader can be started; what was acknowledged
 *   stays.
 */
export async function importFiles(
  inputs: AsyncIterable<ImportInput> | Iterable<ImportInput>,
  store: ReportStore,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const started = performance.now();
  const summary: ImportSummary = {
    files: 0,
    new: 0,
    revised: 0,
    reparsed: 0,
    unchanged: 0,
    setAside: [],
    moved: [],
    interrupted: false,
    seconds: 0,
    rate: 0,
  };
  const failed = new AbortController();
  const signal = AbortSignal.any([failed.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  // One for each file in progress.
  setMaxListeners(0, signal);
  const inProgress = new FilesInProgress<Fetched, Outcome>(options.batchMilliseconds);
  const reading = new Reading(store, options.readers ?? sharedReaders(), signal, options.onPage);
  const write = async (): Promise<void> => {
    for (;;) {
      const batch = await inProgress.next();
      if (batch === null) return;
      await writeBatch(batch, store, summary);
      reading.written(batch.map(({ file }) => file));
      summary.seconds = (performance.now() - started) / 1000;
      summary.rate = summary.files / summary.seconds;
      options.onProgress?.(summary);
    }
  };
  const read = async (): Promise<void> => {
    for await (const files of fetchInputs(inputs, signal)) {
      for (const [file, outcome] of await reading.begin(files)) {
        await inProgress.add(file, 'bytes' in file ? file.bytes.byteLength : 0, outcome, signal);
      }
    }
    inProgress.end();
  };
  const stop = (error: unknown): never => {
    failed.abort();
    inProgress.end();
    throw error;
  };
  const [written, wasRead] = await Promise.allSettled([write().catch(stop), read().catch(stop)]);
  for (const part of [written, wasRead]) if (part.status === 'rejected') throw part.reason;
  summary.interrupted = options.signal?.aborted ?? false;
  return summary;
}

function tellsNothingNew(given: SourceOrigin | undefined, known: SourceOrigin): boolean {
  const isKnown = (one: keyof SourceOrigin): boolean => (given?.[one] ?? known[one]) === known[one];
  return isKnown('url') && isKnown('retrievedAt');
}

/**
 * The version under which a file is kept: what was given with it makes another reading of the same bytes. One that was read in part is
 * read again when it comes again: by then what reads pictures may be installed.
 */
function versionWith(given: GivenHead, isInPart: boolean): string {
  const said = [given.title, given.organ, given.year].map((one) => one ?? '').join('\n');
  const reader = isInPart ? `${READER_VERSION}${IN_PART}` : READER_VERSION;
  if (said.trim() === '') return reader;
  return `${reader}+${createHash('sha256').update(said).digest('hex').slice(0, 12)}`;
}

const IN_PART = '-in-part';

/** The version of the parser that read a kept file, whatever was given with it. */
function readerOf({ parserVersion }: KnownSource): string {
  return parserVersion.replace(/\+[0-9a-f]{12}$/u, '');
}

function isSameHead(a: GivenHead, b: GivenHead): boolean {
  return a.title === b.title && a.organ === b.organ && a.year === b.year;
}

/** Decides of files what is to be done with them, and has them read where that is needed. */
class Reading {
  readonly #store: ReportStore;
  readonly #readers: FileReader;
  readonly #signal: AbortSignal;
  readonly #onPage: ImportOptions['onPage'];
  readonly #at = new Date().toISOString();
  /** What comes of the current files, by SHA-256: the same bytes twice are read once. */
  readonly #begun = new Map<string, Promise<Outcome>>();

  constructor(store: ReportStore, readers: FileReader, signal: AbortSignal, onPage: ImportOptions['onPage']) {
    this.#store = store;
    this.#readers = readers;
    this.#signal = signal;
    this.#onPage = onPage;
  }

  /** What is done with each file, in order. */
  async begin(files: readonly Fetched[]): Promise<[Fetched, Promise<Outcome>][]> {
    const known = await this.#store.knownSources(
      files.flatMap((file) => ('sha256' in file ? [file.sha256] : [])),
    );
    return files.map((file) => {
      if ('problem' in file) return [file, Promise.resolve({ kind: 'set-aside', problem: file.problem })];
      const kept = known.get(file.sha256);
      const isRead =
        kept !== undefined && readerOf(kept) === READER_VERSION && tellsNothingNew(file.input.origin, kept);
      if (isRead && file.input.given === undefined) return [file, UNCHANGED];
      const earlier = this.#begun.get(file.sha256);
      if (earlier !== undefined) return [file, earlier.then(asRepeated)];
      const outcome = this.#read(file, kept, isRead);
      this.#begun.set(file.sha256, outcome);
      return [file, outcome];
    });
  }

  /** Forgets files of which the store knows now. */
  written(files: readonly Fetched[]): void {
    for (const file of files) if ('sha256' in file) this.#begun.delete(file.sha256);
  }

  async #read(
    { input, bytes, sha256 }: Extract<Fetched, { sha256: string }>,
    kept: KnownSource | undefined,
    isRead: boolean,
  ): Promise<Outcome> {
    try {
      const before = kept === undefined ? null : await this.#store.getRevision(kept.id, sha256);
      const said = before?.report.given ?? {};
      const given = { ...said, ...input.given };
      if (isRead && isSameHead(given, said)) return { kind: 'unchanged' };
      const { prepared, isInPart, mediaType, encoding, url } = await this.#readers.prepare(bytes, {
        signal: this.#signal,
        given,
        fileName: input.fileName,
        document: input.document,
        onPage: (done, count) => this.#onPage?.(input.path, done, count),
      });
      const source = {
        sha256,
        fileName: input.fileName,
        mediaType,
        encoding,
        size: bytes.byteLength,
        importedAt: this.#at,
        url: input.origin?.url ?? kept?.url ?? url,
        retrievedAt: input.origin?.retrievedAt ?? null,
        bytes,
      };
      const write = preparedWrite(source, prepared, versionWith(given, isInPart));
      return { kind: 'write', write, known: kept?.id ?? null };
    } catch (error) {
      if (error instanceof SetAsideError) return { kind: 'set-aside', problem: error };
      if (this.#signal.aborted) return { kind: 'dropped' };
      throw error;
    }
  }
}

const UNCHANGED: Promise<Outcome> = Promise.resolve({ kind: 'unchanged' });

function asRepeated(outcome: Outcome): Outcome {
  return outcome.kind === 'write' ? { kind: 'unchanged' } : outcome;
}

/** Writes and records one batch, and adds it to the summary once the store has it. */
async function writeBatch(
  batch: readonly { file: Fetched; outcome: Outcome }[],
  store: ReportStore,
  summary: ImportSummary,
): Promise<void> {
  const at = new Date().toISOString();
  const writes = batch.flatMap(({ outcome }) => (outcome.kind === 'write' ? [outcome.write] : []));
  const setAside = batch.flatMap(({ file, outcome }) =>
    outcome.kind === 'set-aside' ? [{ file, problem: outcome.problem }] : [],
  );
  const again = batch.flatMap(({ outcome }) =>
    outcome.kind === 'write' && outcome.known !== null ? [{ id: outcome.known, write: outcome.write }] : [],
  );
  const moves = await placeMoves(again, store);
  const outcomes = writes.length === 0 ? [] : await store.write(writes);
  addMoves(summary.moved, moves);
  if (setAside.length > 0) {
    await store.setAside(
      setAside.map(({ file, problem }) => ({
        fileName: file.input.fileName,
        sha256: 'sha256' in file ? file.sha256 : null,
        reason: problem.reason,
        message: problem.message,
        at,
      })),
    );
  }
  for (const { status } of outcomes) summary[status] += 1;
  summary.unchanged += batch.filter(({ outcome }) => outcome.kind === 'unchanged').length;
  summary.files += batch.filter(({ outcome }) => outcome.kind !== 'dropped').length;
  for (const { file, problem } of setAside) {
    summary.setAside.push({ file: file.input.path, reason: problem.reason, message: problem.message });
  }
}
