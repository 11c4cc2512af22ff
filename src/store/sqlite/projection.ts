/** What the index holds of a report: its facts, its cells and derived values as columns, and its text. */
import type { Database, Statement } from 'better-sqlite3';
import type { DerivedValues } from '../../domain/derive-values.js';
import type { Finding } from '../../domain/finding.js';
import { SECTION_KINDS } from '../../domain/report.js';
import type { Report } from '../../domain/report.js';
import { reportFacts } from '../report-facts.js';
import { encodeColumn } from './index-text.js';
import { BODY_COLUMNS, HEADING_COLUMNS } from './schema.js';
import { cellRow, derivedRow } from './value-rows.js';

/** Writes and deletes the rows of the projection. Call inside a write transaction. */
export class Projection {
  readonly #setFacts: Statement;
  readonly #setCells: Statement;
  readonly #setDerived: Statement;
  readonly #inserts: readonly Statement[];
  readonly #deletes: readonly Statement[];

  constructor(db: Database) {
    const insert = (table: string, columns: readonly string[]) =>
      db.prepare(
        `INSERT INTO ${table} (rowid, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
      );
    this.#setFacts = db.prepare('UPDATE reports SET facts = ? WHERE seq = ?');
    this.#setCells = db.prepare('INSERT OR REPLACE INTO cell_columns VALUES (?, ?, ?)');
    this.#setDerived = db.prepare('INSERT OR REPLACE INTO derived_columns VALUES (?, ?)');
    this.#inserts = [insert('body', BODY_COLUMNS), insert('headings', HEADING_COLUMNS)];
    this.#deletes = ['body', 'headings'].map((table) => db.prepare(`DELETE FROM ${table} WHERE rowid = ?`));
  }

  /** Sets the facts, which change with the findings of the store even where the current revision does not. */
  setFacts(seq: number, report: Report, added: readonly Finding[]): void {
    this.#setFacts.run(JSON.stringify(reportFacts(report, added)), seq);
  }

  /** Sets the derived values, which change with the year before even where the current revision does not. */
  setDerived(seq: number, derived: DerivedValues): void {
    this.#setDerived.run(seq, Buffer.from(derivedRow(derived).buffer));
  }

  /** Sets cells and text to those of the current revision. */
  setContent(seq: number, report: Report): void {
    const { values, states } = cellRow(report);
    this.#setCells.run(seq, Buffer.from(values.buffer), states);
    this.remove(seq);
    const ofKind = (pick: (section: Report['sections'][number]) => string) =>
      SECTION_KINDS.map((kind) => encodeColumn(report.sections.filter((one) => one.kind === kind).map(pick)));
    const texts = [encodeColumn([report.title ?? '']), ...ofKind((section) => section.text)];
    const headings = ofKind((section) => section.heading ?? '');
    [texts, headings].forEach((columns, index) => this.#inserts[index]?.run(seq, ...columns));
  }

  /** Deletes the text of a report; its other rows go with the report. */
  remove(seq: number): void {
    for (const statement of this.#deletes) statement.run(seq);
  }
}
