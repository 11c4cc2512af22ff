/** The store on a server that lets nobody in without a password or an API key, and speaks TLS alone. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { errors } from '@elastic/elasticsearch';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { createClient } from '../../src/store/elasticsearch/connection/client.js';
import type { ElasticsearchSettings } from '../../src/store/elasticsearch/connection/client.js';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.js';
import { reindex } from '../../src/store/elasticsearch/projection/reindex.js';
import type { ReportStore } from '../../src/store/port.js';
import { buildReport, buildSearch, buildWrite } from '../support/build-report.js';
import { freshPrefix } from '../support/elasticsearch/open-stores.js';
import {
  KEEPER,
  KEEPER_PRIVILEGES,
  OWNER,
  READER,
  startSecuredServer,
  whySecuredServerIsMissing,
} from '../support/elasticsearch/secured-server.js';
import type { SecuredServer } from '../support/elasticsearch/secured-server.js';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

const START_MS = 240_000;
const NOT_LET_IN = {
  code: 'STORE_UNAVAILABLE',
  message: 'Elasticsearch does not let this service in.',
};
const missing = await whySecuredServerIsMissing();
const why = missing === null ? '' : `: skipped. ${missing}`;

describe.skipIf(missing !== null)(`the store on a secured server${why}`, () => {
  let server: SecuredServer;
  let prefix: string;
  let stores: ReportStore[] = [];
  beforeAll(async () => {
    server = await startSecuredServer();
  }, START_MS);
  afterAll(async () => {
    await server.stop();
  }, START_MS);
  beforeEach(() => {
    prefix = freshPrefix();
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
  });

  const settings = (credentials: ElasticsearchSettings['credentials']): ElasticsearchSettings => ({
    urls: [server.url],
    indexPrefix: prefix,
    caFile: server.caFile,
    credentials,
  });
  const open = (one: ElasticsearchSettings): ReportStore => {
    const store = openElasticsearchStore({ settings: one });
    stores.push(store);
    return store;
  };
  const byPassword = (username: string, password = server.password) =>
    settings({ type: 'password', username, password });

  /** Writes, finds and keeps a report. */
  async function requireUsable(store: ReportStore): Promise<void> {
    const write = buildWrite(buildReport());
    const [outcome] = await store.write([write]);
    expect(outcome?.status).toBe('new');
    expect((await store.search(buildSearch())).hits).toMatchObject([{ id: outcome?.id }]);
    expect(await store.status()).toMatchObject({ reports: 1, madeUp: false });
    expect((await store.source(write.source.sha256))?.sha256).toBe(write.source.sha256);
  }

  it('lets in a user who may use the indices of the store, and nothing else', async () => {
    const passwordFile = join(tempFolder(), 'password');
    writeFileSync(passwordFile, `${server.password}\n`);
    const { elasticsearch } = loadConfig({
      ELASTICSEARCH_URL: server.url,
      ELASTICSEARCH_CA_FILE: server.caFile,
      ELASTICSEARCH_USERNAME: KEEPER,
      ELASTICSEARCH_PASSWORD_FILE: passwordFile,
      OGI_INDEX_PREFIX: prefix,
    });
    if (elasticsearch === null) throw new Error('There is a URL.');
    await requireUsable(open(elasticsearch));
    expect(await reindex({ settings: elasticsearch })).toMatchObject({ reports: 1 });
    await expect(open({ ...elasticsearch, indexPrefix: 'other' }).status()).rejects.toMatchObject(NOT_LET_IN);
  });

  it('lets in who shows an API key', async (context) => {
    const owner = createClient(byPassword(OWNER));
    const key = await owner.security
      .createApiKey({
        name: prefix,
        role_descriptors: {
          store: { indices: [{ names: [`${prefix}-*`], privileges: [...KEEPER_PRIVILEGES] }] },
        },
      })
      .catch((error: unknown) => {
        const reason = error instanceof errors.ResponseError ? error.message : '';
        if (!reason.includes('pattern_capture')) throw error;
        return null;
      })
      .finally(() => owner.close());
    // It keeps keys in an index that it makes with one of those optional modules.
    if (key === null) return context.skip('The server as a Maven artefact can keep no API keys.');
    const { encoded: apiKey } = key;
    await requireUsable(open(settings({ type: 'apiKey', apiKey })));
  });

  it('says so where a user may read but not write', async () => {
    await requireUsable(open(byPassword(KEEPER)));
    const store = open(byPassword(READER));
    expect((await store.search(buildSearch())).total).toBe(1);
    const write = buildWrite(buildReport({ organ: '他局' }));
    await expect(store.write([write])).rejects.toMatchObject(NOT_LET_IN);
    expect((await store.search(buildSearch())).total).toBe(1);
  });

  it('keeps wrong secrets out, and to itself', async () => {
    const secret = 'wrong-secret-0123456789';
    const encoded = Buffer.from(`an-id:${secret}`).toString('base64');
    const inHeader = Buffer.from(`${OWNER}:${secret}`).toString('base64');
    for (const credentials of [
      byPassword(OWNER, secret),
      settings({ type: 'apiKey', apiKey: encoded }),
      settings(null),
    ]) {
      const store = open(credentials);
      for (const use of [() => store.status(), () => store.write([buildWrite(buildReport())])]) {
        const error: unknown = await use().catch((one: unknown) => one);
        expect(error).toMatchObject({
          ...NOT_LET_IN,
          remedy: expect.stringContaining('API key') as string,
        });
        const everything = inspect(error, { depth: Infinity, showHidden: true });
        for (const one of [secret, encoded, inHeader]) expect(everything).not.toContain(one);
      }
    }
    const { status, stdout, stderr } = await runOgi(['status'], {
      cwd: tempFolder(),
      env: {
        OGI_STORE: 'elasticsearch',
        ELASTICSEARCH_URL: server.url,
        ELASTICSEARCH_CA_FILE: server.caFile,
        ELASTICSEARCH_USERNAME: OWNER,
        ELASTICSEARCH_PASSWORD: secret,
      },
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('Elasticsearch does not let this service in.');
    for (const one of [secret, inHeader]) expect(`${stdout}${stderr}`).not.toContain(one);
  });

  it('talks to no server that the CA file does not vouch for', async () => {
    const good = byPassword(OWNER);
    for (const caFile of [server.otherCaFile, null]) {
      await expect(open({ ...good, caFile }).status()).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        message: 'Elasticsearch cannot be reached.',
        remedy: expect.stringContaining('CA file') as string,
      });
    }
    await expect(
      open({ ...good, urls: [server.url.replace('https', 'http')] }).status(),
    ).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
