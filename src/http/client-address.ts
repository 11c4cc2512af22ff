/** Who a client is, by its address. */
import ipaddr from 'ipaddr.js';

/** Bits of an IPv6 address that tell one client from another: whoever has one address of such a network has all of them. */
const IPV6_PREFIX = 64;

/**
 * The key under which what a client spends is counted: its IPv4 address, also where it is written as IPv6, or the /64 network
 * of its IPv6 address. A proxy may tell an address with its port, or something that is none; the latter are all one client.
 */
export function clientKey(address: string): string {
  const parsed = parse(address);
  if (parsed === null) return 'unknown';
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_PREFIX}`).toString()}/${IPV6_PREFIX}`;
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return parse(address)?.range() === 'loopback';
}

/** IPv4 addresses that are written as IPv6 are told as IPv4. */
function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const plain = address.replace(/^\[(.*)\](?::\d+)?$/u, '$1').split('%', 1)[0] ?? '';
  if (ipaddr.isValid(plain)) return ipaddr.process(plain);
  const withoutPort = plain.replace(/:\d+$/u, '');
  return ipaddr.isValid(withoutPort) ? ipaddr.process(withoutPort) : null;
}
