/** All matching reports, one after the other, in one state of the store: what exports read. */
import type { Finding } from '../domain/finding.js';
import type { Organ } from '../domain/organ.js';
import type { Sort } from '../domain/query.js';
import type { Region } from '../domain/region.js';
import type { ReportFieldValues } from '../domain/report-fields.js';
import type { CellState, ExtraTable, Section } from '../domain/report.js';
import type { MatchRequest } from './search-request.js';
import type { SourceInfo } from './sources.js';

/** What a scan gives of each report. */
export interface ScanRequest extends MatchRequest {
  sort: Sort[];
  /** The `cursor` of the row after which to go on, as an earlier scan gave it; null from the first. */
  after: string | null;
  /** Keys of cells and derived values to give. */
  keys: string[];
  /** Whether to give the findings and the extra tables. */
  findings: boolean;
  /** Whether to give the sections; absent for no. */
  sections?: boolean;
}

/** One report of a scan. */
export interface ScanRow {
  id: string;
  organId: string | null;
  /** Opaque; belongs to the request and to the state of the store. */
  cursor: string;
  title: string | null;
  organ: Organ;
  year: number;
  region: Region;
  fields: ReportFieldValues;
  publishedOn: string | null;
  source: SourceInfo;
  /** In the order of `keys`; NaN where there is no value. */
  values: Float64Array;
  /** In the order of `keys`; null for a derived value. */
  states: (CellState | null)[];
  /** In the order of `keys`, from 0 to 1; NaN for a cell that was not read from a picture (OCR), and for a derived value. */
  confidences: Float64Array;
  /** Whether the file, or a part of it, was read from pictures. */
  readByOcr: boolean;
  /** Those of `keys` whose value is an amount without a known unit; it is in `values` as printed. */
  unknownUnits: string[];
  /** Empty unless findings are asked for, as are the extra tables. */
  findings: Finding[];
  extraTables: ExtraTable[];
  /** Empty unless asked for. */
  sections: Section[];
}

/** An open scan: one state of the store, however long it takes and whatever is written meanwhile. Close it. */
export interface Scan {
  /** How many reports match in all, from the first. */
  total: number;
  /** Names the state of the store that is read. */
  version: string;
  /** The next rows, at most `limit`; none at the end. */
  next(limit: number): Promise<ScanRow[]>;
  close(): Promise<void>;
}
