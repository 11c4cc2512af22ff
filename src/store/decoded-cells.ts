/**
 * Cells that were decoded last, by the bytes that they came from: the same page is asked for again and again, and to unpack all cells of
 * its reports costs more than all else of the answer. Nobody may change what it gives.
 */
import { createHash } from 'node:crypto';
import type { Report } from '../domain/report.js';
import { decodeCells } from './cells-codec.js';
import { inflate } from './deflate.js';

/** How many reports; each takes some 40 KB. */
const KEPT = 300;

const decoded = new Map<string, Report['cells']>();

/** The cells of a report from their bytes. Equal bytes give the same cells, whoever keeps them. */
export function decodedCells(bytes: Uint8Array): Report['cells'] {
  const key = createHash('sha256').update(bytes).digest('base64');
  const known = decoded.get(key);
  if (known !== undefined) {
    // Those asked for last are at the end.
    decoded.delete(key);
    decoded.set(key, known);
    return known;
  }
  const cells = decodeCells(inflate(bytes).toString('utf8'));
  for (const cell of Object.values(cells)) Object.freeze(cell);
  Object.freeze(cells);
  const [oldest] = decoded.keys();
  if (decoded.size >= KEPT && oldest !== undefined) decoded.delete(oldest);
  decoded.set(key, cells);
  return cells;
}
