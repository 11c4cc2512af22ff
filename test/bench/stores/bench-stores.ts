/**
 * `npm run bench:stores [-- --reports 100000] [--stores sqlite,elasticsearch] [--rounds 30] [--folder DIR]`: both stores over the
 * same made-up reports in one run: ingest, size, memory, and the kinds of query an app sends, beside the bare searches that
 * Elasticsearch is sent for them, and ripgrep. Elasticsearch is that of ELASTICSEARCH_URL, else one started for the run. With
 * `--folder` the embedded store is kept there (and Elasticsearch where it is): another run does not fill them again. Prints
 * figures; asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findServer } from '../../support/elasticsearch/find-server.js';
import { benchExports } from '../export-bench.js';
import { contenders } from './contenders.js';
import { fillStores } from './fill-stores.js';
import { timeKinds } from './time-kinds.js';

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '100000' },
    stores: { type: 'string', default: 'sqlite,elasticsearch' },
    rounds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '20190515' },
    folder: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const wanted = options.stores.split(',');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
say(
  `machine        ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, commit ${commit}`,
);
const work = options.folder ?? mkdtempSync(join(tmpdir(), 'ogi-bench-stores-'));
const server = wanted.includes('elasticsearch') ? await findServer() : null;
try {
  const data = join(work, 'data');
  mkdirSync(data, { recursive: true });
  const list = contenders(wanted, data, server?.url ?? null);
  const filled = await fillStores(list, {
    folder: work,
    reports: Number(options.reports),
    seed: Number(options.seed),
    phrases: rounds,
    say,
  });
  await timeKinds(list, filled, rounds, say);
  if (wanted.includes('sqlite')) await benchExports(join(data, 'ogi.sqlite'), say, ['csv', 'parquet']);
} finally {
  await server?.stop();
  if (options.folder === undefined) rmSync(work, { recursive: true, force: true });
}
