/** The conditions of a search, as they stand in the address, and the filter that they make. */
import type {
  CellCondition,
  DerivedCondition,
  FacetField,
  FindingCode,
  ReportFilter,
  Sort,
  SortField,
} from '../api/generated';

/** The facets of the search page, each with its parameter in the address and its member of a filter. */
export const FACETS = [
  { field: 'YEAR', name: 'year' },
  { field: 'PROVINCE', name: 'province' },
  { field: 'CITY', name: 'city' },
  { field: 'COUNTY', name: 'county' },
  { field: 'TOWNSHIP', name: 'township' },
  { field: 'ORGAN', name: 'organ' },
  { field: 'ORGAN_KIND', name: 'organKind' },
  { field: 'LEVEL', name: 'level' },
  { field: 'FORM', name: 'form' },
  { field: 'SCOPE', name: 'scope' },
  { field: 'FINDING', name: 'finding' },
] as const satisfies readonly { field: FacetField; name: string }[];

export type FacetName = (typeof FACETS)[number]['name'];

/** A condition on a value: `KEY:FROM:TO` in the address, either end may be empty. */
export interface RangeCondition {
  key: string;
  from: string | null;
  to: string | null;
}

/** Parameters that make up the conditions; those of the page beside them are left out. */
export const CONDITION_NAMES: readonly string[] = [
  'q',
  'headings',
  'own',
  'ocr',
  'value',
  'organId',
  'outcome',
  ...FACETS.map(({ name }) => name),
];

/** Reads a condition on a value; null where it is none. */
export function readRange(printed: string): RangeCondition | null {
  const [key = '', from = '', to = ''] = printed.split(':');
  const isNumber = (end: string): boolean => end === '' || /^-?\d+(?:\.\d+)?$/u.test(end);
  if (key === '' || !isNumber(from) || !isNumber(to) || (from === '' && to === '')) return null;
  return { key, from: from === '' ? null : from, to: to === '' ? null : to };
}

/** The rules of arithmetic: only these have outcomes. */
export const ARITHMETIC_RULES = [
  'ROW_TOTAL',
  'OUTCOME_TOTAL',
  'INTAKE_BALANCE',
  'REVIEW_TOTAL',
  'CARRIED_IN_CONTINUES',
  'IN_FORCE_CONTINUES',
  'ITEMS_CONTINUE',
  'LIST_TOTAL',
  'OTHER_OUTCOME_ROWS_AGREE',
  'PROSE_AGREES',
] as const satisfies readonly FindingCode[];
const RULES: ReadonlySet<string> = new Set(ARITHMETIC_RULES);
/** The facet counts no rule that holds, and neither must the filter of its values. */
const NOT_HOLDING = ['FAILS', 'HOLDS_IF_BLANKS_ARE_ZERO', 'NOT_CHECKED'];

function findingsOf(codes: readonly string[], outcome: string | null): Record<string, unknown> {
  const rules = codes.filter((code) => RULES.has(code));
  const others = codes.filter((code) => !RULES.has(code));
  const ofRules = { codes: rules, outcomes: outcome === null || outcome === '' ? NOT_HOLDING : [outcome] };
  if (others.length === 0) return { findings: ofRules };
  if (rules.length === 0) return { findings: { codes: others } };
  return { or: [{ findings: ofRules }, { findings: { codes: others } }] };
}

/** The filter that the parameters of an address ask for; null for none. */
export function filterOf(params: URLSearchParams): ReportFilter | null {
  const filter: Record<string, unknown> = {};
  for (const { name } of FACETS) {
    const values = params.getAll(name).filter((value) => value !== '');
    if (values.length === 0) continue;
    if (name === 'year') filter['year'] = { in: values.map(Number) };
    else if (name === 'finding') Object.assign(filter, findingsOf(values, params.get('outcome')));
    else filter[name] = values;
  }
  if (params.get('ocr') === '0') filter['readByOcr'] = false;
  const organs = params.getAll('organId').filter((value) => value !== '');
  if (organs.length > 0) filter['organIds'] = organs;
  const ranges = params.getAll('value').flatMap((value) => readRange(value) ?? []);
  const conditions = ranges.map(({ key, from, to }) => ({
    key,
    ...(from === null ? {} : { gte: Number(from) }),
    ...(to === null ? {} : { lte: Number(to) }),
  }));
  const isDerived = ({ key }: { key: string }): boolean => key.startsWith('derived.');
  const derived: DerivedCondition[] = conditions.filter(isDerived);
  const cells: CellCondition[] = conditions.filter((one) => !isDerived(one));
  if (cells.length > 0) filter['cells'] = cells;
  if (derived.length > 0) filter['derived'] = derived;
  return Object.keys(filter).length === 0 ? null : filter;
}

