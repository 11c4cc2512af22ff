/** Elasticsearch nodes of our own on this machine, to be killed, frozen and starved. Needs Linux, Java and Maven. */
import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../support/elasticsearch/free-ports.js';
import { findJava, KEEPER, NOBODY } from '../support/elasticsearch/local-server.js';
import { fetchDistribution, unpackDistribution } from '../support/elasticsearch/maven-distribution.js';

const run = promisify(execFile);

const HEAP = '512m';
const HEALTH_TIMEOUT_MS = 240_000;
const POLL_MS = 200;

/** How to start a cluster. */
export interface ClusterOptions {
  nodes: number;
  /** Settings of every node beside those that it cannot do without. */
  settings?: Readonly<Record<string, string>>;
  /** Bytes of a file system of its own for each node's data, where root runs this; it goes with the node. */
  diskBytes?: number;
}

/** Where a node finds what it needs. */
interface NodePlaces {
  name: string;
  url: string;
  folder: string;
  home: string;
  javaHome: string;
  diskBytes: number | null;
}

/** One node. What befalls it befalls the server and all its processes at once. */
export class ClusterNode {
  readonly name: string;
  readonly url: string;
  readonly #places: NodePlaces;
  #keeper: ChildProcess | null = null;

  constructor(places: NodePlaces) {
    this.name = places.name;
    this.url = places.url;
    this.#places = places;
  }

