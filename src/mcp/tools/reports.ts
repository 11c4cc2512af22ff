/** Tools that find and read reports. */
import { z } from 'zod';
import { dataOf } from '../ask.js';
import { READ_REPORT, SEARCH, CELLS } from '../queries.js';
import { compact, reportFilter } from '../shapes.js';
import { BLANK_NOTE, MOST_TEXT, after, filterShape, first, key, reportOf, textOf } from '../tool.js';
import type { Node, Tool } from '../tool.js';

export const search: Tool = {
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

export const report: Tool = {
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
        ...reportOf(compact(head), links),
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

export const cells: Tool = {
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
      report: reportOf(compact(head), links),
      cells: found.map((one) => ({
        ...compact(one),
        value: one['value'] ?? null,
        link: links.report(String(id), textOf(one['key'])),
      })),
      derived: values.map((one) => ({ ...compact(one), value: one['value'] ?? null })),
    };
  },
};
