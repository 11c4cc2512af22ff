/** Finds a server for the tests: one that is named, else a container, else the Maven artefact. */
import { stripVTControlCharacters } from 'node:util';
import { startDockerServer } from './docker-server.js';
import { startLocalServer } from './local-server.js';
import type { TestServer } from './test-server.js';

/** Ways to a server of our own, in the order in which they are tried. */
const WAYS = [
  { name: 'in a container', start: startDockerServer },
  { name: 'from Maven', start: () => startLocalServer() },
];

/** @throws AggregateError with the reason of each way where there is none. */
export async function findServer(): Promise<TestServer> {
  const url = process.env['ELASTICSEARCH_URL'];
  if (url !== undefined && url !== '') return { url, stop: () => Promise.resolve() };
  const errors: unknown[] = [];
  const reasons: string[] = [];
  for (const { name, start } of WAYS) {
    try {
      return await start();
    } catch (error) {
      errors.push(error);
      reasons.push(`${name}: ${reasonOf(error)}`);
    }
  }
  throw new AggregateError(
    errors,
    `No ELASTICSEARCH_URL is set, and no server could be started. ${reasons.join('; ')}`,
  );
}

/** The first line of what a failed command wrote, Maven to stdout and others to stderr; else of the message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  const said = [stdout, stderr, error.message].map((text) => stripVTControlCharacters(text).trim());
  return said.find((text) => text !== '')?.split('\n')[0] ?? error.name;
}
