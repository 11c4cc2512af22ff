/** Which sentences of the reports of one commit others have too, and for which other reports that changes. */
import { identityKey } from '../../../domain/identity.js';
import type { Report } from '../../../domain/report.js';
import { soleOrgan } from '../../aggregate-rules.js';
import { organId } from '../../report-id.js';
import { allSentences } from '../../report-sentences.js';
import { storeUnavailable } from '../connection/store-error.js';
import type { RegistryEntry } from '../indices.js';
import { narrateReport, readSentences } from './narrated-report.js';
import type { NarratedReport, ReadSentences } from './narrated-report.js';
import { currentRevision, reportOf } from './entry-reports.js';
import type { ProjectionContext } from './entry-reports.js';
import { readHolders, readProjectedSentences, readReportsWith } from './sentence-holders.js';
import type { Holder, HolderContext, HoldingReport } from './sentence-holders.js';

/** What one commit has to know of who has which sentence. */
export class Sharing {
  readonly #context: ProjectionContext;
  readonly #asked: HolderContext;
  /** Outside the commit. */
  readonly #holders: Map<string, Holder>;
  /** Organs within the commit, by fingerprint. */
  readonly #within = new Map<string, Set<string>>();
  /** Sentences that reports of the commit had before it. */
  readonly #had: ReadonlySet<string>;
  readonly #sentences = new Map<Report, ReadSentences>();

  private constructor(
    context: ProjectionContext,
    asked: HolderContext,
    holders: Map<string, Holder>,
    had: ReadonlySet<string>,
  ) {
    this.#context = context;
    this.#asked = asked;
    this.#holders = holders;
    this.#had = had;
  }

  /** Asks the index about the sentences that entries have and had; their revisions are read. */
  static async read(
    entries: readonly RegistryEntry[],
    index: string,
    context: ProjectionContext,
  ): Promise<Sharing> {
    const { client, retryMs, removed } = context;
    const without = [...entries.map(({ id }) => id), ...removed];
    const asked = { client, index, without, retryMs };
    const had = await readProjectedSentences(without, asked);
    const sharing = new Sharing(context, asked, new Map(), had);
    const wanted = new Set(had);
    for (const entry of entries) {
      const organ = sharing.#organOf(entry);
      for (const { fingerprint } of sharing.#read(sharing.#reportOf(entry)).keys) {
        wanted.add(fingerprint);
        const organs = sharing.#within.get(fingerprint);
        if (organs === undefined) sharing.#within.set(fingerprint, new Set([organ]));
        else organs.add(organ);
      }
    }
    for (const [one, holder] of await readHolders(wanted, asked)) sharing.#holders.set(one, holder);
    return sharing;
  }

  /** Entries outside the commit that must be projected again: a sentence of theirs is shared now and was not, or the reverse. */
  async affected(): Promise<RegistryEntry[]> {
    const taken = await readReportsWith('unshared', [...this.#within.keys()], this.#asked);
    const freed = [...this.#had].filter((one) => {
      const holder = this.#holders.get(one);
      return holder !== undefined && holder !== 'SEVERAL' && !this.#isShared(one, holder.sole);
    });
    const left = await readReportsWith('all', freed, this.#asked);
    const reports = new Map<string, HoldingReport>();
    for (const report of taken) {
      if (report.unshared.some((one) => this.#within.has(one) && this.#isShared(one, report.organ))) {
        reports.set(report.id, report);
      }
    }
    for (const report of left) reports.set(report.id, report);
    return this.#entriesOf(reports);
  }

  /** Asks about the sentences of other entries too; their revisions are read. */
  async add(entries: readonly RegistryEntry[]): Promise<void> {
    const missing = new Set<string>();
    for (const entry of entries) {
      for (const { fingerprint } of this.#read(this.#reportOf(entry)).keys) {
        if (!this.#holders.has(fingerprint)) missing.add(fingerprint);
      }
    }
    for (const [one, holder] of await readHolders(missing, this.#asked)) this.#holders.set(one, holder);
  }

  /** What the projection of an entry holds of its sentences. */
  narrate(entry: RegistryEntry, before: RegistryEntry | null): NarratedReport {
    const organ = this.#organOf(entry);
    const previous =
      before === null
        ? null
        : new Set(this.#read(this.#reportOf(before)).keys.map(({ fingerprint }) => fingerprint));
    return narrateReport(
      this.#read(this.#reportOf(entry)),
      (fingerprint) => this.#isShared(fingerprint, organ),
      previous,
    );
  }

  /** Whether another organ than this one has a sentence, once the commit is carried out. */
  #isShared(fingerprint: string, organ: string): boolean {
    const holder = this.#holders.get(fingerprint);
    if (holder === 'SEVERAL' || (holder !== undefined && holder.sole !== organ)) return true;
    const within = this.#within.get(fingerprint);
    return within !== undefined && (within.size > 1 || !within.has(organ));
  }

  /** The entries of reports, of the same revisions as their projections. */
  async #entriesOf(reports: ReadonlyMap<string, HoldingReport>): Promise<RegistryEntry[]> {
    if (reports.size === 0) return [];
    const { heads } = this.#context;
    for (const attempt of [1, 2]) {
      const lookup = { ids: [...reports.keys()], keys: [], sha256: [] };
      const found = ((await heads.entries(lookup, null)) ?? []).filter(
        ({ id, current }) => reports.get(id)?.sha256 === current,
      );
      if (found.length === reports.size) return found;
      // A copy of the registry that has not heard of the last refresh.
      if (attempt === 1) await heads.makeVisible();
    }
    throw storeUnavailable('Registry and index of reports do not agree.', 'Run ogi reindex.');
  }

  #reportOf(entry: RegistryEntry): Report {
    return reportOf(currentRevision(entry), this.#context.reports);
  }

  #organOf(entry: RegistryEntry): string {
    return organId(identityKey(this.#reportOf(entry))) ?? soleOrgan(entry.id);
  }

  #read(report: Report): ReadSentences {
    let sentences = this.#sentences.get(report);
    if (sentences === undefined) {
      sentences = readSentences(allSentences(report));
      this.#sentences.set(report, sentences);
    }
    return sentences;
  }
}
