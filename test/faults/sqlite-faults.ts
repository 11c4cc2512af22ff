/** Faults of the embedded store: an ingest killed at any moment, and a disk that fills up. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { generateCorpus } from '../../src/sample/index.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { checkLedger } from '../support/check-ledger.js';
import { describeStore, storedFiles } from './describe-store.js';
import type { FullDiskReport } from './full-disk-process.js';
import type { IngestEvent } from './ingest-files.js';

const script = (name: string): string => fileURLToPath(new URL(`./${name}`, import.meta.url));
const NODE_ARGUMENTS = ['--import', import.meta.resolve('tsx')];

/** Writes made-up files, a few of them no reports, and gives the folder. */
export function writeFiles(folder: string, seed: number, count: number): string {
  const files = join(folder, 'files');
  mkdirSync(files);
  let index = 0;
  for (const { fileName, text } of generateCorpus({ seed, count })) {
    const number = String(index).padStart(5, '0');
    writeFileSync(join(files, `${number}-${fileName}`), text);
    if (index % 25 === 0) writeFileSync(join(files, `${number}-note.txt`), `便条，第${index}张。`);
    index += 1;
  }
  return files;
}

/** A process that imports, what it has told so far, and how it ended. */
interface Ingest {
  acknowledged: Set<string>;
  /** What it was writing when it ended. */
  inFlight: string[];
  killed: boolean;
  /** Milliseconds until it first wrote, and from then to its end. */
  opening: number;
  writing: number;
}

/** When to kill: so many milliseconds after the process has begun, or after it has begun to write. */
interface KillTime {
  from: 'opening' | 'writing';
  after: number;
}

