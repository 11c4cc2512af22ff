/**
 * Which store is served: the user's, or the sample of made-up reports while the user's has none. The two never
 * mix, and one request sees one of them only.
 */
import type { ReportStore } from '../store/port.js';

/** A store to answer one request from. */
export interface ServedStore {
  store: ReportStore;
  /** Whether its reports are made up. */
  madeUp: boolean;
}

/** The stores of a server. Who opened them closes them. */
export class ServedStores {
  readonly #user: ReportStore;
  readonly #sample: ReportStore | null;
  #userHasReports: boolean;

  /** `sample` is null where the user's store had reports at the start. */
  constructor(user: ReportStore, sample: ReportStore | null) {
    this.#user = user;
    this.#sample = sample;
    this.#userHasReports = sample === null;
  }

  /** The user's own store, whichever is served: writes go there and never to the sample. */
  get user(): ReportStore {
    return this.#user;
  }

  /**
   * The store for a request that comes now. While the sample is served, each request looks first whether the
   * user's first report has arrived (another process may have written it): the next query after a write must see
   * it. From then on the user's store is served permanently; the
   * sample stays open for the requests that began with it.
   */
  async current(): Promise<ServedStore> {
    if (!this.#userHasReports) this.#userHasReports = (await this.#user.status()).reports > 0;
    if (this.#userHasReports || this.#sample === null) return { store: this.#user, madeUp: false };
    return { store: this.#sample, madeUp: true };
  }
}
