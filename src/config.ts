/** The environment as one frozen, checked object. The only file that reads the environment. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { OgiError } from './errors.js';
import type { ElasticsearchSettings } from './store/elasticsearch/connection/client.js';
import { DEFAULT_DEADLINE_MS } from './store/search-request.js';

/** Version of the program. */
export const PROGRAM_VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

/** Levels of the log, from silent to everything. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The language that the environment asks for, e.g. `zh_CN.UTF-8`; empty where it asks for none. As gettext does: the first that is set decides. */
export function localeOfEnvironment(environment: Readonly<NodeJS.ProcessEnv> = process.env): string {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '') ?? '';
}

/** Settings of one process. */
export interface Config {
  /** `OGI_DATA`: folder of everything that is kept, absolute. Default is `./data`. */
  readonly dataDir: string;
  /** The user's store. */
  readonly storePath: string;
  /** The store of made-up reports, served while the user has none. */
  readonly samplePath: string;
  /** `OGI_STORE`: the kind of store. Default is `sqlite`, the embedded one. */
  readonly store: 'sqlite' | 'elasticsearch';
  /** Where Elasticsearch is, by `ELASTICSEARCH_URL` and others; null where that is not set. */
  readonly elasticsearch: ElasticsearchSettings | null;
  /** `HOST`: address to listen on. Default is `127.0.0.1`: this machine only; `0.0.0.0` opens it to the network. */
  readonly host: string;
  /** `PORT`: 0–65535, 0 for any free port. Default is 4000. */
  readonly port: number;
  /** `OGI_ADMIN_TOKEN`: what a write must show; null switches writes off. */
  readonly adminToken: string | null;
  /** `LOG_LEVEL`. Default is `info`, on a terminal `warn`: requests would scroll away what is printed at the start. */
  readonly logLevel: LogLevel;
  /** `OGI_DEADLINE_MS`: milliseconds after which a request is stopped. Default is 10,000. */
  readonly deadlineMs: number;
  /** `OGI_UPLOAD_DEADLINE_MS`: milliseconds in which a file sent to `/import` must have been read: a scan of some twenty pages. Default is 120,000. */
  readonly uploadDeadlineMs: number;
  /** `OGI_RATE_LIMIT`: requests a minute from one address; 0 for no limit. Default is 600. */
  readonly requestsPerMinute: number;
  /** `OGI_COST_LIMIT`: cost of all queries a minute from one address; 0 for no limit. Default is 5,000,000. */
  readonly costPerMinute: number;
  /** `OGI_CORS_ORIGINS`: origins whose pages may use the API, with commas between; `*` for all. Default is none. */
  readonly corsOrigins: readonly string[];
  /**
   * `OGI_TRUST_PROXY`: addresses or networks of the proxies in front, with commas between. The client is the first address from
   * the right of `X-Forwarded-For` that is none of them. Default is none: the client is who connects.
   */
  readonly trustProxy: readonly string[];
  /** `OGI_SERVERS`: how many servers share the limits of an address; each takes its part of them. Default is 1. */
  readonly servers: number;
  /** `OGI_METRICS_TOKEN`: what a reader of `/metrics` must show; null serves this machine alone. */
  readonly metricsToken: string | null;
  /** `OGI_WATCH_SECRET`: signs what `ogi watch` posts; null for no signature. */
  readonly watchSecret: string | null;
  /** `OGI_SLOW_MS`: milliseconds from which a request is logged as slow; 0 for none. Default is 1,000. */
  readonly slowMs: number;
}

/** A token shorter than this can be guessed. */
const SHORTEST_TOKEN = 16;

/**
 * Reads and checks the settings.
 *
 * @param overrides what the command line sets, before the environment
 * @throws OgiError `BAD_CONFIGURATION` naming the variable and what to set.
 */
