/** Requests that are wrong in themselves: each is the client's error, in our own shape and with all security headers. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../src/services/administration.js';
import type { ReportStore } from '../../src/store/port.js';
import { reportText } from '../support/report-text.js';
import { ADMIN_TOKEN, TestStores, serveStore } from './served-app.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  store = await stores.open('reports');
  app = await serveStore(store);
  port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

interface Refusal {
  status: number;
  headers: Headers;
  body: { errors?: { message: string; extensions: { code: string; remedy: string; argument?: string } }[] };
}

/** Headers that are not about the current request. */
const SECURITY =
  /^(?:content-security-policy|cross-origin-.*|origin-agent-cluster|referrer-policy|x-(?!request-id|ratelimit).*)$/u;

function securityHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => SECURITY.test(name)));
}

/** Sends bytes as they are, and reads one answer. */
async function sendRaw(bytes: string | Uint8Array): Promise<Refusal> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const pieces: Buffer[] = [];
  socket.on('data', (piece: Buffer) => pieces.push(piece));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  const [head = '', body = ''] = Buffer.concat(pieces).toString('utf8').split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Headers(
    lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')),
      line.slice(line.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(first.split(' ')[1]), headers, body: JSON.parse(body) as Refusal['body'] };
}

async function expectRefusal(
  refusal: Refusal,
  status: number,
  code: string,
  argument?: string,
): Promise<void> {
  expect(refusal.status).toBe(status);
  expect(refusal.body.errors).toMatchObject([
    {
      extensions: {
        code,
        remedy: expect.any(String) as unknown,
        ...(argument !== undefined && { argument }),
      },
    },
  ]);
  const health = await fetch(`http://127.0.0.1:${String(port)}/health`);
  expect(securityHeaders(refusal.headers)).toEqual(securityHeaders(health.headers));
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`;

describe('an address or a head', () => {
  it.each([
    ['a malformed percent escape', get('/%zz'), 400],
    ['half a character', get('/source/%E4%B8'), 400],
    ['an address that is too long', get(`/${'a'.repeat(70_000)}`), 431],
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['a length that is no number', 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n', 400],
  ])('with %s is refused', async (_name, bytes, status) => {
    await expectRefusal(await sendRaw(bytes), status, 'BAD_REQUEST');
  });

  it('with a malformed query in the address is read as far as it goes', async () => {
    const refusal = await sendRaw(get('/export?format=%zz'));
    await expectRefusal(refusal, 400, 'BAD_ARGUMENT', 'format');
  });
});

describe('an operation', () => {
  const post = async (body: unknown): Promise<Refusal> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Refusal['body'],
    };
  };

  it.each([
    ['a subscription', { query: 'subscription { status { reports } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a subscription beside a query',
      { query: 'query A { status { reports } } subscription B { __typename }', operationName: 'B' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a subscription of nothing but its name',
      { query: 'subscription { __typename }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'no operation of the name',
      { query: '{ status { reports } }', operationName: 'X' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['variables that are no object', { query: '{ status { reports } }', variables: [1] }, 'BAD_REQUEST'],
    ['a query that is no text', { query: 7 }, 'BAD_REQUEST'],
  ])('that is %s is refused', async (_name, body, code) => {
    await expectRefusal(await post(body), 400, code);
  });
});

describe('an upload', () => {
  const BOUNDARY = 'limit-of-parts';
  const part = (disposition: string, content: string): string =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
  const file = (content: string, name = 'a.txt'): string => part(`name="file"; filename="${name}"`, content);
  const end = `--${BOUNDARY}--\r\n`;

  const send = async (
    body: string,
    contentType = `multipart/form-data; boundary=${BOUNDARY}`,
  ): Promise<Refusal> => {
    const response = await fetch(`http://127.0.0.1:${String(port)}/import`, {
      method: 'POST',
      headers: { 'content-type': contentType, authorization: `Bearer ${ADMIN_TOKEN}` },
      body,
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as Refusal['body'],
    };
  };

  it.each([
    ['a body that breaks off', file('x').slice(0, -9), undefined],
    ['a body that is something else', 'hello', undefined],
    ['no boundary', file('x') + end, 'multipart/form-data'],
    ['an extra file', file('x') + file('y', 'b.txt') + end, undefined],
    ['three files', file('x') + file('y', 'b.txt') + file('z', 'c.txt') + end, undefined],
    ['no file', end, undefined],
    ['another type of content', '{}', 'application/json'],
    ['a type of content that nobody reads', '<a/>', 'text/xml'],
    ['a file a little over the limit', file('x'.repeat(MAX_UPLOAD_BYTES + 1)) + end, undefined],
  ])('with %s is refused, and nothing is written', async (_name, body, contentType) => {
    const refusal = await send(body, contentType);
    await expectRefusal(refusal, 400, 'BAD_ARGUMENT', 'file');
    expect((await store.status()).sources).toBe(0);
  });

  it('far over the limit is refused by its length', async () => {
    const refusal = await sendRaw(
      `POST /import HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${ADMIN_TOKEN}\r\ncontent-type: multipart/form-data; boundary=${BOUNDARY}\r\ncontent-length: ${MAX_UPLOAD_BYTES * 2}\r\n\r\n`,
    );
    await expectRefusal(refusal, 400, 'BAD_ARGUMENT', 'file');
  });

  it.each([
    ['a field that is not known', part('name="colour"', 'red') + file(reportText()) + end, 'colour'],
    ['such a field after the file', file(reportText()) + part('name="colour"', 'red') + end, 'colour'],
    ['many fields', Array.from({ length: 9 }, (_, at) => part(`name="f${at}"`, 'x')).join('') + end, 'f0'],
    [
      'a field twice',
      part('name="sourceUrl"', 'https://a.example/') + part('name="sourceUrl"', 'https://b.example/') + end,
      'sourceUrl',
    ],
  ])('with %s is refused, and nothing is written', async (_name, body, argument) => {
    await expectRefusal(await send(body), 400, 'BAD_ARGUMENT', argument);
    expect((await store.status()).sources).toBe(0);
  });
});
