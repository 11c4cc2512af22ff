/** Everything anew from the kept sources: the index is a projection of them. */
import type { ReportStore } from '../store/port.js';
import { importFiles } from './import-reports.js';
import type { ImportInput, ImportOptions, ImportSummary } from './import-reports.js';

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

async function* keptSources(store: ReportStore): AsyncGenerator<ImportInput> {
  let after: string | null = null;
  for (;;) {
    const page: string[] = await store.listSources(after, PAGE);
    for (const sha256 of page) {
      const source = await store.source(sha256);
      // Another process may have removed it since it was listed.
      if (source === null) continue;
      const { fileName, bytes } = source;
      yield { path: fileName, fileName, read: () => Promise.resolve(bytes) };
    }
    after = page.at(-1) ?? null;
    if (after === null) return;
  }
}
