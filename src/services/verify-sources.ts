/** Whether a store still has what it was given. */
import { createHash } from 'node:crypto';
import { OgiError } from '../errors.js';
import type { ReportStore } from '../store/port.js';

/** Sources listed at a time. */
const PAGE = 256;

/**
 * Reads every kept source and compares its bytes with their SHA-256.
 *
 * @param onProgress called now and then: sources looked at so far
 * @returns how many there are
 * @throws OgiError `STORE_DAMAGED` naming the first that is not as it was
 */
export async function verifySources(
  store: ReportStore,
  onProgress: (sources: number) => void = () => undefined,
): Promise<number> {
  let sources = 0;
  let after: string | null = null;
  for (;;) {
    const page: string[] = await store.listSources(after, PAGE);
    after = page.at(-1) ?? null;
    if (after === null) return sources;
    for (const sha256 of page) {
      const source = await store.source(sha256);
      // Another process may have removed it since it was listed.
      const isSound = source === null || createHash('sha256').update(source.bytes).digest('hex') === sha256;
      if (!isSound) {
        throw new OgiError(
          'STORE_DAMAGED',
          `The kept source ${source.fileName} (${sha256}) is not what it was.`,
          {
            remedy: 'Restore a backup (ogi restore FILE), or import the file again into a new store.',
          },
        );
      }
      sources += 1;
    }
    onProgress(sources);
  }
}
