/**
 * Runs a program for as long as the process lives that started this one, however that ends: a test run that is killed must
 * not leave a server behind. Arguments: a folder to delete at the end, the program, its arguments.
 *
 * The starter holds the other end of this process's stdin. It closes when the starter ends.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder, program, ...parameters] = process.argv.slice(2);
// A process group of its own, so that what the program started ends with it.
const server = spawn(program, parameters, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

let ending = false;
function end() {
  if (ending) return;
  ending = true;
  try {
    process.kill(-server.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

server.on('error', () => process.exit(1));
server.on('exit', () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  process.exit(ending ? 0 : 1);
});
process.stdin.resume();
process.stdin.on('end', end);
process.stdin.on('error', end);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
