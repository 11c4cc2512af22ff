/**
 * A process that imports a folder into an embedded store until the disk is full, and again once there is space:
 * `full-disk-process.ts DISK SPACE FOLDER`, DISK an empty file system of its own, of which SPACE bytes are to be free at first.
 * Prints what came of it, a {@link FullDiskReport}, as JSON.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OgiError } from '../../src/errors.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { describeStore, storedFiles } from './describe-store.js';
import { ingestFiles } from './ingest-files.js';

/** What came of an import on a disk that filled up. */
export interface FullDiskReport {
  /** What the import was refused with; null where it came to its end. */
  refusal: { code: string; remedy: string } | null;
  /** What the store had acknowledged by then. */
  acknowledged: string[];
  /** What it held then, as it was open and after it was closed and opened on the full disk. */
  open: string[];
  opened: string[];
  /** Everything in the store once there was space and the import was run again. */
  complete: unknown;
}

const [disk = '', space = '', folder = ''] = process.argv.slice(2);
const path = join(disk, 'ogi.sqlite');
const ballast = join(disk, 'ballast');
const { bavail, bsize } = statfsSync(disk);
writeFileSync(ballast, Buffer.alloc(bavail * bsize - Number(space)));

const openStore = (): Promise<ReportStore> => openSqliteStore({ path, readers: 1 });
const acknowledged: string[] = [];
let refusal: FullDiskReport['refusal'] = null;
let store = await openStore();
try {
  await ingestFiles(folder, store, (event) => {
    if ('acknowledged' in event) acknowledged.push(...event.acknowledged);
  });
} catch (error) {
  if (!(error instanceof OgiError)) throw error;
  refusal = { code: error.code, remedy: error.remedy };
}
const open = await storedFiles(store);
await store.close();
store = await openStore();
const opened = await storedFiles(store);
rmSync(ballast);
await ingestFiles(folder, store, () => undefined);
const complete = await describeStore(store);
await store.close();
const report: FullDiskReport = { refusal, acknowledged, open, opened, complete };
process.stdout.write(JSON.stringify(report));
