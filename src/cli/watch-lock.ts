/** Holds a state file for one process, so that two of them do not tell the same hits. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { OgiError } from '../errors.js';
import { printable } from './output.js';
import { codeOf } from './error-code.js';

/**
 * Takes a lock; that of a process that is no more is taken over.
 *
 * @throws OgiError `BAD_CONFIGURATION` where another process holds it.
 */
export async function holdLock(path: string): Promise<{ release: () => Promise<void> }> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw notWritable(path, error);
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(holder)) break;
    await rm(path, { force: true });
  }
  throw new OgiError('BAD_CONFIGURATION', 'Another process watches with this state.', {
    argument: '--state',
    remedy: `Stop it, or give each watch a state of its own; ${printable(path)} names its process.`,
  });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function notWritable(path: string, cause: unknown): OgiError {
  return new OgiError('BAD_CONFIGURATION', `${printable(path)} cannot be written.`, {
    argument: '--state',
    remedy: 'Give a file in a folder that you may write to.',
    cause,
  });
}
