/** The server as a Maven artefact: fetched once, and kept in the user's cache folder. */
import { execFile } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';

const run = promisify(execFile);

/** Whole servers without optional modules: their own tests run on it. */
const ARTIFACT = 'org.elasticsearch.distribution.integ-test-zip:elasticsearch';
export const VERSION = '8.19.21';
const FETCH_TIMEOUT_MS = 10 * 60_000;

/** The archive of the server; fetched where it is not there yet. */
export async function fetchDistribution(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ogi-reports');
  const archive = join(cache, `elasticsearch-${VERSION}.zip`);
  if (existsSync(archive)) return archive;
  const incoming = join(cache, `incoming-${process.pid}`);
  await mkdir(incoming, { recursive: true });
  const goal = ['dependency:copy', `-Dartifact=${ARTIFACT}:${VERSION}:zip`, `-DoutputDirectory=${incoming}`];
  await run('mvn', ['-q', '-B', ...goal], { timeout: FETCH_TIMEOUT_MS });
  // In one step, so that another run never sees half a file.
  await rename(join(incoming, `elasticsearch-${VERSION}.zip`), archive);
  await rm(incoming, { recursive: true });
  return archive;
}

/** Unpacks the archive into a folder; gives the folder of the server. */
export async function unpackDistribution(archive: string, folder: string): Promise<string> {
  const zip = await openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const path = join(folder, entry.fileName);
    if (entry.fileName.endsWith('/')) {
      await mkdir(path, { recursive: true });
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode }));
  }
  return join(folder, `elasticsearch-${VERSION}`);
}
