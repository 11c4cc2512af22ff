/** Parsed revisions as documents hold them. */
import type { Report } from '../../../domain/report.js';
import { encodeReport } from '../../report-codec.js';
import type { EncodedReport } from '../../report-codec.js';
import type { ContentDocument } from '../indices.js';

/** Encodes a parsed revision. */
export function encodeContent(report: Report): ContentDocument {
  const { head, narrative, cells, audit } = encodeReport(report);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return {
    head: base64(Buffer.from(head)),
    narrative: base64(narrative),
    cells: base64(cells),
    audit: base64(audit),
  };
}

/** The encoded parts of a parsed revision; each decodes for itself. */
export function decodeContent(document: ContentDocument): EncodedReport {
  const { narrative, cells, audit } = document;
  return {
    head: headText(document),
    narrative: partBytes(narrative),
    cells: partBytes(cells),
    audit: partBytes(audit),
  };
}

/** The head alone, as `decodeHead` takes it. */
export function headText({ head }: Pick<ContentDocument, 'head'>): string {
  return partBytes(head).toString('utf8');
}

/** One part, as its decoder takes it. */
export function partBytes(part: string): Buffer {
  return Buffer.from(part, 'base64');
}
