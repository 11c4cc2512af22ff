/** From documents to the rows of a scan. Pure. */
import { findDerived } from '../../domain/derived.js';
import type { Finding } from '../../domain/finding.js';
import { CELL_STATES } from '../../domain/report.js';
import type { CellState, Form, ScopeKind } from '../../domain/report.js';
import type { ScanRequest, ScanRow } from '../port.js';
import { inflate } from '../report-codec.js';
import { valueField } from './build-measures.js';
import type { ProjectionDocument, ValueTree } from './document.js';

/**
 * The parts of a document that a row is made from.
 *
 * @throws OgiError `UNKNOWN_CELL`, `UNKNOWN_DERIVED`
 */
export function rowSource({ keys, findings }: Pick<ScanRequest, 'keys' | 'findings'>): string[] {
  const asksCells = keys.some((key) => findDerived(key) === undefined);
  return [
    ...['id', 'organId', 'title', 'year', 'publishedOn', 'form', 'scope'],
    ...['stored.organ', 'stored.region', 'stored.source'],
    ...(findings ? ['stored.allFindings'] : []),
    ...(asksCells ? ['states', 'unknownUnits'] : []),
    ...keys.map(valueField),
  ];
}

/** What of a document is there: objects of which nothing was asked for, or is there, may be missing. */
export type RowSource = Pick<
  ProjectionDocument,
  'id' | 'organId' | 'title' | 'year' | 'publishedOn' | 'form' | 'scope'
> & { stored: Pick<ProjectionDocument['stored'], 'organ' | 'region' | 'source'> } & Partial<
    Pick<ProjectionDocument, 'cells' | 'derived' | 'states' | 'unknownUnits'>
  > & { stored: Partial<Pick<ProjectionDocument['stored'], 'allFindings'>> };

/** The row of a document, but for its cursor. */
export function mapRow(source: RowSource, keys: readonly string[]): Omit<ScanRow, 'cursor'> {
  const { stored, form, scope } = source;
  const states = cellStates(source.states ?? {});
  return {
    id: source.id,
    organId: source.organId,
    title: source.title,
    organ: stored.organ,
    year: source.year,
    region: stored.region,
    scope: scope as ScopeKind,
    form: form as Form,
    publishedOn: source.publishedOn,
    source: stored.source,
    values: Float64Array.from(keys, (key) => valueAt(source, valueField(key)) ?? NaN),
    states: keys.map((key) => (findDerived(key) === undefined ? (states.get(key) ?? 'ABSENT') : null)),
    unknownUnits: (source.unknownUnits ?? []).filter((key) => keys.includes(key)),
    findings: stored.allFindings === undefined ? [] : decodeFindings(stored.allFindings),
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

function decodeFindings(encoded: string): Finding[] {
  return JSON.parse(inflate(Buffer.from(encoded, 'base64')).toString('utf8')) as Finding[];
}
