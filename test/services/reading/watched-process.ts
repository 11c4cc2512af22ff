/** Processes that `watch-process.test.ts` runs: `fill`, `spin`, `loop`, and `start`, which starts a `loop`. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { watchProcess } from '../../../src/ingest/watch-process.js';

const MEGABYTE = 1024 * 1024;

/** Blocks the process, so that no timer of its own runs. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const what = process.argv[2];
if (what === 'start') {
  fork(fileURLToPath(import.meta.url), ['loop'], { execArgv: process.execArgv }).once('message', () => {
    process.send?.('started');
  });
} else {
  const task = watchProcess(process.memoryUsage.rss() + 64 * MEGABYTE, 300);
  if (what !== 'loop') task.begin();
  process.send?.('started', () => {
    const kept: Buffer[] = [];
    for (;;) {
      if (what === 'fill') kept.push(Buffer.alloc(MEGABYTE, 1));
      if (what !== 'spin') block(1);
    }
  });
}
