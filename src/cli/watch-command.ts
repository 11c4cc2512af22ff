/** `ogi watch`: tells the new and revised reports that a saved search finds, each once. */
import { open, readFile, rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../config.js';
import { OgiError } from '../errors.js';
import { baseAddress } from '../mcp/links.js';
import { readChangesInput } from '../services/changes.js';
import { deliver } from '../services/watch/deliver.js';
import { beginWatch, tellChanges } from '../services/watch/watch.js';
import type { WatchHit, WatchState } from '../services/watch/watch.js';
import { readWatchQuery } from '../services/watch/watch-query.js';
import type { WatchQuery } from '../services/watch/watch-query.js';
import { loadSegmenter } from '../text/segmenter.js';
import { EXIT } from './exit-status.js';
import { withStore } from './open-store.js';
import { complain, print, printable } from './output.js';
import { holdLock } from './watch-lock.js';
import { codeOf } from './error-code.js';

export interface WatchCommandOptions {
  state?: string;
  interval?: string;
  once?: boolean;
  since?: string;
  url?: string;
  allowPrivate?: boolean;
  data?: string;
}

const DEFAULT_INTERVAL = 60;
const LONGEST_INTERVAL = 24 * 60 * 60;
/** Tries of a delivery where the command is to end. */
const TRIES_ONCE = 5;

/**
 * Watches until SIGTERM or SIGINT, or with `once` tells what there is and ends.
 *
 * @returns the exit status
 */
export async function runWatch(file: string, options: WatchCommandOptions): Promise<number> {
  const config = loadConfig(undefined, { dataDir: options.data });
  const query = readWatchQuery(await readText(file));
  const interval = readInterval(options.interval);
  const { since } = readChangesInput({ since: options.since ?? null });
  const path = options.state ?? `${file}.state`;
  const base = baseAddress(options.url ?? `http://${config.host}:${String(config.port)}`);
  loadSegmenter();
  const stop = new AbortController();
  const end = (): void => {
    stop.abort();
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  const lock = await holdLock(`${path}.lock`);
  try {
    await withStore(config, async (store) => {
      let from: { state: WatchState | null; since: string | null } = await startOf(path, () =>
        beginWatch(store, since),
      );
      if (from.state !== null) await saveState(path, from.state);
      const tell = tellerOf(query, options, config.watchSecret, stop.signal);
      const save = (state: WatchState) => saveState(path, state);
      // A signal may come at any time.
      const goesOn = (): boolean => options.once !== true && !stop.signal.aborted;
      do {
        const state = await tellChanges(store, query, from, { tell, save, base, signal: stop.signal });
        from = { state, since };
        if (goesOn()) await sleep(interval * 1000, undefined, { signal: stop.signal }).catch(() => undefined);
      } while (goesOn());
    });
  } catch (error) {
    // A delivery that was given up because the command is to end is reported by the next run.
    if (!stop.signal.aborted) throw error;
  } finally {
    await lock.release();
    process.off('SIGTERM', end).off('SIGINT', end);
  }
  return EXIT.ok;
}

/** A line of JSON on standard output, or a message. */
function tellerOf(
  { webhook }: WatchQuery,
  { once, allowPrivate }: WatchCommandOptions,
  secret: string | null,
  signal: AbortSignal,
): (hit: WatchHit) => Promise<void> {
  if (webhook === null) return (hit) => print(`${JSON.stringify(hit)}\n`);
  return (hit) =>
    deliver(webhook, hit, {
      secret,
      allowPrivate: allowPrivate === true,
      tries: once === true ? TRIES_ONCE : null,
      signal,
      onRetry: (reason, waitMs) => {
        complain(
          `ogi: ${webhook.host}: ${printable(reason)}; trying again in ${String(Math.ceil(waitMs / 1000))} s.`,
        );
      },
    });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new OgiError('BAD_ARGUMENT', `The file ${printable(file)} cannot be read.`, {
      argument: 'FILE',
      remedy: 'Give a saved search, e.g. {"name": "诉讼", "query": "行政诉讼"}.',
      cause,
    });
  }
}

function readInterval(text: string | undefined): number {
  const seconds = text === undefined ? DEFAULT_INTERVAL : Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_INTERVAL) return seconds;
  throw new OgiError('BAD_ARGUMENT', `--interval is ${printable(text ?? '')}.`, {
    argument: '--interval',
    remedy: `Give seconds, 1 to ${String(LONGEST_INTERVAL)}.`,
  });
}

async function startOf<T extends { state: WatchState | null; since: string | null }>(
  path: string,
  begin: () => Promise<T>,
): Promise<{ state: WatchState | null; since: string | null }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return begin();
    throw unreadableState(path, error);
  }
  try {
    const { cursor } = JSON.parse(text) as Partial<WatchState>;
    if (typeof cursor === 'string') return { state: { cursor }, since: null };
  } catch (error) {
    throw unreadableState(path, error);
  }
  throw unreadableState(path, null);
}

function unreadableState(path: string, cause: unknown): OgiError {
  return new OgiError('BAD_CONFIGURATION', `The state ${printable(path)} cannot be read.`, {
    argument: '--state',
    remedy: 'Delete it to begin again, with --since for what came in meanwhile.',
    cause,
  });
}

/** The old state or the new one is there, whole, whatever happens. */
async function saveState(path: string, state: WatchState): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w');
  try {
    await file.writeFile(`${JSON.stringify(state)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
