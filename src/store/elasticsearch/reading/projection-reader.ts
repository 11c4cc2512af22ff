/** All reads of the projection. */
import type { Client } from '@elastic/elasticsearch';
import type { AggregateRequest, AggregateResult, Frequencies } from '../../aggregate-request.js';
import type { CopiedRequest, CopiedSentence, Kin, KinRequest, SentenceCount } from '../../copied-request.js';
import type { Scan, ScanRequest } from '../../scan-request.js';
import type { MatchRequest, ReadOptions, SearchRequest, SearchResult } from '../../search-request.js';
import { aggregateReports } from './aggregate-reports.js';
import { BoundedReads } from './bounded-reads.js';
import type { OrganHistory } from '../../organ-history.js';
import { organHistory } from './organ-history.js';
import type { ReadTarget } from './bounded-reads.js';
import { countFrequencies } from './count-frequencies.js';
import { countSentences, findCopied, findKin } from './read-sentences.js';
import { openScan } from './scan-reports.js';
import type { ScanSource } from './scan-reports.js';
import { searchReports } from './search-projection.js';

/** Answers searches, aggregates and scans from one index or alias of projections. See `ReportStore`. */
export class ProjectionReader {
  readonly #client: Client;
  readonly #index: string;

  constructor(client: Client, index: string) {
    this.#client = client;
    this.#index = index;
  }

  search(request: SearchRequest, options: ReadOptions = {}): Promise<SearchResult> {
    return searchReports(request, this.#reads(options), this.#index);
  }

  aggregate(request: AggregateRequest, options: ReadOptions = {}): Promise<AggregateResult> {
    return aggregateReports(request, this.#reads(options), this.#index);
  }

  frequencies(request: MatchRequest, key: string, options: ReadOptions = {}): Promise<Frequencies> {
    return countFrequencies(request, key, this.#reads(options), this.#index);
  }

  /** See `ReportStore.organHistory`. */
  organHistory(options: ReadOptions = {}): Promise<OrganHistory> {
    return organHistory(this.#reads(options), this.#index);
  }

  sentenceCounts(fingerprints: readonly string[], options: ReadOptions = {}): Promise<SentenceCount[]> {
    return this.#held(options, (reads, target) => countSentences(fingerprints, reads, target));
  }

  kin(request: KinRequest, options: ReadOptions = {}): Promise<Kin[]> {
    return this.#held(options, (reads, target) => findKin(request, reads, target));
  }

  copiedSentences(request: CopiedRequest, options: ReadOptions = {}): Promise<CopiedSentence[]> {
    return this.#held(options, (reads, target) => findCopied(request, reads, target));
  }

  /** `version` names the state of the store that a search sees now; see {@link ScanSource}. */
  scan(request: ScanRequest, version: ScanSource['version']): Promise<Scan> {
    return openScan(request, { client: this.#client, index: this.#index, version });
  }

  /** Several reads of one state. */
  #held<T>(options: ReadOptions, read: (reads: BoundedReads, target: ReadTarget) => Promise<T>): Promise<T> {
    const reads = this.#reads(options);
    return reads.withSnapshot(this.#index, (target) => read(reads, target));
  }

  #reads({ deadlineMs }: ReadOptions): BoundedReads {
    return new BoundedReads(this.#client, deadlineMs);
  }
}
