/** The store of made-up reports: made once, through the same importer as every other, and apart from the user's. */
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ReportStore } from '../store/port.js';
import { importFiles } from './import-reports.js';
import type { ImportInput } from './fetch-inputs.js';
import { READER_VERSION } from './parse-file.js';

/** One made-up report. */
export interface SampleFile {
  fileName: string;
  text: string;
}

export interface SampleStoreOptions {
  /** The store's file; its folder belongs to the sample alone and is replaced as a whole. */
  path: string;
  /** Opens (and makes) a store that is marked as made up. */
  open: (path: string) => Promise<ReportStore>;
  /** The corpus; called only where the store must be made. */
  files: () => Iterable<SampleFile>;
  /** Version of the corpus; another one rebuilds the store. */
  version: string;
  /** Called after each batch: reports stored so far, and of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** Beside the store: which corpus and which parser made it. */
const VERSION_FILE = 'version.txt';

/**
 * Makes the sample store unless it is there, made from this corpus by this parser. It is built in a folder of its
 * own that takes its place when complete: a run that is killed leaves the old store or none, never half of one,
 * and of two runs at once one wins.
 *
 * @returns true where the store was made, false where it was there already.
 */
export async function ensureSampleStore(options: SampleStoreOptions): Promise<boolean> {
  const folder = dirname(options.path);
  const version = `corpus ${options.version}, parser ${READER_VERSION}\n`;
  if (await isCurrent(folder, version)) return false;

  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  const building = await mkdtemp(`${folder}.building-`);
  try {
    await build(join(building, basename(options.path)), options);
    await writeFile(join(building, VERSION_FILE), version);
    await rm(folder, { recursive: true, force: true });
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    // Another run may have put its own, equal store there meanwhile.
    if (!(await isCurrent(folder, version))) throw error;
  }
  return true;
}

async function isCurrent(folder: string, version: string): Promise<boolean> {
  try {
    return (await readFile(join(folder, VERSION_FILE), 'utf8')) === version;
  } catch {
    return false;
  }
}

async function build(path: string, { open, files, onProgress }: SampleStoreOptions): Promise<void> {
  const corpus = [...files()];
  const store = await open(path);
  try {
    const { setAside } = await importFiles(sampleInputs(corpus), store, {
      // The changes of the sample are in the same order on every machine.
      batchMilliseconds: null,
      onProgress: (summary) => onProgress?.(summary.files, corpus.length),
    });
    const [first] = setAside;
    if (first !== undefined)
      throw new Error(`The made-up report ${first.file} cannot be read: ${first.message}`);
  } finally {
    await store.close();
  }
}

function* sampleInputs(corpus: readonly SampleFile[]): Generator<ImportInput> {
  for (const { fileName, text } of corpus) {
    yield { path: fileName, fileName, read: () => Promise.resolve(Buffer.from(text)) };
  }
}

/** A build takes seconds; what is left of one that was killed goes with the next. */
const LEFTOVER_MILLISECONDS = 3_600_000;

async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}.building-`)) continue;
    const found = await stat(join(parent, name)).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > LEFTOVER_MILLISECONDS)
      await rm(join(parent, name), { recursive: true, force: true });
  }
}
