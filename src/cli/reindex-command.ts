/** `ogi reindex`: the search index on Elasticsearch again, while the old one serves. */
import { loadConfig } from '../config.js';
import { reindex } from '../store/elasticsearch/projection/reindex.js';
import { EXIT } from './exit-status.js';
import { elasticsearchSettings } from './open-store.js';
import { countOf, print } from './output.js';
import { createProgress } from './progress.js';

export interface ReindexCommandOptions {
  /** Goes back to the index that was served before. */
  rollback?: boolean;
}

/**
 * Builds the next index and serves it, or goes back.
 *
 * @returns the exit status
 */
export async function runReindex({ rollback = false }: ReindexCommandOptions): Promise<number> {
  const settings = elasticsearchSettings(loadConfig());
  const progress = createProgress('Indexing', 'reports');
  let result;
  try {
    result = await reindex({
      settings,
      rollback,
      onProgress: (done, total) => {
        progress.setTotal(total);
        progress.update(done);
      },
    });
  } finally {
    progress.stop();
  }
  const { index, reports, checksum, collected } = result;
  await print(`${index} is served now: ${countOf(reports, 'report')}, checksum ${checksum.slice(0, 16)}.\n`);
  if (collected > 0) {
    await print(
      `${countOf(collected, 'document')} of interrupted writes, which nothing refers to, deleted.\n`,
    );
  }
  return EXIT.ok;
}
