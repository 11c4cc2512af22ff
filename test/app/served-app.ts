/** A server over a real store in a folder of its own, filled through the real importer. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.js';
import type { AppConfig } from '../../src/app.js';
import { ServedStores } from '../../src/http/served-stores.js';
import { importFiles } from '../../src/services/import-reports.js';
import type { ReportStore } from '../../src/store/port.js';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { READ_HERE } from '../support/read-here.js';

/** An answer of the server to a GraphQL request. */
export interface Answer {
  status: number;
  data: Record<string, unknown> | null;
  errors: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
}

/** Sends a query as a client does. */
export async function ask(app: FastifyInstance, query: string, variables?: object): Promise<Answer> {
  const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
  const body: Partial<Answer> = response.json();
  return { status: response.statusCode, data: body.data ?? null, errors: body.errors ?? [] };
}

/** Stores texts as files. */
export async function addTexts(store: ReportStore, texts: readonly string[]): Promise<void> {
  const inputs = texts.map((text, index) => {
    const fileName = `made-up-${index}.txt`;
    return { path: fileName, fileName, read: () => Promise.resolve(Buffer.from(text)) };
  });
  const { setAside } = await importFiles(inputs, store, { readers: READ_HERE });
  if (setAside.length > 0) throw new Error(`Set aside: ${JSON.stringify(setAside)}`);
}

/** Folder and stores of one test file. */
export class TestStores {
  readonly folder = mkdtempSync(join(tmpdir(), 'ogi-app-'));
  readonly #opened: ReportStore[] = [];

  async open(name: string, madeUp = false): Promise<ReportStore> {
    const store = await openSqliteStore({ path: join(this.folder, `${name}.sqlite`), madeUp });
    this.#opened.push(store);
    return store;
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#opened.map((store) => store.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The admin token of test servers. */
export const ADMIN_TOKEN = 'token-of-the-tests-only';

/** Settings of a silent server without limits; see {@link serveStore}. */
export const TEST_CONFIG: AppConfig = {
  adminToken: ADMIN_TOKEN,
  corsOrigins: [],
  costPerMinute: 0,
  // A busy machine is no fault: no test may end by a deadline that it has not set itself.
  deadlineMs: 120_000,
  logLevel: 'silent',
  metricsToken: null,
  requestsPerMinute: 0,
  servers: 1,
  slowMs: 0,
  uploadDeadlineMs: 60_000,
  trustProxy: [],
};

/** A server over one store, with {@link TEST_CONFIG} but for what is given. */
export function serveStore(store: ReportStore, config: Partial<AppConfig> = {}): Promise<FastifyInstance> {
  return createApp(new ServedStores(store, null), { ...TEST_CONFIG, ...config });
}

/** The same store with some of its methods in front of its own, to watch calls or to make them fail. */
export function watched(store: ReportStore, methods: Partial<ReportStore>): ReportStore {
  return new Proxy(store, {
    get: (target, name) => {
      const own: unknown = Reflect.get(name in methods ? methods : target, name);
      return typeof own === 'function' ? (own.bind(target) as unknown) : own;
    },
  });
}
