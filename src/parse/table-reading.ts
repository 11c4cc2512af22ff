/** What reading one table yields, and how a printed field becomes a cell. */
import type { CellDefinition, TableName } from '../domain/cells.js';
import { findCell } from '../domain/cells.js';
import type { Finding, FindingCode, Severity } from '../domain/finding.js';
import type { Cell, ExtraRow, Place } from '../domain/report.js';
import type { Field } from './logical-rows.js';
import { inTenThousandYuan } from './number-reading.js';
import type { Placement } from './placement.js';
import type { CellGaps } from './table/visible-blanks.js';

/** The cells of one table, as far as it has them. */
export interface TableReading {
  /** Cells whose row is there; keys of the dictionary. */
  cells: Map<string, Cell>;
  /** Rows that are there. */
  rows: Set<string>;
  extraRows: ExtraRow[];
  findings: Finding[];
  /** True where its numbers are seen to stand in line under their header, in plain text. */
  isSetInLine: boolean;
  /** What stands between its cells where plain text shows blank ones. */
  gaps: CellGaps | null;
  /** Rows of which a label is printed and no field for values, by their keys. */
  labelsAlone: Map<string, { label: string; place: Place | null }>;
}

/** An empty reading. */
export function emptyReading(): TableReading {
  return {
    cells: new Map(),
    rows: new Set(),
    extraRows: [],
    findings: [],
    isSetInLine: false,
    gaps: null,
    labelsAlone: new Map(),
  };
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
  // A count is whole, prints no currency and, but for a change, is not negative; anything else is no count.
  const negative = reading.value < 0 && definition.unit !== 'signedCount';
  if (!Number.isInteger(reading.value) || reading.unit !== null || negative) {
    return { state: 'UNREADABLE', value: null, raw, place };
  }
  return { state: 'REPORTED', value: reading.value, raw, place };
}

/**
 * Sets the cells of one row from the placements that the evidence allows. A cell is decided where all of them agree; the
 * others are `UNREADABLE`. Returns the keys of those. `columnPlaces` are the places of blanks, where they are known.
 */
export function setRowCells(
  cells: Map<string, Cell>,
  keys: readonly string[],
  candidates: readonly Placement[],
  rowPlace: Place | null,
  headerUnit: HeaderUnit = null,
  columnPlaces: readonly Place[] = [],
): string[] {
  const undecided: string[] = [];
  keys.forEach((key, index) => {
    const definition = findCell(key);
    if (definition === undefined) return;
    const [first, ...others] = candidates;
    const option = first?.[index] ?? null;
    // Placements that print the same in a cell decide it, whichever of the equal numbers stands there.
    const isDecided =
      first !== undefined && others.every((placement) => placement[index]?.raw === option?.raw);
    const only = isDecided ? option : undefined;
    if (only !== undefined) {
      cells.set(key, cellOf(only, definition, columnPlaces[index] ?? rowPlace, headerUnit));
    } else {
      undecided.push(key);
      cells.set(key, { state: 'UNREADABLE', value: null, raw: null, place: rowPlace });
    }
  });
  return undecided;
}

/** The finding that names the cells which no evidence decides. `label` may be empty. */
export function ambiguousColumns(
  undecided: string[],
  label: string,
  fields: readonly Field[],
  place: Place | null,
): Finding[] {
  if (undecided.length === 0) return [];
  const printed = printedTexts(fields);
  if (printed.length === 0) {
    return [
      readingFinding(
        'ambiguous-column',
        'WARNING',
        undecided,
        place,
        `“${label}”一行没有数字，但表中有不能归行的数字，不作空白`,
        `“${label}” prints no number of its own, but numbers stand in the table that belong to no row: it is not taken for blank`,
      ),
    ];
  }
  const row = label === '' ? { zh: '该行', en: 'the row' } : { zh: `“${label}”`, en: `“${label}”` };
  return [
    readingFinding(
      'ambiguous-column',
      'WARNING',
      undecided,
      place,
      `${row.zh}印有 ${printed.join('、')}，无法判定属于哪一列`,
      `${row.en} prints ${printed.join(', ')}; nothing decides the columns`,
    ),
  ];
}

/** What a row prints, empty fields left out. */
export function printedTexts(fields: readonly Field[]): string[] {
  return fields.filter((field) => field.reading.kind !== 'empty').map((field) => field.raw);
}

/** The finding that a label was read in spite of wrongly read characters. */
export function labelCorrected(
  printed: string,
  official: string,
  cells: string[],
  place: Place | null,
): Finding {
  return readingFinding(
    'label-corrected',
    'NOTICE',
    cells,
    place,
    `行标题“${printed}”按“${official}”读取`,
    `the row label “${printed}” is read as “${official}”`,
  );
}

/** The finding that a row has lost its empty fields, and the place of its numbers on the line showed their columns. */
export function placedByAlignment(
  label: string,
  cells: string[],
  fields: readonly Field[],
  place: Place | null,
): Finding {
  const printed = printedTexts(fields);
  return readingFinding(
    'placed-by-alignment',
    'NOTICE',
    cells,
    place,
    `“${label}”印有 ${printed.join('、')}，按与其他行对齐的位置放置`,
    `“${label}” prints ${printed.join(', ')}, placed by where they stand in line with the other rows`,
  );
}

const TABLE_NAMES: Readonly<Record<TableName, { zh: string; en: string }>> = {
  disclosure: { zh: '主动公开政府信息情况表', en: 'the disclosure table' },
  applications: { zh: '收到和处理政府信息公开申请情况表', en: 'the application table' },
  review: { zh: '行政复议、行政诉讼情况表', en: 'the review and litigation table' },
};

/** The finding that labels and numbers of a table stand apart, and their order and number show which belong together. */
export function placedByOrder(table: TableName, cells: string[], place: Place | null): Finding {
  const { zh, en } = TABLE_NAMES[table];
  return readingFinding(
    'placed-by-order',
    'NOTICE',
    cells,
    place,
    `${zh}的行标题与数字分离，按先后次序放置，个数${table === 'disclosure' ? '' : '与合计'}相符`,
    `labels and numbers of ${en} stand apart; placed in their order, as many as the form asks for${table === 'disclosure' ? '' : ', and the totals agree'}`,
  );
}

/** The finding that a row stands twice; the second is kept as an extra row. */
export function duplicateRow(label: string, cells: string[], place: Place | null): Finding {
  return readingFinding(
    'duplicate-row',
    'WARNING',
    cells,
    place,
    `“${label}”一行出现两次，只读第一次`,
    `the row “${label}” stands twice; the first is read`,
  );
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
