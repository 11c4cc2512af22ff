/** Posts a hit to an address, signed, and never to an address of this network unless that is allowed. */
import { createHmac } from 'node:crypto';
import { lookup as lookUp } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { badArgument } from '../check-input.js';

/** What became of one try. */
export type PostOutcome =
  | { status: 'delivered' }
  /** Worth another try, at the earliest after so many milliseconds. */
  | { status: 'again'; reason: string; afterMs: number }
  /** Another try would fail alike. */
  | { status: 'refused'; reason: string };

/** One message. */
export interface Delivery {
  /** The same for every try: the receiver can tell a repetition by it. */
  id: string;
  body: string;
}

export interface PostOptions {
  /** Signs the message; null for none. */
  secret: string | null;
  /** Whether addresses of this machine and of private networks may be posted to. */
  allowPrivate: boolean;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const MOST_WAIT_MS = 60 * 60 * 1000;
/** Statuses that a later try may better. */
const PASSING = new Set([408, 425, 429]);

/**
 * The address of a webhook.
 *
 * @throws OgiError `BAD_ARGUMENT` where it is none of http or https, or holds a name or password.
 */
export function readWebhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (
    url === null ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.username !== '' ||
    url.password !== ''
  ) {
    throw badArgument(
      'webhook',
      'webhook is no address of the web.',
      'Give an http or https address without name and password.',
    );
  }
  return url;
}

/** The signature of a message: `sha256=` and the HMAC of `TIME.BODY` in hex. */
export function signature(secret: string, time: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** Posts a message once. Redirects are not followed. */
export function postOnce(url: URL, { id, body }: Delivery, options: PostOptions): Promise<PostOutcome> {
  const { secret, allowPrivate, timeoutMs = TIMEOUT_MS } = options;
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (!allowPrivate && ipaddr.isValid(host) && !isPublic(host)) {
    return Promise.resolve({ status: 'refused', reason: privateAddress(host) });
  }
  const time = String(Math.floor(Date.now() / 1000));
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const again = (error: Error): void => {
      const isPrivate = error instanceof PrivateAddressError;
      resolve(
        isPrivate
          ? { status: 'refused', reason: error.message }
          : { status: 'again', reason: error.message, afterMs: 0 },
      );
    };
    const request = send(
      url,
      {
        method: 'POST',
        // The address that is connected to is the one that was looked at.
        ...(allowPrivate ? {} : { lookup: publicLookup }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'ogi-reports',
          'x-ogi-delivery': id,
          'x-ogi-timestamp': time,
          ...(secret === null ? {} : { 'x-ogi-signature': signature(secret, time, body) }),
        },
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        response.on('error', again);
        // What it says is of no use; a receiver that never ends is cut off by the time-out.
        response.resume();
        resolve(outcomeOf(statusCode, headers['retry-after']));
        response.destroy();
      },
    );
    request.on('error', again);
    request.end(body);
  });
}

function outcomeOf(status: number, retryAfter: string | undefined): PostOutcome {
  if (status >= 200 && status < 300) return { status: 'delivered' };
  const reason = `HTTP ${String(status)}`;
  if (status < 500 && !PASSING.has(status)) return { status: 'refused', reason };
  const seconds = Number(retryAfter ?? 0);
  const afterMs = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1000, MOST_WAIT_MS) : 0;
  return { status: 'again', reason, afterMs };
}

class PrivateAddressError extends Error {}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, '', 0);
      return;
    }
    const own = addresses.find(({ address }) => !isPublic(address));
    const [first] = addresses;
    if (own !== undefined || first === undefined) {
      callback(new PrivateAddressError(privateAddress(own?.address ?? hostname)), '', 0);
    } else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** Whether an address is one of the public internet. */
export function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast';
}

function privateAddress(address: string): string {
  return `${address} is no address of the public internet; --allow-private lets it be one.`;
}