  /** Starts the node and does not wait until it takes requests. */
  async start(): Promise<void> {
    const { folder, home, javaHome, diskBytes } = this.#places;
    // Of this start alone: the keeper deletes it, and the node's data stay.
    const scratch = await mkdtemp(join(folder, 'scratch-'));
    await giveAway(scratch);
    const variables = [
      `HOME=${folder}`,
      `ES_JAVA_HOME=${javaHome}`,
      `ES_JAVA_OPTS=-Xms${HEAP} -Xmx${HEAP}`,
      `ES_PATH_CONF=${join(folder, 'config')}`,
      `ES_TMPDIR=${scratch}`,
    ];
    const program = [...unprivileged(), 'env', ...variables, join(home, 'bin', 'elasticsearch')];
    const mount = 'mount -t tmpfs -o size="$1",mode=777 tmpfs "$0" && shift && exec "$@"';
    const command =
      diskBytes === null
        ? program
        : ['unshare', '--mount', 'sh', '-c', mount, join(folder, 'data'), String(diskBytes), ...program];
    this.#keeper = spawn(process.execPath, [KEEPER, scratch, ...command], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  /** Kills it at once (SIGKILL); its data stay, but for those on a disk of its own. */
  async kill(): Promise<void> {
    const keeper = this.#keeper;
    if (keeper === null) return;
    this.#keeper = null;
    const ended = once(keeper, 'exit');
    keeper.stdin?.end();
    await ended;
  }

  /** Stops it without ending it: nothing answers and no connection closes, as if the network were cut. */
  async freeze(): Promise<void> {
    process.kill(-(await this.#group()), 'SIGSTOP');
  }

  /** Lets it go on where it was frozen. */
  async thaw(): Promise<void> {
    process.kill(-(await this.#group()), 'SIGCONT');
  }

  /** Gives the disk of its own another size. */
  async resizeDisk(bytes: number): Promise<void> {
    const target = ['--target', String(await this.#group()), '--mount'];
    const remount = ['mount', '-o', `remount,size=${bytes}`, join(this.#places.folder, 'data')];
    await run('nsenter', [...target, ...remount]);
  }

  /** The process group of the server: what the keeper has started leads it. */
  async #group(): Promise<number> {
    const { stdout } = await run('pgrep', ['--parent', String(this.#keeper?.pid)]);
    return Number(stdout.trim());
  }
}

/** Nodes that form a cluster. All are gone after `stop`, and when this process ends, however that is. */
export class Cluster {
  readonly nodes: readonly ClusterNode[];
  readonly #stopKeeper: () => Promise<void>;

  constructor(nodes: readonly ClusterNode[], stopKeeper: () => Promise<void>) {
    this.nodes = nodes;
    this.#stopKeeper = stopKeeper;
  }

  get urls(): string[] {
    return this.nodes.map(({ url }) => url);
  }

  /** Waits until all nodes have joined and every copy of every shard is there. */
  async untilGreen(): Promise<void> {
    const end = performance.now() + HEALTH_TIMEOUT_MS;
    const query = `wait_for_status=green&wait_for_nodes=${this.nodes.length}&timeout=1s`;
    while ((await this.ask(`_cluster/health?${query}`)) === null) {
      if (performance.now() > end) throw new Error('The cluster has not come to health.');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** The elected master. */
  async master(): Promise<ClusterNode> {
    const [entry] = (await this.ask('_cat/master?format=json')) as { node: string }[];
    return this.#named(entry?.node);
  }

  /** The node that holds the primary shard of an index. */
  async holderOf(index: string): Promise<ClusterNode> {
    const shards = (await this.ask(`_cat/shards/${index}?format=json`)) as { prirep: string; node: string }[];
    return this.#named(shards.find(({ prirep }) => prirep === 'p')?.node);
  }

  /** What the first node that answers well says to a GET; null where none does. */
  async ask(path: string): Promise<unknown> {
    for (const url of this.urls) {
      const answer = await fetch(`${url}/${path}`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      if (answer?.ok === true) return answer.json();
    }
    return null;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    await this.#stopKeeper();
  }

  #named(name: string | undefined): ClusterNode {
    const node = this.nodes.find((one) => one.name === name);
    if (node === undefined) throw new Error(`There is no node ${name ?? 'that was asked for'}.`);
    return node;
  }
}

/** Why no nodes can be run here; null where they can. */
export async function canRunNodes(): Promise<string | null> {
  try {
    await Promise.all([findJava(), fetchDistribution(), run('pgrep', ['--version']), access('/proc/self')]);
    return null;
  } catch (error) {
    return `Needs Linux, Java and Maven: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  }
}

/** Lays out a cluster; none of its nodes has been started. */
export async function layOutCluster(options: ClusterOptions): Promise<Cluster> {
  const javaHome = await findJava();
  const archive = await fetchDistribution();
  const root = await mkdtemp(join(tmpdir(), 'ogi-cluster-'));
  const stopKeeper = keepFolder(root);
  await chmod(root, 0o755);
  const home = await unpackDistribution(archive, root);
  const names = Array.from({ length: options.nodes }, (_, index) => `node-${index + 1}`);
  const ports = await freePorts(2 * names.length);
  const [httpPorts, transportPorts] = [ports.slice(0, names.length), ports.slice(names.length)];
  const together = {
    'discovery.seed_hosts': `[${transportPorts.map((port) => `"127.0.0.1:${port}"`).join(', ')}]`,
    'cluster.initial_master_nodes': `[${names.join(', ')}]`,
  };
  const nodes = await Promise.all(
    names.map(async (name, index) => {
      const folder = join(root, name);
      await cp(join(home, 'config'), join(folder, 'config'), { recursive: true });
      const settings = {
        'cluster.name': 'ogi-faults',
        'node.name': name,
        'network.host': '127.0.0.1',
        'http.port': String(httpPorts[index]),
        'transport.port': String(transportPorts[index]),
        'path.data': join(folder, 'data'),
        'path.logs': join(folder, 'logs'),
        'xpack.security.enabled': 'false',
        'cluster.routing.allocation.disk.threshold_enabled': 'false',
        ...(options.nodes === 1 ? { 'discovery.type': 'single-node' } : together),
        ...options.settings,
      };
      const lines = Object.entries(settings).map(([key, value]) => `${key}: ${value}\n`);
      await writeFile(join(folder, 'config', 'elasticsearch.yml'), lines.join(''));
      await Promise.all(['data', 'logs'].map((one) => mkdir(join(folder, one))));
      const url = `http://127.0.0.1:${httpPorts[index]}`;
      return new ClusterNode({ name, url, folder, home, javaHome, diskBytes: options.diskBytes ?? null });
    }),
  );
  await giveAway(root);
  return new Cluster(nodes, stopKeeper);
}

/** Lays out a cluster, starts it, and waits until it is healthy. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const cluster = await layOutCluster(options);
  try {
    await Promise.all(cluster.nodes.map((node) => node.start()));
    await cluster.untilGreen();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

/** Deletes a folder when the function it gives is called, and when this process ends, however that is. */
function keepFolder(folder: string): () => Promise<void> {
  const keeper = spawn(process.execPath, [KEEPER, folder, 'sleep', 'infinity'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return async () => {
    const ended = once(keeper, 'exit');
    keeper.stdin.end();
    await ended;
  };
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** The server refuses to run as root. */
function unprivileged(): string[] {
  return isRoot() ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
}

async function giveAway(folder: string): Promise<void> {
  if (isRoot()) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
}
