/** A writer of the store on Elasticsearch that a test can break off, or do something to, between any two of its steps. */
import { Client } from '@elastic/elasticsearch';
import type { ReportWrite, WriteOutcome } from '../../../src/store/writes.js';
import { carryOut } from '../../../src/store/elasticsearch/commits/carry-out.js';
import { CommitLog } from '../../../src/store/elasticsearch/commits/commit-log.js';
import type { CarryOut } from '../../../src/store/elasticsearch/commits/commit-log.js';
import { ContentStore } from '../../../src/store/elasticsearch/kept/content-store.js';
import { BatchDecision } from '../../../src/store/elasticsearch/commits/decide-changes.js';
import { indexNames } from '../../../src/store/elasticsearch/indices.js';
import { HeadStore } from '../../../src/store/elasticsearch/commits/head-store.js';
import type { HeadState } from '../../../src/store/elasticsearch/commits/head-store.js';
import type { BuildContext } from '../../../src/store/elasticsearch/projection/projection-builder.js';
import { RegistryView } from '../../../src/store/elasticsearch/commits/registry-view.js';
import { writeLimits } from '../../../src/store/elasticsearch/connection/retry.js';

const RETRY_MS = 10_000;

/** All parts of a writer; close it. */
export class StepwiseWriter {
  readonly context: BuildContext;

  /** @param interfere called before each commit of this writer is carried out */
  constructor(url: string, prefix: string, interfere: () => Promise<void> = () => Promise.resolve()) {
    const names = indexNames(prefix);
    const client = new Client({ node: url });
    const heads = new HeadStore(client, names, writeLimits(RETRY_MS));
    const contents = new ContentStore(client, names, writeLimits(RETRY_MS));
    const context = { client, names, heads, contents, retryMs: RETRY_MS };
    const carry: CarryOut = async (changes, head, atHand) => {
      await interfere();
      await carryOut(changes, head, atHand, context);
    };
    this.context = { ...context, commits: new CommitLog(heads, carry, RETRY_MS) };
  }

  /** Uploads a batch and writes down what it changes, but carries nothing out. */
  async begin(batch: readonly ReportWrite[], { commit }: { commit: boolean }): Promise<HeadState | null> {
    const { commits, heads } = this.context;
    const state = await commits.settled();
    const view = new RegistryView(async (lookup) => (await heads.entries(lookup, state)) ?? []);
    const decided = await this.#decision(batch).decide(view, state.head.commit + 1);
    if (decided.changes === null) throw new Error('Nothing was to be changed.');
    await decided.upload();
    return commit ? commits.open(state, decided.changes) : null;
  }

  /** Writes a batch as the store does. `between` is called once, after the first upload and before its commit. */
  write(batch: readonly ReportWrite[], between: () => Promise<void>): Promise<WriteOutcome[]> {
    const decision = this.#decision(batch);
    let interfere = between;
    return this.context.commits.change(async (view, commit) => {
      const decided = await decision.decide(view, commit);
      if (decided.changes === null) return decided;
      const upload = async (): Promise<void> => {
        await decided.upload();
        const now = interfere;
        interfere = () => Promise.resolve();
        await now();
      };
      return { ...decided, upload };
    });
  }

  #decision(batch: readonly ReportWrite[]): BatchDecision {
    const { contents } = this.context;
    return new BatchDecision(batch, { contents, setAsideIds: () => Promise.resolve([]) });
  }
}
