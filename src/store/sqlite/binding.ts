/** Whether the binding of SQLite was compiled so that it runs: docs/dependencies.md. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { OgiError } from '../../errors.js';

/**
 * What a binding refers to that was compiled against the headers of Node 24.19 or newer: each statement that is let go then takes
 * back a cleanup that nobody set any more, and the process ends.
 */
const LATER_HEADERS = 'RemoveEnvironmentCleanupHook';
/** Nodes before have no such headers. */
const FIRST_WITH_THEM = 24;

/** True for a compiled binding that ends its process at times. */
export function endsItsProcess(binding: Buffer): boolean {
  return binding.includes(LATER_HEADERS);
}

let isKnownToRun = Number(process.versions.node.split('.')[0]) < FIRST_WITH_THEM;

/**
 * Looks once in a process whether the binding can be used.
 *
 * @throws OgiError `STORE_UNAVAILABLE` where it would end the process
 */
export function checkBinding(read = readBinding): void {
  if (isKnownToRun) return;
  const binding = read();
  if (binding !== null && endsItsProcess(binding)) {
    throw new OgiError(
      'STORE_UNAVAILABLE',
      'The binding of SQLite was compiled against headers of Node with which it ends the process at times.',
      {
        remedy: 'Compile it against those of Node 24.18 (docs/dependencies.md says how), or use Node 22.',
      },
    );
  }
  isKnownToRun = true;
}

/** The compiled binding; null where it is elsewhere. */
function readBinding(): Buffer | null {
  const require = createRequire(import.meta.url);
  try {
    return readFileSync(require.resolve('better-sqlite3/build/Release/better_sqlite3.node'));
  } catch {
    return null;
  }
}
