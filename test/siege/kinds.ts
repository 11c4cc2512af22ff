/** What a single client may try within its limits. Each is harmless to a server that bounds work, bytes and time. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Random } from '../../src/sample/random.js';
import { TOKEN } from './besieged.js';

/** A client of the siege. */
export interface Attacker {
  url: string;
  /** The address that it has for the server. */
  address: string;
  random: Random;
  /** Status of each answer. */
  statuses: Map<number, number>;
  /** Sockets to close when it is over. */
  sockets: Socket[];
}

/** One kind of attack: what is sent, again and again by so many at once. */
export interface Kind {
  name: string;
  atOnce: number;
  send: (attacker: Attacker) => Promise<void>;
}

/** Sends a query and reads the answer. */
export async function post(attacker: Attacker, query: string): Promise<void> {
  await count(
    attacker,
    fetch(`${attacker.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': attacker.address },
      body: JSON.stringify({ query }),
    }),
  );
}

async function count(attacker: Attacker, sent: Promise<Response>): Promise<void> {
  try {
    const response = await sent;
    await response.arrayBuffer();
    attacker.statuses.set(response.status, (attacker.statuses.get(response.status) ?? 0) + 1);
  } catch {
    attacker.statuses.set(0, (attacker.statuses.get(0) ?? 0) + 1);
  }
}

const times = (length: number, field: (at: number) => string): string =>
  Array.from({ length }, (_, at) => field(at)).join(' ');

const WORDS = [
  '行政诉讼',
  '政府信息公开',
  '主动公开',
  '行政复议',
  '依申请公开',
  '规范性文件',
  '公开',
  '信息',
  '工作',
  '政府',
];

/** Waits: a refused client that asks again at once would only measure refusals. */
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks and never reads. */
function stall(attacker: Attacker, head: string, body = ''): Promise<void> {
  const { hostname, port } = new URL(attacker.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(`${head}\r\nhost: ${hostname}\r\nx-forwarded-for: ${attacker.address}\r\n\r\n${body}`);
  attacker.sockets.push(socket);
  return pause(1000);
}

/** A longest name that is still compared with all that there are; each time another. */
const nearName = (random: Random): string =>
  `applications.recieved.${Array.from({ length: 60 }, () => String.fromCharCode(97 + random.integer(0, 25))).join('')}`;

export const KINDS: readonly Kind[] = [
  {
    name: 'wrong keys under aliases',
    atOnce: 2,
    send: (attacker) =>
      post(
        attacker,
        `{ search(first: 20) { nodes { organ { ${times(10, (at) => `a${at}: series(keys: ["${nearName(attacker.random)}"]) { year }`)} } } } }`,
      ),
  },
  {
    name: 'texts under aliases',
    atOnce: 4,
    send: (attacker) =>
      post(
        attacker,
        `{ search(first: 100, highlights: 0) { nodes { ${times(80, (at) => `s${at}: sections { text }`)} } } }`,
      ),
  },
  {
    name: 'as many fields as allowed',
    atOnce: 2,
    send: (attacker) =>
      post(
        attacker,
        '{ search(first: 20, highlights: 0) { nodes { cells { key state value raw unit place { line column page } definition { key labelZh } } } } }',
      ),
  },
  {
    name: 'introspection',
    atOnce: 2,
    send: (attacker) =>
      post(
        attacker,
        `{ ${times(4, (at) => `i${at}: __schema { types { name description fields { name description args { name description type { name } } type { name ofType { name } } } enumValues { name description } } }`)} }`,
      ),
  },
  {
    name: 'heavy searches',
    atOnce: 10,
    send: ({ random, ...attacker }) => {
      const words = random.shuffle([...WORDS]).slice(0, 8);
      return post(
        { random, ...attacker },
        `{ search(first: 100, sameSection: true, highlights: 20, query: "${words.join(' ')} -${String(random.integer(0, 1e9))}", facets: [{ field: YEAR }, { field: ORGAN, limit: 1000 }, { field: COUNTY, limit: 1000 }, { field: FINDING }]) { totalCount facets { buckets { value count } } edges { highlights { text } } } }`,
      );
    },
  },
  {
    name: 'aggregates',
    atOnce: 10,
    send: (attacker) =>
      post(
        attacker,
        `{ ${times(5, (at) => `g${at}: aggregate(groupBy: [ORGAN, YEAR], first: 1000, filter: { year: { gte: ${1900 + attacker.random.integer(0, 100)} } }, measures: [{ type: MEDIAN, key: "applications.received.total" }, { type: PERCENTILE, percentile: 90, key: "applications.concluded.total" }]) { totalGroups groups { reports } }`)} }`.replaceAll(
          'applications.concluded.total',
          'applications.carriedIn.total',
        ),
      ),
  },
  {
    name: 'readers that do not read',
    atOnce: 8,
    send: (attacker) => {
      const body = JSON.stringify({
        query: `{ search(first: 100, highlights: 0) { nodes { ${times(6, (at) => `s${at}: sections { text }`)} } } }`,
      });
      const head = `POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}`;
      return stall(attacker, head, body);
    },
  },
  {
    name: 'exports',
    atOnce: 4,
    send: async (attacker) => {
      const format = attacker.random.pick(['csv', 'xlsx', 'ndjson', 'parquet']);
      await count(
        attacker,
        fetch(`${attacker.url}/export?format=${format}&keys=cells,derived&states=true`, {
          headers: { 'x-forwarded-for': attacker.address },
        }),
      );
      await pause(200);
    },
  },
  {
    name: 'downloads that stand still',
    atOnce: 4,
    send: (attacker) => stall(attacker, 'GET /export?format=csv&keys=cells,derived&states=true HTTP/1.1'),
  },
  {
    name: 'feeds of wide filters',
    atOnce: 4,
    send: (attacker) =>
      count(
        attacker,
        fetch(
          `${attacker.url}/feed?filter=${encodeURIComponent(
            JSON.stringify({
              or: times(60, () => String(1990 + attacker.random.integer(0, 40)))
                .split(' ')
                .map((eq) => ({ year: { eq: Number(eq) } })),
            }),
          )}`,
          { headers: { 'x-forwarded-for': attacker.address } },
        ),
      ),
  },
  {
    name: 'parts of files',
    atOnce: 10,
    send: async (attacker) => {
      const found = await fetch(`${attacker.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': attacker.address },
        body: JSON.stringify({
          query: '{ search(first: 20, highlights: 0) { nodes { source { sha256 } } } }',
        }),
      });
      const body = (await found.json()) as {
        data?: { search: { nodes: { source: { sha256: string } }[] } } | null;
      };
      for (const { source } of body.data?.search.nodes ?? [])
        await count(
          attacker,
          fetch(`${attacker.url}/source/${source.sha256}`, {
            headers: { range: 'bytes=1-2', 'x-forwarded-for': attacker.address },
          }),
        );
    },
  },
  {
    name: 'files read again',
    atOnce: 4,
    send: (attacker) =>
      post(
        attacker,
        `{ search(first: 4, highlights: 0, query: "-${String(attacker.random.integer(0, 1e9))}") { nodes { source { document { kind level } } } } }`,
      ),
  },
  {
    name: 'large variables',
    atOnce: 4,
    send: (attacker) =>
      count(
        attacker,
        fetch(`${attacker.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': attacker.address },
          body: JSON.stringify({
            query: 'query ($filter: ReportFilter) { search(filter: $filter, first: 1) { totalCount } }',
            variables: {
              filter: { ids: Array.from({ length: 20_000 }, () => String(attacker.random.integer(0, 1e12))) },
            },
          }),
        }),
      ),
  },
  {
    name: 'uploads',
    atOnce: 2,
    send: async (attacker) => {
      const form = new FormData();
      const text = `${'一、总体情况\n'.repeat(20)}${'政府信息公开工作年度报告 12 件。\n'.repeat(20_000)}${String(attacker.random.integer(0, 1e9))}`;
      form.set('file', new Blob([text]), 'report.txt');
      await count(
        attacker,
        fetch(`${attacker.url}/import`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': attacker.address },
          body: form,
        }),
      );
    },
  },
];
