import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { OgiError } from '../../src/errors.js';

function refusal(environment: NodeJS.ProcessEnv): OgiError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof OgiError) return error;
    throw error;
  }
  throw new Error(`Not refused: ${JSON.stringify(environment)}`);
}

describe('loadConfig', () => {
  it('has a default for everything', () => {
    expect(loadConfig({})).toEqual({
      dataDir: resolve('data'),
      storePath: resolve('data/ogi.sqlite'),
      samplePath: resolve('data/sample/ogi.sqlite'),
      store: 'sqlite',
      elasticsearch: null,
      host: '127.0.0.1',
      port: 4000,
      adminToken: null,
      logLevel: 'info',
      deadlineMs: 10_000,
      requestsPerMinute: 600,
      costPerMinute: 5_000_000,
      corsOrigins: [],
      servers: 1,
      trustProxy: [],
      metricsToken: null,
      watchSecret: null,
      slowMs: 1000,
      uploadDeadlineMs: 120_000,
    });
    expect(loadConfig({ PORT: '', OGI_DATA: ' ' })).toEqual(loadConfig({}));
  });

  it('reads every variable', () => {
    const config = loadConfig({
      OGI_DATA: '/tmp/some data',
      PORT: '0',
      HOST: '::1',
      OGI_STORE: 'SQLite',
      OGI_ADMIN_TOKEN: '0123456789abcdef',
      LOG_LEVEL: 'warn',
      OGI_DEADLINE_MS: '250',
      OGI_RATE_LIMIT: '0',
    });
    expect(config).toMatchObject({
      dataDir: '/tmp/some data',
      host: '::1',
      port: 0,
      store: 'sqlite',
      adminToken: '0123456789abcdef',
      logLevel: 'warn',
      deadlineMs: 250,
      requestsPerMinute: 0,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['OGI_DEADLINE_MS', '0'],
    ['OGI_DEADLINE_MS', '1s'],
    ['OGI_STORE', 'elasticsearch'],
    ['ELASTICSEARCH_URL', 'localhost:9200'],
    ['ELASTICSEARCH_URL', 'https://user:sesame@localhost:9200'],
    ['LOG_LEVEL', 'loud'],
    ['OGI_ADMIN_TOKEN', 'short'],
  ])('refuses %s=%s by name', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error).toMatchObject({ code: 'BAD_CONFIGURATION', argument: name });
    expect(error.remedy).toContain('unset');
  });

  it('lets the command line go before the environment', () => {
    expect(loadConfig({ OGI_DATA: '/a' }, { dataDir: '/b' }).storePath).toBe('/b/ogi.sqlite');
    expect(loadConfig({ OGI_DATA: '/a' }, { dataDir: undefined }).storePath).toBe('/a/ogi.sqlite');
  });

  it('never repeats a token in a message', () => {
    const { message, remedy } = refusal({ OGI_ADMIN_TOKEN: 'sesame' });
    expect(`${message}${remedy}`).not.toContain('sesame');
  });

  it('reads where Elasticsearch is and how it lets us in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ogi-config-'));
    const file = join(folder, 'password');
    writeFileSync(file, 'open sesame\n');
    const nodes = { OGI_STORE: 'elasticsearch', ELASTICSEARCH_URL: 'https://a:9200, https://b:9200' };
    expect(loadConfig(nodes)).toMatchObject({
      store: 'elasticsearch',
      elasticsearch: {
        urls: ['https://a:9200/', 'https://b:9200/'],
        indexPrefix: 'ogi',
        caFile: null,
        credentials: null,
      },
    });
    expect(
      loadConfig({
        ...nodes,
        OGI_INDEX_PREFIX: 'reports_2',
        OGI_INDEX_SHARDS: '12',
        ELASTICSEARCH_CA_FILE: '/ca.pem',
        ELASTICSEARCH_USERNAME: 'ogi',
        ELASTICSEARCH_PASSWORD_FILE: file,
      }).elasticsearch,
    ).toMatchObject({
      indexPrefix: 'reports_2',
      shards: 12,
      caFile: '/ca.pem',
      credentials: { type: 'password', username: 'ogi', password: 'open sesame' },
    });
    expect(loadConfig({ ...nodes, ELASTICSEARCH_API_KEY: 'key' }).elasticsearch?.credentials).toEqual({
      type: 'apiKey',
      apiKey: 'key',
    });
    rmSync(folder, { recursive: true });
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['OGI_INDEX_PREFIX', { OGI_INDEX_PREFIX: 'a*' }],
    ['OGI_INDEX_SHARDS', { OGI_INDEX_SHARDS: '0' }],
    ['ELASTICSEARCH_PASSWORD', { ELASTICSEARCH_USERNAME: 'ogi' }],
    ['ELASTICSEARCH_USERNAME', { ELASTICSEARCH_PASSWORD: 'sesame' }],
    ['ELASTICSEARCH_API_KEY', { ELASTICSEARCH_API_KEY: 'sesame', ELASTICSEARCH_USERNAME: 'ogi' }],
    ['ELASTICSEARCH_API_KEY_FILE', { ELASTICSEARCH_API_KEY_FILE: '/no/such/file' }],
    [
      'ELASTICSEARCH_PASSWORD_FILE',
      { ELASTICSEARCH_PASSWORD_FILE: '/no/such/file', ELASTICSEARCH_PASSWORD: 'sesame' },
    ],
  ])('refuses a wrong %s beside ELASTICSEARCH_URL, and repeats no secret', (name, environment) => {
    const error = refusal({ ELASTICSEARCH_URL: 'http://localhost:9200', ...environment });
    expect(error).toMatchObject({ code: 'BAD_CONFIGURATION', argument: name });
    expect(`${error.message}${error.remedy}`).not.toContain('sesame');
  });
});
