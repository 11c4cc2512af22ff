/**
 * `GET /source/SHA256`: the original file of a report, byte for byte as it was imported; `GET /source/SHA256/PART`: one of the files of a
 * source that was joined of several.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import { told } from '../messages/told.js';
import type { ServedStores } from './served-stores.js';
import { sourcePart } from '../services/source-part.js';
import { LIGHT_READ } from '../services/request-weight.js';
import { contentDisposition } from '../services/export/export-file-name.js';
import type { Source } from '../store/sources.js';
import { answerRefusal } from './answer-refusal.js';
import { readRange } from './byte-range.js';
import type { PassedReads } from './passed-reads.js';

/**
 * What a browser may show itself. A saved page is anybody's markup: it is shown without scripts, forms or requests, and as of
 * an origin of its own. All else is saved.
 */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'application/pdf'],
  ['image/png', 'image/png'],
  ['image/jpeg', 'image/jpeg'],
  ['image/tiff', 'image/tiff'],
  ['text/plain', 'text/plain'],
  ['text/html', 'text/html'],
]);

/** For files that are shown: no scripts, no requests but for pictures within the file itself, no origin. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
/** A PDF is drawn by the browser's own viewer, which a sandbox keeps from working. */
const PDF_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; plugin-types application/pdf";

/** The bytes of a digest never change, but the report may be deleted: ask again after an hour. */
const CACHE = 'public, max-age=3600';

/** What a file costs in itself, and how many of its bytes cost as much as a field of an answer: it is read whole for every part. */
const COST = 10;
const BYTES_OF_COST = 10_000;

interface AddressedSource {
  Params: { sha256: string; part?: string | undefined };
}

/** Adds the route; HEAD comes with GET. */
export function addSourceRoute(
  app: FastifyInstance,
  stores: Pick<ServedStores, 'current'>,
  reads: PassedReads,
): void {
  const answer = async (
    request: FastifyRequest<AddressedSource>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const { sha256, part } = request.params;
    if (!/^[0-9a-f]{64}$/u.test(sha256)) {
      throw new OgiError('BAD_ARGUMENT', 'The address names no SHA-256.', {
        argument: 'sha256',
        remedy: 'Give the 64 lower-case hex digits that `source { sha256 }` of a report tells.',
      });
    }
    const { store } = await stores.current();
    const source = await reads.read(request, { cost: COST, weight: LIGHT_READ }, async () => {
      const kept = await store.source(sha256);
      return kept === null || part === undefined ? kept : await sourcePart(kept, Number(part));
    });
    if (source === null) return notFound(reply);
    reads.charge(request, source.size / BYTES_OF_COST);
    const etag = part === undefined ? `"${sha256}"` : `"${sha256}.${part}"`;
    void reply.headers({ ...headersOf(source), etag, 'accept-ranges': 'bytes', 'cache-control': CACHE });
    const { 'if-none-match': known } = request.headers;
    if (known?.split(',').some((tag) => tag.trim().replace(/^W\//u, '') === etag || tag.trim() === '*')) {
      return reply.code(304).send();
    }
    return send(request, reply, source.bytes, etag);
  };
  app.get<AddressedSource>('/source/:sha256', { errorHandler: answerRefusal }, answer);
  app.get<AddressedSource>('/source/:sha256/:part', { errorHandler: answerRefusal }, answer);
}

/** The whole file, or the part that is asked for (RFC 9110, 14). */
function send(request: FastifyRequest, reply: FastifyReply, bytes: Uint8Array, etag: string): FastifyReply {
  const { range, 'if-range': ifRange } = request.headers;
  const wanted = ifRange === undefined || ifRange === etag ? readRange(range, bytes.byteLength) : null;
  if (wanted === null) return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (wanted === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${bytes.byteLength}`).send();
  }
  const { start, end } = wanted;
  return (
    reply
      .code(206)
      .header('content-range', `bytes ${start}-${end - 1}/${bytes.byteLength}`)
      // A copy: a client that takes it slowly must not hold the whole file in memory.
      .send(Buffer.from(bytes.subarray(start, end)))
  );
}

function headersOf({ mediaType, encoding, fileName }: Source): Record<string, string> {
  const shown = SHOWN.get(mediaType);
  // Markup in a text file, or in a page saved in one file, is no page of ours to show.
  const isArchive = mediaType === 'text/html' && /\.mht(?:ml)?$/iu.test(fileName);
  const name = fileName.split('/').at(-1) ?? fileName;
  const isShown = shown !== undefined && !isArchive;
  const type = isArchive ? 'multipart/related' : (shown ?? mediaType);
  return {
    'content-type': encoding !== null && isShown ? `${type}; charset=${encoding}` : type,
    'content-disposition': contentDisposition(name, isShown ? 'inline' : 'attachment'),
    'content-security-policy': mediaType === 'application/pdf' ? PDF_POLICY : POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

function notFound(reply: FastifyReply): FastifyReply {
  const { message, extensions } = told(
    'There is no file of this digest.',
    'It was deleted, or never imported here. `source { sha256 }` of a report tells what is there.',
  );
  return reply.code(404).send({ errors: [{ message, extensions: { code: 'NOT_FOUND', ...extensions } }] });
}
