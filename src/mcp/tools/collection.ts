/** Tools that tell what is in the collection, what is new there, what was copied, and what the keys mean. */
import { z } from 'zod';
import { dataOf } from '../ask.js';
import { COVERAGE, CHANGES, COPIED, DICTIONARY } from '../queries.js';
import { compact, reportFilter } from '../shapes.js';
import { BLANK_NOTE, after, filterShape, first, reportOf, textOf, year } from '../tool.js';
import type { Node, Tool } from '../tool.js';

export const coverage: Tool = {
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
        ...compact(node),
        ...(typeof node['organId'] === 'string' ? { page: links.organ(node['organId']) } : {}),
      })),
    };
  },
};

export const changes: Tool = {
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
        ...compact(node),
        ...(node.kind === 'DELETED' ? {} : { page: links.report(textOf(node['id'])) }),
      })),
    };
  },
};

export const copied: Tool = {
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
        ...compact(passage),
        firstHadBy: reportOf(earliest, links),
        reportsBehind: reportsBehind.map((one) => links.report(textOf(one['id']))),
      })),
    };
  },
};

export const dictionary: Tool = {
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
