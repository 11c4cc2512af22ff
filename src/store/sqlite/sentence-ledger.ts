/**
 * Who has which sentence. Kept in the transaction of the write that changes it, so that counts and what derives from them are
 * true for every reader at once.
 *
 * Whether a sentence is shared changes for a report only where the number of organs that have it goes from one to two or
 * back. So a write looks no further than at the one organ whose sentence it was, however many reports a template has.
 */
import type { Database } from 'better-sqlite3';
import { keyOfYear } from '../../domain/identity.js';
import { originalityValues } from '../../domain/originality.js';
import type { Report } from '../../domain/report.js';
import {
  allSentences,
  countOriginality,
  distinctSentences,
  placedSentences,
  sentenceMark,
  sentenceMarks,
} from '../report-sentences.js';
import type { PlacedSentence, ReportSentence } from '../report-sentences.js';
import { bytesOf, numbersOf } from './sentence-blocks.js';
import { prepareLedger } from './ledger-statements.js';
import type { LedgerStatements } from './ledger-statements.js';
import { KnownSentences } from './known-sentences.js';
import type { SentenceChange, SentenceList } from './known-sentences.js';

/** The marks as they are kept in `report_sentences.own`. */
const MARKS = ['c', 'o', 'r'] as const;
const FLAGS = MARKS.join('');
/** The flag in `report_sentences.own` of a sentence that two organs or more have. */
export const SHARED = FLAGS.indexOf('c');

/** A report whose sentences are to be set. */
interface Pending {
  /** See `organ_numbers`; null where the report goes. */
  organ: string | null;
  sentences: ReportSentence[];
}

/** The sentences of a report, by number. */
interface Listed extends SentenceList {
  organ: number;
}

/** A sentence whose number of organs went from one to more, or back: the one organ, and whether it is shared now. */
interface Crossing {
  organ: number;
  shared: boolean;
}

/** What a report has of its own words, for the index. */
export interface OwnWords {
  sentences: readonly Pick<PlacedSentence, 'kind' | 'normal'>[];
  marks: string;
}

/** Call inside a write transaction. */
export class SentenceLedger {
  readonly #sql: LedgerStatements;
  readonly #known: KnownSentences;
  readonly #pending = new Map<number, Pending>();
  readonly #touched = new Set<number>();
  /** Lists of reports that go: the rows themselves go with their report, before this is settled. */
  readonly #gone = new Map<number, Listed>();

  constructor(db: Database) {
    this.#sql = prepareLedger(db);
    this.#known = new KnownSentences(db, this.#sql);
  }

  /** Forgets what an earlier transaction began and took back. */
  begin(): void {
    this.#pending.clear();
    this.#touched.clear();
    this.#gone.clear();
    this.#known.forget();
  }

