/** Which reports hold a phrase, from the full-text index. */
import type { Database, Statement } from 'better-sqlite3';
import type { SearchField, TextFilter } from '../../domain/query.js';
import { SECTION_KINDS } from '../../domain/report.js';
import type { SectionKind } from '../../domain/report.js';
import type { ReportSet } from './bit-set.js';
import type { Deadline } from './deadline.js';
import { matchPhrase } from './index-text.js';
import type { MatchRequest } from '../search-request.js';
import { TELLING_FIELDS } from '../report-sentences.js';
import { POINTS } from '../search-rules.js';
import { BODY_COLUMNS, HEADING_COLUMNS, OWN_COLUMNS } from './migrations.js';

/** A phrase in the title tells more of a report than one in its text. */
const TITLE_WEIGHT = 5;

/** How many answers are kept for the next page or the next facet; each takes a byte or nine a report. */
const KEPT_ANSWERS = 32;

/** The columns of the index in which a phrase is sought. */
export interface SearchColumns {
  body: readonly string[];
  headings: readonly string[];
  own: readonly string[];
}

/** The reports that hold a phrase, and how well, by `seq`; `scores` null where they were not asked for. */
export interface PhraseMatches {
  set: ReportSet;
  scores: Float64Array | null;
}

type IndexTable = 'body' | 'headings' | 'own_words';

/**
 * The columns for a request. A title is in no section, so that a search in sections of certain kinds does not look
 * at it.
 */
export function searchColumns(
  searchIn: readonly SearchField[],
  sectionKinds: readonly SectionKind[] | null,
  textFilter: TextFilter = 'DEFAULT',
): SearchColumns {
  const kinds = SECTION_KINDS.filter((kind) => sectionKinds?.includes(kind) ?? true);
  if (textFilter === 'OWN_WORDS') return { body: [], headings: [], own: kinds };
  return {
    own: [],
    body: [
      ...(searchIn.includes('TITLE') && sectionKinds === null ? ['title'] : []),
      ...(searchIn.includes('TEXT') ? kinds : []),
    ],
    headings: searchIn.includes('HEADINGS') ? kinds : [],
  };
}

/** Places of a request that give points, each with its columns; those beside the own words are not told apart by kind of section. */
function pointColumns({
  searchIn,
  sectionKinds,
}: Pick<MatchRequest, 'searchIn' | 'sectionKinds'>): [points: number, columns: Partial<SearchColumns>][] {
  const text = searchIn.includes('TEXT');
  return [
    ...(searchIn.includes('TITLE') && sectionKinds === null
      ? [[POINTS.title, { body: ['title'] }] satisfies [number, object]]
      : []),
    ...(text ? [[POINTS.own, { own: sectionKinds ?? SECTION_KINDS }] satisfies [number, object]] : []),
    ...(text && sectionKinds === null
      ? TELLING_FIELDS.map((field): [number, Partial<SearchColumns>] => [POINTS[field], { own: [field] }])
      : []),
  ];
}

/** Finds phrases for one reader. */
export class PhraseIndex {
  readonly #matching: Readonly<Record<IndexTable, Statement<[string], number>>>;
  readonly #scored: Readonly<Record<IndexTable, Statement<[string], [number, number]>>>;
  readonly #answers = new Map<string, PhraseMatches>();
  readonly #points = new Map<string, Uint8Array>();
  #deadline: Deadline | null = null;

