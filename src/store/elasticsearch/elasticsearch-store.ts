/** The store on Elasticsearch. Any number of processes may read and write one store at once. */
import type { Client } from '@elastic/elasticsearch';
import { DEFAULT_DEADLINE_MS } from '../search-request.js';
import type { AggregateRequest, AggregateResult, Frequencies } from '../aggregate-request.js';
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from '../copied-request.js';
import type { ReportStore, StoreStatus } from '../port.js';
import type { Scan, ScanRequest } from '../scan-request.js';
import type { MatchRequest, ReadOptions, SearchRequest, SearchResult } from '../search-request.js';
import type { SetAsideFile, KnownSource, Source } from '../sources.js';
import type {
  Alias,
  ReportWrite,
  RevisionInfo,
  StoredReport,
  WriteLogEntry,
  WriteOutcome,
} from '../writes.js';
import { CHANGES_KEPT } from '../changes.js';
import type { ChangesPage, ChangesRequest } from '../changes.js';
import type { OrganHistory } from '../organ-history.js';
import type { Roster, RosterInfo } from '../rosters.js';
import { requireStorable } from '../report-facts.js';
import { NODE_BLAME_MS } from './reading/bounded-reads.js';
import { carryOut } from './commits/carry-out.js';
import { createClient } from './connection/client.js';
import type { ElasticsearchSettings } from './connection/client.js';
import { CommitLog } from './commits/commit-log.js';
import { ContentStore } from './kept/content-store.js';
import { decideAliases } from './commits/decide-aliases.js';
import { BatchDecision, decideDelete } from './commits/decide-changes.js';
import { indexNames } from './indices.js';
import { HeadStore } from './commits/head-store.js';
import { KeptChanges } from './kept/kept-changes.js';
import { KeptRosters } from './kept/kept-rosters.js';
import { KeptLists } from './kept/kept-lists.js';
import { KeptReports } from './kept/kept-reports.js';
import type { CallOptions } from './kept/kept-reports.js';
import { ProjectionReader } from './reading/projection-reader.js';
import { DEFAULT_RETRY_MS, READ_LIMITS, writeLimits } from './connection/retry.js';
import { splitBatch } from './commits/split-batch.js';
import { StoreCalls } from './store-calls.js';

/** How to open a store on Elasticsearch. */
export interface ElasticsearchStoreOptions {
  settings: ElasticsearchSettings;
  /** As in the embedded store: absent, a new store is the user's and an existing one is taken as it is. */
  madeUp?: boolean;
  /** Milliseconds for which a write is tried while the cluster is away or busy. Default is 60,000. */
  retryMs?: number;
}

/**
 * Opens the store. Nothing is sent before the first call, which makes missing indices; so a server may start before its
 * cluster does.
 *
 * @throws OgiError `BAD_CONFIGURATION` where the settings cannot be used; where `madeUp` does not fit, with the first call.
 */
export function openElasticsearchStore(options: ElasticsearchStoreOptions): ReportStore {
  return new ElasticsearchStore(options);
}

/** Commits of one process after which it looks whether there are too many changes. */
const PRUNE_EVERY = 200;

class ElasticsearchStore implements ReportStore {
  /** A cluster has queues of its own; this bounds what one server of ours has under way. */
  readonly readsAtOnce = 16;
  readonly #client: Client;
  readonly #heads: HeadStore;
  readonly #commits: CommitLog;
  readonly #lists: KeptLists;
  readonly #reports: KeptReports;
  readonly #changes: KeptChanges;
  readonly #rosters: KeptRosters;
  /** Of one state of the store. */
  #history: { version: string; history: OrganHistory } | null = null;
  #commitsSincePruning = 0;
  readonly #contents: ContentStore;
  readonly #reader: ProjectionReader;
  readonly #calls: StoreCalls;

