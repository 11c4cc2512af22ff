/**
 * `npm run bench:stores [-- --reports 100000] [--stores sqlite,elasticsearch] [--rounds 30]`: both stores over the same made-up
 * reports in one run: ingest, size, memory, and the kinds of query an app sends, beside the raw request to Elasticsearch and
 * ripgrep. Elasticsearch is that of ELASTICSEARCH_URL, else one started for the run. Prints figures; asserts nothing.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusFigures, generateCorpus } from '../../../src/sample/index.js';
import { READER_VERSION, readReport } from '../../../src/services/read-report.js';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import type { ReportStore, ReportWrite } from '../../../src/store/port.js';
import { openSqliteStore } from '../../../src/store/sqlite/index.js';
import { findServer } from '../../support/elasticsearch/find-server.js';
import { benchExports } from '../export-bench.js';
import { queryKinds } from './query-kinds.js';
import type { QueryKind } from './query-kinds.js';

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '100000' },
    stores: { type: 'string', default: 'sqlite,elasticsearch' },
    rounds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '20190515' },
  },
});
const REPORTS = Number(options.reports);
const ROUNDS = Number(options.rounds);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PREFIX = 'bench';
const BATCH = 250;
const DEEP_PAGE = 5000;
const PAGE = 10;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const quantile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(times.length * share) - 1)] ?? Number.NaN;

/** Resident memory of a process in MB; NaN where the system does not tell. */
function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A store of the run, and how a server is told of it. */
interface Contender {
  name: string;
  open: () => Promise<ReportStore>;
  environment: Record<string, string>;
  /** Bytes on disk. */
  size: () => Promise<number>;
}

function contenders(folder: string, elasticsearch: string | null): Contender[] {
  const wanted = options.stores.split(',');
  const list: Contender[] = [];
  if (wanted.includes('sqlite')) {
    const path = join(folder, 'ogi.sqlite');
    list.push({
      name: 'sqlite',
      open: () => openSqliteStore({ path }),
      environment: { OGI_STORE: 'sqlite', OGI_DATA: folder },
      size: () =>
        Promise.resolve(Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0])),
    });
  }
  if (wanted.includes('elasticsearch') && elasticsearch !== null) {
    list.push({
      name: 'elasticsearch',
      open: () =>
        Promise.resolve(
          openElasticsearchStore({
            settings: { urls: [elasticsearch], indexPrefix: PREFIX, caFile: null, credentials: null },
          }),
        ),
      environment: {
        OGI_STORE: 'elasticsearch',
        ELASTICSEARCH_URL: elasticsearch,
        OGI_INDEX_PREFIX: PREFIX,
        OGI_DATA: folder,
      },
      size: async () => {
        const stats = (await (await fetch(`${elasticsearch}/${PREFIX}*/_stats/store`)).json()) as {
          _all: { primaries: { store: { size_in_bytes: number } } };
        };
        return stats._all.primaries.store.size_in_bytes;
      },
    });
  }
  return list;
}

/** Reads the corpus once and writes each batch to every store; tells how long each took. */
async function fill(list: readonly Contender[], grepFolder: string): Promise<{ rare: string[] }> {
  const stores = await Promise.all(list.map(({ open }) => open()));
  const writing = list.map(() => 0);
  let reading = 0;
  let index = 0;
  let batch: ReportWrite[] = [];
  const holders = new Map<string, number>();
  const sampled: string[] = [];
  const flush = async (): Promise<void> => {
    for (const [position, store] of stores.entries()) {
      const started = performance.now();
      await store.write(batch);
      writing[position] = (writing[position] ?? 0) + performance.now() - started;
    }
    batch = [];
  };
  for (const { fileName, text } of generateCorpus({ seed: Number(options.seed), count: REPORTS })) {
    const part = join(grepFolder, String(index % 100));
    if (index < 100) mkdirSync(part);
    writeFileSync(join(part, fileName), text);
    if (index % Math.max(1, Math.floor(REPORTS / 4000)) === 0) {
      sampled.push(text);
      for (const [run] of text.matchAll(/\p{Script=Han}{4}/gu)) holders.set(run, (holders.get(run) ?? 0) + 1);
    }
    const bytes = Buffer.from(text);
    const started = performance.now();
    const { report, mediaType, encoding } = await readReport(bytes);
    reading += performance.now() - started;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const importedAt = '2024-03-01T08:00:00.000Z';
    batch.push({
      report,
      parserVersion: READER_VERSION,
      source: { sha256, fileName, mediaType, encoding, size: bytes.length, importedAt, bytes },
    });
    index += 1;
    if (batch.length === BATCH) await flush();
    if (index % 10_000 === 0) process.stderr.write(`${index} reports\n`);
  }
  if (batch.length > 0) await flush();
  const figures = corpusFigures(sampled);
  say(
    `corpus         ${whole(REPORTS)} made-up reports; of ${whole(figures.texts)} sampled ${whole(figures.characters / figures.texts)} characters each, ${whole(figures.distinctPairs)} distinct pairs of characters, ${whole(figures.distinctSentences)} distinct of ${whole(figures.sentences)} sentences`,
  );
  say(`reading        ${whole(REPORTS / (reading / 1000))} reports/s`);
  for (const [position, { name, size }] of list.entries()) {
    const seconds = (writing[position] ?? 0) / 1000;
    const bytes = await size();
    say(
      `${name.padEnd(14)} writes ${whole(REPORTS / seconds)} reports/s, with reading ${whole(REPORTS / (seconds + reading / 1000))}; ${whole(bytes / 1e6)} MB on disk, ${(bytes / REPORTS / 1000).toFixed(1)} kB a report`,
    );
  }
  await Promise.all(stores.map((store) => store.close()));
  const rare = [...holders].filter(([, texts]) => texts === 1).map(([phrase]) => phrase);
  return {
    rare: Array.from({ length: ROUNDS }, (_, at) => rare[Math.floor((at * rare.length) / ROUNDS)] ?? ''),
  };
}

