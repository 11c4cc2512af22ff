/** `ogi migrate`: the embedded store into another one. */
import { existsSync } from 'node:fs';
import { loadConfig } from '../config.js';
import { OgiError } from '../errors.js';
import { migrateStore } from '../services/migrate-store.js';
import { EXIT } from './exit-status.js';
import { withElasticsearch, withEmbeddedStore } from './open-store.js';
import { printLine, say } from './language.js';
import { complain, countOf, formatCount, print } from './output.js';
import { createProgress } from './progress.js';

export interface MigrateCommandOptions {
  /** Only `elasticsearch` is known. */
  to: string;
  data?: string;
}

/**
 * Copies the embedded store. The first Ctrl-C ends the run after the current page; the next run goes on there.
 *
 * @returns the exit status
 */
export async function runMigrate({ to, data }: MigrateCommandOptions): Promise<number> {
  if (to !== 'elasticsearch') {
    throw new OgiError('BAD_CONFIGURATION', `There is no store "${to}" to migrate to.`, {
      argument: '--to',
      remedy: 'Say --to elasticsearch.',
    });
  }
  const config = loadConfig(undefined, { dataDir: data });
  if (!existsSync(config.storePath)) {
    await printLine(`There are no reports in ${config.dataDir} yet. Add some with ogi ingest.`);
    return EXIT.ok;
  }
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const progress = createProgress('Migrating', 'files');
  let summary;
  try {
    summary = await withEmbeddedStore(config, (from) =>
      withElasticsearch(config, async (target) => {
        progress.setTotal((await from.status()).sources);
        return migrateStore(from, target, {
          signal: stop.signal,
          onProgress: (sources) => {
            progress.update(sources);
          },
        });
      }),
    );
  } finally {
    interrupt();
    progress.stop();
  }
  const { sources, copied, checksum } = summary;
  await printLine(
    `${countOf(sources, 'file')}: ${formatCount(copied)} copied, the others were there already.`,
  );
  if (checksum === null) {
    complain(say('Interrupted. What was copied is kept; run the same command again to go on.'));
    return EXIT.interrupted;
  }
  await print(
    `Both stores hold the same, checksum ${checksum.slice(0, 16)}. Set OGI_STORE=elasticsearch to use it.\n`,
  );
  return EXIT.ok;
}
