/**
 * Who may import whom: the one table. `npm run lint` checks it, CONTRIBUTING.md explains it, test/structure plants each forbidden import.
 * A room is a folder of src, or one of its root files; what a room does not name it must not import. Its own files it always may.
 */
export const ROOMS = {
  'errors.ts': [],
  messages: [],
  forms: [],
  domain: ['forms'],
  text: ['domain', 'errors.ts'],
  ingest: ['domain', 'text', 'errors.ts'],
  parse: ['forms', 'domain', 'text', 'ingest', 'errors.ts'],
  sample: ['forms', 'domain'],
  store: ['domain', 'text', 'errors.ts'],
  'store/sqlite': ['store', 'domain', 'text', 'errors.ts'],
  'store/elasticsearch': ['store', 'domain', 'text', 'errors.ts'],
  services: ['store', 'parse', 'ingest', 'text', 'domain', 'errors.ts'],
  graphql: ['services', 'store', 'forms', 'domain', 'messages', 'errors.ts'],
  web: [],
  // It asks the API as any client does, and knows nothing else of the product.
  mcp: [],
  http: ['graphql', 'services', 'store', 'domain', 'web', 'mcp', 'messages', 'errors.ts'],
  // The settings of a store are the store's own.
  'config.ts': ['store', 'store/elasticsearch', 'errors.ts'],
  'app.ts': ['http', 'graphql', 'services', 'config.ts', 'messages', 'errors.ts'],
  // The command line joins everything, as whoever starts a program must; but for the API, which it starts through app.ts.
  cli: [
    'app.ts',
    'config.ts',
    'messages',
    'http',
    'mcp',
    'web',
    'services',
    'store',
    'store/sqlite',
    'store/elasticsearch',
    'sample',
    'parse',
    'ingest',
    'text',
    'forms',
    'domain',
    'errors.ts',
  ],
  'main.ts': ['cli'],
};

/** Files of a room that others may not import, though they may import the room. */
export const PRIVATE = [
  { from: 'parse', to: 'ingest', but: ['document.ts'], why: 'the parser knows no file format' },
];

/** Packages that only these rooms may import. */
export const PACKAGES = [
  // type-graphql has only a release candidate for this graphql: a change of library must touch one folder.
  { packages: ['type-graphql'], rooms: ['graphql'] },
  { packages: ['graphql'], rooms: ['graphql', 'http'] },
  { packages: ['@apollo/server'], rooms: ['app.ts', 'http', 'graphql'] },
  { packages: ['fastify', '@fastify/[^/]+', '@as-integrations/fastify'], rooms: ['app.ts', 'http'] },
  { packages: ['@elastic/elasticsearch'], rooms: ['store/elasticsearch'] },
  { packages: ['@modelcontextprotocol/sdk'], rooms: ['mcp', 'http', 'cli'] },
  { packages: ['better-sqlite3'], rooms: ['store/sqlite', 'cli'] },
];
