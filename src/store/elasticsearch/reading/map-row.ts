/** From documents to the rows of a scan. Pure. */
import { isDerivedKey } from '../../../domain/derived.js';
import { isReadByOcr } from '../../../domain/finding.js';
import { CELL_STATES } from '../../../domain/report.js';
import { reportFieldValues } from '../../../domain/report-fields.js';
import type { CellState } from '../../../domain/report.js';
import type { ScanRequest, ScanRow } from '../../scan-request.js';
import { decodeAudit, decodeHead, decodeNarrative } from '../../report-codec.js';
import { valueField } from './build-measures.js';
import type { ContentDocument } from '../indices.js';
import type { ProjectionDocument, StoredFields, ValueTree } from '../projection/projected-fields.js';
import { headText, partBytes } from '../kept/encode-content.js';

/**
 * The parts of a document that a row is made from.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function rowSource({
  keys,
  findings,
  sections = false,
}: Pick<ScanRequest, 'keys' | 'findings' | 'sections'>): string[] {
  const asksCells = keys.some((key) => !isDerivedKey(key));
  return [
    ...['id', 'organId', 'title', 'year', 'publishedOn'],
    ...['stored.report.head', 'stored.source'],
    ...(findings ? ['stored.report.audit', 'stored.findings'] : []),
    ...(sections ? ['stored.report.narrative'] : []),
    'findings.code',
    ...(asksCells ? ['states', 'unknownUnits', 'confidences'] : []),
    ...keys.map(valueField),
  ];
}

/** What of a document is there: objects of which nothing was asked for, or is there, may be missing. */
export type RowSource = Pick<ProjectionDocument, 'id' | 'organId' | 'title' | 'year' | 'publishedOn'> & {
  stored: Pick<StoredFields, 'source'> &
    Partial<Pick<StoredFields, 'findings'>> & {
      report: Pick<ContentDocument, 'head'> & Partial<Pick<ContentDocument, 'audit' | 'narrative'>>;
    };
} & Partial<Pick<ProjectionDocument, 'cells' | 'derived' | 'states' | 'unknownUnits' | 'confidences'>> & {
    findings?: Pick<ProjectionDocument['findings'], 'code'>;
  };

/** The row of a document, but for its cursor. */
export function mapRow(source: RowSource, keys: readonly string[]): Omit<ScanRow, 'cursor'> {
  const { stored } = source;
  const states = cellStates(source.states ?? {});
  const head = decodeHead(headText(stored.report));
  const { organ, region } = head;
  if (organ === null) throw new Error(`The report ${source.id} has no organ.`);
  return {
    id: source.id,
    organId: source.organId,
    title: source.title,
    organ,
    year: source.year,
    region,
    fields: reportFieldValues({ ...head, organ }),
    publishedOn: source.publishedOn,
    source: stored.source,
    values: Float64Array.from(keys, (key) => valueAt(source, valueField(key)) ?? NaN),
    states: keys.map((key) => (isDerivedKey(key) ? null : (states.get(key) ?? 'ABSENT'))),
    confidences: Float64Array.from(keys, (key) => source.confidences?.[key] ?? NaN),
    readByOcr: isReadByOcr(source.findings?.code ?? []),
    unknownUnits: (source.unknownUnits ?? []).filter((key) => keys.includes(key)),
    ...rowAudit(stored),
    sections: rowSections(stored),
  };
}

function cellStates(keysByState: Partial<Record<CellState, string[]>>): Map<string, CellState> {
  return new Map(
    CELL_STATES.flatMap((state) => (keysByState[state] ?? []).map((key) => [key, state] as const)),
  );
}

/** The value at a dotted path; null where there is none. */
function valueAt({ cells, derived }: RowSource, path: string): number | null {
  let node: number | ValueTree | undefined = { cells: cells ?? {}, derived: derived ?? {} };
  for (const step of path.split('.')) node = typeof node === 'object' ? node[step] : undefined;
  return typeof node === 'number' ? node : null;
}

/** None where they were not asked for. */
function rowSections({ report: { narrative } }: RowSource['stored']): ScanRow['sections'] {
  return narrative === undefined ? [] : decodeNarrative(partBytes(narrative)).sections;
}

/** Those of the report, then those of the store; none where they were not asked for. */
function rowAudit({
  report: { audit },
  findings = [],
}: RowSource['stored']): Pick<ScanRow, 'findings' | 'extraTables'> {
  if (audit === undefined) return { findings: [], extraTables: [] };
  const own = decodeAudit(partBytes(audit));
  return { findings: [...own.findings, ...findings], extraTables: own.extraTables };
}
