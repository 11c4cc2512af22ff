/** The one way in: files are read, parsed and stored in bounded batches, each acknowledged as a whole. */
import { createHash } from 'node:crypto';
import { SetAsideError } from '../errors.js';
import type { SetAsideReason } from '../errors.js';
import type { ReportStore, ReportWrite, SourceOrigin } from '../store/port.js';
import { READER_VERSION, readReport } from './read-report.js';

/** A file to import. */
export interface ImportInput {
  /** As the user knows it; shown in messages. */
  path: string;
  /** Kept in the store and shown to everybody: no path of the machine. */
  fileName: string;
  /** Where it was retrieved from, as whoever imports it says; it goes before what the file says itself. */
  origin?: SourceOrigin;
  /** Its bytes. A rejection sets the file aside, with the reason of a SetAsideError. */
  read(): Promise<Uint8Array>;
}

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
  /** Bytes that were there, read anew because the parser has changed. */
  reparsed: number;
  unchanged: number;
  setAside: SetAsideEntry[];
  /** True where the run was stopped by its signal before the end of its input. */
  interrupted: boolean;
  seconds: number;
  /** Files a second. */
  rate: number;
}

export interface ImportOptions {
  /** Called after each acknowledged batch, with the summary so far. */
  onProgress?: (summary: Readonly<ImportSummary>) => void;
  /** Aborted: the batch in hand is finished, then the run ends. */
  signal?: AbortSignal;
}

/** A batch ends at the first of these, which bounds memory and what a killed run must do again. */
const BATCH_FILES = 64;
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_MILLISECONDS = 1000;

/** An input with its bytes, or with what kept them from being read. */
type Fetched = { input: ImportInput } & ({ bytes: Uint8Array; sha256: string } | { problem: SetAsideError });

/**
 * Imports files. Bytes that this version has read already are `unchanged` and not parsed; a bad file is set aside
 * and stops nothing. Memory is bounded by one batch, besides the list of files set aside.
 *
 * @returns the summary, also when interrupted. Rejects only where the store fails; what was acknowledged stays.
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
    interrupted: false,
    seconds: 0,
    rate: 0,
  };
  for await (const batch of batches(inputs, options.signal)) {
    await importBatch(batch, store, summary);
    summary.files += batch.length;
    summary.seconds = (performance.now() - started) / 1000;
    summary.rate = summary.files / summary.seconds;
    options.onProgress?.(summary);
  }
  summary.interrupted = options.signal?.aborted ?? false;
  return summary;
}

async function* batches(
  inputs: AsyncIterable<ImportInput> | Iterable<ImportInput>,
  signal?: AbortSignal,
): AsyncGenerator<Fetched[]> {
  let batch: Fetched[] = [];
  let bytes = 0;
  let begun = performance.now();
  for await (const input of inputs) {
    if (signal?.aborted === true) break;
    const fetched = await fetch(input);
    batch.push(fetched);
    if ('bytes' in fetched) bytes += fetched.bytes.byteLength;
    if (batch.length < BATCH_FILES && bytes < BATCH_BYTES && performance.now() - begun < BATCH_MILLISECONDS)
      continue;
    yield batch;
    batch = [];
    bytes = 0;
    begun = performance.now();
  }
  if (batch.length > 0) yield batch;
}

async function fetch(input: ImportInput): Promise<Fetched> {
  try {
    const bytes = await input.read();
    return { input, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    return { input, problem: asSetAside(error) };
  }
}

function asSetAside(error: unknown): SetAsideError {
  if (error instanceof SetAsideError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new SetAsideError(
    'io-error',
    `The file could not be read: ${detail}. Check the disk and try again.`,
    error,
  );
}

function tellsNothingNew(given: SourceOrigin | undefined, known: SourceOrigin): boolean {
  const isKnown = (one: keyof SourceOrigin): boolean => (given?.[one] ?? known[one]) === known[one];
  return isKnown('url') && isKnown('retrievedAt');
}

/** Reads, writes and records one batch, and adds it to the summary once the store has it. */
async function importBatch(
  batch: readonly Fetched[],
  store: ReportStore,
  summary: ImportSummary,
): Promise<void> {
  const known = await store.knownSources(batch.flatMap((file) => ('sha256' in file ? [file.sha256] : [])));
  const at = new Date().toISOString();
  const writes: ReportWrite[] = [];
  const setAside: { file: Fetched; problem: SetAsideError }[] = [];
  /** The same bytes twice in one batch are read once. */
  const seen = new Map<string, SetAsideError | null>();
  let unchanged = 0;
  for (const file of batch) {
    if ('problem' in file) {
      setAside.push({ file, problem: file.problem });
      continue;
    }
    const { bytes, sha256, input } = file;
    const earlier = seen.get(sha256);
    const kept = known.get(sha256);
    const isRead = kept?.parserVersion === READER_VERSION && tellsNothingNew(input.origin, kept);
    if (earlier === null || isRead) {
      unchanged += 1;
      continue;
    }
    try {
      if (earlier !== undefined) throw earlier;
      const { report, mediaType, encoding, url } = await readReport(bytes);
      const source = {
        sha256,
        fileName: input.fileName,
        mediaType,
        encoding,
        size: bytes.byteLength,
        importedAt: at,
        url: input.origin?.url ?? kept?.url ?? url,
        retrievedAt: input.origin?.retrievedAt ?? null,
        bytes,
      };
      writes.push({ source, report, parserVersion: READER_VERSION });
      seen.set(sha256, null);
    } catch (error) {
      const problem = asSetAside(error);
      seen.set(sha256, problem);
      setAside.push({ file, problem });
    }
  }

  const outcomes = writes.length === 0 ? [] : await store.write(writes);
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
  summary.unchanged += unchanged;
  for (const { file, problem } of setAside) {
    summary.setAside.push({ file: file.input.path, reason: problem.reason, message: problem.message });
  }
}
