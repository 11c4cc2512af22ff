/**
 * `npm run equivalence`: asks both stores thousands of random requests over the same reports and prints what was tried;
 * ends with status 1 and the request where they differ. `--requests`, `--reports` (of random values), `--corpus` (of the
 * made-up corpus), `--seed`, `--shards`; the server is found as for the tests.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { findServer } from '../support/elasticsearch/find-server.js';
import { deleteIndices, freshPrefix, openTestStore } from '../support/elasticsearch/open-stores.js';
import { compareThroughGraphql, copiedWrites, reviseSome } from './equivalence-graphql.js';
import { compareStores, fill, mixedCorpus, StoresDiffer } from './equivalence.js';

const option = (value: string) => ({ type: 'string' as const, default: value });
const { values } = parseArgs({
  options: {
    requests: option('2000'),
    reports: option('300'),
    corpus: option('200'),
    seed: option('1'),
    shards: option('1'),
  },
});
const options = {
  requests: Number(values.requests),
  reports: Number(values.reports),
  corpus: Number(values.corpus),
  seed: Number(values.seed),
};

const server = await findServer();
const prefix = freshPrefix();
const folder = await mkdtemp(join(tmpdir(), 'ogi-equivalence-'));
const stores = [
  await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 }),
  openTestStore(server.url, prefix, { shards: Number(values.shards) }),
] as const;
try {
  const corpus = await mixedCorpus(options);
  await fill(stores, corpus);
  console.table(await compareStores(...stores, options));
  const writes = copiedWrites(options.seed);
  await fill(stores, writes);
  await reviseSome(stores, [...writes, ...corpus]);
  const requests = Math.ceil(options.requests / 10);
  console.table(await compareThroughGraphql(stores, { requests, seed: options.seed }));
  console.log(`Both stores gave the same answers (seed ${options.seed}).`);
} catch (error) {
  if (!(error instanceof StoresDiffer)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await Promise.all(stores.map((store) => store.close()));
  await deleteIndices(server.url, prefix);
  await server.stop();
  await rm(folder, { recursive: true });
}
