/**
 * `npm run bench [-- --reports 20000]`: parse, reading of each format, memory, ingest and phrase search over made-up reports, the search side by side with
 * ripgrep over the same files in the same run, similar reports and copied passages, and the pages in a browser side by side with the bare API. Prints figures with the machine they were measured on; asserts nothing.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { GeneratedReport } from '../../src/sample/index.js';
import { corpusFigures, generateCorpus } from '../../src/sample/index.js';
import { ingestFile } from '../../src/ingest/ingest-file.js';
import { benchPages } from './bench-pages.js';
import { parseReport } from '../../src/parse/index.js';

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '15' },
    seed: { type: 'string', default: '20190515' },
  },
});
const REPORTS = Number(options.reports);
const ROUNDS = Number(options.rounds);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PARSED = Math.min(REPORTS, 3000);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Reads the resident memory of a process, in MB; NaN where the system does not tell. */
function residentMegabytes(pid: number): number {
  try {
    const line = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
    return Number(line?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}

async function benchParse(reports: readonly GeneratedReport[]): Promise<void> {
  const files = reports.slice(0, PARSED).map((report) => Buffer.from(report.text));
  for (const bytes of files.slice(0, 200)) parseReport(await ingestFile(bytes));
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (const bytes of files) parseReport(await ingestFile(bytes));
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  say(
    `parse    ${whole(files.length / seconds)} reports/s (${whole(files.length / cpuSeconds)} per CPU second), ${String(files.length)} reports`,
  );
  for (const copies of [1, 4, 16]) {
    const long = await ingestFile(
      Buffer.concat(Array.from({ length: copies * 8 }, () => files[0] ?? Buffer.of())),
    );
    const from = performance.now();
    parseReport(long);
    say(
      `         a text ${String(copies * 8)} times as long: ${((performance.now() - from) / (copies * 8)).toFixed(2)} ms a copy`,
    );
  }
}

function benchIngest(folder: string, data: string): void {
  const started = performance.now();
  const run = spawnSync(
    '/usr/bin/env',
    ['node', join(ROOT, 'bin/ogi.js'), 'ingest', folder, '--report', join(data, 'report.json')],
    { env: { ...process.env, OGI_DATA: data }, encoding: 'utf8' },
  );
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`ogi ingest failed: ${run.stderr}`);
  const size = execFileSync('du', ['-sm', data], { encoding: 'utf8' }).split('\t')[0] ?? '?';
  say(`ingest   ${whole(REPORTS / seconds)} reports/s through the command line, ${size} MB on disk`);
}

/** Runs a part of the bench in a process of its own, whose memory and built-in objects are its own. */
function benchApart(file: string, args: readonly string[] = []): void {
  const run = spawnSync(process.execPath, ['--import', 'tsx', join(ROOT, 'test/bench', file), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (run.status !== 0) throw new Error(`${file} failed.`);
}

interface Answer {
  milliseconds: number;
  total: number;
}

async function ask(url: string, phrase: string): Promise<Answer> {
  const query = `query($q: String!) { search(query: $q, first: 10) { totalCount edges { node { id title year } highlights { text ranges { start end } } } } }`;
  const started = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { q: `"${phrase}"` } }),
  });
  const body = (await response.json()) as { data?: { search: { totalCount: number } }; errors?: unknown };
  const milliseconds = performance.now() - started;
  if (body.data === undefined || body.errors !== undefined) throw new Error(JSON.stringify(body));
  return { milliseconds, total: body.data.search.totalCount };
}

