/** The projection of a report: everything that a search, a filter, a facet or an order needs of it. Pure. */
import { DERIVED } from '../../../domain/derived.js';
import type { DerivedValues } from '../../../domain/derive-values.js';
import { originalityValues } from '../../../domain/originality.js';
import type { Finding } from '../../../domain/finding.js';
import { topLevelFields } from '../../../domain/report-fields.js';
import { levelOfField, REGION_FIELDS, regionAsOf } from '../../../domain/region.js';
import type { Region, RegionField } from '../../../domain/region.js';
import { CELL_STATES, SECTION_KINDS } from '../../../domain/report.js';
import type { Report, SectionKind } from '../../../domain/report.js';
import { soleOrgan } from '../../aggregate-rules.js';
import { shownFindings } from '../../facet-rules.js';
import { projectedCells } from '../../report-values.js';
import type { ProjectedCell } from '../../report-values.js';
import type { SourceInfo } from '../../sources.js';
import { regionFields, reportFacts, requireIdentity } from '../../report-facts.js';
import type { Labelled } from '../../report-facts.js';
import { textTokens } from '../../text-tokens.js';
import { codeOutcome } from '../reading/build-filter.js';
import type { ProjectionDocument, ValueTree } from './projected-fields.js';
import { encodeContent } from '../kept/encode-content.js';
import { encodeSections } from './encode-sections.js';
import { nestingFields } from './nesting-fields.js';
import { ownTokens } from './narrated-report.js';
import type { NarratedReport } from './narrated-report.js';
import { encodeDerived } from '../reading/stored-report.js';
import { recordOf } from '../../../domain/record-of.js';

/** What a projection is made from. */
export interface ProjectedReport {
  id: string;
  /** The current revision. */
  report: Report;
  /** Findings of the store. */
  added: readonly Finding[];
  /** Without those of the narrative. */
  derived: DerivedValues;
  narrated: NarratedReport;
  source: SourceInfo;
  parserVersion: string;
}

/** Keys of derived values begin so; in the index it is an object that they share. */
const DERIVED_PREFIX = 'derived.';

/**
 * The projection of a report.
 *
 * @throws OgiError `BAD_ARGUMENT` for a report without organ or year.
 */
export function projectionDocument(projected: ProjectedReport): ProjectionDocument {
  const { id, report, added, narrated, source, parserVersion } = projected;
  const derived = { ...projected.derived, ...originalityValues({ ...narrated.counts }) };
  const { organ, year } = requireIdentity(report);
  const facts = reportFacts(report, added, source.importedAt);
  const regions = regionFields(facts);
  const findings = facts.findings.map(([code, outcome]) => ({ code, outcome }));
  const cells = projectedCells(report);
  return {
    id,
    organId: facts.organId,
    title: report.title,
    year,
    publishedOn: report.publishedOn,
    published: facts.publishedOn,
    importedAt: facts.importedAt,
    organ: { ...organ, group: facts.organId ?? soleOrgan(id) },
    region: byField((field) =>
      regions[field] === null ? null : namedRegion(report.region, field, regions[field]),
    ),
    regionCertain: report.region.certain,
    facets: { organ: facetLabel(facts.organ), ...byField((field) => facetLabel(regions[field])) },
    ...topLevelFields(facts),
    sectionKinds: SECTION_KINDS.filter((kind) => facts.sections[kind] !== undefined),
    findings: {
      code: [...new Set(findings.map(({ code }) => code))],
      outcome: [...new Set(findings.flatMap(({ outcome }) => (outcome === null ? [] : [outcome])))],
      codeOutcome: findings.map(codeOutcome),
      shown: shownFindings(facts.findings),
    },
    sha256: source.sha256,
    parserVersion,
    cells: valueTree(cells.map(({ key, value }) => [key, value])),
    unknownUnits: facts.unknownUnits,
    readByOcr: keysWhere(cells, ({ confidence }) => confidence !== null),
    confidences: confidencesOf(cells),
    states: Object.fromEntries(
      CELL_STATES.map((state) => [state, keysWhere(cells, (cell) => cell.state === state)]),
    ),
    derived: valueTree(DERIVED.map(({ key }) => [key.slice(DERIVED_PREFIX.length), derived[key] ?? null])),
    nesting: nestingFields(facts),
    sentences: narrated.fields,
    grams: {
      title: textTokens(report.title ?? ''),
      organName: [...new Set([organ.name, organ.normalizedName])].map(textTokens).join(' '),
      sections: sectionTokens(report),
      ...ownTokens(narrated),
    },
    stored: {
      report: encodeContent(report),
      source,
      parserVersion,
      findings: [...added],
      derived: encodeDerived(derived),
      marks: narrated.marks,
    },
  };
}

/** By key; empty where nothing was read from a picture. */
function confidencesOf(cells: readonly ProjectedCell[]): ProjectionDocument['confidences'] {
  return Object.fromEntries(
    cells.flatMap(({ key, confidence }) => (confidence === null ? [] : [[key, confidence]])),
  );
}

function keysWhere(cells: readonly ProjectedCell[], holds: (cell: ProjectedCell) => boolean): string[] {
  return cells.filter(holds).map(({ key }) => key);
}

function byField<T>(of: (field: RegionField) => T): Record<RegionField, T> {
  return recordOf(REGION_FIELDS, of);
}

function namedRegion(
  region: Region,
  field: RegionField,
  { value, label }: Labelled,
): ProjectionDocument['region'][RegionField] {
  const { level, view } = levelOfField(field);
  return { key: value, name: label, code: regionAsOf(region, view)[level]?.code ?? null };
}

function facetLabel(fact: Labelled | null): string | null {
  return fact === null ? null : `${fact.value}\n${fact.label}`;
}

function sectionTokens({ sections }: Report): Partial<Record<SectionKind, string>> {
  const kinds = SECTION_KINDS.filter((kind) => sections.some((section) => section.kind === kind));
  return Object.fromEntries(
    kinds.map((kind) => [kind, encodeSections(sections.filter((section) => section.kind === kind))]),
  );
}

/** Values nested along their dotted keys; what is null is left out. */
function valueTree(values: readonly (readonly [string, number | null])[]): ValueTree {
  const root: ValueTree = {};
  for (const [key, value] of values) {
    if (value === null) continue;
    const path = key.split('.');
    const leaf = path.pop() ?? '';
    let node = root;
    for (const step of path) {
      const child = node[step];
      node = typeof child === 'object' ? child : (node[step] = {});
    }
    node[leaf] = value;
  }
  return root;
}
