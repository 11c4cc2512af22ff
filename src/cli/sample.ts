/** The store of made-up reports, for whoever has none of their own yet. */
import type { Config } from '../config.js';
import { SAMPLE_VERSION, generateCorpus } from '../sample/index.js';
import { ensureSampleStore } from '../services/sample-store.js';
import type { ReportStore } from '../store/port.js';
import { openSqliteStore } from '../store/sqlite/index.js';
import { createProgress } from './progress.js';

/** The made-up reports; made first, with a progress display, where they are not there. */
export async function openSample({ samplePath }: Pick<Config, 'samplePath'>): Promise<ReportStore> {
  const open = (path: string) => openSqliteStore({ path, madeUp: true });
  const progress = createProgress('Making the sample', 'made-up reports');
  try {
    await ensureSampleStore({
      path: samplePath,
      open,
      files: () => generateCorpus({ sample: true }),
      version: SAMPLE_VERSION,
      onProgress: (done, total) => {
        progress.setTotal(total);
        progress.update(done);
      },
    });
  } finally {
    progress.stop();
  }
  return open(samplePath);
}
