/** The sentences that a write looks at: each is read once, and written once. */
import type { Database } from 'better-sqlite3';
import { distinctSentences, sentenceKey } from '../report-sentences.js';
import type { ReportSentence } from '../report-sentences.js';
import type { LedgerStatements, SentenceRow } from './ledger-statements.js';
import { SentenceBlocks } from './sentence-blocks.js';

/** What changes of a sentence. */
export interface SentenceChange {
  reports: number;
  organs: number;
  sum: number;
}

/** The sentences of a report: their numbers and their sizes, in the order of the text, each once. */
export interface SentenceList {
  list: Int32Array;
  sizes: Int32Array;
}

/** Call inside a write transaction, and {@link KnownSentences.forget} what an earlier one knew. */
export class KnownSentences {
  readonly #sql: LedgerStatements;
  readonly #blocks: SentenceBlocks;
  readonly #rows = new Map<number, SentenceRow>();
  /** By number: those that nobody has had yet. */
  readonly #new = new Map<number, ReportSentence>();

  constructor(db: Database, sql: LedgerStatements) {
    this.#sql = sql;
    this.#blocks = new SentenceBlocks(db);
  }

  forget(): void {
    this.#rows.clear();
    this.#new.clear();
  }

  /**
   * Numbers the sentences of reports. They are looked up, and new ones numbered, in the order of their fingerprints, so that
   * neighbours in the index come one after the other.
   */
  number(reports: readonly (readonly ReportSentence[])[]): SentenceList[] {
    const distinct = reports.map(distinctSentences);
    const byName = new Map(distinct.flat().map((sentence) => [sentence.fingerprint, sentence]));
    const ids = new Map<string, number>();
    let last = this.#sql.lastSentence.get() ?? 0;
    for (const [fingerprint, sentence] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
      let row = this.#sql.named.get(fingerprint);
      if (row === undefined) {
        last += 1;
        row = { id: last, reports: 0, organs: 0, organ_sum: 0 };
        this.#new.set(row.id, sentence);
      }
      this.#rows.set(row.id, row);
      ids.set(fingerprint, row.id);
    }
    return distinct.map((sentences) => ({
      list: Int32Array.from(sentences, ({ fingerprint }) => ids.get(fingerprint) ?? 0),
      sizes: Int32Array.from(sentences, ({ masked }) => masked.length),
    }));
  }

  /** Who has a sentence. */
  get(id: number): SentenceRow {
    const row = this.#rows.get(id) ?? this.#sql.sentence.get(id);
    if (row === undefined) throw new Error(`The sentence ${String(id)} is missing.`);
    this.#rows.set(id, row);
    return row;
  }

  /** Writes what changes, in the order of the numbers. Calls back for each with what was and what is. */
  apply(
    changes: ReadonlyMap<number, SentenceChange>,
    changed: (was: SentenceRow, now: SentenceRow) => void,
  ): void {
    for (const [id, { reports, organs, sum }] of [...changes].sort(([a], [b]) => a - b)) {
      if (reports === 0 && organs === 0 && sum === 0) continue;
      const was = this.get(id);
      const now: SentenceRow = {
        id,
        reports: was.reports + reports,
        organs: was.organs + organs,
        organ_sum: was.organ_sum + sum,
      };
      this.#rows.set(id, now);
      const added = this.#new.get(id);
      if (added !== undefined) {
        this.#sql.insertSentence.run(id, added.fingerprint, now.reports, now.organs, now.organ_sum);
      } else if (now.reports === 0) this.#sql.deleteSentence.run(id);
      else this.#sql.updateSentence.run(now.reports, now.organs, now.organ_sum, id);
      changed(was, now);
    }
    this.#blocks.add([...this.#new].map(([id, sentence]) => ({ id, ...sentenceKey(sentence) })));
    this.#new.clear();
  }
}
