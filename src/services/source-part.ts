/** One of the files of a kept source that was joined of several. */
import { SetAsideError } from '../errors.js';
import { announcesHtml, detectFormat } from '../ingest/file-format.js';
import { JOINED_TYPE, partOf } from '../ingest/joined/joined-file.js';
import { pictureType } from '../ingest/scan/read-scan.js';
import type { Source } from '../store/sources.js';

/**
 * The file as a source of its own, its type recognised by its first bytes.
 *
 * @param ordinal from 1, as in the `part` of places
 * @returns null where the source is one file, or has no such part
 */
export async function sourcePart(source: Source, ordinal: number): Promise<Source | null> {
  if (source.mediaType !== JOINED_TYPE) return null;
  try {
    const part = await partOf(source.bytes, ordinal);
    if (part === null) return null;
    const { name, bytes } = part;
    return { ...source, fileName: name, bytes, size: bytes.byteLength, mediaType: typeOf(bytes) };
  } catch (error) {
    if (error instanceof SetAsideError) return null;
    throw error;
  }
}

/** The types that a browser shows; any other file is saved. */
function typeOf(bytes: Uint8Array): string {
  const format = detectFormat(bytes);
  if (format === 'pdf') return 'application/pdf';
  if (format === 'picture') return pictureType(bytes);
  return format === 'unknown' && announcesHtml(bytes) ? 'text/html' : 'application/octet-stream';
}
