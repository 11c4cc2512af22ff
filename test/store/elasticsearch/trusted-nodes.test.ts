/** Which nodes are asked: nodes here are servers that answer as a test says; what they stand for is the network peer. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../src/store/elasticsearch/connection/client.js';
import { isTrusted } from '../../../src/store/elasticsearch/connection/trusted-nodes.js';

/** A node, and what it knows; null while it does not answer. */
interface Node {
  url: string;
  view: { version: number; master_node?: string } | 401 | 403 | null;
  /** Who asked last what it knows. */
  asker: string | undefined;
  counted: number;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startNode(view: Node['view']): Promise<Node> {
  const node: Node = { url: '', view, asker: undefined, counted: 0 };
  const server = createServer((request, response) => {
    response.setHeader('x-elastic-product', 'Elasticsearch');
    response.setHeader('content-type', 'application/vnd.elasticsearch+json;compatible-with=8');
    if (request.url?.startsWith('/_cluster/state') !== true) {
      node.counted += 1;
      response.end('{"count":1}');
      return;
    }
    node.asker = request.headers.authorization;
    if (typeof node.view === 'number') {
      response.writeHead(node.view).end('{}');
    } else if (node.view !== null) {
      response.end(JSON.stringify(node.view));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  node.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return node;
}

function openClient(nodes: readonly Node[]) {
  const client = createClient({
    urls: nodes.map(({ url }) => url),
    indexPrefix: 'test',
    caFile: null,
    credentials: { type: 'apiKey', apiKey: 'key' },
  });
  closing.push(() => client.close());
  /** How many of ten requests each node got; null where one was refused. */
  return async (): Promise<number[] | null> => {
    for (const node of nodes) node.counted = 0;
    try {
      for (let request = 0; request < 10; request += 1) await client.count();
    } catch {
      return null;
    }
    return nodes.map(({ counted }) => counted);
  };
}

const MASTER = { master_node: 'm' };
const eventually = (ask: () => Promise<unknown>, expected: unknown): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await ask()).toEqual(expected);
    },
    { timeout: 20_000, interval: 100 },
  );

describe('nodes', () => {
  it.each([
    [{ version: 7, hasMaster: true }, 7, true],
    [{ version: 8, hasMaster: true }, 7, true],
    [{ version: 6, hasMaster: true }, 7, false],
    [{ version: 7, hasMaster: false }, 7, false],
    ['silent', 0, false],
    ['forbidden', 7, true],
  ] as const)('that answer %j where %i is known: trusted is %s', (answer, known, expected) => {
    expect(isTrusted(answer, known)).toBe(expected);
  });

  it('are all asked, but for one that is behind the others until it has caught up', async () => {
    const [one, other] = [
      await startNode({ version: 4, ...MASTER }),
      await startNode({ version: 4, ...MASTER }),
    ];
    const ask = openClient([one, other]);
    expect(await ask()).toEqual([5, 5]);
    one.view = { version: 5, ...MASTER };
    await eventually(ask, [10, 0]);
    other.view = { version: 5, ...MASTER };
    await eventually(ask, [5, 5]);
  }, 30_000);

  it('without a master, or without an answer, are not asked', async () => {
    const [one, other] = [
      await startNode({ version: 4, ...MASTER }),
      await startNode({ version: 4, ...MASTER }),
    ];
    const ask = openClient([one, other]);
    await ask();
    other.view = { version: 4 };
    await eventually(ask, [10, 0]);
    other.view = { version: 4, ...MASTER };
    await eventually(ask, [5, 5]);
    other.view = null;
    await eventually(ask, [10, 0]);
    one.view = { version: 4 };
    await eventually(ask, null);
    one.view = { version: 5, ...MASTER };
    await eventually(ask, [10, 0]);
  }, 60_000);

  it.each([401, 403] as const)(
    'that do not tell us what they know (%i) are asked all the same: the request says why it fails',
    async (status) => {
      const nodes = [await startNode(status), await startNode(status)];
      const ask = openClient(nodes);
      await ask();
      await vi.waitFor(() => {
        expect(nodes.map(({ asker }) => asker)).toEqual(['ApiKey key', 'ApiKey key']);
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await ask()).toEqual([5, 5]);
    },
  );

  it('of which there is one alone are always asked', async () => {
    const ask = openClient([await startNode({ version: 4 })]);
    await ask();
    expect(await ask()).toEqual([10]);
  });
});
