/** Answers on their way: what a client does not take is held in memory, so it is counted, and cut off after a while. */
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { AnswerMemory } from '../graphql/execution/answer-memory.js';
import { clientKey } from './client-address.js';

/** Milliseconds without a byte taken after which a connection is cut. */
export const STALLED_MS = 20_000;
/** The same for a stream, whose next piece may take a while to make. */
const STREAM_STALLED_MS = 60_000;
/** Milliseconds after which a client must have taken an answer, however slowly it reads; a stream has limits of its own. */
const SENDING_MS = 120_000;
/** Bytes of an answer that count as none. */
const SMALL = 64 * 1024;

/** Watches the answers of all routes. GraphQL answers are counted while they are made: see `OperationWork`. */
export function watchSending(
  app: FastifyInstance,
  memory: AnswerMemory,
  { stalledMs = STALLED_MS }: { stalledMs?: number | undefined } = {},
): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { raw } = reply;
    // Node's own: fires only where nothing has been taken meanwhile, and then closes the connection.
    if (raw.socket instanceof Socket)
      raw.socket.setTimeout(payload instanceof Readable ? Math.max(stalledMs, STREAM_STALLED_MS) : stalledMs);
    const bytes = sizeOf(payload);
    if (bytes <= SMALL) {
      done(null, payload);
      return;
    }
    const timer = setTimeout(() => {
      raw.destroy();
    }, SENDING_MS);
    raw.once('close', () => {
      clearTimeout(timer);
    });
    if (request.routeOptions.url !== '/graphql') {
      const client = clientKey(request.ip);
      try {
        memory.take(client, bytes);
      } catch (error) {
        done(error as Error);
        return;
      }
      raw.once('close', () => {
        memory.giveBack(client, bytes);
      });
    }
    done(null, payload);
  });
}

function sizeOf(payload: unknown): number {
  if (typeof payload === 'string') return Buffer.byteLength(payload);
  return payload instanceof Uint8Array ? payload.byteLength : 0;
}
