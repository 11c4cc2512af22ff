/** Times the kinds of query through the API on each store, beside what they can be compared with. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../support/elasticsearch/free-ports.js';
import { elasticsearchMemory, residentMegabytes } from './contenders.js';
import type { Contender } from './contenders.js';
import type { Filled } from './fill-stores.js';
import { queryKinds } from './query-kinds.js';
import type { QueryKind } from './query-kinds.js';
import { Recorder, sendRaw } from './raw-requests.js';
import type { RawStages } from './raw-requests.js';

const MAIN = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const DEEP_PAGE = 5000;
const PAGE = 10;
/** Rounds that only warm up. */
const WARM_UP = 3;
/** Ripgrep reads all the texts each time: fewer rounds do. */
const GREP_ROUNDS = 5;

/** Times of one kind of query in milliseconds. */
interface KindTimes {
  /** Through the API, by position of the store. */
  answers: number[][];
  /** The bare searches of the same answers. */
  raw: number[];
  /** Of the same rounds through the API. */
  grep: number[];
}

interface Running extends Contender {
  url: string;
  process: ChildProcess;
}

/** Times all kinds and prints a line each, then what memory was used. */
export async function timeKinds(
  list: readonly Contender[],
  { rare, texts }: Filled,
  rounds: number,
  say: (line: string) => void,
): Promise<void> {
  const servers: Running[] = [];
  try {
    for (const one of list) servers.push({ ...one, ...(await startServer(one.environment)) });
    const kinds: QueryKind[][] = [];
    for (const { url } of servers) kinds.push(queryKinds(rare, await deepCursor(url)));
    const raw = await recordRaw(servers, kinds, rounds);
    for (const position of kinds[0]?.keys() ?? []) {
      const times = await timeKind(servers, kinds, position, { raw: raw[position] ?? [], texts, rounds });
      const kind = kinds[0]?.[position];
      if (kind !== undefined) say(line(kind, servers, times));
    }
    for (const { name, process: server } of servers) {
      say(`${name.padEnd(14)} API server ${residentMegabytes(server.pid).toFixed(0)} MB resident`);
    }
    const elasticsearch = list.find((one) => one.elasticsearch !== null)?.elasticsearch;
    if (elasticsearch !== undefined && elasticsearch !== null) {
      const { heapUsed, heap, resident } = await elasticsearchMemory(elasticsearch);
      say(
        `elasticsearch  itself ${resident.toFixed(0)} MB resident, heap ${heapUsed.toFixed(0)} of ${heap.toFixed(0)} MB in use`,
      );
    }
  } finally {
    for (const { process: server } of servers) server.kill('SIGTERM');
  }
}

/** The searches of each kind in each round, caught by asking once through a recorder. */
async function recordRaw(
  servers: readonly Running[],
  kinds: readonly QueryKind[][],
  rounds: number,
): Promise<RawStages[][]> {
  const at = servers.findIndex((one) => one.elasticsearch !== null);
  const target = servers[at]?.elasticsearch;
  if (target === undefined || target === null) return [];
  const recorder = await Recorder.start(target);
  const { url, process: server } = await startServer({
    ...servers[at]?.environment,
    ELASTICSEARCH_URL: recorder.url,
  });
  try {
    const all: RawStages[][] = [];
    for (const { query, variables } of kinds[at] ?? []) {
      const ofKind: RawStages[] = [];
      for (let round = 0; round < rounds; round += 1) {
        ofKind.push(await recorder.record(() => ask(url, query, variables(round))));
      }
      all.push(ofKind);
    }
    return all;
  } finally {
    server.kill('SIGTERM');
    recorder.stop();
  }
}

