/** Orders as Elasticsearch sorts, and places in them as `search_after`. Pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { Sort } from '../../../domain/query.js';
import { compareCodePoints } from '../../code-point-order.js';
import { brokenCursor } from '../../cursor.js';
import type { CursorArgument, CursorPosition, SortValue } from '../../cursor.js';
import type { SearchRequest } from '../../search-request.js';
import { effectiveSort } from '../../search-rules.js';
import { IMPORTED_FIELD, PUBLISHED_FIELD, cellField, derivedField } from './build-filter.js';

/** A sort of a request as one field of the index. */
interface SortField {
  field: string;
  direction: 'ASC' | 'DESC';
  /** Whether a report may have no value. */
  optional: boolean;
}

/** The highest code point: no id goes on with it. */
const HIGHEST = '\u{10ffff}';

/** The order of the hits of one request; ties are broken by id. */
export class HitOrder {
  readonly #fields: readonly SortField[];

  /** @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED` */
  constructor(request: Pick<SearchRequest, 'text' | 'sort'>) {
    this.#fields = effectiveSort(request).flatMap((sort) => sortFields(sort, request.text !== null));
  }

  /** Whether hits are scored. */
  get ranked(): boolean {
    return this.#fields.some(({ field }) => field === '_score');
  }

  /** Scores rest on the terms of all shards, so that the order does not depend on where a report happens to be. */
  get searchType(): estypes.SearchType {
    return this.ranked ? 'dfs_query_then_fetch' : 'query_then_fetch';
  }

  /** The order, or the opposite one. */
  sort(reversed: boolean): estypes.SortCombinations[] {
    const order = (direction: 'ASC' | 'DESC') => ((direction === 'ASC') === reversed ? 'desc' : 'asc');
    return [
      ...this.#fields.map(({ field, direction, optional }) => ({
        [field]: {
          order: order(direction),
          ...(optional && { missing: reversed ? '_first' : '_last' }),
        },
      })),
      { id: { order: order('ASC') } },
    ] as estypes.SortCombinations[];
  }

  /** The place of a hit, from the values that Elasticsearch sorted it by. */
  position(values: readonly estypes.FieldValue[]): CursorPosition {
    return {
      values: this.#fields.map(({ direction, optional }, index) => {
        const value = values[index] as SortValue;
        return optional && value === behindAll(direction) ? null : value;
      }),
      // In a held state Elasticsearch adds a value of its own behind the id.
      id: String(values[this.#fields.length]),
    };
  }

  /**
   * `search_after` for what comes after a place, or, in the opposite order, before it. With `inclusive` the hit at the
   * place itself too.
   *
   * @throws OgiError `BAD_CURSOR` where the place belongs to no order like this.
   */
  searchAfter(
    { values, id }: CursorPosition,
    { argument, reversed, inclusive }: { argument: CursorArgument; reversed: boolean; inclusive: boolean },
  ): estypes.FieldValue[] {
    if (!this.fits(values)) throw brokenCursor(argument);
    const from = this.#fields.map(({ direction }, index) => values[index] ?? behindAll(direction));
    return [...from, inclusive ? beyond(id, reversed) : id];
  }

  /** Whether values may be those of a place in this order. */
  fits(values: readonly SortValue[]): boolean {
    return (
      values.length === this.#fields.length &&
      this.#fields.every(({ field, optional }, index) => {
        const value = values[index] ?? null;
        if (value === null) return optional;
        if (field === YEAR_FIELD) return Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_YEAR;
        return (typeof value === 'string') === (field === ORGAN_FIELD);
      })
    );
  }

  /** Whether one place comes before another. */
  isBefore(one: CursorPosition, other: CursorPosition): boolean {
    for (const [index, { direction }] of this.#fields.entries()) {
      const order = compareValues(one.values[index] ?? null, other.values[index] ?? null, direction);
      if (order !== 0) return order < 0;
    }
    return one.id < other.id;
  }
}

const ORGAN_FIELD = 'organ.normalizedName';
const YEAR_FIELD = 'year';
/** What the field of the year can hold. */
const LARGEST_YEAR = 2 ** 31 - 1;

function sortFields({ by, key = '', direction }: Sort, hasText: boolean): SortField[] {
  switch (by) {
    case 'RELEVANCE':
      // Without text nothing is more relevant.
      return hasText ? [{ field: '_score', direction, optional: false }] : [];
    case 'YEAR':
      return [{ field: YEAR_FIELD, direction, optional: false }];
    case 'ORGAN':
      return [{ field: ORGAN_FIELD, direction, optional: false }];
    case 'IMPORTED_AT':
      return [{ field: IMPORTED_FIELD, direction, optional: false }];
    case 'PUBLISHED_ON':
      return [{ field: PUBLISHED_FIELD, direction, optional: true }];
    case 'CELL':
      return [{ field: cellField(key), direction, optional: true }];
    case 'DERIVED':
      return [{ field: derivedField(key), direction, optional: true }];
  }
}

/** A text right before an id in the order of reading, with no other id between the two. */
function beyond(id: string, reversed: boolean): string {
  if (reversed) return `${id}\0`;
  const last = id.charCodeAt(id.length - 1);
  return Number.isNaN(last) || last === 0
    ? ''
    : `${id.slice(0, -1)}${String.fromCharCode(last - 1)}${HIGHEST}`;
}

/** How Elasticsearch names a missing number: it is at the end of the order as asked for, in whichever way it is read. */
function behindAll(direction: 'ASC' | 'DESC'): string {
  return direction === 'ASC' ? 'Infinity' : '-Infinity';
}

/** Missing last. */
function compareValues(one: SortValue, other: SortValue, direction: 'ASC' | 'DESC'): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order =
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : compareCodePoints(String(one), String(other));
  return direction === 'ASC' ? order : -order;
}
