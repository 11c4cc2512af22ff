/** The Model Context Protocol by the SDK's own client, over both transports. */
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as queries from '../../src/mcp/queries.js';
import { TOOLS } from '../../src/mcp/tools.js';
import type { ReportStore } from '../../src/store/port.js';
import { TestStores, serveStore } from '../app/served-app.js';
import { buildReport, buildWrite } from '../support/build-report.js';

const stores = new TestStores();
let store: ReportStore;
let app: FastifyInstance;
let base: string;
let id: string;

beforeAll(async () => {
  store = await stores.open('ogi');
  app = await serveStore(store);
  await app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;
  const outcomes = await store.write(
    [2020, 2021].map((year) =>
      buildWrite(
        buildReport({
          year,
          publishedOn: `${String(year + 1)}-01-20`,
          sections: [['OVERVIEW', '本年收到行政诉讼三件，均已审结。', '一、总体情况']],
          cells: {
            'applications.received.total': year - 2019,
            'applications.carriedIn.total': 0,
            'applications.granted.total': 'BLANK',
          },
        }),
      ),
    ),
  );
  id = outcomes[1]?.id ?? '';
});

afterAll(async () => {
  await app.close();
  await stores.destroy();
});

type Answer = Record<string, unknown>;

async function call(client: Client, name: string, args: Answer): Promise<Answer> {
  const answer = await client.callTool({ name, arguments: args });
  const [content] = answer.content as { type: string; text: string }[];
  if (answer.isError === true) throw new Error(content?.text);
  return JSON.parse(content?.text ?? '') as Answer;
}

async function withClient(transport: Transport, use: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  try {
    await use(client);
  } finally {
    await client.close();
  }
}

const overHttp = (): Transport => new StreamableHTTPClientTransport(new URL(`${base}/mcp`));
const overStdio = (): Transport =>
  new StdioClientTransport({
    command: process.execPath,
    args: [
      fileURLToPath(new URL('../../bin/ogi.js', import.meta.url)),
      'mcp',
      '--data',
      stores.folder,
      '--url',
      'https://example.org/',
    ],
    stderr: 'pipe',
  });

describe.each([
  ['streamable HTTP', overHttp, () => base],
  ['standard input and output', overStdio, () => 'https://example.org'],
])('over %s', (_name, transport, address) => {
  it('an assistant finds, reads and quotes, and learns that a blank is not zero', async () => {
    await withClient(transport(), async (client) => {
      expect(client.getInstructions()).toContain('not zero');
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
      for (const { annotations } of tools) expect(annotations?.readOnlyHint).toBe(true);

      const found = await call(client, 'search', { query: '行政诉讼', year: 2021 });
      expect(found).toMatchObject({
        total: 1,
        hits: [
          {
            id,
            page: `${address()}/report/${id}`,
            passages: [{ text: expect.stringContaining('行政诉讼') as string }],
          },
        ],
      });
      const read = await call(client, 'report', { id });
      expect(read).toMatchObject({ year: 2021, sections: [{ ordinal: 0, heading: '一、总体情况' }] });
      const part = await call(client, 'report', { id, section: 0, from: 2 });
      expect(part).toMatchObject({ section: { text: '收到行政诉讼三件，均已审结。' } });

      const cells = await call(client, 'cells', {
        id,
        keys: [
          'applications.received.total',
          'applications.carriedIn.total',
          'applications.granted.total',
          'derived.daysLate',
        ],
      });
      expect(cells).toMatchObject({
        note: expect.stringContaining('not zero') as string,
        cells: [
          {
            state: 'REPORTED',
            value: 2,
            place: { line: 1 },
            link: `${address()}/report/${id}?cell=applications.received.total`,
          },
          { state: 'REPORTED', value: 0 },
          { state: 'BLANK', value: null },
        ],
        derived: [{ value: null, reason: 'NO_PUBLICATION_DAY' }],
      });
      expect(
        await call(client, 'aggregate', {
          measures: [{ type: 'SUM', key: 'applications.granted.total' }],
          groupBy: ['YEAR'],
        }),
      ).toMatchObject({ reports: 2, groups: [{ values: [{ value: null, reportsWithValue: 0 }] }, {}] });
      expect(await call(client, 'ranking', { key: 'applications.received.total' })).toMatchObject({
        rows: [
          { rank: 1, value: 2 },
          { rank: 2, value: 1 },
        ],
      });
      const ids = (found['hits'] as { id: string }[]).map((one) => one.id);
      expect(await call(client, 'compare', { ids, keys: ['applications.received.total'] })).toMatchObject({
        rows: [{ key: 'applications.received.total' }],
      });
      expect(await call(client, 'coverage', { year: 2022 })).toMatchObject({ known: 1, missing: 1 });
      expect(await call(client, 'changes', {})).toMatchObject({
        changes: [{ kind: 'NEW' }, { kind: 'NEW' }],
      });
      expect(await call(client, 'copied_passages', {})).toEqual({ passages: [] });
      expect(await call(client, 'dictionary', { contains: 'daysLate' })).toMatchObject({
        found: 1,
        entries: [{ key: 'derived.daysLate', ruleZh: expect.stringContaining('第四十九条') as string }],
      });
    });
  }, 60_000);

  it('is told what is wrong and what to do', async () => {
    await withClient(transport(), async (client) => {
      await expect(call(client, 'cells', { id, keys: ['applications.recieved.total'] })).rejects.toThrow(
        /UNKNOWN_CELL.*Did you mean/su,
      );
      await expect(call(client, 'search', { query: '"' })).rejects.toThrow(/BAD_QUERY/u);
      expect(await call(client, 'report', { id: 'nothing' })).toEqual({ found: false, id: 'nothing' });
    });
  }, 60_000);
});

