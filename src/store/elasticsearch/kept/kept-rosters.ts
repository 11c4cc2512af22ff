/** Lists of organs that ought to report. */
import { createHash } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import { deflate, inflate } from '../../report-codec.js';
import type { Roster, RosterInfo } from '../../rosters.js';
import { bulkWrite, refreshIndices } from '../commits/bulk-write.js';
import type { IndexNames, RosterDocument } from '../indices.js';

/** More lists than this nobody has. */
const MOST_LISTS = 1000;

/** The index `rosters`. */
export class KeptRosters {
  readonly #client: Client;
  readonly #index: string;
  readonly #retryMs: number;

  constructor(client: Client, names: IndexNames, retryMs: number) {
    this.#client = client;
    this.#index = names.rosters;
    this.#retryMs = retryMs;
  }

  /** See `ReportStore.putRoster`. */
  async put({ entries, ...info }: Roster): Promise<void> {
    const document: RosterDocument = {
      ...info,
      entries: deflate(Buffer.from(JSON.stringify(entries))).toString('base64'),
    };
    await this.#write(info.name, document);
  }

  /** See `ReportStore.removeRoster`. */
  async remove(name: string): Promise<boolean> {
    if (!(await this.list()).some((one) => one.name === name)) return false;
    await this.#write(name, null);
    return true;
  }

  /** See `ReportStore.rosters`. */
  async all(): Promise<Roster[]> {
    return (await this.#documents([])).map(({ entries, ...info }) => ({
      ...info,
      entries: JSON.parse(inflate(Buffer.from(entries, 'base64')).toString('utf8')) as Roster['entries'],
    }));
  }

  /** See `ReportStore.listRosters`. */
  async list(): Promise<RosterInfo[]> {
    return this.#documents(['entries']);
  }

  async #write(name: string, document: RosterDocument | null): Promise<void> {
    const id = createHash('sha256').update(name).digest('hex');
    await bulkWrite(this.#client, [{ index: this.#index, id, document }], { retryMs: this.#retryMs });
    await refreshIndices(this.#client, [this.#index], this.#retryMs);
  }

  async #documents(excluded: string[]): Promise<RosterDocument[]> {
    const { hits } = await this.#client.search<RosterDocument>({
      index: this.#index,
      size: MOST_LISTS,
      sort: [{ name: 'asc' }],
      _source_excludes: excluded,
      allow_partial_search_results: false,
    });
    return hits.hits.flatMap(({ _source: source }) => (source === undefined ? [] : [source]));
  }
}
