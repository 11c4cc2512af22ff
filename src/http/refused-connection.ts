/** What is told where there is no request yet: the address or the headers themselves cannot be read. */
import type { Socket } from 'node:net';
import { told } from '../messages/told.js';

/** Where a request with an address that cannot be decoded is led, to be answered as any other; no other address begins so. */
export const MALFORMED_ADDRESS = '/~malformed';

/** Leads addresses with a malformed percent escape to {@link MALFORMED_ADDRESS}. */
export function readableUrl(url: string): string {
  const [path = ''] = url.split('?', 1);
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return MALFORMED_ADDRESS;
  }
}

/** The headers that every other answer carries too; a test compares them. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

export const REFUSALS: Readonly<Record<string, [status: string, message: string, remedy: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The address or the headers of the request are too long.',
    'Send the query with POST.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The request did not arrive in time.',
    'Send it in one go.',
  ],
};
const OTHER: [status: string, message: string, remedy: string] = [
  '400 Bad Request',
  'This is no well-formed HTTP request.',
  'Send HTTP/1.1.',
];

/** Answers what Node could not read as a request, and closes the connection. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message, remedy] = REFUSALS[error.code ?? ''] ?? OTHER;
  const { extensions } = told(message, remedy);
  const body = JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST', ...extensions } }] });
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
