/** ZIP archives, read in memory: the directory first, then each member on its own, nothing trusted. */
import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { SetAsideError } from '../../errors.js';
import { memberName } from './member-name.js';

/** One file in an archive. */
export interface ZipMember {
  /** Its path in the archive, parts joined by "/", with nothing that leads out of it. */
  readonly name: string;
  /** Bytes that it unpacks to, as the directory says; {@link ZipMember.read} yields these many or fails. */
  readonly size: number;
  /**
   * Unpacks it. Memory is bounded by `size`, which the caller must have found bearable.
   *
   * @throws SetAsideError `damaged-file` where size or checksum do not fit, `encrypted`, or `unknown-format` for a
   *   method of packing that is not read.
   */
  read(): Promise<Uint8Array>;
}

/** What the directory of an archive lists. */
export interface ZipDirectory {
  /** Without folders; in the order of the directory. */
  members: ZipMember[];
  /** Set where the directory breaks off: more members may have stood behind those listed. */
  problem: SetAsideError | null;
}

/** Entries of a directory that are read, folders included. */
export const MAX_ZIP_ENTRIES = 20_000;

/** Bit of an entry's flags: it is encrypted. */
const ENCRYPTED = 0x1;
const STORED = 0;
const DEFLATED = 8;

/**
 * Lists an archive.
 *
 * @throws SetAsideError `damaged-file` where there is no directory at all, as in a file that was cut off, and
 *   `too-large` for more than {@link MAX_ZIP_ENTRIES} entries.
 */
export async function readZipDirectory(bytes: Uint8Array): Promise<ZipDirectory> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members: ZipMember[] = [];
  let entries = 0;
  let zip: ZipFile;
  try {
    // Names are decoded here, and sizes checked on reading: one bad entry must not hide those behind it.
    zip = await fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
    });
  } catch (cause) {
    throw damagedZip(cause);
  }
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > MAX_ZIP_ENTRIES) throw tooManyEntries();
      const name = memberName(entry);
      if (name !== null) members.push(new Member(name, entry, zip, buffer));
    }
  } catch (cause) {
    if (cause instanceof SetAsideError) throw cause;
    return { members, problem: damagedZip(cause) };
  }
  return { members, problem: null };
}

class Member implements ZipMember {
  readonly name: string;
  readonly size: number;
  readonly #entry: Entry;
  readonly #zip: ZipFile;
  readonly #archive: Buffer;

  constructor(name: string, entry: Entry, zip: ZipFile, archive: Buffer) {
    this.name = name;
    this.size = entry.uncompressedSize;
    this.#entry = entry;
    this.#zip = zip;
    this.#archive = archive;
  }

  async read(): Promise<Uint8Array> {
    const entry = this.#entry;
    if ((entry.generalPurposeBitFlag & ENCRYPTED) !== 0) {
      throw new SetAsideError(
        'encrypted',
        'The file is locked with a password. Unpack it with the password and import what comes out.',
      );
    }
    const data = this.#unpack(await this.#packed());
    // The directory tells the size before anything is unpacked; a member that breaks its word is broken.
    if (data.byteLength !== this.size || crc32(data) !== entry.crc32) throw damagedZip();
    return data;
  }

  /** The member's bytes as they stand in the archive. */
  async #packed(): Promise<Buffer> {
    try {
      const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(this.#entry, { minimal: true });
      return this.#archive.subarray(fileDataStart, fileDataStart + this.#entry.compressedSize);
    } catch (cause) {
      throw damagedZip(cause);
    }
  }

  #unpack(packed: Buffer): Buffer {
    const method = this.#entry.compressionMethod;
    // A copy: whoever has it may keep it without the archive.
    if (method === STORED) return Buffer.from(packed);
    if (method !== DEFLATED) {
      throw new SetAsideError(
        'unknown-format',
        `The file is packed by a method that is not read (number ${method}). Unpack it and import what comes out, or pack it as an ordinary ZIP archive (Deflate).`,
      );
    }
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.size) });
    } catch (cause) {
      throw damagedZip(cause);
    }
  }
}

/** The error for an archive, or a member of one, whose bytes do not fit together. */
function damagedZip(cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    'The file is damaged or was cut off: its parts, packed as in every ZIP or Word file, do not fit together. Fetch it again from where it was published.',
    cause,
  );
}

function tooManyEntries(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The archive has more than ${MAX_ZIP_ENTRIES.toLocaleString('en-US')} entries. Split it into smaller ones, or unpack it and import the folder.`,
  );
}
