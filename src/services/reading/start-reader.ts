/** Starts a process that reads files. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Memory for objects that the process may take, in MB; a file that takes more ends it. `reader-process.ts` limits the rest. */
const HEAP_LIMIT = 320;
/** Bytes of bytecode that a function runs before the engine compiles it for speed; its default is 67,584. */
const INTERRUPT_BUDGET = 1_000_000;
/**
 * Much code runs a little for each file: what compiling it for speed takes, early and again, is a seventh of all. The engine of Node 20 alone has
 * this option; later ones do not start with it.
 */
const COMPILE_LATER = process.versions.node.startsWith('20.')
  ? [`--interrupt-budget=${INTERRUPT_BUDGET}`]
  : [];

/** Starts one; its first message says that it is ready. */
export function startReader(): ChildProcess {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './reader-process.ts' : './reader-process.js', import.meta.url);
  return fork(fileURLToPath(entry), {
    // From source, in development and tests, it needs the TypeScript loader.
    execArgv: [
      `--max-old-space-size=${HEAP_LIMIT}`,
      // Files are small: threads that collect for them cost more than they spare.
      '--single-threaded-gc',
      ...COMPILE_LATER,
      ...(fromSource ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    serialization: 'advanced',
    // Its last words are those of the engine; and Ctrl-C on a terminal is for the process that was started there.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
}
