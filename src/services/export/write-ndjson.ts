/** NDJSON: what the file is on the first line, then one report a line. */
import { topLevelFields } from '../../domain/report-fields.js';
import type { ScanRow } from '../../store/port.js';
import { narrativeOf } from './export-columns.js';
import type { ExportPlan } from './export-plan.js';

/**
 * Writes NDJSON, with the findings also the extra tables; the sections as in `ogi parse --json`. A cell is `{state, value}` as in `ogi parse --json`, or, without
 * states, its value alone; a derived value is a number; null where there is none. `unknownUnits` are the keys of amounts as printed. */
export async function* writeNdjson(
  batches: AsyncIterable<readonly ScanRow[]>,
  { scan, about, states }: ExportPlan,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(`${JSON.stringify({ meta: about })}\n`);
  for await (const rows of batches) {
    yield Buffer.from(rows.map((row) => `${JSON.stringify(toJson(row, scan, states))}\n`).join(''));
  }
}

function toJson(
  row: ScanRow,
  { keys, findings: withFindings, sections: withSections }: ExportPlan['scan'],
  withStates: boolean,
): object {
  const { fields, values, states, unknownUnits, findings, extraTables, sections, cursor, ...report } = row;
  const cells: Record<string, object | number | null> = {};
  const derived: Record<string, number | null> = {};
  keys.forEach((key, index) => {
    const value = numberOrNull(values[index]);
    const state = states[index] ?? null;
    if (state === null) derived[key] = value;
    else if (!withStates) cells[key] = value;
    else cells[key] = { state, value, ...(unknownUnits.includes(key) ? { unit: 'UNKNOWN' } : {}) };
  });
  const units = withStates || unknownUnits.length === 0 ? {} : { unknownUnits };
  return {
    ...report,
    ...topLevelFields(fields),
    ...(withSections === true ? { sections: narrativeOf(sections) } : {}),
    cells,
    ...units,
    derived,
    ...(withFindings ? { findings, extraTables } : {}),
    cursor,
  };
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
