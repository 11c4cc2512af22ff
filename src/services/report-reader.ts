/** All reads of one request: one store, one deadline, each report read once. */
import type { AggregateRequest, AggregateResult, Frequencies } from '../store/aggregate-request.js';
import type {
  CopiedRequest,
  CopiedSentence,
  Kin,
  KinRequest,
  SentenceCount,
} from '../store/copied-request.js';
import type { ReportStore, StoreStatus } from '../store/port.js';
import type { MatchRequest, ReadOptions, SearchRequest, SearchResult } from '../store/search-request.js';
import type { Source } from '../store/sources.js';
import type { RevisionInfo, StoredReport } from '../store/writes.js';
import type { ChangesPage, ChangesRequest } from '../store/changes.js';
import type { OrganHistory } from '../store/organ-history.js';
import type { Roster } from '../store/rosters.js';
import { MAX_GROUP_LIMIT } from '../store/aggregate-request.js';
import { OgiError } from '../errors.js';
import { batchLoader } from './batch-loader.js';
import type { BatchLoader, BatchSchedule } from './batch-loader.js';
import { ALL_REPORTS, groupRequest } from './group-request.js';
import type { ReadGate } from './store-gate.js';
import {
  HISTORY_READ,
  LIGHT_READ,
  WHOLE_STORE,
  aggregateWeight,
  matchWeight,
  searchWeight,
  sentenceWeight,
} from './request-weight.js';
import type { SearchInput } from './check-search.js';
import { sourceDocument } from './source-document.js';
import type { DocumentBlock } from './source-document.js';
import { checkSearch } from './check-search.js';

/** Which parts of a search's answer the caller will look at; the others are not computed. */
export interface SearchParts {
  hits: boolean;
  total: boolean;
  /** The reports of the hits. */
  reports: boolean;
  highlights: boolean;
  facets: boolean;
}

/** One report of an organ's years. */
export interface OrganYear {
  year: number;
  /** Id of the report. */
  id: string;
}

/** How the reads of a request are done. */
export interface ReportReaderOptions {
  /** Whether the reports are the made-up sample. */
  madeUp: boolean;
  /** Milliseconds for all reads, from now. */
  deadlineMs: number;
  /** The way to the store, and whose reads they are; without it they go there straight. */
  passage?: { gate: ReadGate; readings: ReadGate; client: string };
  /** When what is to be read at once has been asked for; see `batchLoader`. */
  schedule?: BatchSchedule;
}

/** Reads for one request: those that are equal are done once. */
export class ReportReader {
  /** Whether the reports are the made-up sample. */
  readonly madeUp: boolean;
  readonly #store: ReportStore;
  readonly #end: number;
  readonly #passage: ReportReaderOptions['passage'];
  readonly #schedule: BatchSchedule | undefined;
  readonly #done = new Map<string, Promise<unknown>>();
  readonly #reports: BatchLoader<StoredReport | null>;
  readonly #organYears: BatchLoader<OrganYear[]>;
  readonly #revisions: BatchLoader<RevisionInfo[]>;

