/**
 * Files that are one report, joined as one source: a page with its attachment, or pictures of pages. A ZIP with nothing packed and no times,
 * so that the same files always make the same bytes: first `mimetype`, then `1/NAME`, `2/NAME` …
 */
import { ZipFile } from 'yazl';
import { SetAsideError } from '../../errors.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { readZipDirectory } from '../zip/zip-archive.js';

/** Media type of a joined source. */
export const JOINED_TYPE = 'application/vnd.ogi-reports.joined+zip';

/** `PAGE_WITH_ATTACHMENT`: two files, the page first. `PAGES`: pictures, in the order of the pages. */
export const JOIN_KINDS = ['PAGE_WITH_ATTACHMENT', 'PAGES'] as const;
export type JoinKind = (typeof JOIN_KINDS)[number];

/** One of the files of a joined source. */
export interface JoinedPart {
  /** Without folders. */
  name: string;
  bytes: Uint8Array;
}

/** A joined source, taken apart. */
export interface JoinedFile {
  kind: JoinKind;
  parts: JoinedPart[];
}

/** Most files of one report. */
export const MOST_PARTS = 100;

/** ZIP knows no earlier time. */
const NO_TIME = new Date(1980, 0, 1);

/** Joins files. */
export async function packJoined({ kind, parts }: JoinedFile): Promise<Uint8Array> {
  const zip = new ZipFile();
  const options = { mtime: NO_TIME, compress: false, forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(`${JOINED_TYPE}; kind=${kind}`), 'mimetype', options);
  parts.forEach(({ name, bytes }, index) => {
    zip.addBuffer(Buffer.from(bytes), `${index + 1}/${name}`, options);
  });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * Takes a joined source apart.
 *
 * @param most bytes of all its files at most
 * @throws SetAsideError `damaged-file`, and `too-large` for one that nobody has joined here
 */
export async function partsOf(members: readonly ZipMember[], most: number): Promise<JoinedFile> {
  const [type, ...rest] = members;
  const kind = type === undefined || type.size > 200 ? undefined : kindOf(await type.read());
  if (kind === undefined || rest.length < 2 || rest.length > MOST_PARTS) throw damaged();
  if (kind === 'PAGE_WITH_ATTACHMENT' && rest.length !== 2) throw damaged();
  const size = rest.reduce((sum, member) => sum + member.size, 0);
  if (size > most) throw tooLarge();
  const parts: JoinedPart[] = [];
  for (const [index, member] of rest.entries()) {
    const [folder, name] = member.name.split('/');
    if (folder !== String(index + 1) || name === undefined) throw damaged();
    parts.push({ name, bytes: await member.read() });
  }
  return { kind, parts };
}

/** One of the files of a joined source, by its ordinal from 1; null where it has none such. */
export async function partOf(bytes: Uint8Array, ordinal: number): Promise<JoinedPart | null> {
  const { members } = await readZipDirectory(bytes);
  const member = members[ordinal];
  if (ordinal < 1 || member === undefined) return null;
  return { name: member.name.split('/').at(-1) ?? member.name, bytes: await member.read() };
}

function kindOf(type: Uint8Array): JoinKind | undefined {
  const text = Buffer.from(type).toString('utf8');
  return JOIN_KINDS.find((kind) => text === `${JOINED_TYPE}; kind=${kind}`);
}

function damaged(): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The files that were joined to one source cannot be taken apart. Import their folder again.',
  );
}

function tooLarge(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'The files that were joined to one source are too large together. Import each by itself.',
  );
}