async function startServer(
  environment: Record<string, string>,
): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const server = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
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
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const up = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return { url, process: server };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
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

async function timeKinds(
  list: readonly Contender[],
  rare: readonly string[],
  grepFolder: string,
): Promise<void> {
  const servers = [];
  for (const one of list) servers.push({ ...one, ...(await startServer(one.environment)) });
  try {
    const cursors = await Promise.all(servers.map(({ url }) => deepCursor(url)));
    const names = queryKinds(rare, '').map(({ name }) => name);
    const hasRipgrep = spawnSync('rg', ['--version']).status === 0;
    for (const [position, name] of names.entries()) {
      const times = servers.map((): number[] => []);
      const grep: number[] = [];
      let kind: QueryKind | undefined;
      for (let round = -3; round < ROUNDS; round += 1) {
        // In turns, so that all meet the same machine. The first rounds warm up.
        for (const [at, { url }] of servers.entries()) {
          kind = queryKinds(rare, cursors[at] ?? '')[position];
          if (kind === undefined) continue;
          const { time } = await ask(url, kind.query, kind.variables(Math.max(round, 0)));
          if (round >= 0) times[at]?.push(time);
        }
        const phrase = kind?.phrase?.(Math.max(round, 0));
        if (hasRipgrep && phrase !== undefined && round >= 0 && round < 5)
          grep.push(ripgrep(grepFolder, phrase));
      }
      const parts = servers.map(
        ({ name: store }, at) =>
          `${store} p50 ${quantile(times[at] ?? [], 0.5).toFixed(1)} p95 ${quantile(times[at] ?? [], 0.95).toFixed(1)} p99 ${quantile(times[at] ?? [], 0.99).toFixed(1)} ms` +
          (grep.length > 0
            ? ` (${whole(quantile(grep, 0.5) / quantile(times[at] ?? [], 0.5))} × ripgrep)`
            : ''),
      );
      say(`${name.padEnd(28)} ${parts.join('; ')}; aim p95 ${kind?.aim ?? 0} ms`);
    }
    for (const { name, process: server } of servers)
      say(`${name.padEnd(14)} server ${whole(residentMegabytes(server.pid))} MB resident`);
  } finally {
    for (const { process: server } of servers) server.kill('SIGTERM');
  }
}

function ripgrep(folder: string, phrase: string): number {
  const started = performance.now();
  spawnSync('rg', ['--files-with-matches', '--fixed-strings', '--no-messages', phrase, folder], {
    maxBuffer: 1 << 28,
  });
  return performance.now() - started;
}

const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
  cwd: ROOT,
  encoding: 'utf8',
}).stdout.trim();
say(
  `machine        ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${whole(totalmem() / 2 ** 30)} GiB, Node ${process.version}, commit ${commit}`,
);
const work = mkdtempSync(join(tmpdir(), 'ogi-bench-stores-'));
const server = options.stores.includes('elasticsearch') ? await findServer() : null;
try {
  const grepFolder = join(work, 'texts');
  const data = join(work, 'data');
  mkdirSync(grepFolder);
  mkdirSync(data);
  const list = contenders(data, server?.url ?? null);
  const { rare } = await fill(list, grepFolder);
  await timeKinds(list, rare, grepFolder);
  if (list.some(({ name }) => name === 'sqlite'))
    await benchExports(join(data, 'ogi.sqlite'), say, ['csv', 'parquet']);
} finally {
  await server?.stop();
  rmSync(work, { recursive: true, force: true });
}
