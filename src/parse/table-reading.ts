/** What reading one table yields, and how a printed field becomes a cell. */
import type { CellDefinition } from '../domain/cells.js';
import type { Finding, FindingCode, Severity } from '../domain/finding.js';
import type { Cell, ExtraRow, Place } from '../domain/report.js';
import type { Field } from './logical-rows.js';
import { inTenThousandYuan } from './number-reading.js';

/** The cells of one table, as far as it has them. */
export interface TableReading {
  /** Cells whose row is there; keys of the dictionary. */
  cells: Map<string, Cell>;
  /** Rows that are there. */
  rows: Set<string>;
  extraRows: ExtraRow[];
  findings: Finding[];
}

/** An empty reading. */
export function emptyReading(): TableReading {
  return { cells: new Map(), rows: new Set(), extraRows: [], findings: [] };
}

/** A reading finding. */
export function readingFinding(
  code: FindingCode,
  severity: Severity,
  cells: string[],
  place: Place | null,
  zh: string,
  en: string,
): Finding {
  return { code, severity, outcome: null, cells, place, message: { zh, en } };
}

/** Unit that the column header prints for an amount. */
export type HeaderUnit = '元' | '万元' | '亿元' | null;

/** Turns a printed field (null: nothing printed) into a cell. `rowPlace` is the place of an empty one. */
export function cellOf(
  field: Field | null,
  definition: CellDefinition,
  rowPlace: Place | null,
  headerUnit: HeaderUnit,
): Cell {
  if (field === null || field.reading.kind === 'empty') {
    return { state: 'BLANK', value: null, raw: null, place: field?.place ?? rowPlace };
  }
  const { reading, raw, place } = field;
  if (reading.kind === 'mark') return { state: 'BLANK', value: null, raw, place };
  if (reading.kind === 'text') return { state: 'UNREADABLE', value: null, raw, place };
  const isAmount = definition.unit === 'tenThousandYuan' || definition.unit === 'tenThousandYuanIfStated';
  if (isAmount) {
    const unit = reading.unit ?? headerUnit ?? (definition.unit === 'tenThousandYuan' ? '万元' : null);
    if (unit === null) return { state: 'REPORTED', value: reading.value, raw, place, unit: 'UNKNOWN' };
    const value = inTenThousandYuan(reading.value, unit);
    return { state: 'REPORTED', value, raw, place, unit: 'TEN_THOUSAND_YUAN' };
  }
  // A count is whole and prints no currency; anything else is no count.
  if (!Number.isInteger(reading.value) || reading.unit !== null) {
    return { state: 'UNREADABLE', value: null, raw, place };
  }
  return { state: 'REPORTED', value: reading.value, raw, place };
}

/** Findings on single cells: text that is no number, a remark beside a number, an amount without a unit. */
export function cellFindings(cells: ReadonlyMap<string, Cell>): Finding[] {
  const findings: Finding[] = [];
  for (const [key, cell] of cells) {
    if (cell.state === 'UNREADABLE' && cell.raw !== null) {
      findings.push(
        readingFinding(
          'unreadable-cell',
          'WARNING',
          [key],
          cell.place,
          `单元格印有“${cell.raw}”，不是可读的数字`,
          `the cell prints “${cell.raw}”, which is no readable number`,
        ),
      );
    } else if (cell.unit === 'UNKNOWN' && cell.value !== 0) {
      findings.push(
        readingFinding(
          'unit-unknown',
          'NOTICE',
          [key],
          cell.place,
          `金额 ${String(cell.value)} 未印单位`,
          `the amount ${String(cell.value)} is printed without a unit`,
        ),
      );
    } else if (cell.state === 'REPORTED' && cell.raw !== null && /[(（]/u.test(cell.raw)) {
      findings.push(
        readingFinding(
          'number-with-remark',
          'NOTICE',
          [key],
          cell.place,
          `“${cell.raw}”读作 ${String(cell.value)}，附注保留在 raw`,
          `“${cell.raw}” is read as ${String(cell.value)}; the remark stays in raw`,
        ),
      );
    }
  }
  return findings;
}

/** Keeps a row that is not in the form. */
export function extraRow(
  table: ExtraRow['table'],
  label: string,
  fields: readonly Field[],
  place: Place | null,
): ExtraRow {
  return {
    table,
    label: label.replace(/\s+/gu, ' ').trim(),
    values: fields
      .filter((field) => field.reading.kind !== 'empty')
      .map((field) => ({
        raw: field.raw,
        value: field.reading.kind === 'number' ? field.reading.value : null,
        place: field.place,
      })),
    place,
  };
}
