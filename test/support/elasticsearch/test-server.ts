/** A server for tests, wherever it comes from. */

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

/** Waits until a server takes requests; `ended` settles when it has ended instead. */
export async function waitUntilHealthy(url: string, ended?: Promise<unknown>): Promise<void> {
  const state = { ended: false };
  void ended?.finally(() => (state.ended = true));
  const end = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const response = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    // With security on, an answer that asks who we are comes from a server that has started.
    if (response?.ok === true || response?.status === 401) return;
    if (state.ended) throw new Error('The Elasticsearch server ended while it was starting.');
    if (Date.now() > end) throw new Error(`No Elasticsearch answers at ${url}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
