/** The tools: what each is for, what it takes, the query that it asks and what it answers. All only read. */
import { z } from 'zod';
import { dataOf } from './ask.js';
import type { Ask } from './ask.js';
import type { Links } from './links.js';
import {
  READ_REPORT,
  SEARCH,
  CELLS,
  AGGREGATE,
  RANKING,
  COMPARE,
  COVERAGE,
  CHANGES,
  COPIED,
  DICTIONARY,
} from './queries.js';
import { compact, reportFilter } from './shapes.js';
import type { Json } from './shapes.js';

/** What a tool works with. */
export interface ToolContext {
  ask: Ask;
  links: Links;
}

/** One tool. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodRawShape;
  run(args: Record<string, unknown>, context: ToolContext): Promise<Json>;
}

/** Said with every number. */
export const BLANK_NOTE =
  'BLANK, ABSENT, NOT_IN_FORM and UNREADABLE are not zero: the report prints no number there. Zero is REPORTED with the value 0 and nothing else. Never add or average a missing value as 0.';

/** Characters of a section in one answer at most. */
const MOST_TEXT = 4000;
const year = z.number().int().min(2000).max(2100);
const filterShape = {
  year: year.optional().describe('Report year (年度): the year reported on, not that of publication.'),
  years: z.array(year).max(30).optional().describe('Several report years.'),
  province: z.string().max(100).optional().describe('Province: name or code, e.g. 山东省 or 370000.'),
  city: z.string().max(100).optional().describe('City: name or code.'),
  county: z.string().max(100).optional().describe('County or district: name or code.'),
  organ: z.string().max(100).optional().describe('Part of the organ’s name, e.g. 教育局.'),
  organKind: z
    .enum(['PEOPLES_GOVERNMENT', 'OFFICE', 'DEPARTMENT', 'TOWNSHIP', 'SUBDISTRICT', 'INSTITUTION', 'OTHER'])
    .optional(),
};
const key = z.string().max(200).describe('Key of a cell or derived value; the tool dictionary finds it.');
const first = z.number().int().min(1).max(20).default(10).describe('How many, 1–20.');
const after = z.string().max(2000).optional().describe('endCursor of the page before.');
const FIELDS = [
  'YEAR',
  'PROVINCE',
  'CITY',
  'COUNTY',
  'ORGAN',
  'ORGAN_KIND',
  'LEVEL',
  'FORM',
  'SCOPE',
] as const;

type Node = Record<string, Json>;

/** A text of an answer. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A report of an answer with its links. */
function reportOf(node: Node, links: Links): Node {
  const { source: kept, organ, ...rest } = node;
  const source = kept as { path: string; url: string | null } | undefined;
  const named = organ as { name: string } | null | undefined;
  return {
    ...rest,
    ...(named ? { organ: named.name } : {}),
    page: links.report(textOf(node['id'])),
    ...(source === undefined ? {} : { file: links.file(source.path), publishedAt: source.url }),
  };
}

const search: Tool = {
  name: 'search',
  title: 'Search reports',
  description:
    'Finds annual reports by words of their narrative (Chinese; blanks mean AND, OR, -word, "phrase") and by place, year and organ. Gives the total, and for each hit a passage to quote with its links.',
  input: {
    query: z.string().max(256).optional().describe('Words to find, in Chinese.'),
    ...filterShape,
    first,
    after,
  },
  async run({ query, first: size, after: cursor, ...filter }, { ask, links }) {
    const data = await dataOf(ask, SEARCH, {
      query,
      filter: reportFilter(filter),
      first: size,
      after: cursor,
    });
    const found = data['search'] as {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { highlights: Node[]; node: Node }[];
    };
    return {
      total: found.totalCount,
      endCursor: found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null,
      hits: found.edges.map(({ highlights, node }) => ({
        ...reportOf(node, links),
        passages: highlights.map((one) => compact(one)),
      })),
    };
  },
};

const report: Tool = {
  name: 'report',
  title: 'Read a report',
  description:
    'One report by id: organ, year, place, date, scope, the list of its sections, and the findings about its numbers. With `section` the text of that section, up to 4,000 characters from `from`.',
  input: {
    id: z.string().max(200),
    section: z.number().int().min(0).max(1000).optional().describe('Ordinal of a section, for its text.'),
    from: z.number().int().min(0).default(0).describe('Where in the text to begin, in characters.'),
  },
  async run({ id, section, from }, { ask, links }) {
    const wantsText = section !== undefined;
    const data = await dataOf(ask, READ_REPORT, { id, from, length: MOST_TEXT, text: wantsText });
    const node = data['report'] as (Node & { sections: Node[]; findings: Node[] }) | null;
    if (node === null) return { found: false, id: String(id) };
    const { sections, findings, ...head } = node;
    if (!wantsText) {
      return {
        ...reportOf(compact(head) as Node, links),
        sections: sections.map((one) => compact(one)),
        findings: findings.slice(0, 20).map((one) => compact(one)),
        findingsInAll: findings.length,
      };
    }
    const wanted = sections.find(({ ordinal }) => ordinal === section);
    return {
      ...reportOf(
        { id: node['id'] ?? '', title: node['title'] ?? null, source: node['source'] ?? null },
        links,
      ),
      section: wanted === undefined ? null : compact(wanted),
      ...(wanted === undefined ? { note: 'There is no such section.' } : {}),
    };
  },
};

