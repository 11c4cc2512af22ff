/** Archives among the inputs of a run, replaced by the documents in them. */
import { archiveMembers, isArchive } from '../ingest/zip/archive-members.js';
import type { Unpack } from '../ingest/zip/archive-members.js';
import type { ImportInput } from './import-reports.js';
import { sharedReaders } from './reading/reader-pool.js';

/**
 * Passes inputs on; each document in an archive becomes an input of its own, named `archive.zip/report.docx`. Archives
 * are told by content. One archive is in memory at a time, and one document unpacked; of archives other than ZIP, which a process of their
 * own unpacks, all documents.
 *
 * @param onSkipped called with the path of each file in an archive that its name makes no document
 */
export async function* unpackArchives(
  inputs: AsyncIterable<ImportInput> | Iterable<ImportInput>,
  onSkipped?: (path: string) => void,
  unpack: Unpack = (bytes) => sharedReaders().unpack(bytes),
): AsyncGenerator<ImportInput> {
  for await (const input of inputs) {
    let bytes: Uint8Array;
    try {
      bytes = await input.read();
    } catch {
      // Whoever reads it again learns why it cannot be read.
      yield input;
      continue;
    }
    if (!(await isArchive(bytes))) {
      yield { ...input, read: () => Promise.resolve(bytes) };
      continue;
    }
    const { path, fileName } = input;
    for await (const member of archiveMembers(bytes, {
      unpack,
      onSkipped: (name) => onSkipped?.(`${path}/${name}`),
    })) {
      const below = member.name === '' ? '' : `/${member.name}`;
      yield { path: path + below, fileName: fileName + below, read: () => member.read() };
    }
  }
}
