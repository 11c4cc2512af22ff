/** `ogi watch` through the command line: what a receiver gets, over kills. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite/index.js';
import { buildReport, buildWrite } from '../support/build-report.js';

const BIN = fileURLToPath(new URL('../../bin/ogi.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ogi-watch-'));
const HITS = 12;

beforeAll(async () => {
  const store = await openSqliteStore({ path: join(folder, 'ogi.sqlite') });
  for (let year = 2010; year < 2010 + HITS; year += 1) await store.write([buildWrite(buildReport({ year }))]);
  await store.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('a receiver gets every hit, in order, over any number of kills; a repeated one has the same delivery', async () => {
  const received: { delivery: string; year: number }[] = [];
  let child: ReturnType<typeof start> | null = null;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const hit = JSON.parse(body) as { delivery: string; report: { year: number } };
      expect(request.headers['x-ogi-delivery']).toBe(hit.delivery);
      received.push({ delivery: hit.delivery, year: hit.report.year });
      // Killed before it hears the answer, and right after: the two ends of the window.
      if (received.length === 3) child?.kill('SIGKILL');
      response.writeHead(204).end();
      if (received.length === 7) child?.kill('SIGKILL');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const file = join(folder, 'search.json');
  writeFileSync(file, JSON.stringify({ name: '全部', webhook: url }));
  const start = () =>
    spawn(
      process.execPath,
      [BIN, 'watch', file, '--once', '--since', '2000-01-01', '--allow-private', '--data', folder],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  const statuses: (number | null)[] = [];
  for (let run = 0; run < 4; run += 1) {
    child = start();
    const [status] = (await once(child, 'exit')) as [number | null];
    statuses.push(status);
    if (status === 0) break;
  }
  server.close();
  expect(statuses).toEqual([null, null, 0]);
  const distinct = new Map(received.map(({ delivery, year }) => [delivery, year]));
  expect([...distinct.values()]).toEqual(Array.from({ length: HITS }, (_, index) => 2010 + index));
  // At most one hit is repeated for each kill.
  expect(received.length - distinct.size).toBeLessThanOrEqual(2);
  expect(existsSync(`${file}.state.lock`)).toBe(false);
  expect(readFileSync(`${file}.state`, 'utf8')).toContain('cursor');
}, 120_000);
