/** `ogi status`: what the store holds, and what was set aside. */
import { loadConfig } from '../config.js';
import type { Config } from '../config.js';
import type { ReportStore, SetAsideFile, StoreStatus } from '../store/port.js';
import { EXIT } from './exit-status.js';
import { storeExists, withStore } from './open-store.js';
import { formatBytes, formatCount, print, printable } from './output.js';

export interface StatusOptions {
  json?: boolean;
  /** List all files set aside. */
  setAside?: boolean;
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

/**
 * Prints the state of the user's store; it is not made where there is none.
 *
 * @returns the exit status
 */
export async function runStatus(options: StatusOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  if (!storeExists(config)) {
    await print(options.json === true ? toJson(config, EMPTY, []) : renderEmpty(config));
    return EXIT.ok;
  }
  await withStore(config, async (store) => {
    const status = await store.status();
    const files = options.setAside === true ? await allSetAside(store) : [];
    await print(options.json === true ? toJson(config, status, files) : render(config, status, files));
  });
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

function toJson(config: Config, status: StoreStatus, setAsideFiles: readonly SetAsideFile[]): string {
  return `${JSON.stringify({ dataDir: config.dataDir, storePath: config.storePath, ...status, setAsideFiles })}\n`;
}

function renderEmpty(config: Config): string {
  return `Data       ${config.dataDir}\nNo reports yet. Add some with: ogi ingest FILE|FOLDER|GLOB…\n`;
}

function render(config: Config, status: StoreStatus, files: readonly SetAsideFile[]): string {
  const years = status.years === null ? '' : `, years ${status.years.from}–${status.years.to}`;
  const lines = [
    `Data       ${config.dataDir}`,
    `Reports    ${formatCount(status.reports)}${years}`,
    `Revisions  ${formatCount(status.revisions)} from ${formatCount(status.sources)} kept source files`,
    `Set aside  ${formatCount(status.setAside)}${status.setAside > 0 && files.length === 0 ? '  (ogi status --set-aside lists them)' : ''}`,
    ...files.map(
      ({ fileName, reason, message, at }) => `  ${printable(fileName)}: ${message} [${reason}, ${at}]`,
    ),
    ...(status.bytes === null ? [] : [`Size       ${formatBytes(status.bytes)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
