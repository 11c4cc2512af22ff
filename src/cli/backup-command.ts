/** `ogi backup` and `ogi restore`: the store as one file, and back. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { loadConfig } from '../config.js';
import type { Config } from '../config.js';
import { OgiError } from '../errors.js';
import { migrateStore, storeChecksum } from '../services/migrate-store.js';
import { verifySources } from '../services/verify-sources.js';
import { checkSqliteFile, copySqliteFile, openSqliteStore } from '../store/sqlite/index.js';
import { EXIT } from './exit-status.js';
import { storeExists, withStore } from './open-store.js';
import { countOf, print, printable } from './output.js';
import { createProgress } from './progress.js';

/**
 * Writes all that the store holds into a file that appears once it is complete and verified: every page, every kept source against its
 * SHA-256. The store may be in use.
 *
 * @returns the exit status
 */
export async function runBackup(file: string, options: { data?: string }): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  if (!storeExists(config)) {
    throw new OgiError('NOT_FOUND', `There are no reports in ${config.dataDir} yet.`, {
      remedy: 'Add some with ogi ingest.',
    });
  }
  if (existsSync(file)) throw isThere(file);
  const part = `${file}.part`;
  await rm(part, { force: true });
  try {
    await copyStore(config, part);
    checkSqliteFile(part);
    const { sources, checksum } = await describe(part);
    await removeCompanions(part);
    await rename(part, file);
    await print(
      `${printable(file)}: ${countOf(sources, 'source file')}, all verified, checksum ${checksum.slice(0, 16)}.\n`,
    );
    return EXIT.ok;
  } finally {
    await rm(part, { force: true });
    await removeCompanions(part);
  }
}

async function copyStore(config: Config, part: string): Promise<void> {
  if (config.store === 'sqlite') {
    copySqliteFile(config.storePath, part);
    return;
  }
  await withStore(config, (from) => copyInto(from, part));
}

async function copyInto(from: Parameters<typeof migrateStore>[0], path: string): Promise<void> {
  const { madeUp } = await from.status();
  const to = await openSqliteStore({ path, madeUp });
  try {
    await migrateStore(from, to);
  } finally {
    await to.close();
  }
}

async function describe(path: string): Promise<{ sources: number; checksum: string }> {
  const progress = createProgress('Verifying', 'source files');
  const store = await openSqliteStore({ path });
  try {
    const sources = await verifySources(store, (done) => {
      progress.update(done);
    });
    return { sources, checksum: await storeChecksum(store) };
  } finally {
    progress.stop();
    await store.close();
  }
}

/** SQLite removes them itself when the last connection is closed, unless that one only reads. */
async function removeCompanions(path: string): Promise<void> {
  for (const suffix of ['-wal', '-shm']) await rm(path + suffix, { force: true });
}

/**
 * Copies a backup into the store, which may be in use and must hold nothing else, and compares the two. What is there already is not
 * copied again: an interrupted run goes on.
 *
 * @returns the exit status
 */
export async function runRestore(file: string, options: { data?: string }): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  if (!existsSync(file)) {
    throw new OgiError('BAD_ARGUMENT', `There is no file ${printable(file)}.`, {
      argument: 'file',
      remedy: 'Name a file that ogi backup wrote.',
    });
  }
  checkSqliteFile(file);
  const progress = createProgress('Restoring', 'source files');
  const from = await openSqliteStore({ path: file, readonly: true });
  try {
    await verifySources(from);
    const { sources, copied, checksum } = await withStore(config, (to) =>
      migrateStore(from, to, {
        onProgress: (done) => {
          progress.update(done);
        },
      }),
    );
    await print(
      `${countOf(sources, 'source file')}, ${copied} of them copied; store and backup hold the same, checksum ${(checksum ?? '').slice(0, 16)}.\n`,
    );
    return EXIT.ok;
  } finally {
    progress.stop();
    await from.close();
  }
}

function isThere(file: string): OgiError {
  return new OgiError('BAD_ARGUMENT', `${printable(file)} is there already.`, {
    argument: 'file',
    remedy: 'Name a new file: a backup never takes the place of another.',
  });
}
