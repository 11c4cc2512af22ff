/** Loaded into a besieged server: tells its event-loop delay, memory and processor time when asked. */
import { Buffer } from 'node:buffer';
import { existsSync, openSync, readSync } from 'node:fs';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 5;
/** Milliseconds between two looks at the processor time of the event loop: looking takes some itself. */
const LOOK_MS = 2;

/** Processor time of this thread in milliseconds; 0 where the system does not tell. */
function threadClock() {
  const path = `/proc/self/task/${process.pid}/schedstat`;
  if (!existsSync(path)) return () => 0;
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(64);
  return () =>
    Number.parseInt(bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0)), 10) / 1e6;
}

function watch() {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  // What the loop itself did between two looks: other work of the machine is not in it.
  const processor = threadClock();
  let last = processor();
  let longest = 0;
  setInterval(() => {
    const now = processor();
    longest = Math.max(longest, now - last);
    last = now;
  }, LOOK_MS).unref();
  let memory = 0;
  let begun = process.cpuUsage();
  setInterval(() => {
    memory = Math.max(memory, process.memoryUsage.rss());
  }, 50).unref();

  process.on('message', (message) => {
    if (message === 'reset') {
      delay.reset();
      longest = 0;
      memory = process.memoryUsage.rss();
      begun = process.cpuUsage();
    }
    if (message === 'read') {
      const { user, system } = process.cpuUsage(begun);
      process.send?.({
        blockMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
        blockProcessorMs: longest,
        memoryMb: memory / 1024 / 1024,
        processorMs: (user + system) / 1000,
      });
    }
  });
  process.channel?.unref();
}

// Threads of the server load it as well, and are not watched: they may take long.
if (isMainThread) watch();
