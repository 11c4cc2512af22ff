/** Who may write: those who show the admin token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { OgiError } from '../errors.js';

/**
 * Checks the `Authorization` header of a request against the configured token, in constant time.
 *
 * @param token what is configured; null where writes are off
 * @param header as the client sent it
 * @throws OgiError `WRITES_DISABLED` where no token is configured, `UNAUTHORIZED` where the header does not show it.
 */
export function authorize(token: string | null, header: string | undefined): void {
  if (token === null) {
    throw new OgiError(
      'WRITES_DISABLED',
      'Administration is off on this server: no admin token is configured.',
      {
        remedy: 'Whoever runs the server sets OGI_ADMIN_TOKEN, or adds reports with `ogi ingest`.',
      },
    );
  }
  if (showsToken(header, token)) return;
  throw new OgiError(
    'UNAUTHORIZED',
    shownToken(header) === null ? 'This needs the admin token.' : 'The admin token is not the right one.',
    { remedy: 'Send the header `Authorization: Bearer …` with the value of OGI_ADMIN_TOKEN.' },
  );
}

/** Whether an `Authorization` header shows a token, compared in constant time. */
export function showsToken(header: string | undefined, token: string): boolean {
  const shown = shownToken(header);
  return shown !== null && timingSafeEqual(digest(shown), digest(token));
}

/** Whether an `Authorization` header shows any token. */
export function showsSome(header: string | undefined): boolean {
  return shownToken(header) !== null;
}

function shownToken(header: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Digests have one length, so that comparing them tells nothing of the token's. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
