/** The real command, as it is built, in a process of its own, as a user runs it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const OGI = fileURLToPath(new URL('../../bin/ogi.js', import.meta.url));

export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Runs as this user, which only root may ask for. */
  uid?: number;
  /** Called with what has been written to standard error so far, after each piece. */
  onStderr?: (soFar: string, child: ChildProcess) => void;
}

export interface RunResult {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs `ogi` with arguments to its end. */
export function runOgi(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const { cwd, env, uid, onStderr } = options;
  const child = spawn(process.execPath, [OGI, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const result: RunResult = { status: null, signal: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (result.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    result.stderr += text;
    onStderr?.(result.stderr, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({ ...result, status, signal });
    });
  });
}
