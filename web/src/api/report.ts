/** What the page of one report asks for. */
import type { ReportQuery } from './generated';

export type Report = NonNullable<ReportQuery['report']>;
export type ReportCell = Report['cells'][number];
export type ReportFinding = Report['findings'][number];
