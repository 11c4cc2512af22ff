/** Texts of reports that were unpacked last. */
import type { Narrative } from '../report-codec.js';

/** So many are kept: the next page of hits is mostly one that was shown before. */
const MOST = 100;

/** By the `seq` of their reports. */
export class KeptNarratives {
  /** Those asked for last at the end. */
  readonly #kept = new Map<number, Narrative>();

  /** The text of a report; loaded where it is not kept. */
  get(seq: number, load: () => Narrative): Narrative {
    const narrative = this.#kept.get(seq) ?? load();
    this.#kept.delete(seq);
    this.#kept.set(seq, narrative);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
    return narrative;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#kept.clear();
  }
}
