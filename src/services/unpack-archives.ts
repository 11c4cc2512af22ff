/** Archives among the inputs of a run, replaced by the documents in them. */
import { posix } from 'node:path';
import { archiveMembers, isArchive } from '../ingest/zip/archive-members.js';
import type { Unpack } from '../ingest/zip/archive-members.js';
import type { ImportInput } from './fetch-inputs.js';
import { joinFolder } from './joining/join-folder.js';
import type { JoinOptions } from './joining/join-folder.js';
import { sharedReaders } from './reading/reader-pool.js';

/**
 * Passes inputs on; each document in an archive becomes an input of its own, named `archive.zip/report.docx`. Archives
 * are recognised by content. One archive is in memory at a time, and one document unpacked; of archives other than ZIP, which a process of their
 * own unpacks, all documents.
 *
 * @param onSkipped called with the path of each file in an archive that its name makes no document
 * @param join joins a page and its attachment, and pictures of pages, that follow each other in one folder of an archive; none stays apart
 */
export async function* unpackArchives(
  inputs: AsyncIterable<ImportInput> | Iterable<ImportInput>,
  onSkipped?: (path: string) => void,
  unpack: Unpack = (bytes) => sharedReaders().unpack(bytes),
  join?: JoinOptions,
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
    const members = archiveMembers(bytes, { unpack, onSkipped: (name) => onSkipped?.(`${path}/${name}`) });
    yield* joinedMembers(membersAsInputs(members, path, fileName), join);
  }
}

async function* membersAsInputs(
  members: ReturnType<typeof archiveMembers>,
  path: string,
  fileName: string,
): AsyncGenerator<ImportInput> {
  for await (const member of members) {
    const below = member.name === '' ? '' : `/${member.name}`;
    yield { path: path + below, fileName: fileName + below, read: () => member.read() };
  }
}

/** Members with those joined that belong together. Those of one folder are looked at together as far as they follow each other. */
async function* joinedMembers(
  members: AsyncIterable<ImportInput>,
  join: JoinOptions | undefined,
): AsyncGenerator<ImportInput> {
  if (join === undefined) {
    yield* members;
    return;
  }
  let folder: ImportInput[] = [];
  for await (const member of members) {
    const [first] = folder;
    if (first !== undefined && posix.dirname(first.fileName) !== posix.dirname(member.fileName)) {
      yield* joinedFolder(folder, join);
      folder = [];
    }
    folder.push(member);
  }
  yield* joinedFolder(folder, join);
}

async function* joinedFolder(
  members: readonly ImportInput[],
  join: JoinOptions,
): AsyncGenerator<ImportInput> {
  const byName = new Map(members.map((member) => [posix.basename(member.fileName), member]));
  const [first] = members;
  // Two members of one name are not told apart.
  if (first === undefined || byName.size < members.length) {
    yield* members;
    return;
  }
  const input = (name: string): ImportInput => byName.get(name) ?? first;
  const name = posix.basename(posix.dirname(first.fileName)).replace(/\.[a-z0-9]+$/iu, '');
  const joins = await joinFolder({ name, names: [...byName.keys()], input }, join);
  for (const [own, member] of byName) {
    const joined = await joins.at(own);
    if (joined.kind === 'joined') yield joined.input;
    else if (joined.kind === 'alone') yield member;
  }
}
