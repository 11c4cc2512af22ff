/** Tools that count, rank and compare. */
import { z } from 'zod';
import { dataOf } from '../ask.js';
import { AGGREGATE, RANKING, COMPARE } from '../queries.js';
import { compact, reportFilter } from '../shapes.js';
import type { Json } from '../shapes.js';
import { BLANK_NOTE, FIELDS, after, filterShape, first, key, reportOf, textOf, year } from '../tool.js';
import type { Node, Tool } from '../tool.js';

export const aggregate: Tool = {
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

export const ranking: Tool = {
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
        ...compact(figure),
        ...reportOf(node, links),
        link: links.report(textOf(node['id']), String(by)),
      })),
    };
  },
};

export const compare: Tool = {
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
