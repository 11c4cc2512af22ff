/** Clients that ask and do not take the answer are cut off; those that take it slowly are not. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { fastify } from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { AnswerMemory } from '../../src/graphql/execution/answer-memory.js';
import { watchSending } from '../../src/http/sending.js';

/** More than any socket holds by itself. */
const BODY = 'x'.repeat(32 * 1024 * 1024);

let app: FastifyInstance;
let memory: AnswerMemory;

async function listen(stalledMs: number): Promise<number> {
  app = fastify({ forceCloseConnections: true });
  memory = new AnswerMemory(64 * 1024 * 1024);
  watchSending(app, memory, { stalledMs });
  app.get('/large', () => BODY);
  return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
}

function ask(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n');
  return socket;
}

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

afterEach(() => app.close());

it('a reader that stands still is cut off, and what it held is free again', async () => {
  const port = await listen(200);
  const socket = ask(port).pause();
  await until(() => memory.total === BODY.length);
  // Only the server can end it: nothing of it is read here.
  await until(() => memory.total === 0);
  socket.resume();
  await once(socket, 'close');
  expect(socket.bytesRead).toBeLessThan(BODY.length);
});

it('a slow reader gets all of it', async () => {
  const port = await listen(2000);
  const socket = ask(port);
  let taken = 0;
  socket.on('data', (piece: Buffer) => {
    taken += piece.length;
    socket.pause();
    setTimeout(() => socket.resume(), 1);
  });
  await until(() => taken >= BODY.length);
  await until(() => memory.total === 0);
});
