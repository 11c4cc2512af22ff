/** Gathers single loads into one, so that a page of reports is one read of the store. */

interface Waiting<Value> {
  resolve: (value: Value) => void;
  reject: (reason: unknown) => void;
}

/** Loads values by key; every key asked for within one turn of the event loop is loaded at once, and once. */
export class BatchLoader<Value> {
  readonly #loadMany: (keys: readonly string[]) => Promise<readonly Value[]>;
  readonly #loaded = new Map<string, Promise<Value>>();
  #waiting = new Map<string, Waiting<Value>>();

  /** `loadMany` answers in the order of its keys. */
  constructor(loadMany: (keys: readonly string[]) => Promise<readonly Value[]>) {
    this.#loadMany = loadMany;
  }

  /** The value of a key. Lives as long as the loader: make one for each request. */
  load(key: string): Promise<Value> {
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    if (this.#waiting.size === 0) setImmediate(() => void this.#flush());
    const value = new Promise<Value>((resolve, reject) => {
      this.#waiting.set(key, { resolve, reject });
    });
    this.#loaded.set(key, value);
    return value;
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = new Map();
    try {
      const values = await this.#loadMany([...batch.keys()]);
      [...batch.values()].forEach(({ resolve }, index) => {
        resolve(values[index] as Value);
      });
    } catch (error) {
      for (const { reject } of batch.values()) reject(error);
    }
  }
}
