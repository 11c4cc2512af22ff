/** The order of hits, and pages of it. */
import type { Sort } from '../../domain/query.js';
import { brokenCursor } from '../cursor.js';
import type { CursorArgument, CursorPosition, SortValue } from '../cursor.js';
import type { ReportSet } from './bit-set.js';
import type { Deadline } from './deadline.js';
import type { OrganOrder } from './organ-order.js';
import type { ReportColumns } from './report-columns.js';

/** How many reports are compared between two looks at the clock. */
const REPORTS_PER_CHECK = 4096;

/** One value to sort by. */
interface SortKey {
  /** NaN where it is missing. */
  value: (seq: number) => number;
  descending: boolean;
  /** The value as it stands in a cursor, which outlives the columns in memory. */
  toCursor: (seq: number) => SortValue;
  /** NaN for null, and for what no cursor of this order holds. */
  fromCursor: (value: SortValue) => number;
}

/** How well reports match, by `seq`. */
export interface Relevance {
  /** Reports that hold a run of the query exactly; they come first. */
  exact: ReportSet;
  scores: Float64Array;
}

/** Which page: see `SearchRequest`. */
export interface PageRequest {
  after: CursorPosition | null;
  before: CursorPosition | null;
  limit: number;
  fromEnd: boolean;
}

/** A page of hits. */
export interface Page {
  /** `seq` of the hits, in order. */
  hits: number[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** An order of reports: missing values last in both directions, ties by id ascending. */
export class SortOrder {
  readonly #keys: SortKey[];
  readonly #ids: readonly string[];

  /** What is sorted by must be loaded. `relevance` null where the search has no text: nothing is more relevant. */
  constructor(
    sorts: readonly Sort[],
    columns: ReportColumns,
    organs: OrganOrder,
    relevance: Relevance | null,
  ) {
    this.#ids = columns.ids;
    this.#keys = sorts.flatMap((sort) => sortKeys(sort, columns, organs, relevance));
  }

  /** Where a hit is. */
  position(seq: number): CursorPosition {
    return { values: this.#keys.map((key) => key.toCursor(seq)), id: this.#ids[seq] ?? '' };
  }

  /** Puts reports into the order, in place. */
  sort(members: Int32Array, deadline: Deadline): void {
    let compared = 0;
    members.sort((a, b) => {
      if (++compared % REPORTS_PER_CHECK === 0) deadline.check();
      return this.#compare(a, b);
    });
  }

  /** The page of a set. */
  page(set: ReportSet, { after, before, limit, fromEnd }: PageRequest, deadline: Deadline): Page {
    const start = after === null ? null : this.#place(after, 'after');
    const end = before === null ? null : this.#place(before, 'before');
    const compare = (a: number, b: number): number => this.#compare(a, b) * (fromEnd ? -1 : 1);
    const hits: number[] = [];
    let within = 0;
    let hasEarlier = false;
    let hasLater = false;
    for (let seq = 0; seq < set.length; seq += 1) {
      if (seq % REPORTS_PER_CHECK === 0) deadline.check();
      if (set[seq] !== 1) continue;
      const tooEarly = start !== null && this.#compareTo(seq, start) <= 0;
      const tooLate = end !== null && this.#compareTo(seq, end) >= 0;
      hasEarlier ||= tooEarly;
      hasLater ||= tooLate;
      if (tooEarly || tooLate) continue;
      within += 1;
      insertSorted(hits, seq, limit, compare);
    }
    const hasMore = within > hits.length;
    return {
      hits: fromEnd ? hits.reverse() : hits,
      hasNextPage: hasLater || (hasMore && !fromEnd),
      hasPreviousPage: hasEarlier || (hasMore && fromEnd),
    };
  }

  #compare(a: number, b: number): number {
    for (const { value, descending } of this.#keys) {
      const order = compareValues(value(a), value(b), descending);
      if (order !== 0) return order;
    }
    return compareIds(this.#ids[a] ?? '', this.#ids[b] ?? '');
  }

  #compareTo(seq: number, place: { values: number[]; id: string }): number {
    for (const [index, { value, descending }] of this.#keys.entries()) {
      const order = compareValues(value(seq), place.values[index] ?? NaN, descending);
      if (order !== 0) return order;
    }
    return compareIds(this.#ids[seq] ?? '', place.id);
  }

  #place({ values, id }: CursorPosition, argument: CursorArgument): { values: number[]; id: string } {
    if (values.length !== this.#keys.length) throw brokenCursor(argument);
    return { values: this.#keys.map((key, index) => key.fromCursor(values[index] ?? null)), id };
  }
}

function sortKeys(
  sort: Sort,
  columns: ReportColumns,
  organs: OrganOrder,
  relevance: Relevance | null,
): SortKey[] {
  const descending = sort.direction === 'DESC';
  const number = (value: (seq: number) => number): SortKey => ({
    value,
    descending,
    toCursor: (seq) => (Number.isNaN(value(seq)) ? null : value(seq)),
    fromCursor: (stored) => (typeof stored === 'number' ? stored : NaN),
  });
  switch (sort.by) {
    case 'RELEVANCE': {
      if (relevance === null) return [];
      const { exact, scores } = relevance;
      return [number((seq) => exact[seq] ?? 0), number((seq) => scores[seq] ?? 0)];
    }
    case 'YEAR': {
      const { year } = columns;
      return [number((seq) => year[seq] ?? NaN)];
    }
    case 'ORGAN':
      return [
        {
          value: (seq) => organs.rank(seq),
          descending,
          toCursor: (seq) => columns.organ.at(seq)?.value ?? null,
          fromCursor: (stored) => (typeof stored === 'string' ? organs.rankOf(stored) : NaN),
        },
      ];
    case 'IMPORTED_AT': {
      const { importedAt } = columns;
      return [number((seq) => importedAt[seq] ?? NaN)];
    }
    case 'PUBLISHED_ON': {
      const { publishedFirst } = columns;
      return [number((seq) => publishedFirst[seq] ?? NaN)];
    }
    case 'CELL': {
      const { values } = columns.cell(sort.key ?? '');
      return [number((seq) => values[seq] ?? NaN)];
    }
    case 'DERIVED': {
      const values = columns.derived(sort.key ?? '');
      return [number((seq) => values[seq] ?? NaN)];
    }
  }
}

/** Puts a report into the first `limit` so far, if it belongs there. */
function insertSorted(
  hits: number[],
  seq: number,
  limit: number,
  compare: (a: number, b: number) => number,
): void {
  if (hits.length >= limit) {
    const last = hits.at(-1);
    if (last === undefined || compare(seq, last) > 0) return;
    hits.pop();
  }
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(seq, hits[middle] ?? 0) < 0) high = middle;
    else low = middle + 1;
  }
  hits.splice(low, 0, seq);
}

function compareValues(a: number, b: number, descending: boolean): number {
  if (a === b) return 0;
  const missing = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  if (missing !== 0 || Number.isNaN(a)) return missing;
  return a < b === descending ? 1 : -1;
}

/** Ids are ASCII, where the order of units is the order of code points. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
