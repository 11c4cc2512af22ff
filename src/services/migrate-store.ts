/** Copies one store into another, through the port alone. */
import { createHash } from 'node:crypto';
import { OgiError } from '../errors.js';
import type { ReportStore } from '../store/port.js';
import type { SetAsideFile } from '../store/sources.js';
import type { Alias, ReportWrite } from '../store/writes.js';
import { withoutStoreFindings } from '../store/store-findings.js';

/** Sources and aliases copied at a time. */
const PAGE = 64;
/** A batch is written once it holds so many bytes of sources. */
const BATCH_BYTES = 8 * 1024 * 1024;
/** Entries of lists copied at a time, and of anything that is compared. */
const LIST_PAGE = 500;

export interface MigrateOptions {
  /** Called after each page: sources dealt with so far. */
  onProgress?: (sources: number) => void;
  /** Aborted: the current page is finished, then the run ends. */
  signal?: AbortSignal;
}

/** What a run did. */
export interface MigrateSummary {
  /** Sources dealt with. */
  sources: number;
  /** Of these, copied in this run; the others were there already. */
  copied: number;
  /**
   * Over report id, SHA-256 and parser version of every source, all aliases, files set aside, the log of writes and the lists of organs, equal in
   * both stores; null where interrupted.
   */
  checksum: string | null;
}

/**
 * Copies all revisions with their sources, ids, aliases, files set aside, the log of writes and the lists of organs, then compares the two
 * stores. What the target has already is not copied again, so an interrupted run goes on. Nothing in the target is deleted.
 *
 * @throws OgiError `BAD_ARGUMENT` where one store holds made-up reports and the other is the user's; `STORE_DAMAGED` where
 *   the stores differ in the end: the target holds something else, or was written to meanwhile.
 */
export async function migrateStore(
  from: ReportStore,
  to: ReportStore,
  options: MigrateOptions = {},
): Promise<MigrateSummary> {
  if ((await from.status()).madeUp !== (await to.status()).madeUp) {
    throw new OgiError('BAD_ARGUMENT', 'Made-up reports and real ones never share a store.', {
      remedy: 'Migrate into an empty store.',
    });
  }
  let [sources, copied] = [0, 0];
  for await (const page of sourcePages(from, PAGE)) {
    if (options.signal?.aborted === true) return { sources, copied, checksum: null };
    copied += await copyPage(from, to, page);
    sources += page.length;
    options.onProgress?.(sources);
  }
  await copyAliases(from, to);
  await copySetAside(from, to);
  await copyLog(from, to);
  for (const roster of await from.rosters()) await to.putRoster(roster);
  const [wanted, found] = [await storeChecksum(from), await storeChecksum(to)];
  if (wanted !== found) {
    throw new OgiError('STORE_DAMAGED', 'The two stores do not hold the same.', {
      remedy: 'Migrate into an empty store, while nobody writes to either of them.',
      details: { wanted, found },
    });
  }
  return { sources, copied, checksum: found };
}

function sourcePages(store: ReportStore, limit: number): AsyncGenerator<string[]> {
  return pagesOf(
    (after) => store.listSources(after, limit),
    (sha256) => sha256,
  );
}

function aliasPages(store: ReportStore, limit: number): AsyncGenerator<Alias[]> {
  return pagesOf(
    (after) => store.listAliases(after, limit),
    ({ alias }) => alias,
  );
}

/** All pages of a list that goes on after the name of an entry. */
async function* pagesOf<T>(
  list: (after: string | null) => Promise<T[]>,
  nameOf: (entry: T) => string,
): AsyncGenerator<T[]> {
  let after: string | null = null;
  for (;;) {
    const page = await list(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = nameOf(last);
  }
}

/** All pages of a list that goes on after a number of entries. */
async function* offsetPages<T>(list: (limit: number, offset: number) => Promise<T[]>): AsyncGenerator<T[]> {
  for (let offset = 0; ; offset += LIST_PAGE) {
    const page = await list(LIST_PAGE, offset);
    if (page.length === 0) return;
    yield page;
  }
}

function setAsidePages(store: ReportStore): AsyncGenerator<SetAsideFile[]> {
  return offsetPages(async (limit, offset) => (await store.listSetAside(limit, offset)).files);
}

/** How many were copied. */
async function copyPage(from: ReportStore, to: ReportStore, page: readonly string[]): Promise<number> {
  const [wanted, there] = await Promise.all([from.knownSources(page), to.knownSources(page)]);
  let batch: ReportWrite[] = [];
  let bytes = 0;
  let copied = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await to.write(batch);
    [batch, bytes] = [[], 0];
  };
  for (const sha256 of page) {
    const known = wanted.get(sha256);
    if (known === undefined || there.get(sha256)?.parserVersion === known.parserVersion) continue;
    const [stored, source] = await Promise.all([from.getRevision(known.id, sha256), from.source(sha256)]);
    // Another process may have removed it since it was listed.
    if (stored === null || source === null) continue;
    const { parserVersion, report } = stored;
    batch.push({ source, report: withoutStoreFindings(report), parserVersion, id: known.id });
    copied += 1;
    bytes += source.size;
    if (bytes >= BATCH_BYTES) await flush();
  }
  await flush();
  return copied;
}

/** Reports that the target does not have, or has under another id, are left to the comparison. */
async function copyAliases(from: ReportStore, to: ReportStore): Promise<void> {
  for await (const page of aliasPages(from, PAGE)) {
    const revisions = await to.revisions(page.map(({ id }) => id));
    await to.addAliases(page.filter((_, index) => revisions[index]?.length !== 0));
  }
}

async function copySetAside(from: ReportStore, to: ReportStore): Promise<void> {
  for await (const page of setAsidePages(from)) await to.setAside(page);
}

/** The log is listed newest first and copied oldest first, so that its length tells where an earlier run ended. */
async function copyLog(from: ReportStore, to: ReportStore): Promise<void> {
  const { total } = await from.listWrites(1, 0);
  let { total: copied } = await to.listWrites(1, 0);
  while (copied < total) {
    const limit = Math.min(LIST_PAGE, total - copied);
    const { entries } = await from.listWrites(limit, total - copied - limit);
    await to.logWrites(entries.reverse());
    copied += limit;
  }
}

/** SHA-256 over what a store holds, see {@link MigrateSummary.checksum}. */
export async function storeChecksum(store: ReportStore): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of linesOf(store)) hash.update(`${JSON.stringify(line)}\n`);
  return hash.digest('hex');
}

async function* linesOf(store: ReportStore): AsyncGenerator<(string | null)[]> {
  for await (const page of sourcePages(store, LIST_PAGE)) {
    const known = await store.knownSources(page);
    for (const sha256 of page) {
      const one = known.get(sha256);
      yield ['source', sha256, one?.id ?? null, one?.parserVersion ?? null];
    }
  }
  for await (const page of aliasPages(store, LIST_PAGE)) {
    for (const { alias, id } of page) yield ['alias', alias, id];
  }
  for await (const page of setAsidePages(store)) {
    for (const { fileName, sha256, reason, message, at } of page) {
      yield ['set-aside', fileName, sha256, reason, message, at];
    }
  }
  const writes = async (limit: number, offset: number) => (await store.listWrites(limit, offset)).entries;
  for await (const page of offsetPages(writes)) {
    for (const { at, action, reportId, sha256, result, requestId } of page) {
      yield ['write', at, action, reportId, sha256, result, requestId];
    }
  }
  for (const { name, importedAt, sha256, organs } of await store.listRosters()) {
    yield ['roster', name, importedAt, sha256, String(organs)];
  }
}
