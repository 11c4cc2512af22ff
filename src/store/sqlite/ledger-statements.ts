/** Prepared statements of the ledger of sentences. */
import type { Database, Statement } from 'better-sqlite3';
import { ORIGINALITY_DRAFTS } from '../../domain/originality.js';
import { derivedOffset } from './report-columns.js';

/** A sentence and who has it. */
export interface SentenceRow {
  id: number;
  reports: number;
  organs: number;
  organ_sum: number;
}

/** The sentences of a report as they are kept. */
export interface ListRow {
  seq: number;
  organ: number;
  list: Buffer;
  sizes: Buffer;
  own: Buffer;
  marks: string;
}

/** The ledger's statements; each is typed by its arguments and its row. */
export type LedgerStatements = ReturnType<typeof prepareLedger>;

/** Prepares them once for a connection. */
export function prepareLedger(db: Database) {
  const run = (sql: string): Statement => db.prepare(sql);
  const get = <Argument, Row>(sql: string): Statement<[Argument], Row> => db.prepare<[Argument], Row>(sql);
  const pluck = <Argument, Value>(sql: string): Statement<[Argument], Value> =>
    db.prepare<[Argument], Value>(sql).pluck();
  return {
    clear: ['report_sentences', 'sentences', 'sentence_blocks', 'organ_numbers'].map((table) =>
      run(`DELETE FROM ${table}`),
    ),
    organNumber: pluck<string, number>('SELECT number FROM organ_numbers WHERE organ = ?'),
    insertOrgan: run('INSERT INTO organ_numbers (organ) VALUES (?)'),
    /** The greatest id that a sentence ever had. */
    lastSentence: db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'sentences'").pluck(),
    named: get<string, SentenceRow>(
      'SELECT id, reports, organs, organ_sum FROM sentences WHERE fingerprint = ?',
    ),
    sentence: get<number, SentenceRow>('SELECT id, reports, organs, organ_sum FROM sentences WHERE id = ?'),
    insertSentence: run('INSERT INTO sentences VALUES (?, ?, ?, ?, ?)'),
    updateSentence: run('UPDATE sentences SET reports = ?, organs = ?, organ_sum = ? WHERE id = ?'),
    deleteSentence: run('DELETE FROM sentences WHERE id = ?'),
    list: get<number, ListRow>('SELECT * FROM report_sentences WHERE seq = ?'),
    listsOf: get<number, Pick<ListRow, 'seq' | 'list'>>(
      'SELECT seq, list FROM report_sentences WHERE organ = ?',
    ),
    listByKey: pluck<string, Buffer>(
      'SELECT list FROM report_sentences JOIN reports USING (seq) WHERE identity_key = ?',
    ),
    keyOf: pluck<number, string | null>('SELECT identity_key FROM reports WHERE seq = ?'),
    putList: run(
      `INSERT INTO report_sentences VALUES (?, ?, ?, ?, x'', '')
         ON CONFLICT (seq) DO UPDATE SET organ = excluded.organ, list = excluded.list, sizes = excluded.sizes`,
    ),
    setOwn: run('UPDATE report_sentences SET own = ?, marks = ? WHERE seq = ?'),
    deleteList: run('DELETE FROM report_sentences WHERE seq = ?'),
    derived: pluck<number, Buffer>('SELECT derived_values FROM derived_columns WHERE seq = ?'),
    setDerived: run('UPDATE derived_columns SET derived_values = ? WHERE seq = ?'),
    markChanged: run('UPDATE reports SET change = ? WHERE seq = ?'),
    textOffsets: ORIGINALITY_DRAFTS.map(({ key }) => [derivedOffset(key), key] as const),
  };
}
