/** A page that a browser saved in one file (MHTML, RFC 2557): the HTML among its MIME parts. */
import { SetAsideError } from '../errors.js';
import { decodeHtml } from './html/decode-html.js';
import type { Document } from './document.js';
import { readHtml } from './html/read-html.js';

/** One entity of a MIME message: its header fields by lower-case name, and its body as it is encoded. */
interface Entity {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/** Multiparts within multiparts; a saved page has one level or two. */
const MOST_LEVELS = 4;

/**
 * Reads the largest page of a web archive: the page itself, or the frame that holds the article.
 *
 * @throws SetAsideError `damaged-file` where it holds no page; otherwise as {@link readHtml} and {@link decodeHtml} do.
 */
export function readWebArchive(bytes: Uint8Array): Document {
  // Latin-1 keeps every byte: the parts have encodings of their own.
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const archive = readEntity(message);
  const pages = pagesOf(archive, MOST_LEVELS).map((page) => ({ page, bytes: bodyBytes(page) }));
  const [largest] = pages.sort((a, b) => b.bytes.byteLength - a.bytes.byteLength);
  if (largest === undefined || largest.bytes.byteLength === 0) {
    throw new SetAsideError(
      'damaged-file',
      'The file is a saved web page (MHTML) in which no page is found. Open it in a browser, save the page as HTML and import that.',
    );
  }
  const { text, encoding } = decodeHtml(largest.bytes);
  const document = readHtml(text, encoding);
  // RFC 2557, 4.2, and what browsers write at the top of the archive. A frame of its own has no address that can be opened.
  const url = [
    largest.page.headers.get('content-location'),
    archive.headers.get('snapshot-content-location'),
  ].find((address) => address !== undefined && /^https?:/iu.test(address));
  return url === undefined ? document : { ...document, metadata: { ...document.metadata, url } };
}

/** Parts header fields, unfolded (RFC 5322, 2.2.3), from the body. */
function readEntity(text: string): Entity {
  const end = /\r?\n\r?\n/u.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
}

/** The HTML entities of a message, in order. */
function pagesOf(entity: Entity, levels: number): Entity[] {
  const type = entity.headers.get('content-type') ?? '';
  if (/^text\/html|^application\/xhtml/iu.test(type)) return [entity];
  const boundary = /boundary=(?:"([^"]+)"|([^\s;]+))/iu.exec(type);
  const delimiter = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\//iu.test(type) || delimiter === undefined || levels === 0) return [];
  // RFC 2046, 5.1.1: what is before the first delimiter is no part.
  const parts = `\n${entity.body}`.split(`\n--${delimiter}`).slice(1);
  return parts
    .filter((part) => !part.startsWith('--'))
    .flatMap((part) => pagesOf(readEntity(part.replace(/^[ \t]*\r?\n/u, '')), levels - 1));
}

function bodyBytes({ headers, body }: Entity): Uint8Array {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(decodeQuotedPrintable(body), 'latin1');
    default:
      return Buffer.from(body, 'latin1');
  }
}

/** RFC 2045, 6.7; what is no valid escape stays as it is. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replace(/(?<![ \t])[ \t]+(?=\r?\n)/gu, '')
    .replace(/=\r?\n/gu, '')
    .replace(/=([\dA-F]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
