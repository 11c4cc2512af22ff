/** A server in a process of its own, watched from within. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { processFamily, proportionalMemory } from '../fuzz/process-family.js';

/** What the probe saw since it was reset. */
export interface Seen {
  /** Longest time in which the event loop did one thing. */
  blockMs: number;
  /** Most processor time that the event loop took for one thing, or a few in a row; 0 where the system does not tell. */
  blockProcessorMs: number;
  /** Most that it took with the processes that it started, what they share counted once. */
  memoryMb: number;
  processorMs: number;
}

/** Milliseconds between two looks at the memory; the system goes through all pages for each. */
const MEMORY_EVERY_MS = 500;

/** The admin token of the server. */
export const TOKEN = 'token-of-the-siege-only';

/** A running server. */
export class Besieged {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #sampling: NodeJS.Timeout;
  #familyMb = 0;

  private constructor(process: ChildProcess, url: string) {
    this.#process = process;
    this.url = url;
    // What it hands over to processes of its own is its memory as well.
    this.#sampling = setInterval(() => {
      const pid = this.#process.pid ?? 0;
      const bytes = proportionalMemory(pid) ?? processFamily(pid).resident;
      this.#familyMb = Math.max(this.#familyMb, bytes / 1024 / 1024);
    }, MEMORY_EVERY_MS);
  }

  /**
   * Starts the server that is built in `app` on the store in `data`. `trustProxy` lets the siege name the address of each of its
   * clients in `X-Forwarded-For`.
   */
  static async start(app: string, data: string, trustProxy: string): Promise<Besieged> {
    const probe = new URL('./probe.mjs', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', probe, join(app, 'dist/main.js')], {
      env: {
        ...process.env,
        OGI_DATA: data,
        PORT: '0',
        HOST: '127.0.0.1',
        LOG_LEVEL: 'silent',
        OGI_ADMIN_TOKEN: TOKEN,
        OGI_TRUST_PROXY: trustProxy,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let printed = '';
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /endpoint +(\S+)\/graphql[^]*Ctrl-C/u.exec(printed)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (status) => {
        reject(new Error(`The server ended with ${String(status)}.`));
      });
    });
    return new Besieged(child, url);
  }

  reset(): void {
    this.#familyMb = 0;
    this.#process.send('reset');
  }

  async seen(): Promise<Seen> {
    const answer = once(this.#process, 'message');
    this.#process.send('read');
    const [seen] = (await answer) as [Seen];
    return { ...seen, memoryMb: this.#familyMb || seen.memoryMb };
  }

  async stop(): Promise<void> {
    clearInterval(this.#sampling);
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
