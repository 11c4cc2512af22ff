/** NDJSON: what the file is on the first line, then one report a line. */
import type { ScanRow } from '../../store/port.js';
import type { ExportPlan } from './export-plan.js';

/** Writes NDJSON, with the findings also the extra tables. A cell is `{state, value}` as in `ogi parse --json`, a derived value a number; null where there is none. */
export async function* writeNdjson(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, about }: ExportPlan,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(`${JSON.stringify({ meta: about })}\n`);
  for await (const rows of batches) {
    yield Buffer.from(rows.map((row) => `${JSON.stringify(toJson(row, scan))}\n`).join(''));
  }
}

function toJson(row: ScanRow, { keys, findings: withFindings }: ExportPlan['scan']): object {
  const { values, states, unknownUnits, findings, extraTables, cursor, ...report } = row;
  const cells: Record<string, object> = {};
  const derived: Record<string, number | null> = {};
  keys.forEach((key, index) => {
    const value = numberOrNull(values[index]);
    const state = states[index] ?? null;
    if (state === null) derived[key] = value;
    else cells[key] = { state, value, ...(unknownUnits.includes(key) ? { unit: 'UNKNOWN' } : {}) };
  });
  return { ...report, cells, derived, ...(withFindings ? { findings, extraTables } : {}), cursor };
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
