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
  sentenceKey,
  sentenceMark,
  sentenceMarks,
} from '../report-sentences.js';
import type { PlacedSentence, ReportSentence, SentenceMark } from '../report-sentences.js';
import { prepareLedger } from './ledger-statements.js';
import type { LedgerStatements, SentenceRow } from './ledger-statements.js';

/** The marks as they are kept in `report_sentences.own`. */
const FLAGS = 'cor';
/** The flag in `report_sentences.own` of a sentence that two organs or more have. */
export const SHARED = FLAGS.indexOf('c');

/** A report whose sentences are to be set. */
interface Pending {
  /** See `organ_numbers`; null where the report goes. */
  organ: string | null;
  sentences: ReportSentence[];
}

/** The sentences of a report, by number. */
interface Listed {
  organ: number;
  list: Int32Array;
}

/** What a report has of its own words, for the index. */
export interface OwnWords {
  sentences: readonly Pick<PlacedSentence, 'kind' | 'normal'>[];
  marks: string;
}

/** What changes of a sentence. */
interface Delta {
  reports: number;
  organs: number;
  sum: number;
}

/** Call inside a write transaction. */
export class SentenceLedger {
  readonly #sql: LedgerStatements;
  readonly #pending = new Map<number, Pending>();
  readonly #touched = new Set<number>();
  /** Lists of reports that go: the rows themselves go with their report, before this is settled. */
  readonly #gone = new Map<number, Listed>();

  constructor(db: Database) {
    this.#sql = prepareLedger(db);
  }

  /** Forgets what an earlier transaction began and took back. */
  begin(): void {
    this.#pending.clear();
    this.#touched.clear();
    this.#gone.clear();
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
    for (const [seq, { organ, sentences }] of this.#pending) {
      before.set(seq, this.#gone.get(seq) ?? this.#listed(seq));
      after.set(seq, organ === null ? null : { organ: this.#numberOf(organ), list: this.#number(sentences) });
    }
    const deltas = this.#deltas(before, after);
    for (const [seq, listed] of after) {
      if (listed === null) this.#sql.deleteList.run(seq);
      else this.#sql.putList.run(seq, listed.organ, bytesOf(listed.list));
    }
    const affected = this.#apply(deltas);
    const seqs = new Set([...after.keys(), ...this.#touched, ...affected]);
    const changed = new Map<number, OwnWords>();
    for (const seq of seqs) {
      if (after.get(seq) === null) continue;
      this.#sql.markChanged.run(change, seq);
      const own = this.#refresh(seq, reportOf);
      if (own !== null) changed.set(seq, own);
    }
    this.begin();
    return changed;
  }

  /** Derived values and marks of one report; null where its own words are what they were. */
  #refresh(seq: number, reportOf: (seq: number) => Report): OwnWords | null {
    const row = this.#sql.list.get(seq);
    if (row === undefined) return null;
    const ids = numbersOf(row.list);
    const yearBefore = this.#yearBefore(seq);
    const rows = Array.from(ids, (id) => this.#sentence(id));
    const repeats = yearBefore === null ? null : new Set(yearBefore);
    const isShared = ({ organs }: SentenceRow): boolean => organs > 1;
    const counts = countOriginality(rows, isShared, repeats && (({ id }) => repeats.has(id)));
    this.#setDerived(seq, originalityValues({ ...counts }));
    const markOf = new Map(
      rows.map((one) => [one.fingerprint, sentenceMark(isShared(one), repeats?.has(one.id) ?? false)]),
    );
    const flags = Buffer.from(rows.map(({ fingerprint }) => FLAGS.indexOf(markOf.get(fingerprint) ?? 'c')));
    const pending = this.#pending.get(seq);
    if (pending === undefined && flags.equals(row.own)) return null;
    const own =
      (pending === undefined ? markedAgain(reportOf(seq), row.marks, flags) : null) ??
      marked(pending?.sentences ?? allSentences(reportOf(seq)), markOf);
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

  #sentence(id: number): SentenceRow {
    const row = this.#sql.sentence.get(id);
    if (row === undefined) throw new Error(`The sentence ${String(id)} is missing.`);
    return row;
  }

  #listed(seq: number): Listed | null {
    const row = this.#sql.list.get(seq);
    return row === undefined ? null : { organ: row.organ, list: numbersOf(row.list) };
  }

  #numberOf(organ: string): number {
    return this.#sql.organNumber.get(organ) ?? Number(this.#sql.insertOrgan.run(organ).lastInsertRowid);
  }

  /** The numbers of sentences; new ones are entered, held by nobody yet. */
  #number(sentences: readonly ReportSentence[]): Int32Array {
    return Int32Array.from(distinctSentences(sentences), (sentence) => {
      const known = this.#sql.idOf.get(sentence.fingerprint);
      if (known !== undefined) return known;
      const { fingerprint, size, sketches } = sentenceKey(sentence);
      const bytes = Buffer.from(Uint32Array.from(sketches).buffer);
      return Number(this.#sql.insertSentence.run(fingerprint, size, bytes).lastInsertRowid);
    });
  }

  /** What changes of each sentence, from the lists before and after. */
  #deltas(
    before: ReadonlyMap<number, Listed | null>,
    after: ReadonlyMap<number, Listed | null>,
  ): Map<number, Delta> {
    const deltas = new Map<number, Delta>();
    const delta = (id: number): Delta => {
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

  /** Writes the changes, and tells the reports for which a sentence became shared, or their own again. */
  #apply(deltas: ReadonlyMap<number, Delta>): Set<number> {
    /** By organ: its sentences that are shared now, or no more. */
    const crossing = new Map<number, Set<number>>();
    for (const [id, { reports, organs, sum }] of deltas) {
      if (reports === 0 && organs === 0 && sum === 0) continue;
      const row = this.#sentence(id);
      const [now, total] = [row.organs + organs, row.organ_sum + sum];
      if (row.reports + reports === 0) this.#sql.deleteSentence.run(id);
      else this.#sql.updateSentence.run(row.reports + reports, now, total, id);
      const sole = row.organs === 1 && now > 1 ? row.organ_sum : row.organs > 1 && now === 1 ? total : null;
      if (sole === null) continue;
      const ids = crossing.get(sole);
      if (ids === undefined) crossing.set(sole, new Set([id]));
      else ids.add(id);
    }
    const affected = new Set<number>();
    for (const [organ, ids] of crossing) {
      for (const { seq, list } of this.#sql.listsOf.all(organ)) {
        if (numbersOf(list).some((id) => ids.has(id))) affected.add(seq);
      }
    }
    return affected;
  }
}

function marked(sentences: readonly ReportSentence[], markOf: ReadonlyMap<string, SentenceMark>): OwnWords {
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

/** The numbers in a list as it is kept. */
export function numbersOf(bytes: Buffer): Int32Array {
  const copy = new Uint8Array(bytes);
  return new Int32Array(copy.buffer, 0, copy.length >> 2);
}

function bytesOf(list: Int32Array): Buffer {
  return Buffer.from(list.buffer, list.byteOffset, list.byteLength);
}
