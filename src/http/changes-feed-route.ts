/** `GET /feed/changes`: what is new, revised or deleted, newest first, as Atom (RFC 4287). */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Feed } from 'feed';
import { labelsOf } from '../services/labels.js';
import { badArgument } from '../services/check-input.js';
import { LIGHT_READ } from '../services/request-weight.js';
import type { CellChange, CellReading, ListedChange } from '../store/changes.js';
import { answerRefusal } from './answer-refusal.js';
import type { PassedReads } from './passed-reads.js';
import type { ServedStores } from './served-stores.js';

/** How many entries the feed has. */
const LENGTH = 50;
/** As much as `changes` of as many costs in a query. */
const COST = 70;
/** So many cells of a change are named; the others are counted. */
const MOST_CELLS = 20;
const KINDS = { NEW: '新增', REVISED: '修订', DELETED: '删除' } as const;
const STATES: Readonly<Record<CellReading['state'], string>> = {
  REPORTED: '',
  BLANK: '空白',
  ABSENT: '缺失',
  NOT_IN_FORM: '该格式无此项',
  UNREADABLE: '无法辨认',
};

/** Adds the route. It takes no parameters: the feed of a search is `/feed`. */
export function addChangesFeedRoute(
  app: FastifyInstance,
  stores: Pick<ServedStores, 'current'>,
  reads: PassedReads,
): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    '/feed/changes',
    { errorHandler: answerRefusal },
    async (request, reply) => {
      const [parameter] = Object.keys(request.query);
      if (parameter !== undefined) {
        const printed = parameter.slice(0, 100);
        throw badArgument(printed, `There is no parameter "${printed}".`, 'There are none.');
      }
      const { store, madeUp } = await stores.current();
      const { changes } = await reads.read(request, { cost: COST, weight: LIGHT_READ }, () =>
        store.changes({ since: null, after: null, limit: LENGTH, order: 'NEWEST_FIRST' }),
      );
      const base = `${request.protocol}://${request.host}`;
      const facts = JSON.stringify([base, changes[0]?.cursor ?? null, madeUp]);
      const etag = `W/"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"`;
      void reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim() === etag) === true) {
        return await reply.code(304).send();
      }
      void reply.type('application/atom+xml; charset=utf-8');
      return await reply.send(atomOf(changes, base, madeUp));
    },
  );
}

/** Ids are those of changes and never change. */
function atomOf(changes: readonly ListedChange[], base: string, madeUp: boolean): string {
  const self = `${base}/feed/changes`;
  const feed = new Feed({
    id: self,
    title: `${madeUp ? '【虚构样例】' : ''}政府信息公开年报：变更`,
    link: base,
    feedLinks: { atom: self },
    copyright: '',
    updated: new Date(changes[0]?.at ?? 0),
  });
  for (const { cursor, kind, id, mergedInto, organ, year, at, cells } of changes) {
    const target = kind === 'DELETED' ? mergedInto : id;
    feed.addItem({
      id: `urn:ogi-reports:change:${cursor}`,
      title: `${KINDS[kind]}：${organ} ${String(year)} 年度`,
      link: target === null ? base : `${base}/report/${encodeURIComponent(target)}`,
      date: new Date(at),
      description: descriptionOf(cells),
      author: [{ name: organ }],
    });
  }
  return feed.atom1();
}

function descriptionOf(cells: readonly CellChange[]): string {
  const lines = cells
    .slice(0, MOST_CELLS)
    .map(({ key, before, after }) => `${labelsOf(key).labelZh}：${printed(before)} → ${printed(after)}`);
  const rest = cells.length - lines.length;
  return [...lines, ...(rest > 0 ? [`另有 ${String(rest)} 项变更。`] : [])].join('；');
}

/** A blank is told as blank, never as zero. */
function printed({ state, value }: CellReading): string {
  return value === null ? STATES[state] : String(value);
}
