/** The registry as one write sees it: what it has read, with its own changes on top. Holds no connection. */
import type { RegistryEntry, RegistryRevision, RemovedEntry } from '../indices.js';

/** Entries to look up: those with one of these ids (or aliases), identity keys, or revisions. */
export interface RegistryLookup {
  ids: readonly string[];
  keys: readonly string[];
  sha256: readonly string[];
}

/** Finds the entries that any part of the lookup names. All answers of one reader show one state of the registry. */
export type RegistryReader = (lookup: RegistryLookup) => Promise<RegistryEntry[]>;

/** A revision with the report that has it. */
export interface KnownRevision {
  entry: RegistryEntry;
  revision: RegistryRevision;
}

const NOTHING: RegistryLookup = { ids: [], keys: [], sha256: [] };

/** Entries are changed in place between a lookup and {@link RegistryView.changes}. */
export class RegistryView {
  readonly #read: RegistryReader;
  readonly #asked = { ids: new Set<string>(), keys: new Set<string>(), sha256: new Set<string>() };
  /** Ids as read: an entry that was read and changed is not read again. */
  readonly #original = new Set<string>();
  readonly #entries = new Map<string, RegistryEntry>();
  /** The current revision of each entry as it was read. */
  readonly #currentBefore = new Map<string, RegistryRevision>();

  constructor(read: RegistryReader) {
    this.#read = read;
  }

  /** Reads ahead, so that single lookups find their answer here. */
  async load(lookup: Partial<RegistryLookup>): Promise<void> {
    const wanted = { ...NOTHING, ...lookup };
    const missing = {
      ids: unasked(wanted.ids, this.#asked.ids),
      keys: unasked(wanted.keys, this.#asked.keys),
      sha256: unasked(wanted.sha256, this.#asked.sha256),
    };
    if (Object.values(missing).every((names) => names.length === 0)) return;
    for (const entry of await this.#read(missing)) {
      if (this.#original.has(entry.id)) continue;
      this.#original.add(entry.id);
      this.#entries.set(entry.id, entry);
      const current = entry.revisions.find(({ sha256 }) => sha256 === entry.current);
      if (current !== undefined) this.#currentBefore.set(entry.id, current);
    }
  }

  /** The report of an identity key. */
  async byKey(key: string): Promise<RegistryEntry | undefined> {
    await this.load({ keys: [key] });
    return this.#find((entry) => entry.key === key);
  }

  /** The report that has a revision, with the revision. */
  async bySha256(sha256: string): Promise<KnownRevision | undefined> {
    await this.load({ sha256: [sha256] });
    for (const entry of this.#entries.values()) {
      const revision = entry.revisions.find((one) => one.sha256 === sha256);
      if (revision !== undefined) return { entry, revision };
    }
    return undefined;
  }

  /** The report whose id this is now. */
  async byId(id: string): Promise<RegistryEntry | undefined> {
    await this.load({ ids: [id] });
    return this.#entries.get(id);
  }

  /** The report that an id once given leads to, where it is no report's own. */
  async byAlias(id: string): Promise<RegistryEntry | undefined> {
    await this.load({ ids: [id] });
    return this.#find(({ aliases }) => aliases.includes(id));
  }

  /** The current revisions that reports had before, by id: all that were read. */
  get currentBefore(): ReadonlyMap<string, RegistryRevision> {
    return this.#currentBefore;
  }

  /** The report whose id this is now, of those that were read or added. */
  known(id: string): RegistryEntry | undefined {
    return this.#entries.get(id);
  }

  /** The report that an id leads to, of those that were read or added. */
  knownByAlias(id: string): RegistryEntry | undefined {
    return this.#find(({ aliases }) => aliases.includes(id));
  }

  /** Adds a new report. */
  add(entry: RegistryEntry): void {
    this.#entries.set(entry.id, entry);
  }

  /** Removes a report. */
  remove(entry: RegistryEntry): void {
    this.#entries.delete(entry.id);
  }

  /** Gives a report another id. */
  rename(entry: RegistryEntry, id: string): void {
    this.#entries.delete(entry.id);
    entry.id = id;
    this.#entries.set(id, entry);
  }

  /** Entries to write: `touched`, and each id that was read and is no report's any more. */
  changes(touched: Iterable<RegistryEntry>, commit: number): (RegistryEntry | RemovedEntry)[] {
    const removed = [...this.#original].filter((id) => !this.#entries.has(id));
    return [
      ...[...touched].map((entry) => ({ ...entry, commit })),
      ...removed.map((id): RemovedEntry => ({ type: 'removed', id, commit })),
    ];
  }

  #find(matches: (entry: RegistryEntry) => boolean): RegistryEntry | undefined {
    for (const entry of this.#entries.values()) if (matches(entry)) return entry;
    return undefined;
  }
}

/** The names that were not asked for yet; they count as asked from now on. */
function unasked(names: readonly string[], asked: Set<string>): string[] {
  const fresh = new Set(names.filter((name) => !asked.has(name)));
  for (const name of fresh) asked.add(name);
  return [...fresh];
}
