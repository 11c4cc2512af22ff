/** Reads the pages of scans in a process of its own, one for each scan. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SetAsideError } from '../../errors.js';
import { groupProcessorTime } from '../office/group-time.js';
import type { PageContent } from '../page/page-content.js';
import type { OcrCall, OcrReply } from './ocr-protocol.js';
import { OUT_OF_TIME } from '../watch-process.js';

/** Told after each page: how many are done, and how many there are. */
export type PageProgress = (done: number, count: number) => void;

/** Milliseconds by the clock in which nothing of a page is done at all: how much it may use of the processor is watched where it is read. */
const IDLE_LIMIT = 600_000;

/**
 * Reads pages.
 *
 * @param idleLimit milliseconds by the clock
 * @throws SetAsideError `needs-ocr` where the addition is not installed, `damaged-file`, `too-large`
 */
export function recognisePages(
  call: OcrCall,
  onPage: PageProgress = () => undefined,
  idleLimit = IDLE_LIMIT,
): Promise<PageContent[]> {
  return new Promise((resolve, reject) => {
    const child = startProcess();
    const pages: PageContent[] = [];
    let clock: NodeJS.Timeout | undefined;
    let used = 0;
    const settle = (end: () => void): void => {
      clearTimeout(clock);
      child.removeAllListeners();
      child.on('error', () => undefined);
      child.kill('SIGKILL');
      end();
    };
    const fail = (error: unknown): void => {
      settle(() => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    };
    const wait = (): void => {
      clearTimeout(clock);
      clock = setTimeout(() => {
        const now = groupProcessorTime(child.pid ?? 0) ?? 0;
        if (now <= used) fail(tooMuch());
        else {
          used = now;
          wait();
        }
      }, idleLimit);
    };
    wait();
    child.on('error', fail);
    child.on('exit', (code, signal) => {
      fail(
        signal === OUT_OF_TIME || signal === 'SIGABRT' || code === 134 ? tooMuch() : failed(signal ?? code),
      );
    });
    child.on('message', (reply: OcrReply | 'ready') => {
      wait();
      if (reply === 'ready') child.send(call);
      else if ('page' in reply) {
        pages.push(reply.page);
        onPage(reply.done, reply.count);
      } else if ('end' in reply) {
        settle(() => {
          resolve(pages);
        });
      } else if ('problem' in reply) fail(new SetAsideError(reply.problem.reason, reply.problem.message));
      else fail(failed(reply.failure));
    });
  });
}

function startProcess(): ReturnType<typeof fork> {
  const fromSource = import.meta.url.endsWith('.ts');
  const entry = new URL(fromSource ? './ocr-process.ts' : './ocr-process.js', import.meta.url);
  return fork(fileURLToPath(entry), {
    execArgv: fromSource ? ['--import', import.meta.resolve('tsx')] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
  });
}

function tooMuch(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'A page of the scan takes more time or memory to read than any page of a report does. Scan it again with 300 dots an inch, in grey or colour, and import that.',
  );
}

function failed(cause: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'A page of the scan made its reader fail. Fetch the file again from where it was published, or scan it again with 300 dots an inch.',
    new Error(String(cause)),
  );
}
