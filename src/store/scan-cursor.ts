/** Cursors of a scan, the same for every store: a place in one order of one state of the store. */
import { OgiError } from '../errors.js';
import type { SortValue } from './cursor.js';

/** What a cursor of a scan belongs to. */
export interface ScanFacts {
  /** The key of the request; see `searchKey`. */
  key: string;
  /** The state of the store; see `Scan.version`. */
  version: string;
}

/** The opaque text of a place; what `place` holds is the store's own business. */
export function encodeScanCursor({ key, version }: ScanFacts, place: readonly SortValue[]): string {
  return Buffer.from(JSON.stringify([key, version, place])).toString('base64url');
}

/**
 * The place that a cursor names.
 *
 * @throws OgiError `BAD_CURSOR` where it is broken or was given by another request; `DATA_CHANGED` where it was given by
 *   another state of the store.
 */
export function decodeScanCursor({ key, version }: ScanFacts, cursor: string): SortValue[] {
  const [cursorKey, cursorVersion, place] = parse(cursor);
  if (typeof cursorVersion !== 'string' || !isPlace(place)) {
    throw badScanCursor('The cursor is not one that this service gave.');
  }
  if (cursorKey !== key) {
    throw badScanCursor('The cursor belongs to another request: text, filter or sort differ.');
  }
  if (cursorVersion === version) return place;
  throw new OgiError('DATA_CHANGED', 'The reports have changed since the cursor was given.', {
    argument: 'after',
    remedy: 'Begin again without a cursor, so that all rows show one state of the data.',
  });
}

/** The refusal of a cursor that is of no use here. */
export function badScanCursor(message: string): OgiError {
  return new OgiError('BAD_CURSOR', message, {
    argument: 'after',
    remedy: 'Begin again without a cursor, or pass one back unchanged with the same request.',
  });
}

function parse(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length === 3 ? parts : [];
  } catch {
    return [];
  }
}

function isPlace(value: unknown): value is SortValue[] {
  return (
    Array.isArray(value) &&
    value.every((one) => one === null || typeof one === 'number' || typeof one === 'string')
  );
}
