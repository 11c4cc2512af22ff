/** Reads documents by id, all or none. */
import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import { PartialAnswerError } from '../connection/retry.js';

/**
 * Reads documents of one index; those that are not there are left out.
 *
 * @param fields the fields to read; absent for all
 * @throws PartialAnswerError where one cannot be read now, for all that is known it is there
 */
export async function getDocuments<Document>(
  client: Client,
  index: string,
  ids: readonly string[],
  options: TransportRequestOptions,
  fields?: readonly string[],
): Promise<Map<string, Document>> {
  const found = new Map<string, Document>();
  // Elasticsearch refuses the empty id instead of not finding it.
  const asked = ids.filter((id) => id !== '');
  if (asked.length === 0) return found;
  const { docs } = await client.mget<Document>(
    { index, ids: asked, ...(fields !== undefined && { _source_includes: [...fields] }) },
    options,
  );
  for (const doc of docs) {
    if ('error' in doc) {
      throw new PartialAnswerError(`${index}/${doc._id}: ${doc.error.reason ?? doc.error.type}`);
    }
    if (doc._source !== undefined) found.set(doc._id, doc._source);
  }
  return found;
}
