import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { limitConnections } from '../../src/http/connection-limit.js';

async function opened(proxies: string[], most: number, count: number): Promise<number> {
  const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1');
  limitConnections(server, proxies, most);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets: Socket[] = [];
  let answered = 0;
  for (let at = 0; at < count; at += 1) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    // Answered and kept open, or cut.
    const kind = await Promise.race([
      once(socket, 'data').then(() => 'answered'),
      once(socket, 'close').then(() => 'cut'),
    ]);
    if (kind === 'answered') answered += 1;
  }
  // One that is closed gives its place to another.
  const [first] = sockets;
  first?.destroy();
  if (answered < count) {
    for (let done = false; !done;) {
      const socket = connect(port, '127.0.0.1');
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
      done = await Promise.race([
        once(socket, 'data').then(() => true),
        once(socket, 'close').then(() => false),
      ]);
    }
  }
  for (const socket of sockets) socket.destroy();
  server.close();
  return answered;
}

it('cuts what one client opens beyond its number, and lets it open another once one is closed', async () => {
  expect(await opened([], 3, 6)).toBe(3);
});

it.each([['loopback'], ['127.0.0.1'], ['127.0.0.0/8']])(
  'lets a proxy open as many as it needs: %s',
  async (proxy) => {
    expect(await opened(['10.0.0.0/8', proxy], 3, 6)).toBe(6);
  },
);
