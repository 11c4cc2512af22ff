/** Tests that need a server. Their files are named `elasticsearch-….test.ts`: only for these is one started. */
import { describe, inject } from 'vitest';
import type { ServerForTests } from './test-server.js';

/** Defines tests on the server of the run; skips them, with the reason in their name, where there is none. */
export function describeElasticsearch(name: string, define: (url: string) => void): void {
  const server: ServerForTests = inject('elasticsearch');
  if ('url' in server) {
    describe(name, () => {
      define(server.url);
    });
  } else {
    describe.skip(`${name}: skipped. ${server.missing}`, () => {
      define('');
    });
  }
}
