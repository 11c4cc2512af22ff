/** The contract suite: what every store does. An adapter's test file calls it and adds its own extras. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { ReportStore } from '../../src/store/port.js';
import { describeAggregates } from './parts/aggregates.js';
import { describeAliases } from './parts/aliases.js';
import { describeChanges } from './parts/changes.js';
import { describeCopied } from './parts/copied.js';
import { describeDeleting } from './parts/deleting.js';
import { describeDerived } from './parts/derived.js';
import { describeFilters } from './parts/filters.js';
import { describeFrequencies } from './parts/frequencies.js';
import { describeKeeping } from './parts/keeping.js';
import { describeLimits } from './parts/limits.js';
import { describeLogging } from './parts/logging.js';
import { describeOrgans } from './parts/organs.js';
import { describePages } from './parts/pages.js';
import { describeReparsing } from './parts/reparsing.js';
import { describeRevisions } from './parts/revisions.js';
import { describeScans } from './parts/scans.js';
import { describeText } from './parts/text.js';
import { describeYears } from './parts/years.js';

/** An empty store for one test. */
export interface OpenStore {
  store: ReportStore;
  /** Closes the store and opens what it kept. */
  reopen: () => Promise<ReportStore>;
  /** Closes the store and deletes what it kept. */
  destroy: () => Promise<void>;
}

/** Gives the store of the running test. */
export interface ContractContext {
  store: () => ReportStore;
  reopen: () => Promise<ReportStore>;
  /** Another empty store; destroyed after the test. */
  another: () => Promise<ReportStore>;
  /** Lends another empty store, destroyed after its use: laws of many stores need no more than one at a time. */
  withAnother: (use: (store: ReportStore) => Promise<void>) => Promise<void>;
}

/** Runs the suite on a kind of store; `openStore` gives an empty one each time. */
export function reportStoreContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`report store contract: ${name}`, () => {
    let opened: OpenStore[] = [];
    let store: ReportStore;
    const another = async (): Promise<ReportStore> => {
      const one = await openStore();
      opened.push(one);
      return one.store;
    };
    beforeEach(async () => {
      store = await another();
    });
    afterEach(async () => {
      await Promise.all(opened.map((one) => one.destroy()));
      opened = [];
    });
    const context: ContractContext = {
      store: () => store,
      reopen: async () => {
        const [first] = opened;
        if (first === undefined) throw new Error('no store is open');
        store = await first.reopen();
        return store;
      },
      another,
      withAnother: async (use) => {
        const one = await openStore();
        try {
          await use(one.store);
        } finally {
          await one.destroy();
        }
      },
    };
    describeText(context);
    describeAggregates(context);
    describeFrequencies(context);
    describeScans(context);
    describeFilters(context);
    describePages(context);
    describeRevisions(context);
    describeReparsing(context);
    describeAliases(context);
    describeKeeping(context);
    describeYears(context);
    describeDerived(context);
    describeCopied(context);
    describeDeleting(context);
    describeLimits(context);
    describeLogging(context);
    describeChanges(context);
    describeOrgans(context);
  });
}
