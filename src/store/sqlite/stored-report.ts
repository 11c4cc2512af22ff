/** From rows to what the port promises. */
import { deriveValues } from '../../domain/derive-values.js';
import type { DerivedValues } from '../../domain/derive-values.js';
import type { SourceInfo } from '../sources.js';
import type { StoredReport } from '../writes.js';
import type { RevisionRow, SourceRow } from './read-statements.js';
import { organId } from '../report-id.js';
import { decodeFindings, decodeReport } from '../report-codec.js';
import { decodeDerived } from './value-rows.js';

/** The facts of a source. */
export function sourceInfo(row: SourceRow): SourceInfo {
  const { sha256, size, encoding } = row;
  return {
    sha256,
    fileName: row.file_name,
    mediaType: row.media_type,
    encoding,
    size,
    importedAt: row.imported_at,
    url: row.url,
    retrievedAt: row.retrieved_at,
  };
}

/**
 * A revision as it is kept. It passes between the threads so, still encoded: that costs less than a copy of the report, and the
 * asker decodes only what it looks at.
 */
export type KeptReport = RevisionRow;

/** Decodes what `Reader.getMany` found. The findings of the store belong to the current revision. */
export function storedReport(row: KeptReport): StoredReport {
  const report = decodeReport(row, () => (row.current === 1 ? decodeFindings(row.findings) : []));
  let derived: DerivedValues | null = null;
  return {
    id: row.id,
    organId: organId(row.identity_key),
    report,
    get derived() {
      return (derived ??= row.current === 1 ? decodeDerived(row.derived_values) : deriveValues(report, null));
    },
    source: sourceInfo(row),
    parserVersion: row.parser_version,
  };
}
