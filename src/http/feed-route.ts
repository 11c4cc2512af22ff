/** `GET /feed`: the newest imports that a search finds, as Atom (RFC 4287). */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Feed } from 'feed';
import { sourcePath } from '../domain/source-path.js';
import { OgiError } from '../errors.js';
import type { ServedStores } from './served-stores.js';
import { badArgument } from '../services/check-input.js';
import { cutQueries } from '../services/cut-queries.js';
import { parseFilterJson } from '../services/export/parse-json.js';
import { openFeed } from '../services/feed.js';
import { checkMatch } from '../services/check-match.js';
import { LIGHT_READ, matchWeight } from '../services/request-weight.js';
import type { ScanRow } from '../store/scan-request.js';
import { answerRefusal } from './answer-refusal.js';
import { clientKey } from './client-address.js';
import type { PassedReads } from './passed-reads.js';
import { recordOf } from '../domain/record-of.js';

/** How many feeds are read at once, of all clients and of one: each holds a state of the store while it is read. */
const AT_ONCE = 6;
const AT_ONCE_OF_ONE = 2;
const RETRY_SECONDS = 5;
/** As much as an order over all reports costs in a query. */
const COST = 100;
const PARAMETERS = ['query', 'filter', 'searchIn', 'sectionKinds', 'sameSection', 'textFilter'] as const;

/** Adds the route. The parameters are those of an export, lists with commas between. */
export function addFeedRoute(
  app: FastifyInstance,
  stores: Pick<ServedStores, 'current'>,
  reads: PassedReads,
): void {
  const running: string[] = [];
  app.get<{ Querystring: Record<string, unknown> }>(
    '/feed',
    { errorHandler: answerRefusal },
    async (request, reply) => {
      const parameters = readParameters(request.query);
      const { query, filter, searchIn, sectionKinds, sameSection, textFilter } = parameters;
      if (query !== null) await cutQueries([query]);
      const match = checkMatch({
        query,
        searchIn: listOf(searchIn),
        sectionKinds: listOf(sectionKinds),
        sameSection: flagOf(sameSection),
        textFilter,
        filter: filter === null ? null : parseFilterJson(filter),
      });
      const client = clientKey(request.ip);
      const mine = running.filter((one) => one === client).length;
      if (running.length >= AT_ONCE || mine >= AT_ONCE_OF_ONE) throw tooManyFeeds(reply);
      running.push(client);
      try {
        const { store, madeUp } = await stores.current();
        const weight = matchWeight(match) + LIGHT_READ;
        const feed = await reads.read(request, { cost: COST, weight }, () => openFeed(store, match));
        try {
          const facts = JSON.stringify([feed.version, parameters, madeUp]);
          const etag = `W/"${createHash('sha256').update(facts).digest('base64url').slice(0, 22)}"`;
          void reply.headers({ etag, 'cache-control': 'public, no-cache' });
          if (request.headers['if-none-match']?.split(',').some((tag) => tag.trim() === etag) === true) {
            return await reply.code(304).send();
          }
          const entries = await feed.entries();
          const base = `${request.protocol}://${request.host}`;
          void reply.type('application/atom+xml; charset=utf-8');
          return await reply.send(atomOf(entries, { base, self: base + request.url, query, madeUp }));
        } finally {
          await feed.close();
        }
      } finally {
        running.splice(running.indexOf(client), 1);
      }
    },
  );
}

type Parameters = Record<(typeof PARAMETERS)[number], string | null>;

function readParameters(given: Record<string, unknown>): Parameters {
  for (const [name, value] of Object.entries(given)) {
    if (PARAMETERS.every((known) => known !== name)) {
      const printed = name.slice(0, 100);
      throw badArgument(
        printed,
        `There is no parameter "${printed}".`,
        `There are ${PARAMETERS.join(', ')}.`,
      );
    }
    if (typeof value !== 'string') throw badArgument(name, `${name} is given twice.`, 'Give it once.');
  }
  const text = (name: string): string | null => (given[name] as string | undefined) || null;
  return recordOf(PARAMETERS, text);
}

/** Whether each is one of those that there are is checked with the search. */
function listOf(text: string | null): string[] | null {
  return text === null ? null : text.split(',').map((one) => one.trim());
}

function flagOf(text: string | null): boolean {
  if (text === null || text === 'true' || text === 'false') return text === 'true';
  throw badArgument('sameSection', 'sameSection is neither true nor false.', 'Give true or false.');
}

/** Ids are those of reports and never change; an entry is new where the file of its report was imported. */
function atomOf(
  rows: readonly ScanRow[],
  about: { base: string; self: string; query: string | null; madeUp: boolean },
): string {
  const { base, self, query, madeUp } = about;
  const newest = rows[0]?.source.importedAt;
  const feed = new Feed({
    id: self,
    title: `${madeUp ? '【虚构样例】' : ''}政府信息公开年报${query === null ? '' : `：${query}`}`,
    link: base,
    feedLinks: { atom: self },
    copyright: '',
    updated: new Date(newest ?? 0),
  });
  for (const { id, title, organ, year, source } of rows) {
    const link = `${base}/report/${encodeURIComponent(id)}`;
    feed.addItem({
      id: `urn:ogi-reports:${encodeURIComponent(id)}:${source.sha256}`,
      title: title ?? organ.name,
      link,
      date: new Date(source.importedAt),
      description: `${organ.name}，${year} 年度。原始文件：${base}${sourcePath(source.sha256)}`,
      author: [{ name: organ.name }],
    });
  }
  return feed.atom1();
}

function tooManyFeeds(reply: FastifyReply): OgiError {
  void reply.header('retry-after', RETRY_SECONDS);
  return new OgiError('TOO_MANY_REQUESTS', 'As many feeds are being read as this server does at once.', {
    remedy: `Ask again in ${RETRY_SECONDS} seconds.`,
  });
}
