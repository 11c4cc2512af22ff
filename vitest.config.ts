import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that need an Elasticsearch server; one is started only where such a file is run. */
const NEEDS_ELASTICSEARCH = 'test/**/elasticsearch-*.test.ts';

export default defineConfig({
  resolve: {
    // Vite would load graphql/index.mjs and Node graphql/index.js: two copies whose types do not mix.
    alias: [
      {
        find: /^graphql$/,
        replacement: fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url)),
      },
    ],
  },
  test: {
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Much of the time is waiting for servers and processes: one worker for each core, not one less.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'web/test/**/*.test.ts'],
          exclude: [NEEDS_ELASTICSEARCH],
          globalSetup: ['test/support/build.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'elasticsearch',
          include: [NEEDS_ELASTICSEARCH],
          globalSetup: ['test/support/build.ts', 'test/support/elasticsearch/global-setup.ts'],
        },
      },
    ],
  },
});
