/**
 * All changes of the store, one after the other, whichever processes make them. Elasticsearch has no transactions, so a
 * change is written down as a whole first, by replacing the head of the store where it still is the one on which the
 * change was decided. What is written down is then carried out; whoever finds a change that its maker has left unfinished
 * carries it out in his stead. Each step may be repeated, and a late repetition does no harm: documents carry the number
 * of the commit that wrote them, and none gives way to an earlier one.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { deflate, inflate } from '../../report-codec.js';
import { storeUnavailable } from '../connection/store-error.js';
import type { CommitChanges, Head } from '../indices.js';
import type { HeadState, HeadStore } from './head-store.js';
import { PROJECTION_VERSION } from '../projection/projection-version.js';
import { RegistryView } from './registry-view.js';
import type { Reports } from '../projection/entry-reports.js';
import { Backoff } from '../connection/retry.js';

/** How long another process may take to carry out a change before it counts as gone. */
const LEASE_MS = 10_000;
/** How often it is looked whether another process is done. */
const POLL_MS = 50;

/** A change that was decided on. */
export interface Decision<T> {
  changes: CommitChanges;
  /** The loaded parsed revisions that projecting the changes needs. */
  reports: Reports;
  /** Writes what the changes name and nobody has written yet. */
  upload: () => Promise<void>;
  result: T;
}

/** What is loaded where the maker of a change carries it out himself. */
export interface AtHand {
  view: RegistryView;
  reports: Reports;
}

/** Carries out the changes of a commit, so that searches see them; `atHand` null where another process made them. */
export type CarryOut = (changes: CommitChanges, head: Head, atHand: AtHand | null) => Promise<void>;

/** The registry has moved on since the head was read: decide again. */
class Superseded extends Error {}

/** Changes the store. */
export class CommitLog {
  readonly #heads: HeadStore;
  readonly #carryOut: CarryOut;
  readonly #retryMs: number;
  /** Begins the owner of each head that this process wrote. */
  readonly #process = randomUUID();
  /** Changes of one process wait for each other here instead of superseding each other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(heads: HeadStore, carryOut: CarryOut, retryMs: number) {
    this.#heads = heads;
    this.#carryOut = carryOut;
    this.#retryMs = retryMs;
  }

  /**
   * Makes one change and resolves once it is durable and searches see it. `decide` may be called again, with fresh data,
   * where another process was faster; with null it decides that there is nothing to change.
   */
  change<T>(
    decide: (view: RegistryView, commit: number) => Promise<Decision<T> | { changes: null; result: T }>,
  ): Promise<T> {
    const run = this.#last.then(() => this.#change(decide));
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** The head once no commit is open any more; all that was committed before is to be seen. */
  async settled(): Promise<HeadState> {
    await this.#last;
    return this.#settled();
  }

  async #settled(): Promise<HeadState> {
    let waited = { seqNo: -1, since: 0 };
    for (;;) {
      const state = await this.#heads.read();
      if (state === null)
        throw storeUnavailable('The store has no head.', 'Restart the service: it makes what is missing.');
      const { head, seqNo } = state;
      if (head.open === null) return state;
      if (waited.seqNo !== seqNo) waited = { seqNo, since: performance.now() };
      const isOwn = head.owner.startsWith(this.#process);
      if (isOwn || performance.now() - waited.since > LEASE_MS) {
        await this.#finish(state, null);
      } else {
        await sleep(POLL_MS * (0.5 + Math.random()));
      }
    }
  }

  /** Begins a commit on a settled head; null where another process was faster. {@link finish} it. */
  open(state: HeadState, changes: CommitChanges): Promise<HeadState | null> {
    return this.#replaceOpen(state, state.head.commit + 1, changes);
  }

  /**
   * Gives an open commit other changes, also to show others that its maker is still there; null where another process has
   * taken it over.
   */
  reopen(state: HeadState, changes: CommitChanges): Promise<HeadState | null> {
    return this.#replaceOpen(state, state.head.commit, changes);
  }

  /** Carries out what is open and settles the head. Where another process has done so, that is as good. */
  finish(state: HeadState): Promise<void> {
    return this.#finish(state, null);
  }

  #replaceOpen(state: HeadState, commit: number, changes: CommitChanges): Promise<HeadState | null> {
    const head: Head = { ...state.head, commit, open: encodeChanges(changes), owner: this.#newOwner() };
    return this.#heads.replace(state, head, false);
  }

  async #change<T>(
    decide: (view: RegistryView, commit: number) => Promise<Decision<T> | { changes: null; result: T }>,
  ): Promise<T> {
    const backoff = new Backoff(this.#retryMs);
    for (;;) {
      const state = await this.#settled();
      requireOwnProjection(state.head);
      try {
        const view = new RegistryView(async (lookup) => {
          const entries = await this.#heads.entries(lookup, state);
          if (entries === null) throw new Superseded();
          return entries;
        });
        const decision = await decide(view, state.head.commit + 1);
        if (decision.changes === null) return decision.result;
        await decision.upload();
        const opened = await this.open(state, decision.changes);
        if (opened !== null) {
          await this.#finish(opened, { view, reports: decision.reports });
          return decision.result;
        }
      } catch (error) {
        if (!(error instanceof Superseded)) throw error;
        // Perhaps a copy of the registry that has not heard of the last refresh.
        await this.#heads.makeVisible();
      }
      if (!(await backoff.wait())) {
        throw storeUnavailable('Other writers were always faster.', 'Try again with fewer writers at once.');
      }
    }
  }

  async #finish(state: HeadState, atHand: AtHand | null): Promise<void> {
    const { head } = state;
    const changes = decodeChanges(head.open);
    await this.#carryOut(changes, head, atHand);
    const served = changes.serve ?? head.served;
    const settled: Head = {
      ...head,
      open: null,
      owner: this.#newOwner(),
      served,
      previous: served.index === head.served.index ? head.previous : head.served,
    };
    if ((await this.#heads.replace(state, settled, true)) === null) await this.#heads.makeVisible();
  }

  #newOwner(): string {
    return `${this.#process}/${randomUUID()}`;
  }
}

/** Another version's projection can neither be read nor written here. */
export function requireOwnProjection({ served }: Pick<Head, 'served'>): void {
  if (served.version === PROJECTION_VERSION) return;
  throw storeUnavailable(
    'The index of reports was made by another version of this program.',
    'Run ogi reindex with the newest version of this program, and restart older processes.',
  );
}

function encodeChanges(changes: CommitChanges): string {
  return deflate(Buffer.from(JSON.stringify(changes))).toString('base64');
}

function decodeChanges(open: string | null): CommitChanges {
  if (open === null) throw new Error('There is no open commit.');
  return JSON.parse(inflate(Buffer.from(open, 'base64')).toString('utf8')) as CommitChanges;
}
