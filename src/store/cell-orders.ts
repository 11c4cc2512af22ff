/**
 * Orders of the dictionary of cells that reports were kept in. A kept report names its order and holds its cells without their keys;
 * an order that is in `cell-orders.json` stays there, for files of any age hold it. `npm run forms` adds the present one.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CELLS } from '../domain/cells.js';

/** The name of an order: the same keys in the same order, and no others, have it. */
export function cellOrderName(keys: readonly string[]): string {
  return createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 12);
}

const ORDERS = new Map(
  Object.entries(
    JSON.parse(readFileSync(new URL('cell-orders.json', import.meta.url), 'utf8')) as Record<
      string,
      string[]
    >,
  ),
);

/** The keys of this version of the dictionary, in its order. */
export const PRESENT_KEYS: readonly string[] = CELLS.map(({ key }) => key);

/** The name of that order; null where it is not written down yet, so that nothing may be kept in it. */
export const PRESENT_ORDER: string | null = ORDERS.has(cellOrderName(PRESENT_KEYS))
  ? cellOrderName(PRESENT_KEYS)
  : null;

/** The keys of an order; null for one that is not known here. */
export function cellOrder(name: string): readonly string[] | null {
  return ORDERS.get(name) ?? null;
}
