/** Page cursors, the same for every store: the place of a hit in one order of one search. */
import { createHash } from 'node:crypto';
import { OgiError } from '../errors.js';
import type { Sort } from '../domain/query.js';
import type { MatchRequest } from './search-request.js';
import { effectiveSort } from './search-rules.js';

/** A sort value of a hit; null where it is missing. */
export type SortValue = number | string | null;

/** Where a hit is: its sort values, most important first, and its id. */
export interface CursorPosition {
  values: SortValue[];
  id: string;
}

/** Names what a cursor belongs to: all of a request that decides which hits there are and in which order. */
export function searchKey(request: MatchRequest & { sort: Sort[] }): string {
  const facts = [
    request.text,
    request.exactRuns,
    request.searchIn.toSorted(),
    request.sectionKinds?.toSorted() ?? null,
    request.sameSection,
    ...(request.textFilter === undefined ? [] : [request.textFilter]),
    request.filter,
    effectiveSort(request),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16);
}

/** The opaque text of a position. */
export function encodeCursor(key: string, position: CursorPosition): string {
  return Buffer.from(JSON.stringify([key, position.values, position.id])).toString('base64url');
}

/** Which argument a cursor came by. */
export type CursorArgument = 'after' | 'before';

/**
 * The position that a cursor names; null for none.
 *
 * @throws OgiError `BAD_CURSOR` where it is broken or was given by another search.
 */
export function decodeCursor(
  key: string,
  cursor: string | null,
  argument: CursorArgument,
): CursorPosition | null {
  if (cursor === null) return null;
  const parts = parse(cursor);
  if (parts === null) throw brokenCursor(argument);
  if (parts.key !== key)
    throw badCursor(argument, 'The cursor belongs to another search: text, filter or sort differ.');
  return { values: parts.values, id: parts.id };
}

function parse(cursor: string): ({ key: string } & CursorPosition) | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts.length !== 3) return null;
  const [key, values, id] = parts as unknown[];
  if (typeof key !== 'string' || typeof id !== 'string' || !Array.isArray(values)) return null;
  return values.every(isSortValue) ? { key, values, id } : null;
}

function isSortValue(value: unknown): value is SortValue {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

/** The refusal of a cursor that is none, or holds what no order of this store has. */
export function brokenCursor(argument: CursorArgument): OgiError {
  return badCursor(argument, 'The cursor is not one that this service gave.');
}

function badCursor(argument: CursorArgument, message: string): OgiError {
  return new OgiError('BAD_CURSOR', message, {
    argument,
    remedy: 'Ask for the first page again, and then pass a cursor back unchanged with the same search.',
  });
}
