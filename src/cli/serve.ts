/** `npm start` and `ogi serve`: a server on the user's reports, or on the sample while there are none. */
import { createApp } from '../app.js';
import { ExportProcesses } from './exports/export-processes.js';
import type { StoreAddress } from './exports/export-protocol.js';
import { complain, print } from './output.js';
import { elasticsearchSettings, withStore } from './open-store.js';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import { CELLS } from '../domain/cells.js';
import { DERIVED } from '../domain/derived.js';
import { ServedStores } from '../http/served-stores.js';
import { ReportReader } from '../services/report-reader.js';
import type { ReportStore } from '../store/port.js';
import { DEFAULT_READERS } from '../store/sqlite/index.js';
import { endCutter } from '../text/cut-ahead.js';
import { checkSegmenter } from '../text/segmenter.js';
import { welcome } from './welcome.js';
import { codeOf } from './error-code.js';

/** A store of a million reports may take this long to read its columns. */
const WARM_UP_MS = 120_000;

/**
 * Serves until SIGTERM or SIGINT; then takes no new request, finishes those in progress, closes the stores and
 * resolves. A second signal ends the process at once.
 *
 * @throws OgiError `BAD_CONFIGURATION`, `STORE_UNAVAILABLE` or `STORE_DAMAGED` where it cannot start.
 */
export async function serve(config: Config): Promise<void> {
  checkSegmenter();
  await withStore(config, async (user) => {
    const sample = (await countReports(user, config)) === 0 ? await openMadeUp(config) : null;
    try {
      await serveStores(new ServedStores(user, sample), config);
    } finally {
      await sample?.close();
      endCutter();
    }
  });
}

/** The importer, and what makes the reports up, are loaded where there are none yet. */
async function openMadeUp(config: Config): Promise<ReportStore> {
  const { openSample } = await import('./sample.js');
  return openSample(config);
}

async function serveStores(stores: ServedStores, config: Config): Promise<void> {
  const exporter = new ExportProcesses((madeUp) => addressOf(config, madeUp));
  const app = await createApp(stores, config, { exporter });
  try {
    const stopped = stopSignal();
    const address = await app.listen({ host: config.host, port: config.port });
    const { store, madeUp } = await stores.current();
    const reports = await countReports(store, config);
    if (reports === null) {
      complain(
        'Elasticsearch cannot be reached. Requests are refused until it can; there is no need to restart.',
      );
    } else {
      await warmUp(store);
    }
    await print(welcome(address, reports, madeUp));
    await stopped;
  } catch (error) {
    throw startError(error, config);
  } finally {
    await app.close();
  }
}

/** Where the processes that make exports find the store that is served. */
function addressOf(config: Config, madeUp: boolean): StoreAddress {
  if (madeUp) return { kind: 'sqlite', path: config.samplePath, madeUp };
  return config.store === 'elasticsearch'
    ? { kind: 'elasticsearch', settings: elasticsearchSettings(config) }
    : { kind: 'sqlite', path: config.storePath, madeUp };
}

/** Null where a cluster is away: it may come back at any time, and the server need not be restarted then. */
async function countReports(store: ReportStore, config: Config): Promise<number | null> {
  try {
    return (await store.status()).reports;
  } catch (error) {
    const isAway = error instanceof OgiError && error.code === 'STORE_UNAVAILABLE';
    if (config.store === 'elasticsearch' && isAway) return null;
    throw error;
  }
}

/** The totals and rates that most queries filter, sort and group by: the store reads a value of all reports when it is first asked for. */
const WARM_FILTER = {
  or: [
    ...CELLS.filter(({ columnKey }) => columnKey === 'total').map(({ key }) => ({
      cells: [{ key, gte: 0 }],
    })),
    ...DERIVED.filter(({ kind, blanks }) => kind === 'RATE' && blanks === 'STRICT').map(({ key }) => ({
      derived: [{ key, hasValue: true }],
    })),
  ],
};

/** Lets each reader load what every search needs, so that no user waits for it. */
async function warmUp(store: ReportStore): Promise<void> {
  const search = new ReportReader(store, { madeUp: false, deadlineMs: WARM_UP_MS });
  const nothing = { hits: false, total: true, reports: false, highlights: false, facets: false };
  await Promise.all(
    Array.from({ length: DEFAULT_READERS }, () => search.search({ filter: WARM_FILTER }, nothing)),
  );
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      // Without our listeners the next signal has its usual effect.
      process.off('SIGTERM', stop).off('SIGINT', stop);
      resolve();
    };
    process.once('SIGTERM', stop).once('SIGINT', stop);
  });
}

/** Where it cannot listen, the settings are at fault. */
function startError(error: unknown, { host, port }: Config): unknown {
  const reasons: Readonly<Record<string, [variable: string, reason: string]>> = {
    EADDRINUSE: ['PORT', 'is in use by another program'],
    EACCES: ['PORT', 'may not be used by this user'],
    EADDRNOTAVAIL: ['HOST', 'is no address of this machine'],
    ENOTFOUND: ['HOST', 'is no address of this machine'],
  };
  const [variable, reason] = reasons[codeOf(error)] ?? [];
  if (variable === undefined) return error;
  return new OgiError('BAD_CONFIGURATION', `Cannot listen on ${host} port ${port}: it ${reason ?? ''}.`, {
    argument: variable,
    remedy: `Set ${variable} to another value.`,
    cause: error,
  });
}