function ripgrep(folder: string, phrase: string): Answer {
  const started = performance.now();
  const run = spawnSync('rg', ['--files-with-matches', '--fixed-strings', '--no-messages', phrase, folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - started;
  return { milliseconds, total: run.stdout.split('\n').length - 1 };
}

/** Phrases of four characters that stand in few texts, each another, so that no cache helps. */
function rarePhrases(reports: readonly GeneratedReport[], count: number): string[] {
  const holders = new Map<string, number>();
  const step = Math.max(1, Math.floor(reports.length / 4000));
  for (let index = 0; index < reports.length; index += step) {
    const text = reports[index]?.text ?? '';
    for (const [run] of text.matchAll(/\p{Script=Han}{4}/gu)) holders.set(run, (holders.get(run) ?? 0) + 1);
  }
  const rare = [...holders].filter(([, texts]) => texts === 1).map(([phrase]) => phrase);
  return Array.from({ length: count }, (_, index) => rare[Math.floor((index * rare.length) / count)] ?? '');
}

const COMMON = ['行政诉讼', '政府信息公开', '主动公开', '行政复议', '依申请公开', '规范性文件'];

async function benchSearch(reports: readonly GeneratedReport[], folder: string, data: string): Promise<void> {
  const port = await freePort();
  const server = spawn('node', [join(ROOT, 'dist/main.js')], {
    env: {
      ...process.env,
      OGI_DATA: data,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      OGI_RATE_LIMIT: '0',
      OGI_COST_LIMIT: '0',
    },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${String(port)}/graphql`;
  try {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const up = await fetch(`http://127.0.0.1:${String(port)}/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (up) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const hasRipgrep = spawnSync('rg', ['--version']).status === 0;
    if (!hasRipgrep) say('search   ripgrep (rg) is not installed: no comparison');
    const kinds = [
      { name: 'rare phrase', phrases: rarePhrases(reports, ROUNDS) },
      {
        name: 'common phrase',
        phrases: Array.from({ length: ROUNDS }, (_, index) => COMMON[index % COMMON.length] ?? ''),
      },
    ];
    await ask(url, '预热');
    for (const { name, phrases } of kinds) {
      const ours: Answer[] = [];
      const theirs: Answer[] = [];
      for (const phrase of phrases) {
        // In turns, so that both meet the same machine.
        ours.push(await ask(url, phrase));
        if (hasRipgrep) theirs.push(ripgrep(folder, phrase));
      }
      const times = ours.map((answer) => answer.milliseconds);
      const grepTimes = theirs.map((answer) => answer.milliseconds);
      const ratio = median(grepTimes) / median(times);
      say(
        `search   ${name}: GraphQL p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms (${String(median(ours.map((answer) => answer.total)))} reports)` +
          (hasRipgrep
            ? `; ripgrep p50 ${median(grepTimes).toFixed(0)} ms (${String(median(theirs.map((answer) => answer.total)))} files); ripgrep / GraphQL = ${ratio.toFixed(0)}`
            : ''),
      );
    }
    await benchPages(`http://127.0.0.1:${String(port)}`, rarePhrases(reports, 4 * ROUNDS), say);
    say(`memory   server ${whole(residentMegabytes(server.pid ?? 0))} MB resident, nodejieba included`);
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  }
}

const work = mkdtempSync(join(tmpdir(), 'ogi-bench-'));
try {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).stdout.trim();
  say(
    `machine  ${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, ${whole(totalmem() / 2 ** 30)} GiB, Node ${process.version}, commit ${commit}`,
  );
  const reports = [...generateCorpus({ seed: Number(options.seed), count: REPORTS })];
  const figures = corpusFigures(reports.map((report) => report.text));
  say(
    `corpus   ${whole(figures.texts)} made-up reports, ${whole(figures.characters / figures.texts)} characters each, ${whole(figures.distinctSentences)} distinct of ${whole(figures.sentences)} sentences, ${whole(figures.distinctPairs)} distinct pairs of characters`,
  );
  const folder = join(work, 'reports');
  const data = join(work, 'data');
  mkdirSync(folder);
  mkdirSync(data);
  reports.forEach((report, index) => {
    const part = join(folder, String(index % 100));
    if (index < 100) mkdirSync(part);
    writeFileSync(join(part, report.fileName), report.text);
  });
  await benchParse(reports);
  benchApart('bench-parse.ts');
  benchApart('bench-readers.ts');
  benchApart('bench-memory.ts');
  benchIngest(folder, data);
  await benchSearch(reports, folder, data);
  benchApart('bench-server.ts', [`now=${ROOT}:${data}`]);
  benchApart('bench-copied.ts', [String(REPORTS)]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
