/** A server of our own with security on: it asks for a password or an API key, and speaks TLS alone. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findJava, startLocalServer } from './local-server.js';
import { fetchDistribution } from './maven-distribution.js';
import type { TestServer } from './test-server.js';

const run = promisify(execFile);

/** A server and what its owner knows. */
export interface SecuredServer extends TestServer {
  /** Who vouches for its certificate. */
  caFile: string;
  /** Who vouches for others, but not for it. */
  otherCaFile: string;
  /** The password of all users. */
  password: string;
}

/** May do everything. */
export const OWNER = 'owner';
/** May use the indices of stores, and do nothing else. */
export const KEEPER = 'keeper';
/** May read the indices of stores, and not write. */
export const READER = 'reader';

/** What stores need, on indices that {@link freshPrefix} names. */
export const KEEPER_PRIVILEGES = ['manage', 'read', 'write'] as const;
const READER_PRIVILEGES = ['monitor', 'read', 'view_index_metadata'];
const NAMES = ['test-*'];
const ROLES = {
  [KEEPER]: { indices: [{ names: NAMES, privileges: KEEPER_PRIVILEGES }] },
  [READER]: { indices: [{ names: NAMES, privileges: READER_PRIVILEGES }] },
};

/** Why there can be none on this machine; null where it can. Where `CI` promises one it throws instead. */
export async function whySecuredServerIsMissing(): Promise<string | null> {
  try {
    await run('openssl', ['version']);
    await findJava();
    await fetchDistribution();
    return null;
  } catch (error) {
    if (process.env['CI'] === 'true' || !(error instanceof Error)) throw error;
    return `It needs openssl, Java and Maven: ${error.message.split('\n')[0] ?? ''}`;
  }
}

/** Starts it. All that it needs stands in its own folder, and goes with it. */
export async function startSecuredServer(): Promise<SecuredServer> {
  const password = randomBytes(12).toString('hex');
  const files = { caFile: '', otherCaFile: '' };
  const server = await startLocalServer({
    settings: {
      'xpack.security.enabled': 'true',
      'xpack.security.http.ssl.enabled': 'true',
      'xpack.security.http.ssl.key': 'node.key',
      'xpack.security.http.ssl.certificate': 'node.pem',
    },
    prepare: async (home, javaHome) => {
      const config = join(home, 'config');
      files.caFile = await makeAuthority(config, 'ca');
      files.otherCaFile = await makeAuthority(config, 'other-ca');
      await makeCertificate(config, 'ca', 'node');
      await addUsers(home, javaHome, password);
      return files.caFile;
    },
  });
  return { ...server, ...files, password };
}

/** Adds users with one password; its hash takes the server's own tool. */
async function addUsers(home: string, javaHome: string, password: string): Promise<void> {
  const file = (name: string): string => join(home, 'config', name);
  // JSON is YAML too, but each role must stand on a line of its own.
  const roles = Object.entries(ROLES).map(([name, role]) => `${name}: ${JSON.stringify(role)}\n`);
  await writeFile(file('roles.yml'), roles.join(''));
  await run(join(home, 'bin', 'elasticsearch-users'), ['useradd', OWNER, '-p', password, '-r', 'superuser'], {
    env: { ...process.env, ES_JAVA_HOME: javaHome },
  });
  const hash = (await readFile(file('users'), 'utf8')).trim().slice(OWNER.length);
  for (const name of [KEEPER, READER]) {
    await appendFile(file('users'), `${name}${hash}\n`);
    await appendFile(file('users_roles'), `${name}:${name}\n`);
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Writes `NAME.pem`, which it gives, and `NAME.key`. */
async function makeAuthority(folder: string, name: string): Promise<string> {
  const certificate = join(folder, `${name}.pem`);
  const files = ['-keyout', join(folder, `${name}.key`), '-out', certificate];
  await run('openssl', ['req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', `/CN=${name}`]);
  return certificate;
}

/** Writes `NAME.pem`, a certificate of this machine for which an authority vouches, and `NAME.key`. */
async function makeCertificate(folder: string, authority: string, name: string): Promise<void> {
  const file = (ending: string): string => join(folder, `${name}.${ending}`);
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
  await run('openssl', ['req', ...NEW_KEY, '-keyout', file('key'), '-out', file('csr'), ...subject]);
  const issuer = ['-CA', join(folder, `${authority}.pem`), '-CAkey', join(folder, `${authority}.key`)];
  const output = ['-days', '2', '-copy_extensions', 'copy', '-out', file('pem')];
  await run('openssl', ['x509', '-req', '-in', file('csr'), ...issuer, '-CAcreateserial', ...output]);
}
