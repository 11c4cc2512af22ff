/**
 * `npm run faults [-- --only cluster,away,disk,busy,embedded] [--count 5000] [--rate 20] [--seed 1] [--kills 200]`: all faults at length,
 * `count` reports for the cluster and a fifth of it for a single node, at most `rate` a second so that the ingest outlasts the
 * faults. Prints a table for each; exits with 1 where anything
 * was wrong. Elasticsearch is started for the run by its Maven coordinates, also where ELASTICSEARCH_URL names another.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inspect, parseArgs } from 'node:util';
import { disturbCluster, fillServerDisk, overloadServer, takeServerAway } from './elasticsearch-faults.js';
import type { FaultReport } from './elasticsearch-faults.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'cluster,away,disk,busy,embedded' },
    count: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '200' },
  },
});
const [count, seed, perSecond] = [Number(values.count), Number(values.seed), Number(values.rate)];
if (![count, seed, perSecond, Number(values.kills)].every(Number.isInteger))
  throw new Error('Give whole numbers.');
const one = { seed, count: Math.ceil(count / 5), perSecond };

const scenarios: Record<string, () => Promise<FaultReport>> = {
  cluster: () => disturbCluster({ seed, count, perSecond }, 60_000),
  away: () => takeServerAway(one, { beforeMs: 15_000, betweenMs: 60_000 }),
  disk: () => fillServerDisk(one, 90_000),
  busy: () => overloadServer(one, 20_000),
};

const inSeconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

function print({ faults, failures }: FaultReport): void {
  console.table(
    faults.map(({ fault, acknowledged, refusedWrites, right, refused, ...times }) => ({
      fault,
      acknowledged,
      'writes refused': refusedWrites,
      'right answers': right,
      'queries refused': refused,
      'slowest query, s': inSeconds(times.slowest),
      'longest without a write, s': inSeconds(times.longestWriteGap),
      'longest without an answer, s': inSeconds(times.longestReadGap),
    })),
  );
  for (const failure of failures) console.error(failure);
}

console.log(`${cpus()[0]?.model ?? '?'}, ${availableParallelism()} cores, Node ${process.version}`);
const wanted = values.only.split(',');
for (const [name, play] of Object.entries(scenarios)) {
  if (!wanted.includes(name)) continue;
  if (name === 'disk' && process.getuid?.() !== 0) {
    console.log('Full disk of a server: skipped, only root may mount a small file system for another user.');
    continue;
  }
  const report = await play().catch((error: unknown): FaultReport => ({
    faults: [],
    failures: [`${name}: ${inspect(error)}`],
  }));
  print(report);
  if (report.failures.length > 0) process.exitCode = 1;
}
if (wanted.includes('embedded')) {
  const script = fileURLToPath(new URL('run-sqlite.ts', import.meta.url));
  const options = ['--kills', values.kills, '--seed', values.seed];
  try {
    execFileSync(process.execPath, [...process.execArgv, script, ...options], { stdio: 'inherit' });
  } catch {
    process.exitCode = 1;
  }
}
