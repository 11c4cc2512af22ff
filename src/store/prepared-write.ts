/** The write of a report that was prepared. */
import type { Report } from '../domain/report.js';
import type { Source } from './sources.js';
import type { ReportWrite } from './writes.js';
import type { PreparedReport } from './prepared-report.js';
import { decodeReport } from './report-codec.js';

/** A write of a report that was prepared; the report itself is decoded where a store looks at it. */
export function preparedWrite(source: Source, prepared: PreparedReport, parserVersion: string): ReportWrite {
  let report: Report | undefined;
  return {
    source,
    parserVersion,
    prepared,
    get report() {
      return (report ??= decodeReport(prepared.encoded));
    },
  };
}
