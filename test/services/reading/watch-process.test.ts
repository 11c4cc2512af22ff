/** The thread that ends a process in a loop. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** Runs the process below; `fill` takes memory that is no heap, `spin` the processor, `start` starts another that is in a loop. */
function start(what: 'fill' | 'spin' | 'start'): ChildProcess {
  const entry = fileURLToPath(new URL('./watched-process.ts', import.meta.url));
  return fork(entry, [what], { execArgv: ['--import', import.meta.resolve('tsx')], silent: true });
}

it('ends a process that fills memory beside the heap', async () => {
  const [, signal] = (await once(start('fill'), 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGABRT');
}, 30_000);

it('ends a task that takes too much of the processor', async () => {
  const [, signal] = (await once(start('spin'), 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGXCPU');
}, 30_000);

it('ends a process in a loop once the one that started it is gone', async () => {
  const parent = start('start');
  await once(parent, 'message');
  parent.kill('SIGKILL');
  // Its output is open as long as either of them lives.
  await once(parent, 'close');
}, 30_000);