  constructor({ settings, madeUp, retryMs = DEFAULT_RETRY_MS }: ElasticsearchStoreOptions) {
    const client = createClient(settings);
    const names = indexNames(settings.indexPrefix);
    const limits = writeLimits(retryMs);
    const heads = new HeadStore(client, names, limits);
    const contents = new ContentStore(client, names, limits);
    const readHeads = new HeadStore(client, names, READ_LIMITS);
    const context = { client, names, heads, contents, retryMs };
    this.#client = client;
    this.#heads = readHeads;
    this.#contents = contents;
    this.#commits = new CommitLog(
      heads,
      (changes, head, atHand) => carryOut(changes, head, atHand, context),
      retryMs,
    );
    this.#lists = new KeptLists(client, names, retryMs);
    this.#reports = new KeptReports(client, names, readHeads, new ContentStore(client, names, READ_LIMITS));
    this.#changes = new KeptChanges(client, names, retryMs);
    this.#rosters = new KeptRosters(client, names, retryMs);
    this.#reader = new ProjectionReader(client, names.reports);
    this.#calls = new StoreCalls({ client, names, shards: settings.shards, madeUp: madeUp ?? null }, limits);
  }

  write(batch: readonly ReportWrite[]): Promise<WriteOutcome[]> {
    return this.#calls.write(async () => {
      // Before the first commit, so that a report that cannot be stored stops the whole batch.
      for (const write of batch) requireStorable(write);
      const outcomes: WriteOutcome[] = [];
      for (const part of splitBatch(batch)) {
        const decision = new BatchDecision(part, {
          contents: this.#contents,
          setAsideIds: (sha256) => this.#lists.setAsideIds(sha256),
        });
        outcomes.push(...(await this.#commits.change((view, commit) => decision.decide(view, commit))));
        this.#commitsSincePruning += 1;
      }
      if (this.#commitsSincePruning >= PRUNE_EVERY) {
        this.#commitsSincePruning = 0;
        await this.#changes.prune(CHANGES_KEPT);
      }
      return outcomes;
    });
  }

  delete(id: string): Promise<boolean> {
    return this.#calls.write(() =>
      this.#commits.change((view, commit) => decideDelete(view, id, commit, this.#contents)),
    );
  }

  setAside(files: readonly SetAsideFile[]): Promise<void> {
    return this.#calls.write(() => this.#lists.setAside(files));
  }

  logWrites(entries: readonly WriteLogEntry[]): Promise<void> {
    return this.#calls.write(() => this.#lists.logWrites(entries));
  }

  knownSources(sha256: readonly string[]): Promise<Map<string, KnownSource>> {
    return this.#calls.read(async () => {
      // What a commit has named is known once it can be searched: else a broken import would never be completed.
      await this.#commits.settled();
      const entries = (await this.#heads.entries({ ids: [], keys: [], sha256 }, null)) ?? [];
      const asked = new Set(sha256);
      return new Map(
        entries.flatMap(({ id, revisions }) =>
          revisions
            .filter((revision) => asked.has(revision.sha256))
            .map(({ sha256: one, parserVersion, url, retrievedAt }) => {
              const origin = { url: url ?? null, retrievedAt: retrievedAt ?? null };
              return [one, { id, parserVersion, ...origin }] as const;
            }),
        ),
      );
    });
  }

  search(request: SearchRequest, options?: ReadOptions): Promise<SearchResult> {
    return this.#calls.readBy(options, (left) => this.#reader.search(request, left));
  }

  aggregate(request: AggregateRequest, options?: ReadOptions): Promise<AggregateResult> {
    return this.#calls.readBy(options, (left) => this.#reader.aggregate(request, left));
  }

  frequencies(request: MatchRequest, key: string, options?: ReadOptions): Promise<Frequencies> {
    return this.#calls.readBy(options, (left) => this.#reader.frequencies(request, key, left));
  }

  sentenceCounts(fingerprints: readonly string[], options?: ReadOptions): Promise<SentenceCount[]> {
    return this.#calls.readBy(options, (left) => this.#reader.sentenceCounts(fingerprints, left));
  }

  kin(request: KinRequest, options?: ReadOptions): Promise<Kin[]> {
    return this.#calls.readBy(options, (left) => this.#reader.kin(request, left));
  }

  copiedSentences(request: CopiedRequest, options?: ReadOptions): Promise<CopiedSentence[]> {
    return this.#calls.readBy(options, (left) => this.#reader.copiedSentences(request, left));
  }

  scan(request: ScanRequest): Promise<Scan> {
    return this.#calls.read(() =>
      this.#reader.scan(request, async () => {
        const { head } = await this.#commits.settled();
        return `${head.store}/${head.commit}`;
      }),
    );
  }

  getMany(ids: readonly string[], options?: ReadOptions): Promise<(StoredReport | null)[]> {
    return this.#calls.readBy(options, (left) => this.#reports.getMany(ids, callOptions(left)));
  }

  revisions(ids: readonly string[]): Promise<RevisionInfo[][]> {
    return this.#calls.read(() => this.#reports.revisions(ids));
  }

  getRevision(id: string, sha256: string): Promise<StoredReport | null> {
    return this.#calls.read(() => this.#reports.getRevision(id, sha256, callOptions()));
  }

  source(sha256: string): Promise<Source | null> {
    return this.#calls.read(() => this.#reports.source(sha256));
  }

  listSources(after: string | null, limit: number): Promise<string[]> {
    return this.#calls.read(() => this.#lists.listSources(after, limit));
  }

  listAliases(after: string | null, limit: number): Promise<Alias[]> {
    return this.#calls.read(() => this.#lists.listAliases(after, limit));
  }

  addAliases(aliases: readonly Alias[]): Promise<void> {
    return this.#calls.write(() =>
      this.#commits.change((view, commit) => decideAliases(view, aliases, commit)),
    );
  }

  listSetAside(limit: number, offset: number): Promise<{ files: SetAsideFile[]; total: number }> {
    return this.#calls.read(() => this.#lists.listSetAside(limit, offset));
  }

  listWrites(limit: number, offset: number): Promise<{ entries: WriteLogEntry[]; total: number }> {
    return this.#calls.read(() => this.#lists.listWrites(limit, offset));
  }

  changes(request: ChangesRequest, options?: ReadOptions): Promise<ChangesPage> {
    return this.#calls.readBy(options, async ({ deadlineMs }) => {
      const { head } = await this.#commits.settled();
      return this.#changes.list(request, head, deadlineMs);
    });
  }

  pruneChanges(keep: number): Promise<number> {
    return this.#calls.write(() => this.#changes.prune(keep));
  }

  organHistory(options?: ReadOptions): Promise<OrganHistory> {
    return this.#calls.readBy(options, async (left) => {
      const { head } = await this.#commits.settled();
      const version = `${head.store}/${String(head.commit)}`;
      // It is large, and the same for all who ask until something changes.
      if (this.#history?.version === version) return this.#history.history;
      const history = await this.#reader.organHistory(left);
      this.#history = { version, history };
      return history;
    });
  }

  putRoster(roster: Roster): Promise<void> {
    return this.#calls.write(() => this.#rosters.put(roster));
  }

  removeRoster(name: string): Promise<boolean> {
    return this.#calls.write(() => this.#rosters.remove(name));
  }

  rosters(): Promise<Roster[]> {
    return this.#calls.read(() => this.#rosters.all());
  }

  listRosters(): Promise<RosterInfo[]> {
    return this.#calls.read(() => this.#rosters.list());
  }

  status(): Promise<StoreStatus> {
    return this.#calls.read(async (head) => ({ ...(await this.#lists.status()), madeUp: head.madeUp }));
  }

  async close(): Promise<void> {
    this.#calls.close();
    await this.#client.close();
  }
}

function callOptions({ deadlineMs = DEFAULT_DEADLINE_MS }: ReadOptions = {}): CallOptions {
  return { requestTimeout: deadlineMs, signal: AbortSignal.timeout(deadlineMs + NODE_BLAME_MS) };
}
