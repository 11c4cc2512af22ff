import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../../src/store/elasticsearch/connection/client.js';
import type { ElasticsearchSettings } from '../../../src/store/elasticsearch/connection/client.js';

/** What a client shows to a server of ours. */
async function shownBy(credentials: ElasticsearchSettings['credentials']): Promise<string | undefined> {
  const shown: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    shown.push(headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const urls = [`http://127.0.0.1:${String(port)}`];
  const client = createClient({ urls, indexPrefix: 'test', caFile: null, credentials });
  await client.cluster.health();
  await client.close();
  expect(shown).toHaveLength(1);
  return shown[0];
}

describe('the client', () => {
  it('shows the API key, or user and password, or nothing', async () => {
    expect(await shownBy({ type: 'apiKey', apiKey: 'aWQ6a2V5' })).toBe('ApiKey aWQ6a2V5');
    const basic = `Basic ${Buffer.from('user:pass:word').toString('base64')}`;
    expect(await shownBy({ type: 'password', username: 'user', password: 'pass:word' })).toBe(basic);
    expect(await shownBy(null)).toBeUndefined();
  });

  it('refuses a CA file that cannot be read, by name', () => {
    const settings = { urls: ['https://127.0.0.1:9'], indexPrefix: 'test', credentials: null };
    expect(() => createClient({ ...settings, caFile: '/none/ca.pem' })).toThrow('/none/ca.pem');
  });
});
