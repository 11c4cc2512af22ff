/** A kept file as the document that was read from it. */
import type { Source } from '../store/sources.js';
import type { DocumentBlock } from './document-blocks.js';
import { sharedReaders } from './reading/reader-pool.js';

export type { DocumentBlock, DocumentCell } from './document-blocks.js';

/** How many documents are kept: readers go to and fro within one. */
const KEPT = 16;
/** By digest, the last one asked for at the end. */
const documents = new Map<string, Promise<DocumentBlock[]>>();

/**
 * Reads a file again, as the importer did.
 *
 * @throws SetAsideError where this version of the program reads it no more.
 */
export function sourceDocument({ sha256, bytes }: Source): Promise<DocumentBlock[]> {
  const known = documents.get(sha256);
  documents.delete(sha256);
  const found = known ?? sharedReaders().document(bytes);
  documents.set(sha256, found);
  found.catch(() => documents.delete(sha256));
  const [oldest] = documents.keys();
  if (documents.size > KEPT && oldest !== undefined) documents.delete(oldest);
  return found;
}
