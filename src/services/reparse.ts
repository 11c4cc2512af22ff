/** Everything again from the kept sources: the index is a projection of them. */
import type { ReportStore } from '../store/port.js';
import { importFiles } from './import-reports.js';
import type { ImportOptions, ImportSummary } from './import-reports.js';
import type { ImportInput } from './fetch-inputs.js';

/** How many SHA-256 are listed at a time. */
const PAGE = 256;

/**
 * Parses all kept sources that another version of the parser read. Sources that this version has read are
 * `unchanged`, so that an interrupted run goes on where it stopped. A source that can no longer be read keeps its
 * report as it was and is set aside.
 */
export function reparse(store: ReportStore, options: ImportOptions = {}): Promise<ImportSummary> {
  return importFiles(keptSources(store), store, options);
}

/** What a part of a reparse did, and where to go on. */
export interface ReparsePage {
  summary: ImportSummary;
  /** SHA-256 of the last source looked at; null after the last of all. */
  next: string | null;
}

/** Does a part of a {@link reparse}: the sources after `after`, at most `limit`. */
export async function reparseSome(
  store: ReportStore,
  after: string | null,
  limit: number,
): Promise<ReparsePage> {
  const page = await store.listSources(after, limit);
  const summary = await importFiles(sourcesOf(store, page), store);
  return { summary, next: page.length < limit ? null : (page.at(-1) ?? null) };
}

async function* keptSources(store: ReportStore): AsyncGenerator<ImportInput> {
  let after: string | null = null;
  do {
    const page: string[] = await store.listSources(after, PAGE);
    yield* sourcesOf(store, page);
    after = page.at(-1) ?? null;
  } while (after !== null);
}

async function* sourcesOf(store: ReportStore, page: readonly string[]): AsyncGenerator<ImportInput> {
  for (const sha256 of page) {
    const source = await store.source(sha256);
    // Another process may have removed it since it was listed.
    if (source === null) continue;
    const { fileName, bytes } = source;
    yield { path: fileName, fileName, read: () => Promise.resolve(bytes) };
  }
}
