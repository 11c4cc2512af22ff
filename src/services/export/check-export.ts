/** An export as a caller asks for it, in a URL or on the command line: checked, and turned into a scan and a table. */
import { CELLS } from '../../domain/cells.js';
import { DERIVED } from '../../domain/derived.js';
import type { ValueKey } from '../../domain/derived.js';
import type { ScanRequest } from '../../store/scan-request.js';
import { badArgument, checkChoice, checkKey } from '../check-input.js';
import { checkMatch } from '../check-match.js';
import { checkSort } from '../check-search.js';
import { suggest } from '../suggest.js';
import { parseFilterJson, parseSortJson } from './parse-json.js';

/** The formats. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the header of a CSV says: keys, or labels in Chinese or English. With Chinese labels, values that are words are Chinese too. */
export const HEADER_LABELS = ['key', 'zh', 'en'] as const;
export type HeaderLabels = (typeof HEADER_LABELS)[number];

/** The parameters, all text; the same names in the URL and, with hyphens, on the command line. */
export const EXPORT_PARAMETERS = [
  'format',
  'query',
  'searchIn',
  'sectionKinds',
  'sameSection',
  'textFilter',
  'filter',
  'sort',
  'keys',
  'states',
  'confidence',
  'findings',
  'sections',
  'labels',
  'header',
  'after',
] as const;
export type ExportParameter = (typeof EXPORT_PARAMETERS)[number];
export type ExportInput = Readonly<Partial<Record<ExportParameter, string>>>;

/** A checked export. */
export interface ExportRequest {
  format: ExportFormat;
  scan: ScanRequest;
  /** Whether each cell has its state: in a column of its own, in NDJSON beside its value. */
  states: boolean;
  /** Whether each cell has the confidence of OCR in a column of its own; NDJSON always tells it. */
  confidences: boolean;
  labels: HeaderLabels;
  /** Whether a CSV begins with its header. */
  header: boolean;
  /** What was asked, as written. */
  asked: ExportInput;
  /** Where the server is, e.g. `https://example.org`, for links to its pages; null where there is none. */
  base: string | null;
}

/** Words of `keys` that stand for many. */
const KEY_GROUPS: ReadonlyMap<string, readonly ValueKey[]> = new Map<string, readonly ValueKey[]>([
  ['cells', CELLS.map(({ key }) => key)],
  ['derived', DERIVED.map(({ key }) => key)],
]);

/** Which formats a parameter belongs to, where not to all. */
const PARAMETER_FORMATS: Readonly<Partial<Record<ExportParameter, readonly ExportFormat[]>>> = {
  confidence: ['csv', 'xlsx', 'parquet'],
  findings: ['ndjson'],
  sections: ['ndjson', 'parquet'],
  labels: ['csv', 'xlsx'],
  header: ['csv'],
};

/**
 * Checks an export. A parameter that is not there takes its default: all reports, all cells, in the order of a search.
 *
 * @throws OgiError `BAD_QUERY`, `BAD_ARGUMENT`, `UNKNOWN_CELL` or `UNKNOWN_DERIVED`, naming the parameter and the remedy.
 */
export function checkExport(input: Readonly<Record<string, unknown>>): ExportRequest {
  const asked = readParameters(input);
  if (asked.format === undefined) {
    throw badArgument(
      'format',
      'The export names no format.',
      `Give format, one of ${EXPORT_FORMATS.join(', ')}.`,
    );
  }
  const format = checkChoice(asked.format, 'format', EXPORT_FORMATS);
  for (const [name, formats] of Object.entries(PARAMETER_FORMATS)) {
    if (asked[name as ExportParameter] === undefined || formats.includes(format)) continue;
    throw badArgument(
      name,
      `${name} does not go with the format ${format}.`,
      `Leave it out, or take the format ${formats.join(' or ')}.`,
    );
  }
  const match = checkMatch({
    query: asked.query ?? null,
    searchIn: readList(asked.searchIn),
    sectionKinds: readList(asked.sectionKinds),
    sameSection: readFlag(asked, 'sameSection', false),
    textFilter: asked.textFilter ?? null,
    filter: asked.filter === undefined ? null : parseFilterJson(asked.filter),
  });
  const sort = asked.sort === undefined ? [] : checkSort(parseSortJson(asked.sort), match.text !== null);
  return {
    format,
    scan: {
      ...match,
      sort,
      after: asked.after ?? null,
      keys: readKeys(asked.keys ?? 'cells'),
      findings: format === 'xlsx' || readFlag(asked, 'findings', false),
      sections: readFlag(asked, 'sections', false),
    },
    states: readFlag(asked, 'states', format === 'ndjson'),
    confidences: readFlag(asked, 'confidence', false),
    labels: checkChoice(asked.labels ?? 'key', 'labels', HEADER_LABELS),
    header: readFlag(asked, 'header', true),
    asked,
    base: null,
  };
}

function readParameters(input: Readonly<Record<string, unknown>>): ExportInput {
  const asked: Partial<Record<ExportParameter, string>> = {};
  for (const [given, value] of Object.entries(input)) {
    const name = EXPORT_PARAMETERS.find((parameter) => parameter === given);
    if (name === undefined) {
      const near = suggest(given, EXPORT_PARAMETERS);
      const help = near.length > 0 ? `Did you mean ${near.join(' or ')}? ` : '';
      throw badArgument(
        given.slice(0, 100),
        `There is no parameter "${given.slice(0, 100)}".`,
        `${help}There are ${EXPORT_PARAMETERS.join(', ')}.`,
      );
    }
    if (value === undefined) continue;
    if (typeof value !== 'string') throw badArgument(name, `${name} is given twice.`, 'Give it once.');
    asked[name] = value;
  }
  return asked;
}

/** A list of words parted by commas. */
function readList(text: string | undefined): string[] | null {
  return text?.split(',').map((word) => word.trim()) ?? null;
}

function readFlag(asked: ExportInput, name: ExportParameter, fallback: boolean): boolean {
  const text = asked[name];
  if (text === undefined) return fallback;
  return checkChoice(text, name, ['true', 'false']) === 'true';
}

/** Keys, each once, in the order given. */
function readKeys(text: string): string[] {
  const words = readList(text) ?? [];
  return [
    ...new Set(words.flatMap((word, index) => KEY_GROUPS.get(word) ?? [checkKey(word, `keys[${index}]`)])),
  ];
}
