/** A thread that watches over a process in which anything may run: it goes on where that is in a loop. */
import { Worker } from 'node:worker_threads';

/** How often it looks, in milliseconds; a loop fills some 20 MB in that time. */
const INTERVAL = 50;

/** Plain JavaScript, so that the thread starts at once, without the loader that TypeScript needs. */
const WATCH = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL');
    else if (process.memoryUsage.rss() > workerData.memoryLimit) process.kill(process.pid, 'SIGABRT');
  }, workerData.interval);
`;

/**
 * Ends this process with SIGABRT, as the engine itself does for lack of memory, once its resident memory is larger than
 * `memoryLimit` bytes (a limit of the heap leaves out what is unpacked); and without a word once the process that started it is
 * gone.
 */
export function watchProcess(memoryLimit: number): void {
  const workerData = { parent: process.ppid, memoryLimit, interval: INTERVAL };
  new Worker(WATCH, { eval: true, execArgv: [], workerData }).unref();
}