export function loadConfig(
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
  overrides: { dataDir?: string | undefined; terminal?: boolean } = {},
): Config {
  /** An empty variable counts as not set: compose files pass `PORT=` for an unset one. */
  const read = (name: string): string | null => {
    const value = environment[name]?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const readInteger = (name: string, fallback: number, from: number, to: number): number => {
    const text = read(name);
    if (text === null) return fallback;
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= from && value <= to)) {
      throw badVariable(
        name,
        text,
        `Set it to a whole number from ${from} to ${to}, or unset it for ${fallback}.`,
      );
    }
    return value;
  };
  const readChoice = <T extends string>(name: string, fallback: T, choices: readonly T[]): T => {
    const text = read(name);
    if (text === null) return fallback;
    const choice = choices.find((candidate) => candidate === text.toLowerCase());
    if (choice === undefined) {
      throw badVariable(name, text, `Set it to one of ${choices.join(', ')}, or unset it for ${fallback}.`);
    }
    return choice;
  };

  const readToken = (name: string): string | null => {
    const token = read(name);
    if (token === null || token.length >= SHORTEST_TOKEN) return token;
    // The token itself must not appear in a message that is logged.
    throw badVariable(name, null, `Set at least ${SHORTEST_TOKEN} characters, or unset it to switch it off.`);
  };

  const elasticsearch = readElasticsearch(read, readInteger);
  const store = readChoice('OGI_STORE', 'sqlite', ['sqlite', 'elasticsearch'] as const);
  if (store === 'elasticsearch' && elasticsearch === null) {
    throw badVariable(
      'OGI_STORE',
      store,
      'Set ELASTICSEARCH_URL to the address of the cluster too, or unset it for the embedded store.',
    );
  }
  const dataDir = resolve(overrides.dataDir ?? read('OGI_DATA') ?? 'data');
  return Object.freeze({
    dataDir,
    storePath: join(dataDir, 'ogi.sqlite'),
    samplePath: join(dataDir, 'sample', 'ogi.sqlite'),
    store,
    elasticsearch,
    host: read('HOST') ?? '127.0.0.1',
    port: readInteger('PORT', 4000, 0, 65_535),
    adminToken: readToken('OGI_ADMIN_TOKEN'),
    logLevel: readChoice('LOG_LEVEL', overrides.terminal === true ? 'warn' : 'info', LOG_LEVELS),
    deadlineMs: readInteger('OGI_DEADLINE_MS', DEFAULT_DEADLINE_MS, 1, 600_000),
    uploadDeadlineMs: readInteger('OGI_UPLOAD_DEADLINE_MS', 120_000, 1, 3_600_000),
    requestsPerMinute: readInteger('OGI_RATE_LIMIT', 600, 0, 1_000_000),
    costPerMinute: readInteger('OGI_COST_LIMIT', 5_000_000, 0, 1_000_000_000),
    corsOrigins: readOrigins(read('OGI_CORS_ORIGINS')),
    trustProxy: readProxies(read('OGI_TRUST_PROXY')),
    servers: readInteger('OGI_SERVERS', 1, 1, 1000),
    metricsToken: readToken('OGI_METRICS_TOKEN'),
    watchSecret: readToken('OGI_WATCH_SECRET'),
    slowMs: readInteger('OGI_SLOW_MS', 1000, 0, 600_000),
  });
}

/** Reads a variable that is set; null for none. */
type ReadVariable = (name: string) => string | null;
/** Reads a whole number within bounds. */
type ReadInteger = (name: string, fallback: number, from: number, to: number) => number;

/** Elasticsearch makes no index of more. */
const MOST_SHARDS = 1024;
/** Names of indices begin so: lower case, and nothing that a pattern of names could mean. */
const INDEX_PREFIX = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/**
 * `ELASTICSEARCH_URL` (several nodes with commas between), `ELASTICSEARCH_CA_FILE`, `ELASTICSEARCH_API_KEY` or
 * `ELASTICSEARCH_USERNAME` with `ELASTICSEARCH_PASSWORD` (each secret also as `…_FILE`), `OGI_INDEX_PREFIX` (default `ogi`),
 * `OGI_INDEX_SHARDS`.
 */
