/** A server for tests, wherever it comes from. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import * as http from 'node:http';
import * as https from 'node:https';

export interface TestServer {
  url: string;
  /** Stops it and deletes what it kept; of a server that was there before, nothing. */
  stop: () => Promise<void>;
}

/** What the tests of a run are given: a server, or why there is none. */
export type ServerForTests = { url: string } | { missing: string };

declare module 'vitest' {
  interface ProvidedContext {
    elasticsearch: ServerForTests;
  }
}

const START_TIMEOUT_MS = 120_000;

/**
 * Waits until a server takes requests.
 *
 * @param ended settles when it has ended instead
 * @param caFile who vouches for its certificate, in PEM; absent where it has none
 */
export async function waitUntilHealthy(
  url: string,
  ended?: Promise<unknown>,
  caFile?: string,
): Promise<void> {
  const state = { ended: false };
  void ended?.finally(() => (state.ended = true));
  const ca = caFile === undefined ? undefined : await readFile(caFile);
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const status = await healthStatus(url, ca).catch(() => null);
    // With security on, an answer that asks who we are comes from a server that has started.
    if (status === 200 || status === 401) return;
    if (state.ended) throw new Error('The Elasticsearch server ended while it was starting.');
    if (Date.now() > end) throw new Error(`No Elasticsearch answers at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function healthStatus(url: string, ca: Buffer | undefined): Promise<number | undefined> {
  const path = `${url}/_cluster/health?wait_for_status=yellow&timeout=1s`;
  const signal = AbortSignal.timeout(5_000);
  const request = ca === undefined ? http.get(path, { signal }) : https.get(path, { signal, ca });
  const [response] = (await once(request, 'response', { signal })) as [http.IncomingMessage];
  response.resume();
  return response.statusCode;
}
