/** Reads and replaces the head of the store. */
import { errors } from '@elastic/elasticsearch';
import type { Client, estypes, TransportRequestOptions } from '@elastic/elasticsearch';
import { refreshIndices } from './bulk-write.js';
import { HEAD_ID } from '../indices.js';
import type { Head, IndexNames, RegistryEntry } from '../indices.js';
import type { RegistryLookup } from './registry-view.js';
import { Backoff, isPassingError, withRetries } from '../connection/retry.js';
import type { CallLimits } from '../connection/retry.js';

/** A head as it was read, with what tells whether it is still the current one. */
export interface HeadState {
  head: Head;
  seqNo: number;
  primaryTerm: number;
}

/** Elasticsearch gives no more hits in one answer. */
const MOST_HITS = 10_000;
/** In bytes, so in characters at most. */
const LONGEST_ID = 512;
/** Names in one lookup; each finds a few entries at most. */
const NAMES_AT_ONCE = 2_000;

/** The head, and entries of the registry that belong to one head. */
export class HeadStore {
  readonly #client: Client;
  readonly #index: string;
  readonly #retryMs: number;
  readonly #options: TransportRequestOptions;

  constructor(client: Client, names: IndexNames, { retryMs, requestTimeout }: CallLimits) {
    this.#client = client;
    this.#index = names.registry;
    this.#retryMs = retryMs;
    // Tried again here, where it is known what a repetition does.
    this.#options = { maxRetries: 0, requestTimeout };
  }

  /** The head as it is now; null where the store has none yet. */
  async read(): Promise<HeadState | null> {
    const answer = await withRetries(
      () => this.#client.get<Head>({ index: this.#index, id: HEAD_ID }, { ...this.#options, ignore: [404] }),
      this.#retryMs,
    );
    const { found, _source: head, _seq_no: seqNo, _primary_term: primaryTerm } = answer;
    if (!found || head === undefined || seqNo === undefined || primaryTerm === undefined) return null;
    return { head, seqNo, primaryTerm };
  }

  /** Writes the first head, unless there is one. */
  async create(head: Head): Promise<void> {
    await withRetries(
      () =>
        this.#client.create(
          { index: this.#index, id: HEAD_ID, document: head, refresh: true },
          { ...this.#options, ignore: [409] },
        ),
      this.#retryMs,
    );
  }

  /**
   * Replaces a head; null where it is another one by now. A request whose answer was lost is not taken for a failure: the
   * head that is current tells by its owner, and is written again, for what a read shows may be on one copy alone, and only
   * a write that was answered is on all.
   *
   * @param visible whether searches see it when this resolves
   */
  async replace(
    state: Pick<HeadState, 'seqNo' | 'primaryTerm'>,
    head: Head,
    visible: boolean,
  ): Promise<HeadState | null> {
    let expected = state;
    const backoff = new Backoff(this.#retryMs);
    for (;;) {
      try {
        const written = await this.#client.index(
          {
            index: this.#index,
            id: HEAD_ID,
            document: head,
            if_seq_no: expected.seqNo,
            if_primary_term: expected.primaryTerm,
            refresh: visible,
          },
          this.#options,
        );
        return { head, seqNo: written._seq_no ?? -1, primaryTerm: written._primary_term ?? -1 };
      } catch (error) {
        const isReplaced = error instanceof errors.ResponseError && error.statusCode === 409;
        if (isReplaced) {
          const now = await this.read();
          if (now?.head.owner !== head.owner) return null;
          expected = now;
        }
        if (!(isReplaced || isPassingError(error)) || !(await backoff.wait())) throw error;
      }
    }
  }

  /** Makes head and entries visible to searches. */
  async makeVisible(): Promise<void> {
    await refreshIndices(this.#client, [this.#index], this.#retryMs);
  }

  /**
   * Entries that a lookup names, all from one state of the registry; null where that state is not the one of this
   * head: a copy that lags behind, or a commit in between.
   *
   * @param head null for whatever state there is
   * @param pit a held state of the registry to look at; absent for the state as it is
   */
  async entries(
    lookup: RegistryLookup,
    head: HeadState | null,
    pit?: estypes.SearchPointInTimeReference,
  ): Promise<RegistryEntry[] | null> {
    const found = new Map<string, RegistryEntry>();
    for (const part of parts(lookup)) {
      const { hits } = await withRetries(
        () =>
          this.#client.search<RegistryEntry | Head>(
            {
              ...(pit === undefined ? { index: this.#index, allow_partial_search_results: false } : { pit }),
              size: MOST_HITS,
              seq_no_primary_term: true,
              query: lookupQuery(part),
            },
            this.#options,
          ),
        this.#retryMs,
      );
      if (hits.hits.length === MOST_HITS) throw new Error('A lookup of the registry found too much.');
      let current = head === null;
      for (const { _source: source, _seq_no: seqNo, _primary_term: primaryTerm } of hits.hits) {
        if (source?.type === 'report') found.set(source.id, source);
        if (source?.type === 'head' && head !== null) {
          current = seqNo === head.seqNo && primaryTerm === head.primaryTerm;
        }
      }
      if (!current) return null;
    }
    return [...found.values()];
  }
}

function lookupQuery({ keys, ...names }: RegistryLookup): object {
  const [ids, sha256] = [names.ids.filter(canBeId), names.sha256.filter(canBeId)];
  const should = [
    { ids: { values: [HEAD_ID, ...ids] } },
    ...(ids.length > 0 ? [{ terms: { aliases: ids } }] : []),
    ...(keys.length > 0 ? [{ terms: { key: keys } }] : []),
    ...(sha256.length > 0 ? [{ terms: { 'revisions.sha256': sha256 } }] : []),
  ];
  return { bool: { filter: [{ bool: { should } }] } };
}

/** Elasticsearch gives no document an empty id or a longer one, and refuses to look for some of them. */
function canBeId(name: string): boolean {
  return name !== '' && name.length <= LONGEST_ID;
}

/** The lookup in parts, each so small that its answer has room. */
function* parts({ ids, keys, sha256 }: RegistryLookup): Generator<RegistryLookup> {
  const longest = Math.max(ids.length, keys.length, sha256.length, 1);
  for (let start = 0; start < longest; start += NAMES_AT_ONCE) {
    const cut = (names: readonly string[]) => names.slice(start, start + NAMES_AT_ONCE);
    yield { ids: cut(ids), keys: cut(keys), sha256: cut(sha256) };
  }
}
