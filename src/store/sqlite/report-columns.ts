/**
 * The facts of all reports in memory, a typed column each, so that filters, orders and facets need no SQL. A
 * report is at its `seq`. Follows the file: {@link ReportColumns.refresh} loads what changed since.
 */
import type { Database, Statement } from 'better-sqlite3';
import { findCell } from '../../domain/cells.js';
import { findDerived } from '../../domain/derived.js';
import type { FindingCode, Outcome } from '../../domain/finding.js';
import { REGION_FIELDS, REGION_LEVELS, regionField } from '../../domain/region.js';
import { byReportField, REPORT_FIELD_NAMES } from '../../domain/report-fields.js';
import type { SectionKind } from '../../domain/report.js';
import { SECTION_KINDS } from '../../domain/report.js';
import { OgiError } from '../../errors.js';
import { normalize } from '../../text/normal-form.js';
import { grow, ValueColumn } from './value-column.js';
import { decodeConfidence } from './value-rows.js';
import type { Labelled, ReportFacts } from '../report-facts.js';
import type { ReportSet } from './bit-set.js';
import { checkSchema, readMeta } from './tables.js';
import { recordOf } from '../../domain/record-of.js';

/**
 * A cell of all reports: `values` NaN where there is none, `states` as index into `CELL_STATES`, `readByOcr` 1 where it was read
 * from a picture.
 */
export interface CellColumn {
  values: Float64Array;
  states: Uint8Array;
  readByOcr: Uint8Array;
}

/** A row of `cell_columns`. */
type CellColumnsRow = [seq: number, values: Buffer, states: Buffer, confidences: Buffer | null];

interface ChangedRow {
  seq: number;
  id: string;
  facts: string;
  change: number;
}

const identity = (value: string): string => value;
const labelledKey = ({ value, label }: Labelled): string => `${value}\n${label}`;
const CELL_COLUMNS = 'seq, cell_values, states, confidences';
const FLOAT_BYTES = Float64Array.BYTES_PER_ELEMENT;

/** The two columns of each level: the place as of the report's year, and today. */
const REGION_COLUMNS = REGION_LEVELS.map((level) => ({
  level,
  then: regionField(level),
  today: regionField(level, 'TODAY'),
}));

/** Columns of one reader. */
export class ReportColumns {
  /** Reports that there are. Its length is that of every column and set. */
  live: ReportSet = new Uint8Array(1);
  readonly ids: string[] = [];
  year = new Int32Array(1);
  /** Milliseconds since 1970. */
  importedAt = new Float64Array(1);
  /** The first and the last day that the date may mean, see `DaySpan`; NaN without one. */
  publishedFirst = new Float64Array(1);
  publishedLast = new Float64Array(1);
  readonly organ = new ValueColumn<Labelled>(labelledKey);
  readonly organId = new ValueColumn<string>(identity);
  readonly fields = byReportField(() => new ValueColumn<string>(identity));
  readonly regions = recordOf(REGION_FIELDS, () => new ValueColumn<Labelled>(labelledKey));
  /** The set of section kinds of a report. */
  readonly sections = new ValueColumn<SectionKind[]>((kinds) => kinds.join());
  /** Section kinds that are more than once in a report. */
  readonly repeated = new ValueColumn<SectionKind[]>((kinds) => kinds.join());
  readonly findings = new ValueColumn<[FindingCode, Outcome | null][]>((pairs) => JSON.stringify(pairs));
  /** Keys of the amounts whose unit is not known. */
  readonly unknownUnits = new ValueColumn<string[]>((keys) => keys.join());

  readonly #db: Database;
  readonly #cells = new Map<string, CellColumn>();
  readonly #derived = new Map<string, Float64Array>();
  readonly #normalForms = new Map<string, string>();
  readonly #changed: Statement<[number], ChangedRow>;
  readonly #lastChanged: Statement<[number], number | null>;
  readonly #removed: Statement<[number], number>;
  #change = -1;

