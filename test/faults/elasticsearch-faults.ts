/** Faults of Elasticsearch: nodes killed and cut off, a full disk, a server that is busy or away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { generateCorpus } from '../../src/sample/index.js';
import { importFiles } from '../../src/services/import-reports.js';
import { indexNames } from '../../src/store/elasticsearch/indices.js';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { layOutCluster, startCluster } from './cluster.js';
import type { Cluster } from './cluster.js';
import { describeStore } from './describe-store.js';
import { FaultyLoad } from './faulty-load.js';
import type { LoadFigures, LoadFile } from './faulty-load.js';

const PREFIX = 'faults';
const POLL_MS = 100;

/** What to write, and how fast. */
export interface LoadOptions {
  seed: number;
  /** Reports to write. */
  count: number;
  /** Reports written a second at most, so that the load outlasts the faults. */
  perSecond: number;
}

/** One fault and what came of the load from its beginning to that of the next, or to the end. */
export interface FaultFigures extends LoadFigures {
  fault: string;
}

/** What a run of faults has shown. */
export interface FaultReport {
  faults: FaultFigures[];
  /** What was wrong, one sentence each. */
  failures: string[];
}

/** A fault: what it does, once so large a share of the reports was acknowledged. It resolves when all is well again. */
interface Fault {
  name: string;
  atShare: number;
  happen: (load: FaultyLoad) => Promise<void>;
}

/** Three nodes with a replica of everything: a data node is killed, then the master, then a node is cut off. */
export async function disturbCluster(load: LoadOptions, cutOffMs: number): Promise<FaultReport> {
  const cluster = await startCluster({ nodes: 3 });
  const registry = indexNames(PREFIX).registry;
  return underFaults(cluster, load, [
    {
      name: 'kill −9 a data node',
      atShare: 0.1,
      happen: async () => {
        const master = await cluster.master();
        const holder = await cluster.holderOf(registry);
        const victim = holder === master ? cluster.nodes.find((node) => node !== master) : holder;
        await victim?.kill();
        await wait(5_000);
        await victim?.start();
        await cluster.untilGreen();
      },
    },
    {
      name: 'kill −9 the master',
      atShare: 0.4,
      happen: async () => {
        const master = await cluster.master();
        await master.kill();
        await wait(5_000);
        await master.start();
        await cluster.untilGreen();
      },
    },
    {
      name: `cut off a node for ${cutOffMs / 1000} s`,
      atShare: 0.7,
      happen: async () => {
        // The node whose absence hurts most: all writes go through it.
        const victim = await cluster.holderOf(registry);
        await victim.freeze();
        await wait(cutOffMs);
        await victim.thaw();
        await cluster.untilGreen();
      },
    },
  ]);
}

/** One node that is not there when the stores are opened, and is killed and started again later. */
export async function takeServerAway(
  load: LoadOptions,
  { beforeMs, betweenMs }: { beforeMs: number; betweenMs: number },
): Promise<FaultReport> {
  const cluster = await layOutCluster({ nodes: 1 });
  const [node] = cluster.nodes;
  return underFaults(cluster, load, [
    {
      name: `no server for ${beforeMs / 1000} s at start`,
      atShare: 0,
      happen: async () => {
        await wait(beforeMs);
        await node?.start();
        await cluster.untilGreen();
      },
    },
    {
      name: `kill −9 the server, back after ${betweenMs / 1000} s`,
      atShare: 0.4,
      happen: async () => {
        await node?.kill();
        await wait(betweenMs);
        await node?.start();
        await cluster.untilGreen();
      },
    },
  ]);
}

