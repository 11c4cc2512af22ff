/** A server in a container, where there is a container engine. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.js';
import { VERSION } from './maven-distribution.js';
import { waitUntilHealthy } from './test-server.js';
import type { TestServer } from './test-server.js';

const run = promisify(execFile);

const IMAGE = `elasticsearch:${VERSION}`;
const ENGINE_TIMEOUT_MS = 10_000;
const PULL_TIMEOUT_MS = 10 * 60_000;
/**
 * We hold the other end of the container's stdin: `cat` ends when that closes. Whichever of the two ends first, the
 * container ends with it, so that a server that cannot start is not waited for.
 */
const COMMAND = 'cat <&0 & /usr/local/bin/docker-entrypoint.sh eswrapper & wait -n';

/**
 * Starts a container; it is gone after `stop`, and when this process ends, however that is.
 *
 * @throws Error with the engine's words where there is no engine, or the image can be neither pulled nor started.
 */
export async function startDockerServer(): Promise<TestServer> {
  await pullImage();
  const [port] = await freePorts(1);
  const settings = [
    'discovery.type=single-node',
    'xpack.security.enabled=false',
    'cluster.routing.allocation.disk.threshold_enabled=false',
    'ES_JAVA_OPTS=-Xms512m -Xmx512m',
  ];
  const container = spawn(
    'docker',
    [
      'run',
      '--interactive',
      '--rm',
      `--publish=127.0.0.1:${String(port)}:9200`,
      ...settings.map((setting) => `--env=${setting}`),
      '--entrypoint=bash',
      IMAGE,
      '-c',
      COMMAND,
    ],
    { detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let complaints = '';
  container.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const ended = once(container, 'close');
  const server: TestServer = {
    url: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      container.stdin.end();
      await ended;
    },
  };
  try {
    await waitUntilHealthy(server.url, ended);
  } catch (error) {
    await server.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${reason} ${complaints}`.trim(), { cause: error });
  }
  return server;
}

/** Pulls the image where it is not there yet: that may take longer than a start. */
async function pullImage(): Promise<void> {
  const { stdout } = await run('docker', ['image', 'ls', '--quiet', IMAGE], { timeout: ENGINE_TIMEOUT_MS });
  if (stdout === '') await run('docker', ['pull', '--quiet', IMAGE], { timeout: PULL_TIMEOUT_MS });
}
