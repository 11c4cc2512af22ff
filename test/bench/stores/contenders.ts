/** The stores that are timed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openElasticsearchStore } from '../../../src/store/elasticsearch/elasticsearch-store.js';
import type { ReportStore } from '../../../src/store/port.js';
import { openSqliteStore } from '../../../src/store/sqlite/index.js';

const PREFIX = 'bench';

/** A store of the run, and how a server of the API is told of it. */
export interface Contender {
  name: string;
  open: () => Promise<ReportStore>;
  environment: Record<string, string>;
  /** Bytes on disk, by part. */
  sizes: () => Promise<Record<string, number>>;
  /** Where Elasticsearch is; null for the embedded store. */
  elasticsearch: string | null;
}

export function contenders(
  wanted: readonly string[],
  folder: string,
  elasticsearch: string | null,
): Contender[] {
  const list: Contender[] = [];
  if (wanted.includes('sqlite')) {
    const path = join(folder, 'ogi.sqlite');
    list.push({
      name: 'sqlite',
      open: () => openSqliteStore({ path }),
      environment: { OGI_STORE: 'sqlite', OGI_DATA: folder },
      sizes: () =>
        Promise.resolve({
          all: Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]),
        }),
      elasticsearch: null,
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
      sizes: () => indexSizes(elasticsearch),
      elasticsearch,
    });
  }
  return list;
}

async function indexSizes(url: string): Promise<Record<string, number>> {
  await fetch(`${url}/${PREFIX}*/_flush`, { method: 'POST' });
  const { indices } = (await (await fetch(`${url}/${PREFIX}*/_stats/store`)).json()) as {
    indices: Record<string, { primaries: { store: { size_in_bytes: number } } }>;
  };
  return Object.fromEntries(
    Object.entries(indices).map(([index, { primaries }]) => [
      index.slice(PREFIX.length + 1),
      primaries.store.size_in_bytes,
    ]),
  );
}

/** Memory of the first node in MB: of its heap what is in use and all of it, and of the process what is resident. */
export async function elasticsearchMemory(
  url: string,
): Promise<{ heapUsed: number; heap: number; resident: number }> {
  const { nodes } = (await (await fetch(`${url}/_nodes/stats/jvm`)).json()) as {
    nodes: Record<string, { jvm: { mem: { heap_used_in_bytes: number; heap_max_in_bytes: number } } }>;
  };
  const processes = (await (await fetch(`${url}/_nodes/process`)).json()) as {
    nodes: Record<string, { process: { id: number } }>;
  };
  const mem = Object.values(nodes)[0]?.jvm.mem;
  return {
    heapUsed: (mem?.heap_used_in_bytes ?? Number.NaN) / 2 ** 20,
    heap: (mem?.heap_max_in_bytes ?? Number.NaN) / 2 ** 20,
    resident: residentMegabytes(Object.values(processes.nodes)[0]?.process.id),
  };
}

/** Resident memory of a process of this machine in MB; NaN where the system does not tell. */
export function residentMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