const cells: Tool = {
  name: 'cells',
  title: 'Numbers of a report',
  description:
    'Cells and derived values of one report: each with its state, value, the text as printed, its place in the source and a link to it. A value that is missing says why.',
  input: { id: z.string().max(200), keys: z.array(key).min(1).max(40) },
  async run({ id, keys }, { ask, links }) {
    const all = keys as string[];
    const derived = all.filter((one) => one.startsWith('derived.'));
    const own = all.filter((one) => !one.startsWith('derived.'));
    const variables = { id, cells: own, derived, withCells: own.length > 0, withDerived: derived.length > 0 };
    const data = await dataOf(ask, CELLS, variables);
    const node = data['report'] as (Node & { cells?: Node[]; derived?: Node[] }) | null;
    if (node === null) return { found: false, id: String(id) };
    const { cells: found = [], derived: values = [], ...head } = node;
    return {
      note: BLANK_NOTE,
      report: reportOf(compact(head) as Node, links),
      cells: found.map((one) => ({
        ...(compact(one) as Node),
        value: one['value'] ?? null,
        link: links.report(String(id), textOf(one['key'])),
      })),
      derived: values.map((one) => ({ ...(compact(one) as Node), value: one['value'] ?? null })),
    };
  },
};

const aggregate: Tool = {
  name: 'aggregate',
  title: 'Statistics over reports',
  description:
    'Sums, means, medians and pooled rates of cells and derived values over the reports that match, in groups. Each figure says on how many reports it rests; read the warnings before you use a sum.',
  input: {
    measures: z
      .array(z.object({ type: z.enum(['SUM', 'MEAN', 'MEDIAN', 'MIN', 'MAX', 'POOLED_RATE']), key }))
      .min(1)
      .max(5),
    groupBy: z.array(z.enum(FIELDS)).max(2).default([]),
    scope: z
      .enum(['ALL', 'OWN_ONLY', 'TOP_LEVEL'])
      .optional()
      .describe(
        'TOP_LEVEL leaves out reports that a consolidated one covers, so that a sum counts nothing twice.',
      ),
    ...filterShape,
    first: z.number().int().min(1).max(50).default(20),
  },
  async run({ measures, groupBy, scope, first: size, ...filter }, { ask }) {
    const variables = { measures, groupBy, scope, filter: reportFilter(filter), first: size };
    const { aggregate: found } = await dataOf(ask, AGGREGATE, variables);
    return { note: BLANK_NOTE, ...(compact(found as Json) as Node) };
  },
};

