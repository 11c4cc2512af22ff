/** All reads of one request: one store, one deadline, each report read once. */
import type {
  ReadOptions,
  ReportStore,
  RevisionInfo,
  SearchResult,
  SetAsideFile,
  StoredReport,
  StoreStatus,
} from '../store/port.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/port.js';
import { OgiError } from '../errors.js';
import { BatchLoader } from './batch-loader.js';
import { checkInteger } from './check-input.js';
import type { SearchInput } from './search-reports.js';
import { readSearchInput } from './search-reports.js';

/** A page of the list of files set aside. */
export interface SetAsidePage {
  files: SetAsideFile[];
  total: number;
}

/** Which parts of a search's answer the caller will look at; the others are not computed. */
export interface SearchParts {
  hits: boolean;
  highlights: boolean;
  facets: boolean;
}

/** Reads for one request. */
export class ReportReader {
  /** Whether the reports are the made-up sample. */
  readonly madeUp: boolean;
  readonly #store: ReportStore;
  readonly #end: number;
  readonly #reports: BatchLoader<StoredReport | null>;

  /** The time for the whole request, `deadlineMs`, runs from now. */
  constructor(store: ReportStore, options: { madeUp: boolean; deadlineMs: number }) {
    this.#store = store;
    this.madeUp = options.madeUp;
    this.#end = performance.now() + options.deadlineMs;
    this.#reports = new BatchLoader((ids) => this.#store.getMany(ids, this.#readOptions()));
  }

  /** Searches. Arguments are checked first, also those of parts that are not wanted. */
  async search(input: SearchInput, parts: SearchParts): Promise<SearchResult> {
    const request = readSearchInput(input);
    if (!parts.hits) request.limit = 0;
    if (!parts.highlights) request.highlights = 0;
    if (!parts.facets) request.facets = [];
    return this.#store.search(request, this.#readOptions());
  }

  /** The current revision of a report; null for an unknown id. */
  report(id: string): Promise<StoredReport | null> {
    return this.#reports.load(id);
  }

  /** A report that a search has just found. */
  async foundReport(id: string): Promise<StoredReport> {
    const report = await this.report(id);
    if (report !== null) return report;
    throw new OgiError('STORE_UNAVAILABLE', `The report ${id} was removed while it was being read.`, {
      remedy: 'Ask again.',
    });
  }

  /** One revision of a report; null where there is none. */
  revision(id: string, sha256: string): Promise<StoredReport | null> {
    return this.#store.getRevision(id, sha256);
  }

  /** All revisions of a report, the current one first. */
  revisions(id: string): Promise<RevisionInfo[]> {
    return this.#store.revisions(id);
  }

  /** Files that could not become reports, newest first. */
  async setAside(input: { first?: number | null; offset?: number | null }): Promise<SetAsidePage> {
    const limit = checkInteger(input.first, 'first', {
      from: 1,
      to: MAX_PAGE_SIZE,
      fallback: DEFAULT_PAGE_SIZE,
    });
    const offset = checkInteger(input.offset, 'offset', { from: 0, to: 2 ** 31 - 1, fallback: 0 });
    return this.#store.listSetAside(limit, offset);
  }

  status(): Promise<StoreStatus> {
    return this.#store.status();
  }

  #readOptions(): ReadOptions {
    const deadlineMs = Math.floor(this.#end - performance.now());
    if (deadlineMs > 0) return { deadlineMs };
    throw new OgiError('DEADLINE_EXCEEDED', 'The time for this request is over.', {
      remedy: 'Ask for less at once: fewer searches, fewer reports a page, a narrower filter.',
    });
  }
}
