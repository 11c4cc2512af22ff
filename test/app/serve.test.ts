import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runOgi } from '../support/run-ogi.js';
import { tempFolder } from '../support/temp-folder.js';

/** `npm start`, after the build. */
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

interface Server {
  process: ChildProcess;
  /** Where it listens. */
  address: string;
  /** What it printed at its start, on standard output and standard error. */
  stdout: string;
  stderr: string;
  /** Exit status, once it has ended. */
  ended: Promise<number | null>;
}

/** Starts a server of its own process and waits until it says that it is up. */
async function start(dataDir: string): Promise<Server> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, OGI_DATA: dataDir, PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /endpoint +(\S+)\/graphql[^]*Ctrl-C/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((status) => {
      reject(new Error(`ended with ${status}: ${stderr}`));
    });
  });
  return { process: child, address, stdout, stderr, ended };
}

async function post(address: string, body: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${address}/graphql`, { method: 'POST', headers, body })).json();
}

describe('npm start', () => {
  it('makes the sample, prints a query that finds something, and keeps its data', async () => {
    const dataDir = join(tempFolder(), 'data with blanks');
    const first = await start(dataDir);
    expect(first.stderr).toContain('Making the sample');
    expect(first.stdout).toContain('虚构样例');
    const [, body] = /-d '(.*)'\n/.exec(first.stdout) ?? [];
    const answer = await post(first.address, body ?? '');
    expect(answer).not.toHaveProperty('errors');
    const { search } = (
      answer as { data: { search: { totalCount: number; edges: { highlights: unknown[] }[] } } }
    ).data;
    expect(search.totalCount).toBeGreaterThan(0);
    expect(search.edges[0]?.highlights.length).toBeGreaterThan(0);
    first.process.kill('SIGINT');
    expect(await first.ended).toBe(0);

    const second = await start(dataDir);
    expect(second.stderr).not.toContain('Making the sample');
    expect(await post(second.address, body ?? '')).toEqual(answer);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('finishes the current request when told to stop, then ends with status 0', async () => {
    const server = await start(tempFolder());
    const body = '{"query":"{ status { reports } }"}';
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    const head = `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nexpect: 100-continue\r\n\r\n`;
    // The server answers 100 when it has the head: from then on the request is in progress.
    await new Promise((resolve) => socket.once('data', resolve).write(head));
    server.process.kill('SIGTERM');
    await expect
      .poll(() =>
        fetch(server.address).then(
          () => 'up',
          () => 'down',
        ),
      )
      .toBe('down');
    socket.write(body);
    await new Promise((resolve) => socket.on('close', resolve));
    expect(answer).toContain('200 OK');
    expect(answer).toContain('"reports"');
    expect(await server.ended).toBe(0);
  });
});

describe('ogi serve that cannot start', () => {
  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      other.close();
    });
    const port = String((other.address() as AddressInfo).port);
    const { status, stderr } = await runOgi(['serve'], { env: { OGI_DATA: tempFolder(), PORT: port } });
    expect(status).toBe(2);
    expect(stderr).toMatch(new RegExp(`port ${port}.*in use.*Set PORT`));
  });

  it('says which setting is wrong', async () => {
    const { status, stderr } = await runOgi(['serve'], { env: { PORT: 'many' } });
    expect(status).toBe(2);
    expect(stderr).toMatch(/PORT \("many"\).*whole number/);
  });

  it('says that the data is no folder', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    const { status, stderr } = await runOgi(['serve'], { env: { OGI_DATA: file } });
    expect(status).toBe(3);
    expect(stderr).toContain(file);
  });
});
