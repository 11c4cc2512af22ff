/** A server in a container, where there is a container engine. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.js';
import { VERSION } from './maven-distribution.js';
import { waitUntilHealthy } from './test-server.js';
import type { TestServer } from './test-server.js';

const run = promisify(execFile);

/** Whether an engine answers. */
export async function hasDocker(): Promise<boolean> {
  return run('docker', ['info'], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
}

/** Starts a container; it is gone after `stop`, and when this process ends, however that is. */
export async function startDockerServer(): Promise<TestServer> {
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
      `elasticsearch:${VERSION}`,
      '-c',
      // We hold the other end of the container's stdin: `cat`, and the container with it, ends when that closes.
      '/usr/local/bin/docker-entrypoint.sh eswrapper & exec cat',
    ],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const ended = once(container, 'exit');
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
    throw error;
  }
  return server;
}