  constructor(db: Database) {
    this.#db = db;
    this.#changed = db.prepare('SELECT seq, id, facts, change FROM reports WHERE change > ? ORDER BY seq');
    this.#lastChanged = db
      .prepare<[number], number | null>('SELECT max(seq) FROM reports WHERE change > ?')
      .pluck();
    this.#removed = db.prepare<[number], number>('SELECT seq FROM removed_reports WHERE change > ?').pluck();
  }

  /** Takes over what was committed since the last call; tells whether there was anything. Call inside a transaction. */
  refresh(): boolean {
    const change = Number(readMeta(this.#db, 'change'));
    if (change === this.#change) return false;
    // Another version of the program may have taken over the file; its index would answer wrongly here.
    checkSchema(this.#db);
    for (const seq of this.#removed.all(this.#change)) if (seq < this.live.length) this.live[seq] = 0;
    const last = this.#lastChanged.get(this.#change) ?? 0;
    if (last >= this.live.length) this.#grow(last + 1);
    const changed: number[] = [];
    // One after the other: the facts of all reports at once are many times what is kept of them.
    for (const row of this.#changed.iterate(this.#change)) {
      this.#set(row.seq, row.id, JSON.parse(row.facts) as ReportFacts);
      changed.push(row.seq);
    }
    this.#reloadCells(changed);
    this.#reloadDerived(changed);
    this.#change = change;
    return true;
  }

  /**
   * The columns of cells, loaded from the file where they are first asked for.
   *
   * @throws OgiError `UNKNOWN_CELL`
   */
  loadCells(keys: readonly string[]): void {
    const missing = [...new Set(keys)].filter((key) => !this.#cells.has(key));
    if (missing.length === 0) return;
    const columns = missing.map((key) => ({ index: cellIndex(key), column: emptyCells(this.live.length) }));
    const rows = this.#db.prepare(`SELECT ${CELL_COLUMNS} FROM cell_columns`).raw().iterate();
    for (const row of rows as IterableIterator<CellColumnsRow>) {
      for (const { index, column } of columns) setCell(column, index, row);
    }
    missing.forEach((key, position) => this.#cells.set(key, columns[position]?.column ?? emptyCells(0)));
  }

  /** The column of a cell, which {@link loadCells} has loaded. */
  cell(key: string): CellColumn {
    const column = this.#cells.get(key);
    if (column === undefined) throw new Error(`The column of ${key} is not loaded.`);
    return column;
  }

  /**
   * The columns of derived values, loaded from the file where they are first asked for.
   *
   * @throws OgiError `UNKNOWN_DERIVED`
   */
  loadDerived(keys: readonly string[]): void {
    const missing = [...new Set(keys)].filter((key) => !this.#derived.has(key));
    if (missing.length === 0) return;
    const columns = missing.map((key) => ({
      key,
      offset: derivedOffset(key),
      values: new Float64Array(this.live.length).fill(NaN),
    }));
    const rows = this.#db.prepare('SELECT seq, derived_values FROM derived_columns').raw().iterate();
    for (const [seq, derived] of rows as IterableIterator<[number, Buffer]>) {
      for (const { offset, values } of columns) values[seq] = derived.readDoubleLE(offset);
    }
    for (const { key, values } of columns) this.#derived.set(key, values);
  }

  /** A derived value of all reports, NaN where there is none; {@link loadDerived} has loaded it. */
  derived(key: string): Float64Array {
    const values = this.#derived.get(key);
    if (values === undefined) throw new Error(`The column of ${key} is not loaded.`);
    return values;
  }

  /** The normal form of a name that a column holds; kept, since names repeat from request to request. */
  normalForm(name: string): string {
    let normal = this.#normalForms.get(name);
    if (normal === undefined) this.#normalForms.set(name, (normal = normalize(name)));
    return normal;
  }

  #set(seq: number, id: string, facts: ReportFacts): void {
    const kinds = SECTION_KINDS.filter((kind) => facts.sections[kind] !== undefined);
    this.live[seq] = 1;
    this.ids[seq] = id;
    this.year[seq] = facts.year;
    this.importedAt[seq] = facts.importedAt;
    this.publishedFirst[seq] = facts.publishedOn?.first ?? NaN;
    this.publishedLast[seq] = facts.publishedOn?.last ?? NaN;
    this.organ.set(seq, facts.organ);
    this.organId.set(seq, facts.organId);
    for (const name of REPORT_FIELD_NAMES) this.fields[name].set(seq, facts[name]);
    const { regions, regionsToday = regions } = facts;
    for (const { level, then, today } of REGION_COLUMNS) {
      this.regions[then].set(seq, regions[level]);
      this.regions[today].set(seq, regionsToday[level]);
    }
    this.sections.set(seq, kinds);
    this.repeated.set(
      seq,
      kinds.filter((kind) => (facts.sections[kind] ?? 0) > 1),
    );
    this.findings.set(seq, facts.findings);
    this.unknownUnits.set(seq, facts.unknownUnits);
  }

  #grow(needed: number): void {
    // Room to spare, so that a store that grows report by report copies seldom.
    const length = Math.ceil(needed * 1.25) + 64;
    this.live = grow(this.live, length);
    this.year = grow(this.year, length);
    this.importedAt = grow(this.importedAt, length, NaN);
    this.publishedFirst = grow(this.publishedFirst, length, NaN);
    this.publishedLast = grow(this.publishedLast, length, NaN);
    for (const column of [this.organ, this.organId]) column.grow(length);
    for (const column of Object.values(this.fields)) column.grow(length);
    for (const column of Object.values(this.regions)) column.grow(length);
    for (const column of [this.sections, this.repeated, this.findings, this.unknownUnits])
      column.grow(length);
    for (const column of this.#cells.values()) {
      column.values = grow(column.values, length, NaN);
      column.states = grow(column.states, length);
      column.readByOcr = grow(column.readByOcr, length);
    }
    for (const [key, values] of this.#derived) this.#derived.set(key, grow(values, length, NaN));
  }

  #reloadCells(changed: readonly number[]): void {
    if (this.#cells.size === 0) return;
    const read = this.#db.prepare(`SELECT ${CELL_COLUMNS} FROM cell_columns WHERE seq = ?`).raw();
    for (const seq of changed) {
      const row = read.get(seq) as CellColumnsRow;
      for (const [key, column] of this.#cells) setCell(column, cellIndex(key), row);
    }
  }

  #reloadDerived(changed: readonly number[]): void {
    if (this.#derived.size === 0) return;
    const read = this.#db
      .prepare<[number], Buffer>('SELECT derived_values FROM derived_columns WHERE seq = ?')
      .pluck();
    for (const seq of changed) {
      const row = read.get(seq);
      for (const [key, values] of this.#derived) values[seq] = row?.readDoubleLE(derivedOffset(key)) ?? NaN;
    }
  }
}

function emptyCells(length: number): CellColumn {
  return {
    values: new Float64Array(length).fill(NaN),
    states: new Uint8Array(length),
    readByOcr: new Uint8Array(length),
  };
}

function setCell(
  { values, states, readByOcr }: CellColumn,
  index: number,
  [seq, cells, cellStates, confidences]: CellColumnsRow,
): void {
  values[seq] = cells.readDoubleLE(index * FLOAT_BYTES);
  states[seq] = cellStates[index] ?? 0;
  readByOcr[seq] = Number.isNaN(decodeConfidence(confidences, index)) ? 0 : 1;
}

/**
 * The place of a cell in its row.
 *
 * @throws OgiError `UNKNOWN_CELL`
 */
export function cellIndex(key: string): number {
  const cell = findCell(key);
  if (cell !== undefined) return cell.index;
  throw new OgiError('UNKNOWN_CELL', `There is no cell "${key}".`, {
    remedy: 'Take a key from the dictionary of cells.',
  });
}

/**
 * Where a derived value is in its row, in bytes.
 *
 * @throws OgiError `UNKNOWN_DERIVED`
 */
export function derivedOffset(key: string): number {
  const derived = findDerived(key);
  if (derived !== undefined) return derived.index * FLOAT_BYTES;
  throw new OgiError('UNKNOWN_DERIVED', `There is no derived value "${key}".`, {
    remedy: 'Take a key from the dictionary of derived values.',
  });
}
