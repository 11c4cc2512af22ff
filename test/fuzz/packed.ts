/** Mutations of what is packed: in a package, nearly all bytes are of compressed text, and changed ones never reach who reads the text. */
import { inflateRawSync } from 'node:zlib';
import type { Random } from '../../src/sample/random.js';
import { buildZip } from '../support/build-zip.js';
import type { ZipEntry } from '../support/build-zip.js';

const DIRECTORY_ENTRY = 46;
const LOCAL_HEADER = 30;

/** The members of a ZIP without faults; null for all else. */
function membersOf(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end === -1 || end + 22 > bytes.length || bytes.readUInt16LE(0) !== 0x4b50) return null;
  const members: ZipEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  try {
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
      const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
      const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
      const name = bytes.subarray(at + DIRECTORY_ENTRY, at + DIRECTORY_ENTRY + (nameLength ?? 0));
      const local = bytes.readUInt32LE(at + 42);
      const start = local + LOCAL_HEADER + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + size);
      members.push({ name, data: method === 8 ? inflateRawSync(packed) : packed, method });
      at += DIRECTORY_ENTRY + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
  } catch {
    return null;
  }
  return members.length === 0 ? null : members;
}

/** Changes one member of a package, the larger ones most often; all else as it is, where the bytes are none. */
export function changeInside(
  bytes: Buffer,
  random: Random,
  change: (bytes: Buffer, random: Random) => Buffer,
): Buffer {
  const members = membersOf(bytes);
  if (members === null) return change(bytes, random);
  const bySize = members.toSorted((one, other) => other.data.length - one.data.length);
  const chosen = bySize[random.chance(0.5) ? 0 : random.integer(0, bySize.length - 1)];
  return buildZip(
    members.map((member) =>
      member === chosen ? { ...member, data: change(Buffer.from(member.data), random) } : member,
    ),
  );
}

/** A place where text stands, not a tag: in bytes without tags, any place. */
export function placeOfText(bytes: Buffer, random: Random): number {
  const start = random.integer(0, bytes.length);
  for (let at = bytes.indexOf('>', start, 'latin1'); at !== -1; at = bytes.indexOf('>', at + 1, 'latin1')) {
    if (at + 1 < bytes.length && !'<\r\n '.includes(String.fromCharCode(bytes[at + 1] ?? 0))) return at + 1;
  }
  return start;
}
