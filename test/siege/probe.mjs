/** Loaded into a besieged server: tells its event-loop delay, memory and processor time when asked. */
import process from 'node:process';
import { setInterval } from 'node:timers';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
let memory = 0;
let begun = process.cpuUsage();
setInterval(() => {
  memory = Math.max(memory, process.memoryUsage.rss());
}, 50).unref();

process.on('message', (message) => {
  if (message === 'reset') {
    delay.reset();
    memory = process.memoryUsage.rss();
    begun = process.cpuUsage();
  }
  if (message === 'read') {
    const { user, system } = process.cpuUsage(begun);
    process.send?.({
      blockMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS),
      memoryMb: memory / 1024 / 1024,
      processorMs: (user + system) / 1000,
    });
  }
});
process.channel?.unref();