/** One node on a small disk with the watermarks on, which is given a larger one after a while. */
export async function fillServerDisk(load: LoadOptions, fullMs: number): Promise<FaultReport> {
  const MEGABYTE = 1024 * 1024;
  const cluster = await startCluster({
    nodes: 1,
    diskBytes: 56 * MEGABYTE,
    settings: {
      'cluster.routing.allocation.disk.threshold_enabled': 'true',
      'cluster.routing.allocation.disk.watermark.low': '40mb',
      'cluster.routing.allocation.disk.watermark.high': '36mb',
      'cluster.routing.allocation.disk.watermark.flood_stage': '32mb',
      'cluster.info.update.interval': '10s',
    },
  });
  const isFull = async (): Promise<boolean> =>
    JSON.stringify(await cluster.ask(`${PREFIX}-*/_settings`)).includes('read_only_allow_delete');
  return underFaults(cluster, load, [
    {
      name: `full disk for ${fullMs / 1000} s`,
      atShare: 0,
      happen: async (running) => {
        while (!(await isFull())) {
          if (running.ended) throw new Error('The ingest has not filled the disk: write more.');
          await wait(POLL_MS);
        }
        await wait(fullMs);
        await cluster.nodes[0]?.resizeDisk(1024 * MEGABYTE);
        while (await isFull()) await wait(POLL_MS);
      },
    },
  ]);
}

/** One node with room for next to nothing in its queues, and other clients that fill them. */
export async function overloadServer(load: LoadOptions, busyMs: number): Promise<FaultReport> {
  const cluster = await startCluster({
    nodes: 1,
    settings: {
      'node.processors': '1',
      'thread_pool.write.queue_size': '1',
      'thread_pool.search.queue_size': '1',
    },
  });
  const url = cluster.urls[0] ?? '';
  let rejected = 0;
  const others = async (end: number, request: () => Promise<Response>): Promise<void> => {
    while (performance.now() < end) if ((await request()).status === 429) rejected += 1;
  };
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${url}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const report = await underFaults(cluster, load, [
    {
      name: `429s for ${busyMs / 1000} s`,
      atShare: 0.1,
      happen: async () => {
        const end = performance.now() + busyMs;
        await Promise.all([
          ...Array.from({ length: 6 }, () =>
            others(end, () => post('other/_doc', { text: '甲'.repeat(1000) })),
          ),
          ...Array.from({ length: 3 }, () => others(end, () => post(`${PREFIX}-*/_search`, {}))),
        ]);
      },
    },
  ]);
  if (rejected === 0) report.failures.push('The server was never too busy: this run shows nothing.');
  return report;
}

/** Runs a load while faults happen, and compares what is there at the end with an undisturbed ingest. Stops the cluster. */
async function underFaults(
  cluster: Cluster,
  options: LoadOptions,
  faults: readonly Fault[],
): Promise<FaultReport> {
  const settings = { urls: cluster.urls, indexPrefix: PREFIX, caFile: null, credentials: null };
  const [writer, reader] = [openElasticsearchStore({ settings }), openElasticsearchStore({ settings })];
  try {
    const files = [...generateCorpus(options)].map(({ fileName, text }): LoadFile => ({
      name: fileName,
      bytes: Buffer.from(text),
    }));
    const load = new FaultyLoad({ writer, reader });
    const running = load.run(files, options.perSecond);
    const figures: FaultFigures[] = [];
    for (const [index, { name, atShare, happen }] of faults.entries()) {
      while (load.acknowledged < atShare * files.length) await wait(POLL_MS);
      if (atShare > 0 && index === 0) figures.push({ fault: 'none', ...load.takeFigures() });
      if (load.ended) load.failures.push(`The ingest was over before ${name}: this run shows nothing.`);
      const next = faults[index + 1]?.atShare ?? 1;
      await happen(load);
      while (load.acknowledged < next * files.length) await wait(POLL_MS);
      figures.push({ fault: name, ...load.takeFigures() });
    }
    await running;
    const failures = [...load.failures];
    // What another process would see.
    const store = openElasticsearchStore({ settings });
    if (!isDeepStrictEqual(await describeStore(store), await describeUndisturbed(files))) {
      failures.push('The store is not that of an undisturbed ingest.');
    }
    await store.close();
    return { faults: figures, failures };
  } finally {
    await Promise.all([writer.close(), reader.close()]);
    await cluster.stop();
  }
}

/** What the same files come to in an embedded store without any faults. */
async function describeUndisturbed(files: readonly LoadFile[]): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-faults-'));
  const store = await openSqliteStore({ path: join(folder, 'ogi.sqlite'), readers: 1 });
  try {
    const inputs = files.map(({ name, bytes }) => ({
      path: name,
      fileName: name,
      read: () => Promise.resolve(bytes),
    }));
    await importFiles(inputs, store);
    return await describeStore(store);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
