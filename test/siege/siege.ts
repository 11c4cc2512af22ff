/** One client at a time does what it can; another goes on with its work, and a third asks whether the server is well. */
import { Random } from '../../src/sample/random.js';
import type { Besieged, Seen } from './besieged.js';
import type { Attacker, Kind } from './kinds.js';

/** What one kind did to the others. */
export interface Outcome extends Seen {
  name: string;
  /** Answers to the attacker by status; 0 where the connection was cut. */
  attacker: Record<number, number>;
  /** Milliseconds. */
  healthP99: number;
  otherP50: number;
  otherP99: number;
  /** Requests of the others, and those that were not answered with 200. */
  others: number;
  failed: number;
}

/** Milliseconds between two requests of a client that goes on with its work, and two health checks. */
const WORK_EVERY_MS = 40;
const HEALTH_EVERY_MS = 50;
/** Milliseconds after which a request of the others counts as failed. */
const PATIENCE_MS = 30_000;

/** Attacks for so many seconds, one kind after the other; `null` for a stretch without an attacker. */
export async function siege(
  server: Besieged,
  kind: Kind | null,
  { seed, seconds }: { seed: number; seconds: number },
): Promise<Outcome> {
  const random = new Random(seed);
  const attacker: Attacker = {
    url: server.url,
    address: '198.51.100.66',
    random,
    statuses: new Map(),
    sockets: [],
  };
  const end = performance.now() + seconds * 1000;
  const goesOn = (): boolean => performance.now() < end;
  const work = new Times();
  const health = new Times();
  server.reset();
  const others = [
    repeat(goesOn, WORK_EVERY_MS, () => work.take(() => usualRequest(server.url, random))),
    repeat(goesOn, HEALTH_EVERY_MS, () =>
      health.take(() =>
        fetch(`${server.url}/health`, {
          headers: { 'x-forwarded-for': '198.51.100.2' },
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
      ),
    ),
  ];
  const attacks = Array.from({ length: kind?.atOnce ?? 0 }, () =>
    repeat(goesOn, 1, async () => {
      if (attacker.sockets.length >= (kind?.atOnce ?? 0)) await sleep(100);
      else await kind?.send(attacker);
    }),
  );
  await Promise.all(others);
  const seen = await server.seen();
  for (const socket of attacker.sockets) socket.destroy();
  await Promise.all(attacks);
  return {
    name: kind?.name ?? 'nobody',
    ...seen,
    attacker: Object.fromEntries(attacker.statuses),
    healthP99: health.percentile(0.99),
    otherP50: work.percentile(0.5),
    otherP99: work.percentile(0.99),
    others: work.count + health.count,
    failed: work.failed + health.failed,
  };
}

/** What was measured of a load of many clients. */
export interface LoadOutcome extends Seen {
  /** Requests answered a second, and the processor time of the server for each of them in milliseconds. */
  rate: number;
  processorMsEach: number;
  p50: number;
  p99: number;
  failed: number;
}

/** Usual requests of 50 clients, begun at a rate, whether or not those before have been answered. */
export async function load(
  server: Besieged,
  { seed, seconds, rate }: { seed: number; seconds: number; rate: number },
): Promise<LoadOutcome> {
  const random = new Random(seed);
  const times = new Times();
  const pending: Promise<void>[] = [];
  server.reset();
  const begun = performance.now();
  for (let sent = 0; sent < rate * seconds; sent += 1) {
    const due = begun + (sent * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const address = `198.51.100.${String(100 + random.integer(0, 49))}`;
    pending.push(times.take(() => usualRequest(server.url, random, address)));
  }
  await Promise.all(pending);
  const seen = await server.seen();
  const took = (performance.now() - begun) / 1000;
  return {
    ...seen,
    rate: times.count / took,
    processorMsEach: seen.processorMs / Math.max(1, times.count),
    p50: times.percentile(0.5),
    p99: times.percentile(0.99),
    failed: times.failed,
  };
}

const PHRASES = ['行政诉讼', '主动公开', '行政复议', '依申请公开', '规范性文件', '政务公开', '培训', '平台'];

/** How many of the usual requests nobody has asked before; the others are of some thirty questions. */
const NEW_SHARE = 0.5;

/** What a page asks: a search with highlights, one with a facet, a list with numbers, a rate over the years, the dictionary. */
const USUAL = [
  'query ($query: String, $filter: ReportFilter) { search(query: $query, filter: $filter, first: 10) { totalCount facets { field } nodes { id title year organ { name } } edges { highlights { text } } } }',
  'query ($query: String, $filter: ReportFilter) { search(query: $query, filter: $filter, first: 20, facets: [{ field: YEAR }]) { totalCount facets { buckets { value count } } nodes { id title } } }',
  'query ($filter: ReportFilter) { search(first: 10, filter: $filter) { totalCount nodes { id title applications { received { total } } } } }',
  'query ($filter: ReportFilter) { aggregate(filter: $filter, groupBy: [YEAR], measures: [{ type: SUM, key: "applications.received.total" }]) { groups { keys { value } values { value } } } }',
  '{ status { reports years { from to } } }',
];

function usualRequest(url: string, random: Random, address = '198.51.100.1'): Promise<Response> {
  const query = random.pick(USUAL);
  const year = 2019 + random.integer(0, 4);
  // A bound that all reports are within, and nobody has named.
  const filter = random.chance(NEW_SHARE)
    ? { year: { gte: random.integer(-1e9, 1900), ...(query.includes('applications {') && { lte: year }) } }
    : query.includes('applications {')
      ? { year: { eq: year } }
      : {};
  const variables = {
    ...(query.includes('$query') && { query: random.pick(PHRASES) }),
    ...(query.includes('$filter') && { filter }),
  };
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

/** Times of requests. */
class Times {
  readonly #taken: number[] = [];
  failed = 0;

  get count(): number {
    return this.#taken.length;
  }

  async take(send: () => Promise<Response>): Promise<void> {
    const begun = performance.now();
    try {
      const response = await send();
      const body = await response.text();
      if (!response.ok || body.includes('"errors"')) this.failed += 1;
    } catch {
      this.failed += 1;
    }
    this.#taken.push(performance.now() - begun);
  }

  percentile(fraction: number): number {
    const sorted = this.#taken.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? NaN;
  }
}

async function repeat(goesOn: () => boolean, pauseMs: number, act: () => Promise<void>): Promise<void> {
  while (goesOn()) {
    await act();
    await sleep(pauseMs);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