async function timeKind(
  servers: readonly Running[],
  kinds: readonly QueryKind[][],
  position: number,
  { raw, texts, rounds }: { raw: readonly RawStages[]; texts: string; rounds: number },
): Promise<KindTimes> {
  const times: KindTimes = { answers: servers.map(() => []), raw: [], grep: [] };
  const hasRipgrep = spawnSync('rg', ['--version']).status === 0;
  for (let round = -WARM_UP; round < rounds; round += 1) {
    const number = Math.max(round, 0);
    // In turns, so that all meet the same machine; and what the searches have read is warm for each other as often as not.
    const turns = [
      ...servers.map((server, at) => async () => {
        const kind = kinds[at]?.[position];
        if (kind === undefined) return;
        const { time } = await ask(server.url, kind.query, kind.variables(number));
        if (round >= 0) times.answers[at]?.push(time);
      }),
      async () => {
        const target = servers.find((one) => one.elasticsearch !== null)?.elasticsearch;
        const searches = raw[number];
        if (target === undefined || target === null || searches === undefined) return;
        const time = await sendRaw(target, searches);
        if (round >= 0) times.raw.push(time);
      },
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
    const phrase = kinds[0]?.[position]?.phrase?.(number);
    if (hasRipgrep && phrase !== undefined && round >= 0 && round < GREP_ROUNDS) {
      times.grep.push(ripgrep(texts, phrase));
    }
  }
  return times;
}

function line(kind: QueryKind, servers: readonly Running[], { answers, raw, grep }: KindTimes): string {
  const medians = answers.map((times) => quantile(times, 0.5));
  const parts = servers.map(({ name }, at) => {
    const times = answers[at] ?? [];
    const figures = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1)).join(' / ');
    const faster = quantile(grep, 0.5) / (medians[at] ?? Number.NaN);
    return `${name} ${figures} ms${grep.length > 0 ? `, ${faster.toFixed(0)} × ripgrep` : ''}`;
  });
  const ratios: string[] = [];
  const bare = servers.findIndex((one) => one.elasticsearch !== null);
  if (raw.length > 0) {
    ratios.push(
      `bare search ${quantile(raw, 0.5).toFixed(1)} ms, answer over it ${((medians[bare] ?? 0) / quantile(raw, 0.5)).toFixed(2)}`,
    );
  }
  if (servers.length === 2)
    ratios.push(`embedded over Elasticsearch ${((medians[0] ?? 0) / (medians[1] ?? 1)).toFixed(2)}`);
  return `${kind.name.padEnd(28)} ${[...parts, ...ratios].join('; ')}; aim p95 ${kind.aim} ms`;
}

async function startServer(
  environment: Record<string, string>,
): Promise<{ url: string; process: ChildProcess }> {
  const [port] = await freePorts(1);
  const server = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      ...environment,
      PORT: String(port),
      LOG_LEVEL: 'error',
      OGI_RATE_LIMIT: '0',
      OGI_COST_LIMIT: '0',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${String(port)}`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const up = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return { url, process: server };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  server.kill('SIGTERM');
  throw new Error('The server did not start.');
}

async function ask(
  url: string,
  query: string,
  variables: unknown,
): Promise<{ data: Record<string, unknown>; time: number }> {
  const started = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown };
  if (body.data === undefined || body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return { data: body.data, time: performance.now() - started };
}

/** The cursor at the end of page 5,000, or of the last page where there are fewer. */
async function deepCursor(url: string): Promise<string> {
  const walk =
    'query ($after: String) { search(first: 100, after: $after) { pageInfo { endCursor hasNextPage } } }';
  let after: string | null = null;
  for (let seen = 100; seen < DEEP_PAGE * PAGE; seen += 100) {
    const { data } = await ask(url, walk, { after });
    const { endCursor, hasNextPage } = (
      data['search'] as { pageInfo: { endCursor: string; hasNextPage: boolean } }
    ).pageInfo;
    if (!hasNextPage) break;
    after = endCursor;
  }
  return after ?? '';
}

function ripgrep(folder: string, phrase: string): number {
  const started = performance.now();
  spawnSync('rg', ['--files-with-matches', '--fixed-strings', '--no-messages', phrase, folder], {
    maxBuffer: 1 << 28,
  });
  return performance.now() - started;
}

/** By the nearest rank. */
function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN;
}