function readElasticsearch(read: ReadVariable, readInteger: ReadInteger): ElasticsearchSettings | null {
  const url = read('ELASTICSEARCH_URL');
  if (url === null) return null;
  const indexPrefix = read('OGI_INDEX_PREFIX') ?? 'ogi';
  if (!INDEX_PREFIX.test(indexPrefix)) {
    throw badVariable(
      'OGI_INDEX_PREFIX',
      indexPrefix,
      'Set lower-case letters, digits, - and _, or unset it for ogi.',
    );
  }
  return Object.freeze({
    urls: url.split(',').map((one) => readNode(one.trim())),
    indexPrefix,
    caFile: read('ELASTICSEARCH_CA_FILE'),
    credentials: readCredentials(read),
    ...(read('OGI_INDEX_SHARDS') !== null && { shards: readInteger('OGI_INDEX_SHARDS', 1, 1, MOST_SHARDS) }),
  });
}

function readNode(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isNode = url?.protocol === 'http:' || url?.protocol === 'https:';
  // An address is logged; so it must hold no secret, and is not repeated here.
  if (url !== null && isNode && url.username === '' && url.password === '') return url.href;
  throw badVariable(
    'ELASTICSEARCH_URL',
    null,
    'Set it to http:// or https:// addresses, with commas between and without user and password, or unset it.',
  );
}

function readCredentials(read: ReadVariable): ElasticsearchSettings['credentials'] {
  const apiKey = readSecret(read, 'ELASTICSEARCH_API_KEY');
  const username = read('ELASTICSEARCH_USERNAME');
  const password = readSecret(read, 'ELASTICSEARCH_PASSWORD');
  if (apiKey !== null && username === null && password === null) return { type: 'apiKey', apiKey };
  if (apiKey !== null) {
    throw badVariable('ELASTICSEARCH_API_KEY', null, 'Set it or user and password, and unset the other.');
  }
  if (username === null && password === null) return null;
  if (username !== null && password !== null) return { type: 'password', username, password };
  throw badVariable(
    username === null ? 'ELASTICSEARCH_USERNAME' : 'ELASTICSEARCH_PASSWORD',
    null,
    'Set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD together, or unset both.',
  );
}

/** A secret, from the variable itself or from the file that `…_FILE` names. */
function readSecret(read: ReadVariable, name: string): string | null {
  const fileName = `${name}_FILE`;
  const file = read(fileName);
  const value = read(name);
  if (file === null) return value;
  if (value !== null) throw badVariable(fileName, file, `Unset it or ${name}.`);
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw badVariable(fileName, file, 'Name a file that this user may read, or unset it.', cause);
  }
  if (secret === '') throw badVariable(fileName, file, 'Put the secret into the file, or unset it.');
  return secret;
}

/** Names of networks that stand for their addresses. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

/** Addresses and networks, e.g. `10.0.0.0/8`, and names of networks. */
function readProxies(text: string | null): string[] {
  if (text === null || text.toLowerCase() === 'false') return [];
  const proxies = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const proxy of proxies) {
    if (isIP(proxy) !== 0 || ipaddr.isValidCIDR(proxy) || NAMED_NETWORKS.includes(proxy)) continue;
    throw badVariable(
      'OGI_TRUST_PROXY',
      proxy,
      'Set the addresses or networks of the proxies in front, with commas between, e.g. 10.0.0.5 or loopback,10.0.0.0/8; unset it where clients connect directly.',
    );
  }
  return proxies;
}

/** Origins as browsers send them: scheme, host and port. */
function readOrigins(text: string | null): string[] {
  const origins = (text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const origin of origins) {
    if (origin !== '*' && (!URL.canParse(origin) || new URL(origin).origin !== origin)) {
      throw badVariable(
        'OGI_CORS_ORIGINS',
        origin,
        'Set origins such as https://example.org, with commas between, or *.',
      );
    }
  }
  return origins;
}

function badVariable(name: string, value: string | null, remedy: string, cause?: unknown): OgiError {
  const shown = value === null ? '' : ` ("${value}")`;
  return new OgiError('BAD_CONFIGURATION', `The environment variable ${name}${shown} cannot be used.`, {
    argument: name,
    remedy,
    cause,
  });
}

/** The environment of a process that is started: ours, and what is set for it alone unless it is set already. */
export function childEnvironment(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...added, ...process.env };
}
