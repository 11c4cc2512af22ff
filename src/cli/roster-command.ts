/** `ogi roster`: lists of organs that ought to report. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { loadConfig } from '../config.js';
import { OgiError } from '../errors.js';
import { importRoster } from '../services/coverage/import-roster.js';
import type { ReportStore } from '../store/port.js';
import { EXIT } from './exit-status.js';
import { storeExists, withStore } from './open-store.js';
import { formatCount, print, printable } from './output.js';

export interface RosterOptions {
  name?: string;
  list?: boolean;
  remove?: string;
  json?: boolean;
  data?: string;
}

/** How many names of uncertain organs are printed. */
const SHOWN = 10;

/**
 * Imports a list, lists the lists or removes one.
 *
 * @returns the exit status
 * @throws OgiError `BAD_ARGUMENT`, `NOT_FOUND`
 */
export async function runRoster(file: string | undefined, options: RosterOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  const asked = [file, options.list, options.remove].filter((one) => one !== undefined);
  if (asked.length !== 1) {
    throw new OgiError('BAD_ARGUMENT', 'It is not clear what to do.', {
      remedy: 'Give one of: a CSV file to import, --list, --remove NAME.',
    });
  }
  if (file === undefined && !storeExists(config)) {
    if (options.remove !== undefined) throw noSuchList(options.remove);
    await print(options.json === true ? '[]\n' : 'There are no lists of organs.\n');
    return EXIT.ok;
  }
  return withStore(config, (store) => {
    if (file !== undefined) return importFile(store, file, options);
    return options.remove === undefined ? list(store, options) : remove(store, options.remove);
  });
}

async function importFile(store: ReportStore, file: string, options: RosterOptions): Promise<number> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new OgiError('BAD_ARGUMENT', `The list ${printable(file)} cannot be read.`, {
      argument: 'FILE',
      remedy: 'Give a CSV file with the column organ and, if you like, place.',
      cause,
    });
  }
  const name = options.name ?? basename(file, extname(file));
  const outcome = await importRoster(store, { name, bytes, now: new Date() });
  if (options.json === true) {
    await print(`${JSON.stringify({ name, ...outcome })}\n`);
    return EXIT.ok;
  }
  await print(`${printable(name)}: ${outcome.status}, ${formatCount(outcome.organs)} organs.\n`);
  if (outcome.uncertain.length > 0) {
    const names = outcome.uncertain.slice(0, SHOWN).map(printable).join(', ');
    await print(
      `The place of ${formatCount(outcome.uncertain.length)} of them is not certain, so they meet no report with certainty: ${names}${outcome.uncertain.length > SHOWN ? ' …' : ''}. Give full names, or the column place.\n`,
    );
  }
  return EXIT.ok;
}

async function list(store: ReportStore, options: RosterOptions): Promise<number> {
  const lists = await store.listRosters();
  if (options.json === true) await print(`${JSON.stringify(lists)}\n`);
  else if (lists.length === 0) await print('There are no lists of organs.\n');
  for (const { name, organs, importedAt } of options.json === true ? [] : lists) {
    await print(`${printable(name)}: ${formatCount(organs)} organs, imported ${importedAt}\n`);
  }
  return EXIT.ok;
}

async function remove(store: ReportStore, name: string): Promise<number> {
  if (!(await store.removeRoster(name))) throw noSuchList(name);
  await print(`${printable(name)}: removed.\n`);
  return EXIT.ok;
}

function noSuchList(name: string): OgiError {
  return new OgiError('NOT_FOUND', `There is no list "${printable(name)}".`, {
    argument: '--remove',
    remedy: 'ogi roster --list prints all.',
  });
}