  constructor(db: Database) {
    // SQLite cannot be interrupted from its own thread, but a function that throws ends the statement. One call
    // in 64 rows keeps its cost out of sight.
    db.function('within_deadline', { deterministic: false }, () => {
      this.#deadline?.check();
      return 1;
    });
    const weights = BODY_COLUMNS.map((column) => (column === 'title' ? TITLE_WEIGHT : 1));
    const statement = (table: IndexTable, columns: string): string =>
      `SELECT ${columns} FROM ${table} WHERE ${table} MATCH ? AND (rowid & 63 OR within_deadline())`;
    const matching = (table: IndexTable) => db.prepare<[string], number>(statement(table, 'rowid')).pluck();
    const scored = (table: IndexTable, rank: string) =>
      db.prepare<[string], [number, number]>(statement(table, `rowid, ${rank}`)).raw();
    this.#matching = {
      body: matching('body'),
      headings: matching('headings'),
      own_words: matching('own_words'),
    };
    this.#scored = {
      body: scored('body', `bm25(body, ${weights.join(', ')})`),
      headings: scored('headings', 'bm25(headings)'),
      own_words: scored('own_words', 'bm25(own_words)'),
    };
  }

  /** Forgets kept answers. Call when the file has changed. */
  forget(): void {
    this.#answers.clear();
    this.#points.clear();
  }

  /**
   * The points of relevance of a phrase, by `seq`; see `POINTS`. The answer is shared: do not change it.
   *
   * @throws OgiError `DEADLINE_EXCEEDED`
   */
  points(
    phrase: string,
    request: Pick<MatchRequest, 'searchIn' | 'sectionKinds'>,
    size: number,
    deadline: Deadline,
  ): Uint8Array {
    deadline.check();
    const places = pointColumns(request);
    const key = JSON.stringify([phrase, places]);
    const kept = this.#points.get(key);
    if (kept !== undefined) return kept;
    const sum = new Uint8Array(size);
    this.#deadline = deadline;
    for (const [points, { body = [], own = [] }] of places) {
      const set = new Uint8Array(size);
      this.#collect('body', body, BODY_COLUMNS, phrase, { set, scores: null });
      this.#collect('own_words', own, OWN_COLUMNS, phrase, { set, scores: null });
      for (let seq = 0; seq < size; seq += 1) if (set[seq] === 1) sum[seq] = (sum[seq] ?? 0) + points;
    }
    keep(this.#points, key, sum);
    return sum;
  }

  /**
   * The reports that hold a phrase in one of the columns. `size` is the length of a set. The answer is shared: do
   * not change it.
   *
   * @throws OgiError `DEADLINE_EXCEEDED`
   */
  find(
    phrase: string,
    columns: SearchColumns,
    scored: boolean,
    size: number,
    deadline: Deadline,
  ): PhraseMatches {
    deadline.check();
    const key = JSON.stringify([phrase, columns]);
    const kept = this.#answers.get(key);
    if (kept !== undefined && (kept.scores !== null || !scored)) return kept;
    const matches = { set: new Uint8Array(size), scores: scored ? new Float64Array(size) : null };
    this.#deadline = deadline;
    this.#collect('body', columns.body, BODY_COLUMNS, phrase, matches);
    this.#collect('headings', columns.headings, HEADING_COLUMNS, phrase, matches);
    this.#collect('own_words', columns.own, OWN_COLUMNS, phrase, matches);
    keep(this.#answers, key, matches);
    return matches;
  }

  #collect(
    table: IndexTable,
    columns: readonly string[],
    all: readonly string[],
    phrase: string,
    { set, scores }: PhraseMatches,
  ): void {
    if (columns.length === 0) return;
    // Without a column filter FTS5 need not look at where in the row a match is.
    const within = columns.length === all.length ? '' : `{${columns.join(' ')}} : `;
    const match = `${within}${matchPhrase(phrase)}`;
    if (scores === null) {
      for (const seq of this.#matching[table].all(match)) set[seq] = 1;
      return;
    }
    for (const [seq, rank] of this.#scored[table].all(match)) {
      set[seq] = 1;
      // FTS5 gives better matches smaller, negative numbers.
      scores[seq] = (scores[seq] ?? 0) - rank;
    }
  }
}

/** Keeps an answer in place of the oldest. */
function keep<T>(answers: Map<string, T>, key: string, answer: T): void {
  const [oldest] = answers.keys();
  if (answers.size >= KEPT_ANSWERS && oldest !== undefined) answers.delete(oldest);
  answers.set(key, answer);
}