const ranking: Tool = {
  name: 'ranking',
  title: 'Rank organs',
  description:
    'Reports of a year in the order of one cell or derived value, with ranks that ties share. Reports without a value are left out, not ranked as 0.',
  input: {
    key,
    direction: z.enum(['ASC', 'DESC']).default('DESC'),
    minDenominator: z
      .number()
      .optional()
      .describe('Leaves out rates on a smaller denominator: 1 of 1 is 100 %.'),
    ...filterShape,
    first,
    after,
  },
  async run({ key: by, direction, minDenominator, first: size, after: cursor, ...filter }, { ask, links }) {
    const variables = {
      key: by,
      direction,
      minDenominator,
      filter: reportFilter(filter),
      first: size,
      after: cursor,
    };
    const data = await dataOf(ask, RANKING, variables);
    const found = data['ranking'] as {
      totalCount: number;
      warnings: Node[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
      edges: { rank: number; figure: Node; node: Node }[];
    };
    return {
      note: BLANK_NOTE,
      ranked: found.totalCount,
      warnings: found.warnings.map((one) => compact(one)),
      endCursor: found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null,
      rows: found.edges.map(({ rank, figure, node }) => ({
        rank,
        ...(compact(figure) as Node),
        ...reportOf(node, links),
        link: links.report(textOf(node['id']), String(by)),
      })),
    };
  },
};

const compare: Tool = {
  name: 'compare',
  title: 'Compare reports',
  description:
    'Some values of up to 10 reports, or of the years of one organ, side by side, each with the difference to the first. No difference where a value is missing.',
  input: {
    ids: z.array(z.string().max(200)).min(1).max(10).optional().describe('Ids of reports; or organId.'),
    organId: z.string().max(200).optional().describe('An organ: its years are compared.'),
    years: z.array(year).max(10).optional(),
    keys: z.array(key).min(1).max(20),
  },
  async run({ ids, organId, years, keys }, { ask, links }) {
    const data = await dataOf(ask, COMPARE, { ids, organId, years, keys });
    const found = data['compare'] as { reports: Node[]; rows: Node[] };
    return {
      note: BLANK_NOTE,
      reports: found.reports.map((one) => reportOf(one, links)),
      rows: found.rows.map((one) => compact(one)),
    };
  },
};

const coverage: Tool = {
  name: 'coverage',
  title: 'Who is missing',
  description:
    'Organs, known from other years or from an imported list, that have no report of a year in this store; with totals. Missing here does not mean that none was published.',
  input: {
    year,
    region: z.string().max(100).optional().describe('Code, key or name of a place.'),
    level: z.enum(['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP', 'UNKNOWN']).optional(),
    knownSince: year.optional().describe('Leaves out organs that have been silent since before this year.'),
    first: z.number().int().min(1).max(50).default(20),
    after,
  },
  async run(args, { ask, links }) {
    const { coverage: found } = await dataOf(ask, COVERAGE, args);
    const { edges, pageInfo, noteZh, noteEn, ...counts } = found as Node & {
      edges: { node: Node }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    return {
      note: `${textOf(noteEn)} ${textOf(noteZh)}`,
      ...counts,
      endCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
      organs: edges.map(({ node }) => ({
        ...(compact(node) as Node),
        ...(typeof node['organId'] === 'string' ? { page: links.organ(node['organId']) } : {}),
      })),
    };
  },
};

const changes: Tool = {
  name: 'changes',
  title: 'What is new',
  description:
    'What came in, was revised (with the cells that changed) or deleted since a moment, oldest first. Keep endCursor and give it as `after` to go on later.',
  input: {
    since: z.string().max(40).optional().describe('A day or an instant with its zone, e.g. 2024-01-31.'),
    first,
    after,
  },
  async run(args, { ask, links }) {
    const { changes: found } = await dataOf(ask, CHANGES, args);
    const { edges, pageInfo } = found as {
      edges: { node: Node & { kind: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    return {
      note: BLANK_NOTE,
      endCursor: pageInfo.endCursor,
      more: pageInfo.hasNextPage,
      changes: edges.map(({ node }) => ({
        ...(compact(node) as Node),
        ...(node.kind === 'DELETED' ? {} : { page: links.report(textOf(node['id'])) }),
      })),
    };
  },
};

const dictionary: Tool = {
  name: 'dictionary',
  title: 'Find the key of a value',
  description:
    'Keys of cells and derived values with their Chinese and English names, formulas and rules, found by a part of a name or key, e.g. 新收, 行政复议, daysLate. The other tools take these keys.',
  input: {
    contains: z
      .string()
      .min(1)
      .max(100)
      .describe('Part of a name (Chinese or English) or key; several words all.'),
    first: z.number().int().min(1).max(50).default(20),
  },
  async run({ contains, first: size }, { ask }) {
    const data = await dataOf(ask, DICTIONARY, {});
    const words = String(contains).toLowerCase().split(/\s+/u).filter(Boolean);
    const entries = [...(data['cells'] as Node[]), ...(data['derivedValues'] as Node[])];
    const found = entries.filter((one) => {
      const text = JSON.stringify(one).toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return { found: found.length, entries: found.slice(0, Number(size)).map((one) => compact(one)) };
  },
};

const copied: Tool = {
  name: 'copied_passages',
  title: 'Find copied sentences',
  description:
    'The sentences that most organs have in their reports, numbers and own names left out (雷同文字), within a year or a place: how many organs and reports have each, who had it first, and the reports behind it. Counted among the reports of this store alone.',
  input: {
    minOrgans: z.number().int().min(2).default(2).describe('At least so many organs have it.'),
    ...filterShape,
    first,
  },
  async run({ minOrgans, first: size, ...filter }, { ask, links }) {
    const data = await dataOf(ask, COPIED, { filter: reportFilter(filter), minOrgans, first: size });
    const found = data['copiedPassages'] as (Node & { first: Node; reportsBehind: Node[] })[];
    return {
      passages: found.map(({ first: earliest, reportsBehind, ...passage }) => ({
        ...(compact(passage) as Node),
        firstHadBy: reportOf(earliest, links),
        reportsBehind: reportsBehind.map((one) => links.report(textOf(one['id']))),
      })),
    };
  },
};

/** All tools. Those of other parts are added here. */
export const TOOLS: readonly Tool[] = [
  search,
  report,
  cells,
  aggregate,
  ranking,
  compare,
  coverage,
  changes,
  copied,
  dictionary,
];
