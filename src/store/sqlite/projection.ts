/** What the index holds of a report: its facts, its cells and derived values as columns, and its text. */
import type { Database, Statement } from 'better-sqlite3';
import type { DerivedValues } from '../../domain/derive-values.js';
import type { Finding } from '../../domain/finding.js';
import type { Report } from '../../domain/report.js';
import type { IndexedTexts } from '../prepared-report.js';
import { reportFacts } from '../report-facts.js';
import { tellingFields } from '../report-sentences.js';
import { soleOrgan } from '../aggregate-rules.js';
import { normalTokens } from '../text-tokens.js';
import { BODY_COLUMNS, HEADING_COLUMNS, OWN_COLUMNS } from './migrations.js';
import { SentenceLedger } from './sentence-ledger.js';
import type { OwnWords } from './sentence-ledger.js';
import { cellRow, derivedRow } from './value-rows.js';

/**
 * Writes and deletes the rows of the projection. Call inside a write transaction. Texts wait for {@link Projection.flush}: SQLite tells
 * every virtual table of each savepoint of a statement (a REPLACE into a table with foreign keys opens one), and FTS5 then
 * writes what it holds to disk. With all its rows last, a batch becomes one segment of the index instead of one a report.
 */
export class Projection {
  readonly #setFacts: Statement;
  readonly #importedAt: Statement<[number], string>;
  readonly #setCells: Statement;
  readonly #setDerived: Statement;
  readonly #inserts: readonly Statement[];
  readonly #deletes: readonly Statement[];
  /** By `seq`: the texts to be, null for none; and whether there may be older ones. */
  readonly #ledger: SentenceLedger;
  readonly #organOf: Statement<[number], string>;
  readonly #insertOwn: Statement;
  readonly #deleteOwn: Statement;
  readonly #deleteAll: readonly Statement[];
  /** By `seq`: the own words to be, null for none. */
  readonly #ownWords = new Map<number, OwnWords | null>();
  readonly #texts = new Map<number, { indexed: IndexedTexts | null; replaces: boolean }>();

  constructor(db: Database) {
    const insert = (table: string, columns: readonly string[]) =>
      db.prepare(
        `INSERT INTO ${table} (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
      );
    this.#setFacts = db.prepare('UPDATE reports SET facts = ? WHERE seq = ?');
    this.#importedAt = db
      .prepare<[number], string>(
        'SELECT imported_at FROM sources JOIN reports ON sha256 = current_sha WHERE seq = ?',
      )
      .pluck();
    this.#setCells = db.prepare('INSERT OR REPLACE INTO cell_columns VALUES (?, ?, ?, ?)');
    this.#setDerived = db.prepare('INSERT OR REPLACE INTO derived_columns VALUES (?, ?)');
    this.#inserts = [insert('body', BODY_COLUMNS), insert('headings', HEADING_COLUMNS)];
    this.#ledger = new SentenceLedger(db);
    this.#organOf = db
      .prepare<[number], string>("SELECT coalesce(facts ->> '$.organId', '') FROM reports WHERE seq = ?")
      .pluck();
    this.#insertOwn = insert('own_words', OWN_COLUMNS);
    this.#deleteOwn = db.prepare('DELETE FROM own_words WHERE rowid = ?');
    this.#deleteAll = ['body', 'headings', 'own_words'].map((table) =>
      db.prepare(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`),
    );
    this.#deletes = ['body', 'headings'].map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  }

  /** Sets the facts, which change with the findings of the store even where the current revision, already set, does not. */
  setFacts(seq: number, report: Report, added: readonly Finding[]): void {
    const importedAt = this.#importedAt.get(seq) ?? '';
    this.#setFacts.run(JSON.stringify(reportFacts(report, added, importedAt)), seq);
  }

  /** Sets the derived values, which change with the year before even where the current revision does not. */
  setDerived(seq: number, derived: DerivedValues): void {
    this.#setDerived.run(seq, Buffer.from(derivedRow(derived).buffer));
    this.#ledger.touch(seq);
  }

  /** Sets cells and text to those of the current revision; `replaces` is false for a report that had none. */
  setContent(seq: number, report: Report, indexed: IndexedTexts, replaces: boolean): void {
    const { values, states, confidences } = cellRow(report);
    this.#setCells.run(
      seq,
      Buffer.from(values.buffer),
      states,
      confidences && Buffer.from(confidences.buffer),
    );
    this.#texts.set(seq, { indexed, replaces });
    this.#ledger.set(seq, this.#organOf.get(seq) || soleOrgan(String(seq)), report);
  }

  /** Brings up to date what rests on all reports: who has which sentence. `reportOf` reads the current revision of a report. */
  settle(change: number, reportOf: (seq: number) => Report): void {
    for (const [seq, own] of this.#ledger.settle(change, reportOf)) this.#ownWords.set(seq, own);
  }

  /**
   * Empties all that is rebuilt. FTS5 goes on counting rows that were deleted from a table without content, and its scores rest on
   * that count; only a table emptied at once begins from zero.
   */
  clear(): void {
    this.#ledger.clear();
    for (const statement of this.#deleteAll) statement.run();
  }

  /** Deletes the text of a report; its other rows go with the report. */
  remove(seq: number): void {
    this.#texts.set(seq, { indexed: null, replaces: true });
    this.#ledger.remove(seq);
    this.#ownWords.set(seq, null);
  }

  /** Forgets the texts that an earlier transaction set and took back. */
  begin(): void {
    this.#texts.clear();
    this.#ownWords.clear();
    this.#ledger.begin();
  }

  /** Writes the texts. */
  flush(): void {
    for (const [seq, { indexed, replaces }] of inRowOrder(this.#texts)) {
      if (replaces) for (const statement of this.#deletes) statement.run(seq);
      if (indexed === null) continue;
      const columns = [[indexed.title, ...indexed.texts], indexed.headings];
      columns.forEach((texts, index) => this.#inserts[index]?.run(seq, ...texts));
    }
    this.#texts.clear();
    for (const [seq, own] of inRowOrder(this.#ownWords)) {
      this.#deleteOwn.run(seq);
      if (own !== null) this.#insertOwn.run(seq, ...ownTexts(own));
    }
    this.#ownWords.clear();
  }
}

/** FTS5 writes what it holds to disk before any row whose number is less than that of the row before it. */
function inRowOrder<T>(rows: ReadonlyMap<number, T>): [number, T][] {
  return [...rows].sort(([a], [b]) => a - b);
}

/** The own words of a report as the columns of their index: a sentence is a text of its own, over whose end no phrase runs. */
function ownTexts({ sentences, marks }: OwnWords): string[] {
  const ofColumn = new Map<string, string[]>(OWN_COLUMNS.map((column) => [column, []]));
  sentences.forEach(({ kind, normal }, index) => {
    const mark = marks[index];
    const columns = [...(mark === 'o' ? [kind] : []), ...tellingFields(mark, normal)];
    if (columns.length === 0) return;
    const tokens = normalTokens(normal);
    for (const column of columns) ofColumn.get(column)?.push(tokens);
  });
  return [...ofColumn.values()].map((texts) => texts.join(' '));
}
