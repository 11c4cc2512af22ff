/** The changes of reports, in the order of the commits. */
import type { Client, estypes } from '@elastic/elasticsearch';
import { changesBetween, encodeChangeCursor } from '../../changes.js';
import type { ChangesPage, ChangesRequest, ReportChange } from '../../changes.js';
import { inflate } from '../../report-codec.js';
import { bulkWrite, refreshIndices } from '../commits/bulk-write.js';
import { CHANGES_MARK } from '../indices.js';
import type { ChangeDocument, ChangesMark, Head, IndexNames } from '../indices.js';
import { BoundedReads } from '../reading/bounded-reads.js';
import { withRetries } from '../connection/retry.js';

/** A larger page is answered with fewer. */
const LARGEST_PAGE = 10_000;
const CHANGES = { term: { type: 'change' } };

/** Reads and prunes the index `changes`. */
export class KeptChanges {
  readonly #client: Client;
  readonly #index: string;
  readonly #retryMs: number;

  constructor(client: Client, names: IndexNames, retryMs: number) {
    this.#client = client;
    this.#index = names.changes;
    this.#retryMs = retryMs;
  }

  /** See `ReportStore.changes`. All commits before `head` are carried out. */
  async list(
    { since, after, limit, order }: ChangesRequest,
    { store }: Pick<Head, 'store'>,
    deadlineMs: number | undefined,
  ): Promise<ChangesPage> {
    const reads = new BoundedReads(this.#client, deadlineMs);
    const mark = await this.#mark();
    const completeAfter = mark?.at ?? null;
    const isNewestFirst = order === 'NEWEST_FIRST';
    const kept = { store, from: mark?.place ?? 0, completeAfter };
    const { above, below } = changesBetween({ since, after, order }, kept);
    const { hits } = await reads.search<ChangeDocument>(
      { index: this.#index },
      {
        size: limit + 1,
        track_total_hits: false,
        query: {
          bool: {
            filter: [
              CHANGES,
              { range: { place: { gt: above, lt: below } } },
              ...(since === null ? [] : [{ range: { at: { gte: since } } }]),
            ],
          },
        },
        sort: [{ place: isNewestFirst ? 'desc' : 'asc' }],
      },
    );
    const documents = hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [source]));
    const changes = documents.slice(0, limit).map(({ place, change }) => ({
      ...(JSON.parse(inflate(Buffer.from(change, 'base64')).toString('utf8')) as ReportChange),
      cursor: encodeChangeCursor(store, place),
    }));
    const last = changes.length === 0 ? ((await this.#nth(0))?.place ?? above) : above;
    return {
      changes,
      hasNextPage: documents.length > limit,
      endCursor:
        changes.at(-1)?.cursor ??
        encodeChangeCursor(store, isNewestFirst ? Math.min(below, last) : Math.max(above, last)),
      completeAfter,
    };
  }

  /** See `ReportStore.pruneChanges`. */
  async prune(keep: number): Promise<number> {
    const last = await this.#nth(keep);
    if (last === undefined) return 0;
    const { place, at } = last;
    // The mark first: what it says is lost may still be there for a moment, and never the other way round.
    await this.mark({ place, at });
    let deleted = 0;
    for (;;) {
      const ids = await this.#upTo(place);
      if (ids.length === 0) return deleted;
      const deletions = ids.map((id) => ({ index: this.#index, id, document: null }));
      await bulkWrite(this.#client, deletions, { refresh: true, retryMs: this.#retryMs });
      deleted += ids.length;
    }
  }

  /** Ids of changes up to a place, as many as one answer holds. */
  async #upTo(place: number): Promise<string[]> {
    const { hits } = await withRetries(
      () =>
        this.#client.search({
          index: this.#index,
          size: LARGEST_PAGE,
          track_total_hits: false,
          _source: false,
          query: { bool: { filter: [CHANGES, { range: { place: { lte: place } } }] } },
          allow_partial_search_results: false,
        }),
      this.#retryMs,
    );
    return hits.hits.flatMap(({ _id: id }) => id ?? []);
  }

  /** Marks the place up to which changes are not known. */
  async mark({ place, at }: Pick<ChangesMark, 'place' | 'at'>): Promise<void> {
    const document: ChangesMark = { type: 'mark', place, at };
    await bulkWrite(this.#client, [{ index: this.#index, id: CHANGES_MARK, document }], {
      retryMs: this.#retryMs,
    });
    await refreshIndices(this.#client, [this.#index], this.#retryMs);
  }

  async #mark(): Promise<ChangesMark | undefined> {
    const { _source: mark } = await this.#client.get<ChangesMark>(
      { index: this.#index, id: CHANGES_MARK },
      { ignore: [404] },
    );
    return mark;
  }

  /** The n-th change from the end, from 0. */
  async #nth(n: number): Promise<ChangeDocument | undefined> {
    const answer: estypes.SearchResponse<ChangeDocument> = await this.#client.search<ChangeDocument>({
      index: this.#index,
      size: 1,
      from: n,
      track_total_hits: false,
      query: CHANGES,
      sort: [{ place: 'desc' }],
      allow_partial_search_results: false,
    });
    return answer.hits.hits[0]?._source;
  }
}
