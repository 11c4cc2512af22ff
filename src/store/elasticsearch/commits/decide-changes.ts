/** Decides what writing or deleting reports changes. Reads, but changes nothing but its own view. */
import { compareRevisions } from '../../../domain/revision.js';
import type { ReportWrite, WriteOutcome } from '../../writes.js';
import { requireIdentity } from '../../report-facts.js';
import type { Decision } from './commit-log.js';
import { newDocumentId } from '../kept/content-store.js';
import type { ContentStore } from '../kept/content-store.js';
import type { CommitChanges, RegistryEntry } from '../indices.js';
import { describeChanges } from './describe-changes.js';
import { placeRevisions, touchYearsAfter } from './place-revisions.js';
import type { UploadedWrite } from './place-revisions.js';
import { readMissing, reportOf, yearsBefore } from '../projection/entry-reports.js';
import type { Reports } from '../projection/entry-reports.js';
import type { RegistryView } from './registry-view.js';

/** What deciding needs beside the view. */
export interface DecideContext {
  contents: ContentStore;
  /** Ids of the records of files set aside with one of these SHA-256. */
  setAsideIds: (sha256: readonly string[]) => Promise<string[]>;
}

type Decided<T> = Decision<T> | { changes: null; result: T };

/** One batch to write. It may be decided on several times; what was uploaded once is not uploaded again. */
export class BatchDecision {
  readonly #context: DecideContext;
  #writes: readonly UploadedWrite[];
  /** Ids of the documents that were uploaded. */
  readonly #uploaded = new Set<string>();

  constructor(writes: readonly ReportWrite[], context: DecideContext) {
    this.#context = context;
    this.#writes = writes.map(withNewIds);
  }

  /** What the batch changes, seen from a state of the registry. */
  async decide(view: RegistryView, commit: number): Promise<Decided<WriteOutcome[]>> {
    const { contents, setAsideIds } = this.#context;
    await this.#replaceCollected();
    const [{ statuses, touched, obsolete }, setAside] = await Promise.all([
      placeRevisions(view, this.#writes),
      setAsideIds(this.#writes.map(({ source }) => source.sha256)),
    ]);
    const reports: Reports = new Map(this.#writes.map(({ content, report }) => [content, report]));
    await chooseCurrent(touched, contents, reports);
    await yearsBefore([...touched], view);
    const result: WriteOutcome[] = [];
    for (const [position, { source }] of this.#writes.entries()) {
      const known = await view.bySha256(source.sha256);
      const status = statuses[position];
      if (known === undefined || status === undefined) throw new Error(`${source.sha256} was not placed.`);
      const { id, current } = known.entry;
      result.push({ id, status, sha256: source.sha256, current: current === source.sha256 });
    }
    const entries = view.changes(touched, commit);
    if (entries.length === 0 && setAside.length === 0) return { changes: null, result };
    const changes = await describeChanges(view, touched, contents, reports);
    return {
      changes: {
        entries,
        changes,
        // What this batch itself has not uploaded need not be deleted.
        obsolete: { ...this.#withoutOwn(obsolete), 'set-aside': setAside },
        serve: null,
      },
      reports,
      upload: () => this.#upload(touched),
      result,
    };
  }

  /**
   * What an earlier decision uploaded may have been collected since, by a commit that this one comes after. It goes to
   * other ids then: whoever carries that commit out again deletes the old ones again.
   */
  async #replaceCollected(): Promise<void> {
    const uploaded = (ids: readonly string[]) => ids.filter((id) => this.#uploaded.has(id));
    const absent = await this.#context.contents.absent(
      uploaded(this.#writes.map(({ content }) => content)),
      uploaded(this.#writes.map(({ bytes }) => bytes)),
    );
    if (absent.size === 0) return;
    this.#writes = this.#writes.map((write) =>
      absent.has(write.content) || absent.has(write.bytes) ? withNewIds(write) : write,
    );
  }

  #withoutOwn(obsolete: { contents: string[]; sources: string[] }): typeof obsolete {
    const own = new Set(this.#writes.flatMap(({ content, bytes }) => [content, bytes]));
    const kept = (ids: readonly string[]): string[] =>
      ids.filter((id) => !own.has(id) || this.#uploaded.has(id));
    return { contents: kept(obsolete.contents), sources: kept(obsolete.sources) };
  }

  /** Uploads what the entries name. */
  async #upload(touched: ReadonlySet<RegistryEntry>): Promise<void> {
    const named = new Set(
      [...touched].flatMap(({ revisions }) => revisions.flatMap((one) => [one.content, one.bytes])),
    );
    const isMissing = (id: string): boolean => named.has(id) && !this.#uploaded.has(id);
    const contents = this.#writes.flatMap(({ content, report, source }) =>
      isMissing(content) ? [{ id: content, file: source, what: report }] : [],
    );
    const sources = this.#writes.flatMap(({ bytes, source }) =>
      isMissing(bytes) ? [{ id: bytes, file: source, what: source.bytes }] : [],
    );
    await this.#context.contents.upload(contents, sources);
    for (const { id } of [...contents, ...sources]) this.#uploaded.add(id);
  }
}

function withNewIds(write: ReportWrite): UploadedWrite {
  const { sha256 } = write.source;
  return { ...write, content: newDocumentId(sha256), bytes: newDocumentId(sha256) };
}

/** What deleting a report changes; false where there is none. */
export async function decideDelete(
  view: RegistryView,
  id: string,
  commit: number,
  contents: ContentStore,
): Promise<Decided<boolean>> {
  const entry = (await view.byId(id)) ?? (await view.byAlias(id));
  if (entry === undefined) return { changes: null, result: false };
  view.remove(entry);
  const touched = new Set<RegistryEntry>();
  if (entry.key !== null) await touchYearsAfter(view, new Set([entry.key]), touched);
  await yearsBefore([...touched], view);
  const changes: CommitChanges = {
    entries: view.changes(touched, commit),
    changes: await describeChanges(view, new Set(), contents, new Map()),
    obsolete: {
      contents: entry.revisions.map(({ content }) => content),
      sources: entry.revisions.map(({ bytes }) => bytes),
      'set-aside': [],
    },
    serve: null,
  };
  return { changes, reports: new Map(), upload: () => Promise.resolve(), result: true };
}

/** Decides which revision of each entry counts, by the rule that every store obeys. */
async function chooseCurrent(
  entries: Iterable<RegistryEntry>,
  contents: ContentStore,
  reports: Reports,
): Promise<void> {
  const all = [...entries];
  await readMissing(
    all.flatMap(({ revisions }) => revisions),
    contents,
    reports,
  );
  for (const entry of all) {
    const [current] = entry.revisions
      .map((revision) => ({ sha256: revision.sha256, report: reportOf(revision, reports) }))
      .sort(compareRevisions);
    if (current === undefined) throw new Error(`The report ${entry.id} has no revision.`);
    entry.current = current.sha256;
    entry.year = requireIdentity(current.report).year;
  }
}
