/** What changed since a moment, for those who keep a copy. */
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../store/search-request.js';
import { CHANGE_ORDERS } from '../store/changes.js';
import type { ChangeOrder, ChangesRequest } from '../store/changes.js';
import { badArgument, checkChoice, checkInteger } from './check-input.js';
import { isDayOrInstant } from './source-origin.js';

/** Changes as asked for; null counts as not given. */
export interface ChangesInput {
  since?: string | null;
  first?: number | null;
  after?: string | null;
  order?: ChangeOrder | null;
}

/**
 * Checks which changes are meant.
 *
 * @throws OgiError `BAD_ARGUMENT`.
 */
export function readChangesInput({ since, first, after, order }: ChangesInput): ChangesRequest {
  if (typeof since === 'string' && !isDayOrInstant(since)) {
    throw badArgument(
      'since',
      `since is no instant: ${since.slice(0, 100)}.`,
      'Give a day or an instant with its zone, e.g. 2024-01-31 or 2024-01-31T08:00:00Z.',
    );
  }
  return {
    since: typeof since === 'string' ? new Date(since).toISOString() : null,
    after: after ?? null,
    order: checkChoice(order ?? 'OLDEST_FIRST', 'order', CHANGE_ORDERS),
    limit: checkInteger(first, 'first', { from: 1, to: MAX_PAGE_SIZE, fallback: DEFAULT_PAGE_SIZE }),
  };
}
