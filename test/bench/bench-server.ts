/**
 * The server by processor time: its start, its memory, and what a request of each kind takes of all its threads and processes, beside
 * other builds on the same reports in the same run. Part of `npm run bench`, also alone:
 * `node --import tsx test/bench/bench-server.ts NAME=APP:DATA …`, where APP is a built checkout and DATA a folder that it has filled.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { processFamily } from '../fuzz/process-family.js';

/** Requests of a kind in each turn, and turns of each server. */
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 60);
const TURNS = Number(process.env['BENCH_TURNS'] ?? 3);

const highlights = 'totalCount edges { node { id title year } highlights { text ranges { start end } } }';
/** What is asked; `turn` makes each request another where a cache would answer it. */
const KINDS: readonly { name: string; query: (turn: number) => string }[] = [
  { name: '__typename', query: () => '{ __typename }' },
  {
    name: 'rare phrase, highlights',
    query: (turn) => `{ search(query: "\\"第${turn}号文件\\"", first: 10) { ${highlights} } }`,
  },
  {
    name: 'common phrase, repeated',
    query: () => `{ search(query: "\\"行政诉讼\\"", first: 10) { ${highlights} } }`,
  },
  {
    name: 'common phrase, first time',
    query: (turn) =>
      `{ search(query: "\\"政府信息公开\\"", first: 10, filter: { year: { gte: ${1000 + turn} } }) { ${highlights} } }`,
  },
  {
    name: 'ten reports with one cell',
    query: (turn) =>
      `{ search(first: 10, filter: { year: { eq: ${2019 + (turn % 5)} } }) { totalCount nodes { id title applications { received { total } } } } }`,
  },
  {
    name: 'group by year',
    query: () =>
      '{ aggregate(groupBy: [YEAR], measures: [{ type: SUM, key: "applications.received.total" }]) { groups { keys { value } values { value } } } }',
  },
  {
    name: 'facets of five fields',
    query: () =>
      '{ search(first: 1, highlights: 0, facets: [{ field: YEAR }, { field: PROVINCE }, { field: FORM }, { field: ORGAN_KIND }, { field: LEVEL }]) { facets { buckets { value count } } } }',
  },
  { name: 'status', query: () => '{ status { reports years { from to } } }' },
];

/** Processor time of a process and those that it started, in milliseconds. */
const processorMs = (pid: number): number => processFamily(pid).processorTime;

interface Served {
  name: string;
  child: ChildProcess;
  url: string;
  startMs: number;
  times: Map<string, number[]>;
}

async function start(name: string, app: string, data: string): Promise<Served> {
  const child = spawn(process.execPath, [join(app, 'dist/main.js')], {
    env: {
      ...process.env,
      OGI_DATA: data,
      PORT: '0',
      LOG_LEVEL: 'silent',
      OGI_RATE_LIMIT: '0',
      OGI_COST_LIMIT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /endpoint +(\S+\/graphql)[^]*Ctrl-C/u.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (status) => {
      reject(new Error(`${name} ended with ${String(status)}.`));
    });
  });
  return { name, child, url, startMs: processorMs(child.pid ?? 0), times: new Map() };
}

async function ask(url: string, query: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"')) throw new Error(text.slice(0, 300));
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const servers: Served[] = [];
try {
  for (const given of process.argv.slice(2)) {
    const [name = '', app = '', data = ''] = given.split(/[=:]/u);
    servers.push(await start(name, app, data));
  }
  const megabytes = ({ child }: Served): number => processFamily(child.pid ?? 0).resident / 1024 / 1024;
  for (const server of servers) {
    console.log(
      `${server.name}: ready after ${server.startMs} ms of processor, ${megabytes(server).toFixed(0)} MB`,
    );
  }
  let count = 0;
  for (const { name, query } of KINDS.filter((kind) => kind.name.includes(process.env['BENCH_ONLY'] ?? ''))) {
    for (const { url } of servers) for (let at = 0; at < 30; at += 1) await ask(url, query((count += 1)));
    for (let turn = 0; turn < TURNS; turn += 1) {
      // In turns, so that all meet the same machine.
      for (const { url, child, times } of servers) {
        const before = processorMs(child.pid ?? 0);
        for (let at = 0; at < REQUESTS; at += 1) await ask(url, query((count += 1)));
        const each = (processorMs(child.pid ?? 0) - before) / REQUESTS;
        times.set(name, [...(times.get(name) ?? []), each]);
      }
    }
    const cells = servers.map(
      (server) => `${server.name} ${median(server.times.get(name) ?? []).toFixed(2)}`,
    );
    console.log(`${name.padEnd(28)} ${cells.join('   ')} ms of processor a request`);
  }
  for (const server of servers) console.log(`${server.name}: ${megabytes(server).toFixed(0)} MB after that`);
} finally {
  for (const { child } of servers) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