/** Runs an import in a process of its own, which is killed at a time if it is still there. */
async function ingest(path: string, files: string, kill: KillTime | null): Promise<Ingest> {
  const child = spawn(process.execPath, [...NODE_ARGUMENTS, script('ingest-process.ts'), path, files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const acknowledged = new Set<string>();
  let inFlight: string[] = [];
  let [started, firstWrite] = [performance.now(), 0];
  const killFrom = (moment: KillTime['from']): void => {
    if (kill?.from === moment) void wait(kill.after).then(() => child.kill('SIGKILL'));
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { started: true } | IngestEvent;
    if ('writing' in event) {
      inFlight = event.writing;
      if (firstWrite > 0) continue;
      firstWrite = performance.now();
      killFrom('writing');
    } else if ('acknowledged' in event) {
      for (const file of event.acknowledged) acknowledged.add(file);
      inFlight = [];
    } else {
      started = performance.now();
      killFrom('opening');
    }
  }
  const [code, signal] = await exit;
  if (code !== 0 && signal !== 'SIGKILL') throw new Error(`The ingest ended with ${code ?? signal ?? '?'}.`);
  return {
    acknowledged,
    inFlight,
    killed: signal === 'SIGKILL',
    opening: firstWrite - started,
    writing: performance.now() - firstWrite,
  };
}

/** What a store holds after a run, and what is wrong with it; null where nothing is. */
interface Inspection {
  files: string[];
  problem: string | null;
}

async function inspect(path: string, { acknowledged, inFlight }: Ingest): Promise<Inspection> {
  if (!existsSync(path)) return { files: [], problem: acknowledged.size === 0 ? null : 'The store is gone.' };
  const store = await openSqliteStore({ path, readers: 1 });
  const files = await storedFiles(store);
  const { reports, revisions, sources } = await store.status();
  await store.close();
  const held = new Set(files);
  const lost = [...acknowledged].filter((file) => !held.has(file));
  if (lost.length > 0) return { files, problem: `${lost.length} acknowledged files are lost.` };
  // A write may have become durable just before its acknowledgement could be told; then all of it has.
  const more = files.filter((file) => !acknowledged.has(file));
  if (more.length > 0 && !isDeepStrictEqual(new Set(more), new Set(inFlight))) {
    return {
      files,
      problem: `${more.length} files were never acknowledged, and are not those of one write.`,
    };
  }
  if (revisions !== files.length || sources !== files.length || reports > files.length) {
    const counts = `${reports} reports, ${revisions} revisions and ${sources} sources`;
    return { files, problem: `It counts ${counts} for ${files.length} files.` };
  }
  return { files, problem: checkFile(path) };
}

/** What SQLite itself finds wrong with a file. */
function checkFile(path: string): string | null {
  const db = new Database(path);
  try {
    const found = [
      ...(db.pragma('integrity_check') as object[]),
      ...(db.pragma('foreign_key_check') as object[]),
    ];
    for (const table of ['body', 'headings'])
      db.exec(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`);
    if (!isDeepStrictEqual(found, [{ integrity_check: 'ok' }])) return JSON.stringify(found);
    return checkLedger(db)[0] ?? null;
  } finally {
    db.close();
  }
}

/** What kills have shown. */
export interface KillFigures {
  kills: number;
  /** Kills before the store had acknowledged anything, within a write, and between two. */
  before: number;
  within: number;
  between: number;
  /** Kills within a write that was durable although it had not been acknowledged yet. */
  durable: number;
  /** Imports that came to their end after kills, and gave the same store as one without any. */
  completed: number;
  /** What was wrong, one sentence each. */
  failures: string[];
}

/**
 * Kills an ingest at random moments, opens the store after each kill, and lets the next run go on from there. Once a run
 * has come to its end the store must be that of an undisturbed ingest, and the next begins with an empty one.
 */
export async function killIngests(options: {
  kills: number;
  seed: number;
  /** Files to ingest. */
  count: number;
  onKill?: (figures: Readonly<KillFigures>) => void;
}): Promise<KillFigures> {
  const figures: KillFigures = {
    kills: 0,
    before: 0,
    within: 0,
    between: 0,
    durable: 0,
    completed: 0,
    failures: [],
  };
  const folder = mkdtempSync(join(tmpdir(), 'ogi-faults-'));
  try {
    const files = writeFiles(folder, options.seed, options.count);
    const undisturbed = join(folder, 'undisturbed.sqlite');
    const { opening, writing } = await ingest(undisturbed, files, null);
    const expected = await describeFile(undisturbed);
    const lengths = { opening, writing };
    const times = fc.sample(
      // Most kills are to fall where something is written.
      fc.tuple(
        fc.constantFrom('writing' as const, 'writing' as const, 'writing' as const, 'opening' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      { seed: options.seed, numRuns: options.kills * 10 },
    );
    for (let round = 0; figures.kills < options.kills; round += 1) {
      const path = join(folder, `round-${round}.sqlite`);
      let known: readonly string[] = [];
      for (let goesOn = true; goesOn;) {
        const time = figures.kills < options.kills ? times.pop() : undefined;
        const kill = time && { from: time[0], after: time[1] * lengths[time[0]] };
        const run = await ingest(path, files, kill ?? null);
        // What earlier runs have left is as good as acknowledged.
        for (const file of known) run.acknowledged.add(file);
        const { files: held, problem } = await inspect(path, run);
        if (problem !== null) figures.failures.push(problem);
        if (run.killed) {
          countKill(figures, run, held.length);
          options.onKill?.(figures);
        }
        known = held;
        goesOn = run.killed && problem === null;
      }
      if (figures.failures.length > 0) break;
      figures.completed += 1;
      if (!isDeepStrictEqual(await describeFile(path), expected)) {
        figures.failures.push(`The store of round ${round} is not that of an undisturbed ingest.`);
      }
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return figures;
}

function countKill(figures: KillFigures, { acknowledged, inFlight }: Ingest, held: number): void {
  figures.kills += 1;
  if (inFlight.length > 0) figures.within += 1;
  else if (acknowledged.size === 0) figures.before += 1;
  else figures.between += 1;
  if (held > acknowledged.size) figures.durable += 1;
}

async function describeFile(path: string): Promise<unknown> {
  const store = await openSqliteStore({ path, readers: 1 });
  const description = await describeStore(store);
  await store.close();
  return description;
}

const run = promisify(execFile);

/** Mounts a file system of its own at $0, for the command that follows alone. */
const MOUNTED = 'mount -t tmpfs -o size="$1" tmpfs "$0" && shift && exec "$@"';

/** Whether this user may mount a small file system: on Linux, as root or in a user namespace. */
export async function canMount(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-mount-'));
  try {
    await run('unshare', [...UNSHARE, 'sh', '-c', MOUNTED, folder, '1m', 'true']);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const UNSHARE = ['--mount', '--map-root-user'];

/** Lets the disk of a store fill up during an ingest, with `space` bytes free at first. */
export async function fillDisk(options: {
  seed: number;
  count: number;
  space: number;
}): Promise<FullDiskReport & { expected: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-faults-'));
  try {
    const files = writeFiles(folder, options.seed, options.count);
    const undisturbed = join(folder, 'undisturbed.sqlite');
    await ingest(undisturbed, files, null);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const command = [process.execPath, ...NODE_ARGUMENTS, script('full-disk-process.ts')];
    const { stdout } = await run(
      'unshare',
      [...UNSHARE, 'sh', '-c', MOUNTED, disk, '256m', ...command, disk, String(options.space), files],
      { maxBuffer: 2 ** 30 },
    );
    return { ...(JSON.parse(stdout) as FullDiskReport), expected: await describeFile(undisturbed) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
