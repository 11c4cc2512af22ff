/** A server of our own with security on: it asks for a password or an API key, and speaks TLS alone. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalServer } from './local-server.js';
import type { TestServer } from './test-server.js';

const run = promisify(execFile);

/** A server and what its owner knows. */
export interface SecuredServer extends TestServer {
  /** Who vouches for its certificate. */
  caFile: string;
  /** Who vouches for others, but not for it. */
  otherCaFile: string;
  username: string;
  password: string;
}

const USERNAME = 'owner';

/** Starts it. Needs OpenSSL for its certificate. */
export async function startSecuredServer(): Promise<SecuredServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-certificates-'));
  const removeFolder = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await makeAuthority(folder, 'ca');
    await makeAuthority(folder, 'other-ca');
    const password = randomBytes(12).toString('hex');
    const caFile = join(folder, 'ca.pem');
    const server = await startLocalServer({
      settings: {
        'xpack.security.enabled': 'true',
        'xpack.security.http.ssl.enabled': 'true',
        'xpack.security.http.ssl.key': 'node.key',
        'xpack.security.http.ssl.certificate': 'node.pem',
        'xpack.security.authc.api_key.enabled': 'true',
      },
      caFile,
      prepare: async (home, javaHome) => {
        await makeCertificate(folder, join(home, 'config'));
        const user = ['useradd', USERNAME, '-p', password, '-r', 'superuser'];
        await run(join(home, 'bin', 'elasticsearch-users'), user, {
          env: { ...process.env, ES_JAVA_HOME: javaHome },
        });
      },
    });
    const stop = async (): Promise<void> => {
      await server.stop();
      await removeFolder();
    };
    const otherCaFile = join(folder, 'other-ca.pem');
    return { url: server.url, stop, caFile, otherCaFile, username: USERNAME, password };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Writes `NAME.pem` and `NAME.key`. */
async function makeAuthority(folder: string, name: string): Promise<void> {
  const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)];
  await run('openssl', ['req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', `/CN=${name}`]);
}

/** Writes a certificate of this machine, `node.pem` and `node.key`, for which the authority `ca` vouches. */
async function makeCertificate(folder: string, target: string): Promise<void> {
  const key = join(target, 'node.key');
  const request = join(folder, 'node.csr');
  const name = ['-subj', '/CN=node', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await run('openssl', ['req', ...NEW_KEY, '-keyout', key, '-out', request, ...name]);
  const authority = ['-CA', join(folder, 'ca.pem'), '-CAkey', join(folder, 'ca.key'), '-CAcreateserial'];
  const output = ['-days', '2', '-copy_extensions', 'copy', '-out', join(target, 'node.pem')];
  await run('openssl', ['x509', '-req', '-in', request, ...authority, ...output]);
}
