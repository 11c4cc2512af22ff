/** A server of our own on this machine, from the Maven artefact. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.js';
import { fetchDistribution, unpackDistribution } from './maven-distribution.js';
import type { TestServer } from './test-server.js';
import { waitUntilHealthy } from './test-server.js';

const run = promisify(execFile);

/** Runs a server for as long as this process lives; see there. */
export const KEEPER = fileURLToPath(new URL('keep-server.js', import.meta.url));
/** The user and group "nobody": the server refuses to run as root. */
export const NOBODY = 65_534;
const HEAP = '512m';

/** What a server is to be beside its usual settings. */
export interface LocalServerOptions {
  settings?: Readonly<Record<string, string>>;
  /**
   * Called before the start, with the folder of the server and the one of Java. Gives a file in PEM with who vouches for
   * the server, where it is to speak HTTPS.
   */
  prepare?: (home: string, javaHome: string) => Promise<string>;
}

/** Starts a server in a folder of its own; both are gone after `stop`, and when this process ends, however that is. */
export async function startLocalServer({
  settings = {},
  prepare,
}: LocalServerOptions = {}): Promise<TestServer> {
  const javaHome = await findJava();
  const archive = await fetchDistribution();
  const folder = await mkdtemp(join(tmpdir(), 'ogi-elasticsearch-'));
  await chmod(folder, 0o755);
  const home = await unpackDistribution(archive, folder);
  const [httpPort, transportPort] = await freePorts(2);
  const all = {
    'network.host': '127.0.0.1',
    'http.port': String(httpPort),
    'transport.port': String(transportPort),
    'discovery.type': 'single-node',
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    // A test machine is often nearly full; the tests need little.
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    'xpack.security.enabled': 'false',
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`);
  await writeFile(join(home, 'config', 'elasticsearch.yml'), lines.join(''));
  await Promise.all(['data', 'logs', 'scratch'].map((name) => mkdir(join(folder, name))));
  const caFile = await prepare?.(home, javaHome);

  const isRoot = process.getuid?.() === 0;
  if (isRoot) await run('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
  const asNobody = isRoot ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
  const variables = [
    `HOME=${folder}`,
    `ES_JAVA_HOME=${javaHome}`,
    `ES_JAVA_OPTS=-Xms${HEAP} -Xmx${HEAP}`,
    // Else each start leaves a folder behind.
    `ES_TMPDIR=${join(folder, 'scratch')}`,
  ];
  const command = [...asNobody, 'env', ...variables, join(home, 'bin', 'elasticsearch')];
  const keeper = spawn(process.execPath, [KEEPER, folder, ...command], {
    // A group of its own: an interrupt from the keyboard must not reach it before the run has ended.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(keeper, 'exit');
  const server: TestServer = {
    url: `${caFile === undefined ? 'http' : 'https'}://127.0.0.1:${String(httpPort)}`,
    stop: async () => {
      keeper.stdin.end();
      await ended;
    },
  };
  try {
    await waitUntilHealthy(server.url, ended, caFile);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** The folder of the Java that is installed. */
export async function findJava(): Promise<string> {
  const fromEnvironment = process.env['ES_JAVA_HOME'] ?? process.env['JAVA_HOME'];
  if (fromEnvironment !== undefined) return fromEnvironment;
  const { stderr } = await run('java', ['-XshowSettings:properties', '-version']);
  const home = /^\s*java\.home = (.+)$/m.exec(stderr)?.[1];
  if (home === undefined) throw new Error('java does not say where it is.');
  return home;
}
