/** Loaded into a besieged server: tells its event-loop delay, memory and processor time when asked. */
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { setInterval } from 'node:timers';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let memory = 0;
// What the loop itself did between two looks, by the clock of this thread's processor time: other work of the machine is not in it.
const THREAD = `/proc/self/task/${process.pid}/schedstat`;
const processor = () => (existsSync(THREAD) ? Number(readFileSync(THREAD, 'utf8').split(' ')[0]) / 1e6 : 0);
let last = processor();
let longest = 0;
setInterval(() => {
  const now = processor();
  longest = Math.max(longest, now - last);
  last = now;
}, 1).unref();
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
