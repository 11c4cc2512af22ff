/** The order in which 表三 prints its columns, and the totals that speak for or against it. */
import { REVIEW_COLUMNS } from '../../domain/cells.js';
import { fieldValue } from '../place-values.js';
import type { Placement, RowCheck } from '../placement.js';
import type { RowSegment } from '../row-segments.js';
import type { ReviewOrder } from './review-header.js';
import { REVIEW_BLOCKS } from './review-header.js';

export const BLOCKS = REVIEW_BLOCKS;
export const SIZE = REVIEW_COLUMNS.length;
export const KEYS = BLOCKS.flatMap((block) => REVIEW_COLUMNS.map((column) => `${block}.${column}`));
const TOTAL = '.total';

/** For each block that prints anything: whether its results, blanks as zero, add up to its total; null where it prints none. */
function totalsAgree(keys: readonly string[], placement: Placement): (boolean | null)[] {
  const agree: (boolean | null)[] = [];
  for (let start = 0; start < keys.length; start += SIZE) {
    const fields = placement.slice(start, start + SIZE);
    if (fields.every((field) => field === null)) continue;
    const at = keys.slice(start, start + SIZE).findIndex((key) => key.endsWith(TOTAL));
    const total = fields[at] ?? null;
    let sum = 0;
    for (const [index, field] of fields.entries()) if (index !== at) sum += fieldValue(field);
    agree.push(total?.reading.kind === 'number' ? sum === fieldValue(total) : null);
  }
  return agree;
}

/** True for a row of which each block that prints anything agrees with its total. */
export function agreesWithTotals(keys: readonly string[]): RowCheck {
  return (placement) => {
    const agree = totalsAgree(keys, placement);
    return agree.length > 0 && agree.every((one) => one === true);
  };
}

/** The keys of a row of values in printed order. */
export interface PrintedOrder {
  blocks: readonly string[];
  keys: readonly string[];
  /** True where the header prints this order; false where it is broken and the form's order stands in. */
  isPrinted: boolean;
  /** True where the header shows another order than the form's, and not which. */
  isUnknown: boolean;
}

/** The order that the header prints, if it names these blocks whole; else the form's. */
export function orderOf(blocks: readonly string[], header: ReviewOrder): PrintedOrder {
  const official = KEYS.filter((key) => blocks.some((block) => key.startsWith(`${block}.`)));
  const inHeader =
    header.keys ??
    (blocks.length === 1 ? (header.results ?? []).map((column) => `${blocks[0] ?? ''}.${column}`) : []);
  if (inHeader.length === official.length && official.every((key) => inHeader.includes(key))) {
    return { blocks, keys: inHeader, isPrinted: true, isUnknown: false };
  }
  return { blocks, keys: official, isPrinted: false, isUnknown: header.contradicts };
}

/**
 * True where a row speaks against the order that it is read in: it adds up in the form's and not in the one of its header; or,
 * its header being broken, it adds up only with the totals in another place than the form's.
 */
export function contradictsSums({ keys, isPrinted }: PrintedOrder, segment: RowSegment): boolean {
  const official = KEYS.filter((key) => keys.includes(key));
  const isOfficial = keys.every((key, index) => key === official[index]);
  const printed = segment.values.filter((field) => field.reading.kind !== 'empty');
  if ((isOfficial && isPrinted) || printed.length !== keys.length) return false;
  if (!totalsAgree(keys, printed).includes(false)) return false;
  if (!isOfficial) return agreesWithTotals(official)(printed);
  return REVIEW_COLUMNS.some((_, at) => {
    const moved = keys.map((key, index) => (index % SIZE === at ? `${key}${TOTAL}` : key.replace(TOTAL, '')));
    return agreesWithTotals(moved)(printed);
  });
}