/** The order that an address asks for: a field, or the key of a value. */
export function sortOf(params: URLSearchParams): Sort[] {
  const by = params.get('sort') ?? '';
  if (by === '') return [];
  if (by.startsWith('derived.')) return [{ by: 'DERIVED', key: by, direction: 'DESC' }];
  if (by.includes('.')) return [{ by: 'CELL', key: by, direction: 'DESC' }];
  return [{ by: by as SortField }];
}

/** The pieces of a query: those in quotes, which are taken as they stand, and those between. */
function piecesOf(query: string): { text: string; isQuoted: boolean }[] {
  const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」' };
  const pieces: { text: string; isQuoted: boolean }[] = [];
  let plain = '';
  for (let at = 0; at < query.length; at += 1) {
    const end = closing[query[at] ?? ''];
    const close = end === undefined ? -1 : query.indexOf(end, at + 1);
    if (close === -1) {
      plain += query[at] ?? '';
      continue;
    }
    pieces.push({ text: plain, isQuoted: false }, { text: query.slice(at, close + 1), isQuoted: true });
    plain = '';
    at = close;
  }
  return [...pieces, { text: plain, isQuoted: false }];
}

type Hint = 'and' | 'not' | 'wildcard';

/** What in a query looks like an operator that it is not, and what to write instead. */
export function hintsOf(query: string): { hint: Hint; fixed: string }[] {
  const pieces = piecesOf(query);
  const has = (pattern: RegExp): boolean =>
    pieces.some(({ text, isQuoted }) => !isQuoted && pattern.test(text));
  const rewritten = (rewrite: (words: string[]) => string[]): string =>
    pieces
      .map(({ text, isQuoted }) => (isQuoted ? text : ` ${rewrite(text.split(/\s/u)).join(' ')} `))
      .join('')
      .split(' ')
      .filter((word) => word !== '')
      .join(' ')
      // A minus belongs to the phrase behind it.
      .replaceAll('- ', '-');
  const hints: { hint: Hint; fixed: string }[] = [];
  if (has(/(?:^|\s)AND(?=\s|$)/u)) {
    hints.push({ hint: 'and', fixed: rewritten((words) => words.filter((word) => word !== 'AND')) });
  }
  if (has(/(?:^|\s)NOT(?=\s|$)/u)) {
    hints.push({
      hint: 'not',
      fixed: rewritten((words) => words.map((word) => (word === 'NOT' ? '-' : word))),
    });
  }
  if (has(/[*?？＊]/u)) {
    hints.push({
      hint: 'wildcard',
      fixed: rewritten((words) => words.map((word) => word.replace(/[*?？＊]/gu, ' '))),
    });
  }
  return hints;
}

/** The address of an export of exactly what a search finds. */
export function exportAddress(params: URLSearchParams, format: string): string {
  const asked = new URLSearchParams({ format });
  const query = params.get('q') ?? '';
  if (query !== '') asked.set('query', query);
  if (params.get('headings') === '1') asked.set('searchIn', 'TITLE,TEXT,HEADINGS');
  if (params.get('own') === '1') asked.set('textFilter', 'OWN_WORDS');
  const filter = filterOf(params);
  if (filter !== null) asked.set('filter', JSON.stringify(filter));
  const sort = sortOf(params);
  if (sort.length > 0) asked.set('sort', JSON.stringify(sort));
  if (format === 'csv' || format === 'xlsx') asked.set('labels', 'zh');
  return `/export?${asked.toString()}`;
}

/** The address of the feed of a search. */
export function feedAddress(params: URLSearchParams): string {
  const asked = new URLSearchParams();
  const query = params.get('q') ?? '';
  if (query !== '') asked.set('query', query);
  if (params.get('own') === '1') asked.set('textFilter', 'OWN_WORDS');
  const filter = filterOf(params);
  if (filter !== null) asked.set('filter', JSON.stringify(filter));
  const text = asked.toString();
  return text === '' ? '/feed' : `/feed?${text}`;
}

/** The address of the sandbox with an operation in it. */
export function sandboxAddress(operation: { toString: () => string }, variables: object): string {
  const handed = new URLSearchParams({
    query: operation.toString().trim(),
    variables: JSON.stringify(variables, null, 2),
  });
  return `/sandbox#${handed.toString()}`;
}
