/** The environment as one frozen, checked object. The only file that reads the environment. */
import { join, resolve } from 'node:path';
import { OgiError } from './errors.js';
import { DEFAULT_DEADLINE_MS } from './store/port.js';

/** Levels of the log, from silent to everything. */
export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Settings of one process. */
export interface Config {
  /** `OGI_DATA`: folder of everything that is kept, absolute. Default is `./data`. */
  readonly dataDir: string;
  /** The user's store. */
  readonly storePath: string;
  /** The store of made-up reports, served while the user has none. */
  readonly samplePath: string;
  /** `OGI_STORE`: the kind of store; `sqlite` is the only one yet. */
  readonly store: 'sqlite';
  /** `HOST`: address to listen on. Default is `127.0.0.1`: this machine only; `0.0.0.0` opens it to the network. */
  readonly host: string;
  /** `PORT`: 0–65535, 0 for any free port. Default is 4000. */
  readonly port: number;
  /** `OGI_ADMIN_TOKEN`: what a write must show; null switches writes off. */
  readonly adminToken: string | null;
  /** `LOG_LEVEL`. Default is `info`. */
  readonly logLevel: LogLevel;
  /** `OGI_DEADLINE_MS`: milliseconds after which a request is stopped. Default is 10,000. */
  readonly deadlineMs: number;
  /** `OGI_RATE_LIMIT`: requests a minute from one address; 0 for no limit. Default is 600. */
  readonly requestsPerMinute: number;
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
  overrides: { dataDir?: string | undefined } = {},
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

  const dataDir = resolve(overrides.dataDir ?? read('OGI_DATA') ?? 'data');
  const adminToken = read('OGI_ADMIN_TOKEN');
  if (adminToken !== null && adminToken.length < SHORTEST_TOKEN) {
    // The token itself must not appear in a message that is logged.
    throw badVariable(
      'OGI_ADMIN_TOKEN',
      null,
      `Set at least ${SHORTEST_TOKEN} characters, or unset it to switch writes off.`,
    );
  }
  return Object.freeze({
    dataDir,
    storePath: join(dataDir, 'ogi.sqlite'),
    samplePath: join(dataDir, 'sample', 'ogi.sqlite'),
    store: readChoice('OGI_STORE', 'sqlite', ['sqlite'] as const),
    host: read('HOST') ?? '127.0.0.1',
    port: readInteger('PORT', 4000, 0, 65_535),
    adminToken,
    logLevel: readChoice('LOG_LEVEL', 'info', LOG_LEVELS),
    deadlineMs: readInteger('OGI_DEADLINE_MS', DEFAULT_DEADLINE_MS, 1, 600_000),
    requestsPerMinute: readInteger('OGI_RATE_LIMIT', 600, 0, 1_000_000),
  });
}

function badVariable(name: string, value: string | null, remedy: string): OgiError {
  const shown = value === null ? '' : ` ("${value}")`;
  return new OgiError('BAD_CONFIGURATION', `The environment variable ${name}${shown} cannot be used.`, {
    argument: name,
    remedy,
  });
}
