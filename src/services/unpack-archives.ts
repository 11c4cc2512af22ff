/** Archives among the inputs of a run, replaced by the documents in them. */
import { posix } from 'node:path';
import { archiveMembers, isArchive, isArchiveName } from '../ingest/zip/archive-members.js';
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
 * @param join joins a page and its attachment, and pictures of pages, of one archive; without it none are joined
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
    yield* joinedMembers(membersAsInputs(members, path, fileName), posix.basename(fileName), join);
  }
}

/** A document of an archive, and its path in the archive. */
interface Member {
  name: string;
  input: ImportInput;
}

async function* membersAsInputs(
  members: ReturnType<typeof archiveMembers>,
  path: string,
  fileName: string,
): AsyncGenerator<Member> {
  for await (const member of members) {
    const below = member.name === '' ? '' : `/${member.name}`;
    const input = { path: path + below, fileName: fileName + below, read: () => member.read() };
    yield { name: member.name, input };
  }
}

/**
 * Members with those joined that belong together. Those of one archive are looked at together, one that lies in another apart from it and
 * as far as they follow each other: of several archives only one is in memory.
 */
async function* joinedMembers(
  members: AsyncIterable<Member>,
  archive: string,
  join: JoinOptions | undefined,
): AsyncGenerator<ImportInput> {
  let together: Member[] = [];
  for await (const member of members) {
    if (join === undefined) {
      yield member.input;
      continue;
    }
    const [first] = together;
    if (first !== undefined && archiveOf(first.name) !== archiveOf(member.name)) {
      yield* joinedTogether(together, archive, join);
      together = [];
    }
    together.push(member);
  }
  if (join !== undefined) yield* joinedTogether(together, archive, join);
}

async function* joinedTogether(
  members: readonly Member[],
  archive: string,
  join: JoinOptions,
): AsyncGenerator<ImportInput> {
  const [first] = members;
  if (first === undefined) return;
  const inner = archiveOf(first.name);
  const pathOf = ({ name }: Member): string => posix.relative(inner, name);
  const byPath = new Map(members.map((member) => [pathOf(member), member.input]));
  const doubtful = foldersOfDoubles(members.map(pathOf));
  const name = posix.basename(inner === '' ? archive : inner).replace(/\.[a-z0-9]+$/iu, '');
  const paths = [...byPath.keys()].filter((path) => !doubtful.has(posix.dirname(path)));
  const input = (path: string): ImportInput => byPath.get(path) ?? first.input;
  const joins = await joinFolder({ name, paths, input }, join);
  for (const member of members) {
    const joined = await joins.at(pathOf(member));
    if (joined.kind === 'joined') yield joined.input;
    else if (joined.kind === 'alone') yield member.input;
  }
}

/** Folders with two members of one name, which are not told apart. */
function foldersOfDoubles(paths: readonly string[]): Set<string> {
  const known = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    if (known.has(path)) folders.add(posix.dirname(path));
    known.add(path);
  }
  return folders;
}

/** The path of the innermost archive in which a member is; empty for the outermost. */
function archiveOf(name: string): string {
  const folders = posix.dirname(name).split('/');
  return folders.slice(0, folders.findLastIndex(isArchiveName) + 1).join('/');
}
