/** How many connections one client may hold: each costs a descriptor, and memory, also where nothing is sent over it. */
import type { Server } from 'node:http';
import ipaddr from 'ipaddr.js';
import { clientKey } from './client-address.js';

/** Connections of one client at once; a browser opens six. */
export const MAX_CONNECTIONS_OF_ONE = 256;

/**
 * Cuts what a client opens beyond its number. Proxies, addresses and networks as in `OGI_TRUST_PROXY`, may open as many as they like:
 * their clients are told apart by request.
 */
export function limitConnections(
  server: Server,
  proxies: readonly string[],
  most: number = MAX_CONNECTIONS_OF_ONE,
): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    if (isAmong(address, proxies)) return;
    const client = clientKey(address);
    const held = (open.get(client) ?? 0) + 1;
    if (held > most) {
      socket.destroy();
      return;
    }
    open.set(client, held);
    socket.once('close', () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left > 0) open.set(client, left);
      else open.delete(client);
    });
  });
}

/** Names of networks are those that addresses know of themselves. */
function isAmong(address: string, networks: readonly string[]): boolean {
  if (networks.length === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return networks.some((network) => {
    if (network.toLowerCase() === parsed.range().toLowerCase()) return true;
    if (ipaddr.isValid(network)) return ipaddr.process(network).toString() === parsed.toString();
    if (!ipaddr.isValidCIDR(network)) return false;
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}
