/** Carries out on the registry which report each revision of a batch belongs to. No connection is held. */
import { identityKey, keyOfYear } from '../../../domain/identity.js';
import type { SourceOrigin } from '../../sources.js';
import type { ReportWrite, WriteStatus } from '../../writes.js';
import { requireIdentity } from '../../report-facts.js';
import { idsOf, keysOfYearAfter, mergedIds, placeRevision } from '../../place-revision.js';
import type { RegistryEntry, RegistryRevision } from '../indices.js';
import type { KnownRevision, RegistryView } from './registry-view.js';

/** How many of a report's possible ids are read ahead; the first is free but for chance and malice. */
const IDS_AHEAD = 2;

/** A revision to write: its source is kept already under `bytes`, the parsed report under `content`. */
export interface UploadedWrite extends ReportWrite {
  /** Ids of the documents in `contents` and `sources`. */
  content: string;
  bytes: string;
}

/** What placing a batch came to. */
export interface Placement {
  statuses: WriteStatus[];
  /** Reports to bring up to date, those of the years after included. */
  touched: Set<RegistryEntry>;
  /** Documents that nothing names any more, those of this batch included. */
  obsolete: { contents: string[]; sources: string[] };
}

/**
 * Places the revisions of a batch, by the rule of `place-revision.ts`.
 *
 * @throws OgiError `BAD_ARGUMENT` for a report without organ or year
 */
export async function placeRevisions(
  view: RegistryView,
  writes: readonly UploadedWrite[],
): Promise<Placement> {
  const placing = new Placing(view);
  await placing.readAhead(writes);
  const statuses: WriteStatus[] = [];
  for (const write of writes) statuses.push(await placing.place(write));
  await touchYearsAfter(view, placing.keys, placing.touched);
  return { statuses, touched: placing.touched, obsolete: placing.obsolete };
}

/** The reports of the years after these keys speak of them, so they are brought up to date too. */
export async function touchYearsAfter(
  view: RegistryView,
  keys: ReadonlySet<string>,
  touched: Set<RegistryEntry>,
): Promise<void> {
  const after = keysOfYearAfter(keys);
  await view.load({ keys: after });
  for (const key of after) {
    const entry = await view.byKey(key);
    if (entry !== undefined) touched.add(entry);
  }
}

class Placing {
  readonly touched = new Set<RegistryEntry>();
  /** Identity keys that a report has had or has now. */
  readonly keys = new Set<string>();
  readonly obsolete: Placement['obsolete'] = { contents: [], sources: [] };
  readonly #view: RegistryView;

  constructor(view: RegistryView) {
    this.#view = view;
  }

  async readAhead(writes: readonly UploadedWrite[]): Promise<void> {
    const keys = writes.map(({ report }) => identityKey(report)).filter((key) => key !== null);
    await this.#view.load({
      sha256: writes.map(({ source }) => source.sha256),
      keys: keys.flatMap((key) => [key, keyOfYear(key, 1), keyOfYear(key, -1)]),
      ids: writes.flatMap((write) => first(idsOf(write), IDS_AHEAD)),
    });
  }

  async place(write: UploadedWrite): Promise<WriteStatus> {
    const { source, report, parserVersion } = write;
    const known = await this.#view.bySha256(source.sha256);
    if (known?.revision.parserVersion === parserVersion) {
      this.#leaveUnchanged(write, known);
      return 'unchanged';
    }
    const key = identityKey(report);
    const previous = known && { entry: known.entry, revisions: known.entry.revisions.length };
    const holder = key === null ? undefined : await this.#view.byKey(key);
    const placed = placeRevision({ previous: previous ?? null, holder: holder ?? null });
    const left = known?.entry;
    const entry = placed.entry ?? (await this.#create(write, key, left));
    for (const one of [key, left?.key ?? null]) if (one !== null) this.keys.add(one);
    entry.key = key;

    if (left !== undefined) left.revisions = left.revisions.filter(({ sha256 }) => sha256 !== source.sha256);
    entry.revisions.push(this.#revision(write, known?.revision));
    this.touched.add(entry);
    if (left !== undefined && left !== entry) this.#leave(left, entry);
    return placed.status;
  }

  #leaveUnchanged(write: UploadedWrite, { entry, revision }: KnownRevision): void {
    // What is named was written by this very batch, and the answer was lost.
    if (revision.content !== write.content) this.obsolete.contents.push(write.content);
    if (revision.bytes !== write.bytes) this.obsolete.sources.push(write.bytes);
    if (setOrigin(revision, write.source)) this.touched.add(entry);
  }

  /** Bytes, name and time of the first import stay. */
  #revision(write: UploadedWrite, known: RegistryRevision | undefined): RegistryRevision {
    const { content, parserVersion, bytes } = write;
    if (known !== undefined) {
      this.obsolete.contents.push(known.content);
      this.obsolete.sources.push(bytes);
      const revision = { ...known, parserVersion, content };
      setOrigin(revision, write.source);
      return revision;
    }
    return { ...write.source, parserVersion, content, bytes };
  }

  async #create(
    write: UploadedWrite,
    key: string | null,
    splitFrom: RegistryEntry | undefined,
  ): Promise<RegistryEntry> {
    const { year } = requireIdentity(write.report);
    const id = await this.#freeId(write);
    const entry: RegistryEntry = {
      type: 'report',
      id,
      key,
      splitFrom: splitFrom?.id ?? null,
      aliases: [],
      revisions: [],
      current: write.source.sha256,
      year,
      commit: 0,
    };
    this.#view.add(entry);
    return entry;
  }

  async #freeId(write: UploadedWrite): Promise<string> {
    for (const id of idsOf(write)) {
      if ((await this.#view.byId(id)) !== undefined) continue;
      const other = await this.#view.byAlias(id);
      if (other !== undefined) {
        other.aliases = other.aliases.filter((alias) => alias !== id);
        this.touched.add(other);
      }
      return id;
    }
    throw new Error(`No id is free for ${write.source.sha256}.`);
  }

  /** After a revision went from one report to another: the one it left is brought up to date, or disappears. */
  #leave(left: RegistryEntry, entry: RegistryEntry): void {
    if (left.revisions.length > 0) {
      this.touched.add(left);
      return;
    }
    this.touched.delete(left);
    this.#view.remove(left);
    const { id, alias } = mergedIds(left, entry);
    entry.aliases.push(...left.aliases, alias);
    if (id === entry.id) return;
    entry.splitFrom = null;
    this.#view.rename(entry, id);
  }
}

/** Takes over an origin that is given; true where that changes anything. */
function setOrigin(revision: RegistryRevision, { url, retrievedAt }: SourceOrigin): boolean {
  const next = {
    url: url ?? revision.url ?? null,
    retrievedAt: retrievedAt ?? revision.retrievedAt ?? null,
  };
  const changes = next.url !== (revision.url ?? null) || next.retrievedAt !== (revision.retrievedAt ?? null);
  Object.assign(revision, next);
  return changes;
}

function first<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const value of values) if (taken.push(value) === count) break;
  return taken;
}
