/** Tiny builders of parsed reports of fictional organs, and of writes to a store. */
import { createHash } from 'node:crypto';
import { CELLS } from '../../src/domain/cells.js';
import type { Finding, FindingCode, Outcome } from '../../src/domain/finding.js';
import type { Organ } from '../../src/domain/organ.js';
import { UNKNOWN_REGION } from '../../src/domain/region.js';
import type { Region } from '../../src/domain/region.js';
import type { Cell, CellState, Report, Section, SectionKind } from '../../src/domain/report.js';
import type { SearchRequest } from '../../src/store/search-request.js';
import type { ReportWrite } from '../../src/store/writes.js';
import type { TextQuery } from '../../src/domain/query.js';

/** What a test says of a report; everything else is plain. */
export interface ReportFacts {
  title?: string | null;
  organ?: string | Organ;
  year?: number;
  region?: Region;
  /** `[kind, text]` or `[kind, text, heading]`. */
  sections?: [SectionKind, string, string?][];
  /** A number is a reported value, a word a state without one. */
  cells?: Record<string, number | CellState>;
  /** How sure OCR is of cells that it read. */
  confidences?: Record<string, number>;
  findings?: (FindingCode | [FindingCode, Outcome])[];
  form?: Report['form'];
  scope?: Report['scope']['kind'];
  publishedOn?: string | null;
}

/** 云泽省 with what is below it, each certain unless told otherwise. */
export function region(...names: [string?, string?, string?, string?]): Region {
  const [province, city, county, township] = names.map((name) => ({ name, code: null, inferred: false }));
  const level = (one: typeof province) => (one?.name === undefined ? null : { ...one, name: one.name });
  return {
    province: level(province),
    city: level(city),
    county: level(county),
    township: level(township),
    certain: true,
  };
}

/** A report. */
export function buildReport(facts: ReportFacts = {}): Report {
  const { organ = '青禾县人民政府', year = 2021 } = facts;
  const named: Organ =
    typeof organ === 'string'
      ? { name: organ, normalizedName: organ, kind: 'PEOPLES_GOVERNMENT', level: 'COUNTY' }
      : organ;
  return {
    title: facts.title === undefined ? `${named.name}${year}年政府信息公开工作年度报告` : facts.title,
    organ: named,
    year,
    publishedOn: facts.publishedOn ?? null,
    dateKind: null,
    region: facts.region ?? region('云泽省', '澄江市', '青禾县'),
    scope: { kind: facts.scope ?? 'UNKNOWN', words: null, place: null },
    form: facts.form ?? 'FORM_2021',
    sections: (facts.sections ?? []).map(([kind, text, heading]): Section => ({
      kind,
      text,
      heading: heading ?? null,
      place: null,
    })),
    cells: Object.fromEntries(
      CELLS.map(({ key }) => [key, buildCell(facts.cells?.[key], facts.confidences?.[key])]),
    ),
    extraRows: [],
    extraTables: [],
    claims: [],
    findings: (facts.findings ?? []).map(buildFinding),
  };
}

function buildCell(fact: number | CellState | undefined, confidence: number | undefined): Cell {
  const known = confidence === undefined ? {} : { confidence };
  if (typeof fact === 'number')
    return { state: 'REPORTED', value: fact, raw: String(fact), place: { line: 1 }, ...known };
  return { state: fact ?? 'ABSENT', value: null, raw: null, place: null, ...known };
}

function buildFinding(fact: FindingCode | [FindingCode, Outcome]): Finding {
  const [code, outcome] = typeof fact === 'string' ? [fact, null] : fact;
  return {
    code,
    severity: 'NOTICE',
    outcome,
    cells: [],
    place: null,
    message: { zh: '见原文。', en: 'See the source.' },
  };
}

/** A region that is not certain. */
export const UNCERTAIN: Region = UNKNOWN_REGION;

/** A write of a report; its bytes, if not given, are the report itself, so that equal reports are equal files. */
export function buildWrite(
  report: Report,
  {
    bytes,
    fileName = 'report.txt',
    parserVersion = '1',
  }: { bytes?: string; fileName?: string; parserVersion?: string } = {},
): ReportWrite {
  const content = Buffer.from(bytes ?? JSON.stringify(report));
  return {
    report,
    parserVersion,
    source: {
      sha256: createHash('sha256').update(content).digest('hex'),
      fileName,
      mediaType: 'text/plain',
      encoding: 'utf-8',
      size: content.length,
      importedAt: '2024-03-01T08:00:00.000Z',
      url: null,
      retrievedAt: null,
      bytes: content,
    },
  };
}

/** A search for all reports, but for what is told. */
export function buildSearch(request: Partial<SearchRequest> = {}): SearchRequest {
  return {
    text: null,
    exactRuns: [],
    searchIn: ['TITLE', 'TEXT'],
    sectionKinds: null,
    sameSection: false,
    filter: null,
    sort: [],
    limit: 100,
    after: null,
    before: null,
    fromEnd: false,
    countTotal: true,
    reports: false,
    facets: [],
    highlights: 0,
    ...request,
  };
}

/** A phrase to find, in normal form already. */
export function phrase(text: string): TextQuery {
  return { type: 'phrase', phrase: text };
}