describe('POST /mcp', () => {
  const headers = { accept: 'application/json, text/event-stream', 'content-type': 'application/json' };
  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  };

  /** A request as a browser would send it: its Host is not for a program to choose by fetch. */
  async function post(more: Record<string, string>): Promise<number> {
    const sent = request(`${base}/mcp`, { method: 'POST', headers: { ...headers, ...more } });
    sent.end(JSON.stringify(initialize));
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response.statusCode ?? 0;
  }

  it('refuses a page of another site, also one whose name leads here', async () => {
    expect(await post({})).toBe(200);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({ host: 'evil.example' })).toBe(403);
    expect(await post({ host: 'evil.example', origin: 'http://evil.example' })).toBe(403);
    expect(await post({ origin: 'http://localhost:6274' })).toBe(200);
    expect(await post({ origin: 'null' })).toBe(403);
  });

  it('has no sessions: neither GET nor DELETE, and no session id', async () => {
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await app.inject({ method, url: '/mcp' })).statusCode).toBe(405);
    }
    const response = await fetch(`${base}/mcp`, {
      method: 'POST',
      headers,
      body: JSON.stringify(initialize),
    });
    expect(response.headers.get('mcp-session-id')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers what is no protocol with an error of the protocol', async () => {
    const response = await fetch(`${base}/mcp`, { method: 'POST', headers, body: '{"a":1}' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: {} });
  });

  it('is within the limits of the API: cost and requests of an address', async () => {
    const poor = await serveStore(store, { costPerMinute: 150 });
    await poor.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${String((poor.server.address() as AddressInfo).port)}/mcp`;
    try {
      await withClient(new StreamableHTTPClientTransport(new URL(url)), async (client) => {
        const count = async () => {
          for (let call_ = 0; call_ < 5; call_ += 1) {
            await call(client, 'aggregate', {
              measures: [{ type: 'SUM', key: 'applications.received.total' }],
            });
          }
        };
        await expect(count()).rejects.toThrow(/TOO_MANY_REQUESTS/u);
      });
    } finally {
      await poor.close();
    }
  });
});

describe('copied sentences', () => {
  it('are told with who has them and who had them first', async () => {
    const sections = [['OVERVIEW', '以案释法，提升分管负责同志依法答复能力。', '一、总体情况']] as const;
    const copies = ['漪禾县人民政府', '缃畈县人民政府'].map((organ, at) =>
      buildWrite(buildReport({ organ, year: 2022 + at, sections: [[...sections[0]]] }), { bytes: organ }),
    );
    await store.write(copies);
    await withClient(overHttp(), async (client) => {
      expect(await call(client, 'copied_passages', {})).toMatchObject({
        passages: [
          {
            text: '以案释法，提升分管负责同志依法答复能力。',
            organs: 2,
            reports: 2,
            firstHadBy: { organ: '漪禾县人民政府', year: 2022 },
            reportsBehind: [expect.stringContaining('/report/'), expect.stringContaining('/report/')],
          },
        ],
      });
      expect(await call(client, 'copied_passages', { minOrgans: 3 })).toEqual({ passages: [] });
    });
  }, 60_000);
});

describe('the queries of the tools', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  it.each(Object.entries(queries))('%s fits the schema', (_name, query) => {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
  });
});
