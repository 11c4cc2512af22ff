/** From a projection to the report that it is of. Pure. */
import type { DerivedValues } from '../../../domain/derive-values.js';
import type { StoredReport } from '../../writes.js';
import { decodeReport, deflate, inflate } from '../../report-codec.js';
import type { ProjectionDocument } from '../projection/projected-fields.js';
import { decodeContent } from '../kept/encode-content.js';

/** What of a projection a report is made from. */
export type ReportSource = Pick<ProjectionDocument, 'id' | 'organId' | 'stored'>;
export const REPORT_SOURCE = ['id', 'organId', 'stored'] satisfies (keyof ReportSource)[];

/** The current revision of a report. Its parts are decoded when they are first looked at. */
export function storedReport({ id, organId, stored }: ReportSource): StoredReport {
  let derived: DerivedValues | null = null;
  return {
    id,
    organId,
    report: decodeReport(decodeContent(stored.report), () => stored.findings),
    get derived() {
      return (derived ??= decodeDerived(stored.derived));
    },
    source: stored.source,
    parserVersion: stored.parserVersion,
  };
}

/** Derived values as a projection holds them. */
export function encodeDerived(derived: DerivedValues): string {
  return deflate(Buffer.from(JSON.stringify(derived))).toString('base64');
}

function decodeDerived(encoded: string): DerivedValues {
  return JSON.parse(inflate(Buffer.from(encoded, 'base64')).toString('utf8')) as DerivedValues;
}
