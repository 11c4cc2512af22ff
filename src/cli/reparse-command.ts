/** `ogi reparse`: everything again from the kept sources. */
import { loadConfig } from '../config.js';
import { reparse } from '../services/reparse.js';
import { storeExists, withStore } from './open-store.js';
import { EXIT } from './exit-status.js';
import { printLine } from './language.js';
import { printSummary, runWithProgress } from './run-import.js';

/**
 * Parses again what an older version of the parser read.
 *
 * @returns the exit status
 */
export async function runReparse(options: { data?: string }): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  if (!storeExists(config)) {
    await printLine(`There are no reports in ${config.dataDir} yet. Add some with ogi ingest.`);
    return EXIT.ok;
  }
  const summary = await withStore(config, (store) =>
    runWithProgress(
      'Reparsing',
      async () => (await store.status()).sources,
      (importOptions) => reparse(store, importOptions),
    ),
  );
  return printSummary(summary);
}
