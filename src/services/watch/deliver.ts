/** Posts a hit until the receiver has it, or says that it never will. */
import { setTimeout as sleep } from 'node:timers/promises';
import { OgiError } from '../../errors.js';
import { postOnce } from './webhook.js';
import type { PostOptions } from './webhook.js';
import type { WatchHit } from './watch.js';

export interface DeliverOptions extends PostOptions {
  /** Tries at most; null for no end. */
  tries: number | null;
  /** Called before each wait. */
  onRetry: (reason: string, waitMs: number) => void;
  /** Aborted: no further try. */
  signal: AbortSignal;
  /** Milliseconds before the second try; each later one waits twice as long, five minutes at most. */
  firstWaitMs?: number;
}

const FIRST_WAIT_MS = 1000;
const MOST_WAIT_MS = 5 * 60 * 1000;

/**
 * Posts a hit.
 *
 * @throws OgiError `BAD_CONFIGURATION` where the receiver refuses it or, after all tries, cannot be reached.
 */
export async function deliver(url: URL, hit: WatchHit, options: DeliverOptions): Promise<void> {
  const { tries, onRetry, signal, firstWaitMs = FIRST_WAIT_MS } = options;
  const delivery = { id: hit.delivery, body: JSON.stringify(hit) };
  let wait = firstWaitMs;
  for (let made = 1; ; made += 1) {
    const outcome = await postOnce(url, delivery, options);
    if (outcome.status === 'delivered') return;
    const { reason } = outcome;
    if (outcome.status === 'refused' || (tries !== null && made >= tries) || signal.aborted) {
      throw new OgiError('BAD_CONFIGURATION', `The webhook did not take a hit: ${reason}.`, {
        argument: 'webhook',
        remedy: 'Mend the receiver and start again: the hit is told then, and nothing is lost.',
        details: { delivery: hit.delivery },
      });
    }
    // Waits of many watches should not meet.
    const waitMs = Math.max(outcome.afterMs, Math.round(wait * (0.75 + Math.random() / 2)));
    onRetry(reason, waitMs);
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    wait = Math.min(wait * 2, MOST_WAIT_MS);
  }
}
