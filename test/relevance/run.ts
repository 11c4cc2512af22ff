/**
 * `npm run relevance [-- --seed 7 --queries]`: the judged queries, asked of our search in both stores and of plain BM25, over the made-up
 * and the real reports. Prints the figures; asserts nothing. The real reports are looked for in `../shared/reports` and left out where
 * they are not.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '@elastic/elasticsearch';
import { readReport } from '../../src/services/parse-file.js';
import type { ReportStore } from '../../src/store/port.js';
import type { ReportWrite } from '../../src/store/writes.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { buildWrite } from '../support/build-report.js';
import { findServer } from '../support/elasticsearch/find-server.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { worthOf } from './compare.js';
import type { JudgedReports, Worth } from './compare.js';
import { madeReports } from './corpus.js';
import { gradeOfMade, judgedSet } from './judge.js';
import type { JudgedQuery } from './judge.js';
import { deletePlain, ourSearch, plainSearches } from './systems.js';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '20190515' },
    queries: { type: 'boolean', default: false },
    embedded: { type: 'boolean', default: false },
  },
});

const REAL = new URL('../../../shared/reports/', import.meta.url);
const set = judgedSet();

const isSecond = (query: JudgedQuery): boolean => set.queries.indexOf(query) % 2 === 1;

interface Collection {
  name: string;
  writes: ReportWrite[];
  judged: JudgedReports;
}

function made(): Collection {
  const reports = madeReports(Number(options.seed));
  return {
    name: `${String(reports.length)} made-up reports, seed ${options.seed}`,
    writes: reports.map(({ write }) => write),
    judged: {
      count: reports.length,
      grade: (report, query) => gradeOfMade(reports[report] ?? { sentences: [] }, query),
    },
  };
}

async function real(): Promise<Collection | null> {
  if (!set.real.every((name) => existsSync(new URL(name, REAL)))) return null;
  const writes: ReportWrite[] = [];
  for (const name of set.real) {
    const bytes = readFileSync(new URL(name, REAL));
    const { report } = await readReport(bytes, {}, name);
    writes.push(buildWrite(report, { bytes: name }));
  }
  return {
    name: `${String(writes.length)} real reports`,
    writes,
    judged: { count: writes.length, grade: (report, query) => query.real[set.real[report] ?? ''] ?? 0 },
  };
}

async function filled(store: ReportStore, { writes }: Collection): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < writes.length; from += 50) {
    for (const { id } of await store.write(writes.slice(from, from + 50))) ids.push(id);
  }
  return ids;
}

function print(worths: readonly Worth[]): void {
  for (const { name, queries, ndcg, firstIsSubstantive } of worths) {
    console.log(
      `  ${name.padEnd(24)} nDCG@10 ${ndcg.toFixed(3)}, first hit substantive ${(100 * firstIsSubstantive).toFixed(0)} %, ${String(queries)} queries`,
    );
  }
}

function printQueries(worths: readonly Worth[]): void {
  for (const query of worths[0]?.byQuery.keys() ?? []) {
    console.log(
      `    ${query}  ${worths.map(({ byQuery }) => (byQuery.get(query) ?? 0).toFixed(2)).join('  ')}`,
    );
  }
}

async function compare(collection: Collection, client: Client | null, url: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-relevance-'));
  const prefix = freshPrefix();
  const embedded = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
  const server = client === null ? null : openTestStore(url, prefix);
  try {
    const systems = [ourSearch('ours, embedded', embedded, await filled(embedded, collection))];
    if (server !== null && client !== null) {
      systems.push(ourSearch('ours, Elasticsearch', server, await filled(server, collection)));
      const reports = collection.writes.map(({ report }) => report);
      systems.push(...(await plainSearches(client, prefix, reports)));
    }
    console.log(collection.name);
    for (const [title, chosen] of [
      ['all queries', set.queries],
      ['every second query', set.queries.filter(isSecond)],
    ] as const) {
      const worths: Worth[] = [];
      for (const system of systems) worths.push(await worthOf(system, chosen, collection.judged));
      console.log(` ${title}`);
      print(worths);
      if (options.queries && title === 'all queries') printQueries(worths);
    }
  } finally {
    await embedded.close();
    await server?.close();
    if (client !== null) {
      await deleteIndices(url, prefix);
      await deletePlain(client, prefix);
    }
    await rm(folder, { recursive: true });
  }
}

const found = options.embedded ? null : await findServer();
const client = found === null ? null : new Client({ node: found.url });
try {
  await compare(made(), client, found?.url ?? '');
  const reports = await real();
  if (reports === null) console.log('The real reports are not here: left out.');
  else await compare(reports, client, found?.url ?? '');
} finally {
  await client?.close();
  await found?.stop();
}