  /** Empties all of it, before it is rebuilt. */
  clear(): void {
    for (const statement of this.#sql.clear) statement.run();
  }

  /** Sets the sentences of a report to those of its current revision. */
  set(seq: number, organ: string, report: Report): void {
    this.#pending.set(seq, { organ, sentences: allSentences(report) });
  }

  /** The report stays as it is, but its derived values were written again, or the year before has changed. */
  touch(seq: number): void {
    this.#touched.add(seq);
  }

  /** The report goes; call before its row does. */
  remove(seq: number): void {
    const listed = this.#listed(seq);
    if (listed !== null) this.#gone.set(seq, listed);
    this.#pending.set(seq, { organ: null, sentences: [] });
    this.#touched.delete(seq);
  }

  /**
   * Brings all up to date that was set, and what rests on it. `reportOf` reads the current revision of a report.
   *
   * @returns the reports whose own words are others now
   */
  settle(change: number, reportOf: (seq: number) => Report): Map<number, OwnWords> {
    const before = new Map<number, Listed | null>();
    const after = new Map<number, Listed | null>();
    const pending = [...this.#pending];
    const lists = this.#known.number(pending.map(([, { sentences }]) => sentences));
    for (const [index, [seq, { organ }]] of pending.entries()) {
      const list = lists[index];
      before.set(seq, this.#gone.get(seq) ?? this.#listed(seq));
      after.set(seq, organ === null || list === undefined ? null : { organ: this.#numberOf(organ), ...list });
    }
    const deltas = this.#deltas(before, after);
    for (const [seq, listed] of after) {
      if (listed === null) this.#sql.deleteList.run(seq);
      else this.#sql.putList.run(seq, listed.organ, bytesOf(listed.list), bytesOf(listed.sizes));
    }
    const crossed = this.#apply(deltas);
    const seqs = new Set([...after.keys(), ...this.#touched, ...this.#holders(crossed)]);
    const changed = new Map<number, OwnWords>();
    for (const seq of seqs) {
      if (after.get(seq) === null) continue;
      this.#sql.markChanged.run(change, seq);
      const own = this.#refresh(seq, crossed, reportOf);
      if (own !== null) changed.set(seq, own);
    }
    this.begin();
    return changed;
  }

  /** Derived values and marks of one report; null where its own words are what they were. */
  #refresh(
    seq: number,
    crossed: ReadonlyMap<number, Crossing>,
    reportOf: (seq: number) => Report,
  ): OwnWords | null {
    const row = this.#sql.list.get(seq);
    if (row === undefined) return null;
    const pending = this.#pending.get(seq);
    const sizes = numbersOf(row.sizes);
    const yearBefore = this.#yearBefore(seq);
    const repeats = yearBefore === null ? null : new Set(yearBefore);
    const sentences = Array.from(numbersOf(row.list), (id, index) => ({
      size: sizes[index] ?? 0,
      // Of a report that stays, only sentences that crossed are not what its last flags say.
      shared:
        pending === undefined
          ? (crossed.get(id)?.shared ?? row.own[index] === SHARED)
          : this.#known.get(id).organs > 1,
      repeated: repeats?.has(id) ?? false,
    }));
    const counts = countOriginality(
      sentences,
      ({ shared }) => shared,
      repeats && (({ repeated }) => repeated),
    );
    this.#setDerived(seq, originalityValues({ ...counts }));
    const flags = Buffer.from(
      sentences.map(({ shared, repeated }) => FLAGS.indexOf(sentenceMark(shared, repeated))),
    );
    if (pending === undefined && flags.equals(row.own)) return null;
    const own =
      (pending === undefined ? markedAgain(reportOf(seq), row.marks, flags) : null) ??
      marked(pending?.sentences ?? allSentences(reportOf(seq)), flags);
    this.#sql.setOwn.run(flags, own.marks, seq);
    return own;
  }

  #setDerived(seq: number, values: Record<string, number | null>): void {
    const row = this.#sql.derived.get(seq);
    if (row === undefined) throw new Error(`The report ${String(seq)} has no derived values.`);
    for (const [offset, key] of this.#sql.textOffsets) row.writeDoubleLE(values[key] ?? NaN, offset);
    this.#sql.setDerived.run(row, seq);
  }

  #yearBefore(seq: number): Int32Array | null {
    const key = this.#sql.keyOf.get(seq) ?? null;
    const before = key === null ? undefined : this.#sql.listByKey.get(keyOfYear(key, -1));
    return before === undefined ? null : numbersOf(before);
  }

  #listed(seq: number): Listed | null {
    const row = this.#sql.list.get(seq);
    return row === undefined
      ? null
      : { organ: row.organ, list: numbersOf(row.list), sizes: numbersOf(row.sizes) };
  }

  #numberOf(organ: string): number {
    return this.#sql.organNumber.get(organ) ?? Number(this.#sql.insertOrgan.run(organ).lastInsertRowid);
  }

  /** What changes of each sentence, from the lists before and after. */
  #deltas(
    before: ReadonlyMap<number, Listed | null>,
    after: ReadonlyMap<number, Listed | null>,
  ): Map<number, SentenceChange> {
    const deltas = new Map<number, SentenceChange>();
    const delta = (id: number): SentenceChange => {
      let one = deltas.get(id);
      if (one === undefined) deltas.set(id, (one = { reports: 0, organs: 0, sum: 0 }));
      return one;
    };
    /** By organ: the sentences that its reports gain or lose, and how often. */
    const byOrgan = new Map<number, Map<number, number>>();
    const count = (listed: Listed | null | undefined, step: 1 | -1): void => {
      if (listed === null || listed === undefined) return;
      let ofOrgan = byOrgan.get(listed.organ);
      if (ofOrgan === undefined) byOrgan.set(listed.organ, (ofOrgan = new Map<number, number>()));
      for (const id of listed.list) {
        delta(id).reports += step;
        ofOrgan.set(id, (ofOrgan.get(id) ?? 0) + step);
      }
    };
    for (const [seq, listed] of after) {
      count(before.get(seq), -1);
      count(listed, 1);
    }
    for (const [organ, steps] of byOrgan) {
      const held = this.#heldBy(organ, steps);
      for (const [id, step] of steps) {
        const had = held.get(id) ?? 0;
        const change = Number(had + step > 0) - Number(had > 0);
        if (change === 0) continue;
        delta(id).organs += change;
        delta(id).sum += change * organ;
      }
    }
    return deltas;
  }

  /** How many reports of an organ have each of some sentences. */
  #heldBy(organ: number, wanted: ReadonlyMap<number, number>): Map<number, number> {
    const held = new Map<number, number>();
    const gone = [...this.#gone.values()].filter((listed) => listed.organ === organ);
    const kept = this.#sql.listsOf.all(organ).map(({ list }) => numbersOf(list));
    for (const list of [...kept, ...gone.map((listed) => listed.list)]) {
      for (const id of list) if (wanted.has(id)) held.set(id, (held.get(id) ?? 0) + 1);
    }
    return held;
  }

  /** Writes the changes, and tells the sentences that are shared now, or no more. */
  #apply(deltas: ReadonlyMap<number, SentenceChange>): Map<number, Crossing> {
    const crossed = new Map<number, Crossing>();
    this.#known.apply(deltas, (was, now) => {
      if (was.organs === 1 && now.organs > 1) crossed.set(now.id, { organ: was.organ_sum, shared: true });
      if (was.organs > 1 && now.organs === 1) crossed.set(now.id, { organ: now.organ_sum, shared: false });
    });
    return crossed;
  }

  /** The reports for which a sentence became shared, or their own again. */
  #holders(crossed: ReadonlyMap<number, Crossing>): Set<number> {
    const byOrgan = new Map<number, Set<number>>();
    for (const [id, { organ }] of crossed) {
      const ids = byOrgan.get(organ);
      if (ids === undefined) byOrgan.set(organ, new Set([id]));
      else ids.add(id);
    }
    const holders = new Set<number>();
    for (const [organ, ids] of byOrgan) {
      for (const { seq, list } of this.#sql.listsOf.all(organ)) {
        if (numbersOf(list).some((id) => ids.has(id))) holders.add(seq);
      }
    }
    return holders;
  }
}

/** The marks of a report from the flags of its sentences, which are in the order of the text, each once. */
function marked(sentences: readonly ReportSentence[], flags: Buffer): OwnWords {
  const distinct = distinctSentences(sentences);
  if (distinct.length !== flags.length)
    throw new Error('The sentences of a report are not those that it had.');
  const markOf = new Map(distinct.map(({ fingerprint }, at) => [fingerprint, MARKS[flags[at] ?? SHARED]]));
  return { sentences, marks: sentenceMarks(sentences, (fingerprint) => markOf.get(fingerprint) ?? 'c') };
}

/**
 * The own words of a report whose text is what it was, from its last marks and the flags of now, in the order of the text: what the
 * sentences are compared by, which costs most, is not made again. Null where a sentence comes twice, so that marks and flags do not pair.
 */
function markedAgain(report: Report, marks: string, flags: Buffer): OwnWords | null {
  const sentences = placedSentences(report);
  const compared = marks.replaceAll('-', '').length;
  if (marks.length !== sentences.length || compared !== flags.length) return null;
  let at = 0;
  return { sentences, marks: marks.replace(/[^-]/gu, () => FLAGS[flags[at++] ?? SHARED] ?? 'c') };
}