  constructor(store: ReportStore, options: ReportReaderOptions) {
    this.#store = store;
    this.madeUp = options.madeUp;
    this.#end = performance.now() + options.deadlineMs;
    this.#passage = options.passage;
    this.#schedule = options.schedule;
    this.#reports = this.loader((ids) =>
      this.#pass(LIGHT_READ, (readOptions) => this.#store.getMany(ids, readOptions)),
    );
    this.#organYears = this.loader((organIds) => this.#loadOrganYears(organIds));
    this.#revisions = this.loader((ids) => this.#pass(LIGHT_READ, () => this.#store.revisions(ids)));
  }

  /** Gathers the single loads of this request into one; see `batchLoader`. */
  loader<Value>(loadMany: (keys: readonly string[]) => Promise<readonly Value[]>): BatchLoader<Value> {
    return batchLoader(loadMany, this.#schedule);
  }

  /** Searches. Arguments are checked first, also those of parts that are not wanted. */
  search(input: SearchInput, parts: SearchParts): Promise<SearchResult> {
    return this.runSearch(neededParts(checkSearch(input), parts));
  }

  /** A search that is checked already. {@link report} gives the reports that it brought as they were found. */
  async runSearch(request: SearchRequest): Promise<SearchResult> {
    const result = await this.#once('search', request, searchWeight(request), (options) =>
      this.#store.search(request, options),
    );
    for (const { id, report } of result.hits) if (report !== null) this.#reports.prime(id, report);
    return result;
  }

  /** Groups and measures; the request is checked already. */
  aggregate(request: AggregateRequest): Promise<AggregateResult> {
    return this.#once('aggregate', request, aggregateWeight(request), (options) =>
      this.#store.aggregate(request, options),
    );
  }

  /** How often each value of a known key occurs. */
  frequencies(match: MatchRequest, key: string): Promise<Frequencies> {
    return this.#once('frequencies', [match, key], matchWeight(match) + 1, (options) =>
      this.#store.frequencies(match, key, options),
    );
  }

  /** All organs with the years of their reports. */
  organHistory(): Promise<OrganHistory> {
    return this.#once('organHistory', null, HISTORY_READ, (options) => this.#store.organHistory(options));
  }

  /** All lists of organs that ought to report. */
  rosters(): Promise<Roster[]> {
    return this.#once('rosters', null, LIGHT_READ, () => this.#store.rosters());
  }

  /** Changes of reports; the request is checked already. */
  changes(request: ChangesRequest): Promise<ChangesPage> {
    return this.#once('changes', request, LIGHT_READ, (options) => this.#store.changes(request, options));
  }

  /** How many reports and organs have each sentence, by fingerprint. */
  sentenceCounts(fingerprints: readonly string[]): Promise<SentenceCount[]> {
    return this.#pass(sentenceWeight(fingerprints.length), (options) =>
      this.#store.sentenceCounts(fingerprints, options),
    );
  }

  /** The reports that have most text in common with one, at most so much; the request is checked already. */
  kin(request: KinRequest): Promise<Kin[]> {
    return this.#once('kin', request, WHOLE_STORE, (options) => this.#store.kin(request, options));
  }

  /** The sentences that most organs have; the request is checked already. */
  copiedSentences(request: CopiedRequest): Promise<CopiedSentence[]> {
    return this.#once('copied', request, matchWeight(request) + WHOLE_STORE, (options) =>
      this.#store.copiedSentences(request, options),
    );
  }

  /** The current revision of a report; null for an unknown id. */
  report(id: string): Promise<StoredReport | null> {
    return this.#reports.load(id);
  }

  /** A report that the store has just named. */
  async foundReport(id: string): Promise<StoredReport> {
    const report = await this.report(id);
    if (report !== null) return report;
    throw new OgiError('STORE_UNAVAILABLE', `The report ${id} was removed while it was being read.`, {
      remedy: 'Ask again.',
    });
  }

  /** The reports of an organ, by year; empty for an unknown id. All organs of a page are one read. */
  organYears(organId: string): Promise<OrganYear[]> {
    return this.#organYears.load(organId);
  }

  /** One revision of a report; null where there is none. */
  revision(id: string, sha256: string): Promise<StoredReport | null> {
    return this.#pass(LIGHT_READ, () => this.#store.getRevision(id, sha256));
  }

  /** All revisions of a report, the current one first. */
  revisions(id: string): Promise<RevisionInfo[]> {
    return this.#revisions.load(id);
  }

  /** A kept file with its bytes; null where there is none of this digest. */
  source(sha256: string): Promise<Source | null> {
    return this.#pass(LIGHT_READ, () => this.#store.source(sha256));
  }

  /**
   * The document of a kept file as it was read; null where the file is gone.
   *
   * @throws SetAsideError where this version of the program reads it no more.
   */
  async document(sha256: string): Promise<DocumentBlock[] | null> {
    const read = async (): Promise<DocumentBlock[] | null> => {
      const source = await this.source(sha256);
      return source && sourceDocument(source);
    };
    if (this.#passage === undefined) return read();
    const { readings, client } = this.#passage;
    const { deadlineMs } = this.#readOptions();
    return readings.pass({ client, weight: LIGHT_READ, deadlineMs, read });
  }

  /** Reports by id, in the order given; null for an unknown id. */
  reportsById(ids: readonly string[]): Promise<(StoredReport | null)[]> {
    return Promise.all(ids.map((id) => this.report(id)));
  }

  status(): Promise<StoreStatus> {
    return this.#pass(LIGHT_READ, () => this.#store.status());
  }

  async #loadOrganYears(organIds: readonly string[]): Promise<OrganYear[][]> {
    const byOrgan = new Map(organIds.map((id): [string, OrganYear[]] => [id, []]));
    for (let offset = 0; ; offset += MAX_GROUP_LIMIT) {
      const match = { ...ALL_REPORTS, filter: { type: 'organId' as const, in: [...organIds] } };
      const { groups, totalGroups } = await this.aggregate(
        groupRequest(match, { groupBy: ['organ', 'year'], offset, withLatest: true }),
      );
      for (const { values, latest } of groups) {
        const [organ, year] = values.map(({ value }) => value);
        if (typeof year === 'number' && latest !== null)
          byOrgan.get(String(organ))?.push({ year, id: latest });
      }
      if (offset + MAX_GROUP_LIMIT >= totalGroups) return [...byOrgan.values()];
    }
  }

  /** Equal reads of one request are one. */
  #once<T>(
    name: string,
    request: unknown,
    weight: number,
    read: (options: Required<ReadOptions>) => Promise<T>,
  ): Promise<T> {
    const key = `${name} ${JSON.stringify(request)}`;
    const known = this.#done.get(key);
    if (known !== undefined) return known as Promise<T>;
    const done = this.#pass(weight, read);
    this.#done.set(key, done);
    return done;
  }

  async #pass<T>(weight: number, read: (options: Required<ReadOptions>) => Promise<T>): Promise<T> {
    const { deadlineMs } = this.#readOptions();
    if (this.#passage === undefined) return read({ deadlineMs });
    const { gate, client } = this.#passage;
    // The time that it has waited is gone.
    return gate.pass({ client, weight, deadlineMs, read: () => read(this.#readOptions()) });
  }

  #readOptions(): Required<ReadOptions> {
    const deadlineMs = Math.floor(this.#end - performance.now());
    if (deadlineMs > 0) return { deadlineMs };
    throw new OgiError('DEADLINE_EXCEEDED', 'The time for this request is over.', {
      remedy: 'Ask for less at once: fewer searches, fewer reports a page, a narrower filter.',
    });
  }
}

/** The request without what nobody looks at. */
export function neededParts(request: SearchRequest, parts: SearchParts): SearchRequest {
  return {
    ...request,
    limit: parts.hits ? request.limit : 0,
    countTotal: parts.total,
    highlights: parts.highlights ? request.highlights : 0,
    reports: parts.reports,
    facets: parts.facets ? request.facets : [],
  };
}
