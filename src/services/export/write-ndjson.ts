/** NDJSON: what the file is on the first line, then one report a line. */
import { isPlaced } from '../../domain/cell-basis.js';
import type { CellBasis } from '../../domain/cell-basis.js';
import type { CellState } from '../../domain/report.js';
import { topLevelFields } from '../../domain/report-fields.js';
import type { ScanRow } from '../../store/scan-request.js';
import { narrativeOf, numberOrNull } from './export-columns.js';
import type { ExportPlan } from './export-plan.js';

/**
 * Writes NDJSON, with the findings also the extra tables; the sections as in `ogi parse --json`. A cell is `{state, value}` as in `ogi parse --json`, or, without
 * states, its value alone; a derived value is a number; null where there is none. `unknownUnits` are the keys of amounts as printed. A cell that
 * was read from a picture has its basis `OCR` and its confidence, without states in `confidences`.
 */
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
  const {
    fields,
    values,
    states,
    confidences,
    unknownUnits,
    findings,
    extraTables,
    sections,
    cursor,
    ...report
  } = row;
  const cells: Record<string, object | number | null> = {};
  const derived: Record<string, number | null> = {};
  const sure: Record<string, number> = {};
  keys.forEach((key, index) => {
    const value = numberOrNull(values[index]);
    const state = states[index] ?? null;
    const confidence = numberOrNull(confidences[index]);
    if (confidence !== null) sure[key] = confidence;
    if (state === null) derived[key] = value;
    else if (!withStates) cells[key] = value;
    else cells[key] = { state, value, ...unitOf(unknownUnits, key), ...ocrOf(state, confidence) };
  });
  const units = withStates || unknownUnits.length === 0 ? {} : { unknownUnits };
  const ofOcr = withStates || Object.keys(sure).length === 0 ? {} : { confidences: sure };
  return {
    ...report,
    ...topLevelFields(fields),
    ...(withSections === true ? { sections: narrativeOf(sections) } : {}),
    cells,
    ...units,
    ...ofOcr,
    derived,
    ...(withFindings ? { findings, extraTables } : {}),
    cursor,
  };
}

function unitOf(unknownUnits: readonly string[], key: string): object {
  return unknownUnits.includes(key) ? { unit: 'UNKNOWN' } : {};
}

/** As in `ogi parse --json`: a cell that could not be read has no basis. */
function ocrOf(state: CellState, confidence: number | null): object {
  if (confidence === null) return {};
  return { ...(isPlaced(state) ? { basis: 'OCR' satisfies CellBasis } : {}), confidence };
}
