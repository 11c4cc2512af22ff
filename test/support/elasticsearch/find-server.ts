/** Finds a server for the tests: one that is named, else a container, else the Maven artefact. */
import { hasDocker, startDockerServer } from './docker-server.js';
import { startLocalServer } from './local-server.js';
import type { TestServer } from './test-server.js';

/** @throws Error with the reason where there is none. */
export async function findServer(): Promise<TestServer> {
  const url = process.env['ELASTICSEARCH_URL'];
  if (url !== undefined && url !== '') return { url, stop: () => Promise.resolve() };
  if (await hasDocker()) return startDockerServer();
  try {
    return await startLocalServer();
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new Error(
      `No ELASTICSEARCH_URL is set, no container engine answers, and no server could be fetched by Maven and started: ${reason ?? ''}`,
      { cause: error },
    );
  }
}
