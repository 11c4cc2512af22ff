/** `ogi status`: what the store holds, and what was set aside. */
import { loadConfig } from '../config.js';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import type { ReportStore, StoreStatus } from '../store/port.js';
import type { SetAsideFile } from '../store/sources.js';
import { verifySources } from '../services/verify-sources.js';
import { checkSqliteFile } from '../store/sqlite/index.js';
import { EXIT } from './exit-status.js';
import { elasticsearchSettings, storeExists, withStore } from './open-store.js';
import { say } from './language.js';
import { formatBytes, formatCount, print, printable } from './output.js';

export interface StatusOptions {
  json?: boolean;
  /** List all files set aside. */
  setAside?: boolean;
  /** Read all that is kept, and tell whether it is sound. */
  verify?: boolean;
  data?: string;
}

const EMPTY: StoreStatus = {
  reports: 0,
  revisions: 0,
  sources: 0,
  setAside: 0,
  bytes: null,
  years: null,
  madeUp: false,
};

/** What is said of a store that does not answer: that there is nothing would be wrong. */
const UNKNOWN: Record<keyof StoreStatus, null> = {
  reports: null,
  revisions: null,
  sources: null,
  setAside: null,
  bytes: null,
  years: null,
  madeUp: null,
};

/**
 * Prints where the user's store is and what is in it; an embedded store is not made where there is none.
 *
 * @returns the exit status
 * @throws OgiError `STORE_UNAVAILABLE` or `STORE_DAMAGED`; where the store is has been printed then.
 */
export async function runStatus(options: StatusOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  const json = options.json === true;
  if (!storeExists(config)) {
    await print(json ? toJson(config, EMPTY, []) : `${renderPlace(config)}${say(NO_REPORTS)}\n`);
    return EXIT.ok;
  }
  // As soon as it is known, for a store that is away takes its time.
  if (!json) await print(renderPlace(config));
  try {
    if (options.verify === true && config.store === 'sqlite') checkSqliteFile(config.storePath);
    await withStore(config, async (store) => {
      if (options.verify === true) await verifySources(store);
      const status = await store.status();
      const files = options.setAside === true ? await allSetAside(store) : [];
      await print(json ? toJson(config, status, files) : render(status, files));
      if (options.verify === true && !json)
        await print(`${say('Verified   every page and every kept source')}\n`);
    });
  } catch (error) {
    if (json && error instanceof OgiError) await print(toJson(config, UNKNOWN, null, error));
    throw error;
  }
  return EXIT.ok;
}

async function allSetAside(store: ReportStore): Promise<SetAsideFile[]> {
  const files: SetAsideFile[] = [];
  for (;;) {
    const page = await store.listSetAside(1000, files.length);
    files.push(...page.files);
    if (page.files.length === 0) return files;
  }
}

function toJson(
  config: Config,
  status: StoreStatus | typeof UNKNOWN,
  setAsideFiles: readonly SetAsideFile[] | null,
  error: OgiError | null = null,
): string {
  const { store, dataDir, storePath } = config;
  const place =
    store === 'elasticsearch'
      ? { dataDir: null, storePath: null, elasticsearch: describeCluster(config) }
      : { dataDir, storePath, elasticsearch: null };
  const problem = error && { code: error.code, message: error.message, remedy: error.remedy };
  return `${JSON.stringify({ ...place, ...status, setAsideFiles, problem })}\n`;
}

/** Where the store is, a line. */
function renderPlace(config: Config): string {
  if (config.store !== 'elasticsearch') return `${say(`Data       ${config.dataDir}`)}\n`;
  const { urls, indexPrefix } = describeCluster(config);
  return `${say(`Store      Elasticsearch at ${urls.join(', ')}, indices ${indexPrefix}-*`)}\n`;
}

/** What may be shown of how the cluster is reached: nothing of an address in which a secret could be. */
function describeCluster(config: Config): { urls: string[]; indexPrefix: string } {
  const { urls, indexPrefix } = elasticsearchSettings(config);
  return {
    urls: urls.map((url) => {
      const { origin, pathname } = new URL(url);
      return `${origin}${pathname}`.replace(/\/$/u, '');
    }),
    indexPrefix,
  };
}

const NO_REPORTS = 'No reports yet. Add some with: ogi ingest FILE|FOLDER|GLOB…';

function render(status: StoreStatus, files: readonly SetAsideFile[]): string {
  const years = status.years === null ? '' : `, years ${status.years.from}–${status.years.to}`;
  const lines = [
    say(`Reports    ${formatCount(status.reports)}${years}`),
    say(`Revisions  ${formatCount(status.revisions)} from ${formatCount(status.sources)} kept source files`),
    say(
      `Set aside  ${formatCount(status.setAside)}${status.setAside > 0 && files.length === 0 ? '  (ogi status --set-aside lists them)' : ''}`,
    ),
    ...files.map(
      ({ fileName, reason, message, at }) => `  ${printable(fileName)}: ${say(message)} [${reason}, ${at}]`,
    ),
    ...(status.bytes === null ? [] : [say(`Size       ${formatBytes(status.bytes)}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
