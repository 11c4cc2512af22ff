/** A thread that watches over a process in which anything may run: it goes on where that is in a loop. */
import { Worker } from 'node:worker_threads';

/** How often it looks, in milliseconds; a loop fills some 20 MB in that time. */
const INTERVAL = 50;

/** What a process sends itself when a task has used up its processor time: what systems send for that themselves. */
export const OUT_OF_TIME = 'SIGXCPU';

/** Plain JavaScript, so that the thread starts at once, without the loader that TypeScript needs. */
const WATCH = `
  const { workerData } = require('node:worker_threads');
  const { parent, memoryLimit, timeLimit, begun, interval, outOfTime } = workerData;
  setInterval(() => {
    const since = Atomics.load(begun, 0);
    const { user, system } = process.cpuUsage();
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
    else if (process.memoryUsage.rss() > memoryLimit) process.kill(process.pid, 'SIGABRT');
    else if (since > 0 && (user + system) / 1000 - since > timeLimit) process.kill(process.pid, outOfTime);
  }, interval);
`;

/** Tells the watcher when a task begins and ends. */
export interface WatchedTask {
  begin: () => void;
  end: () => void;
}

/**
 * Ends this process with SIGABRT, as the engine itself does for lack of memory, once its resident memory is larger than
 * `memoryLimit` bytes (a limit of the heap leaves out what is unpacked); with {@link OUT_OF_TIME} once a task has taken more than
 * `timeLimit` milliseconds of the processor, however busy the machine is with others; and without a word once the process that
 * started it is gone.
 */
export function watchProcess(memoryLimit: number, timeLimit: number): WatchedTask {
  // Processor time of the process at the start of the task, in milliseconds; 0 between tasks.
  const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData = {
    parent: process.ppid,
    memoryLimit,
    timeLimit,
    begun,
    interval: INTERVAL,
    outOfTime: OUT_OF_TIME,
  };
  new Worker(WATCH, { eval: true, execArgv: [], workerData }).unref();
  return {
    begin: () => {
      const { user, system } = process.cpuUsage();
      Atomics.store(begun, 0, Math.max(1, Math.floor((user + system) / 1000)));
    },
    end: () => {
      Atomics.store(begun, 0, 0);
    },
  };
}
