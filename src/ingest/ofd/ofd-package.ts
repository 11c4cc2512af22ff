/** The parts of an OFD file (GB/T 33190), found by the locations that they give of each other. */
import { posix } from 'node:path';
import { SetAsideError } from '../../errors.js';
import type { TreeShape, XmlElement } from '../docx/xml-tree.js';
import { parseXml } from '../docx/xml-tree.js';
import type { ZipMember } from '../zip/zip-archive.js';

/** Largest part that is unpacked, in bytes. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

const SHAPE: TreeShape = {
  treat: () => 'keep',
  textOf: new Set(
    'TextCode Glyphs AbbreviatedData PhysicalBox ApplicationBox DocRoot PublicRes DocumentRes PageRes Title MediaFile Signatures Annotations FileLoc Remark'
      .split(' ')
      .map((name) => `ofd:${name}`),
  ),
};

/** An OFD file, opened. */
export class OfdPackage {
  /** By lower-case name: writers do not agree on case. */
  readonly #members = new Map<string, ZipMember>();

  /** @throws SetAsideError `encrypted`, or `damaged-file` where two parts have one name, so that readers would differ */
  constructor(members: readonly ZipMember[]) {
    for (const member of members) {
      const name = member.name.toLowerCase();
      if (/(?:^|\/)encryptions?\.xml$/u.test(name)) throw encrypted();
      if (this.#members.has(name)) throw damaged(`it has two parts named ${member.name}`);
      this.#members.set(name, member);
    }
  }

  /**
   * The root element of a part.
   *
   * @throws SetAsideError where it is missing, damaged or too large
   */
  async part(name: string): Promise<XmlElement> {
    const member = this.#members.get(withoutMark(name).toLowerCase());
    if (member === undefined) throw missing(name);
    if (member.size > MAX_PART_BYTES)
      throw tooLarge(`a part of more than ${MAX_PART_BYTES / 1024 / 1024} MB`);
    try {
      const root = parseXml(await member.read(), SHAPE).children[0];
      if (root !== undefined) return root;
    } catch (error) {
      if (error instanceof SetAsideError && error.reason === 'too-large')
        throw tooLarge('a part of too many elements');
      throw damaged(`its part ${name} cannot be read`, error);
    }
    throw damaged(`its part ${name} is empty`);
  }

  /**
   * The bytes of a part; null where there is none.
   *
   * @throws SetAsideError where it is too large
   */
  async bytes(name: string): Promise<Uint8Array | null> {
    const member = this.#members.get(withoutMark(name).toLowerCase());
    if (member === undefined) return null;
    if (member.size > MAX_PART_BYTES)
      throw tooLarge(`a part of more than ${MAX_PART_BYTES / 1024 / 1024} MB`);
    return await member.read();
  }
}

/** Stands before the name of a part whose location leads out of the package. */
const OUTSIDE = '../';

/**
 * The name of the part to which a location leads from another part. Nothing leads out of the package: such a location is followed
 * within it, as if its root were that of the machine, and marked, so that it can be told where nothing is there.
 */
export function locate(from: string, location: string): string {
  const folder = posix.dirname(withoutMark(from));
  const path = location.trim().replaceAll('\\', '/');
  const name = posix.resolve('/', folder, path).slice(1);
  const own = path.startsWith('/') ? posix.join('.', path.replace(/^\/+/u, '')) : posix.join(folder, path);
  return own === '..' || own.startsWith('../') ? OUTSIDE + name : name;
}

function withoutMark(name: string): string {
  return name.startsWith(OUTSIDE) ? name.slice(OUTSIDE.length) : name;
}

function missing(name: string): SetAsideError {
  return name.startsWith(OUTSIDE)
    ? damaged(`it refers to a file outside itself (${name}), which is never read`)
    : damaged(`its part ${name} is missing`);
}

/** The error for an OFD file whose parts do not fit together. */
export function damaged(what: string, cause?: unknown): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    `The OFD document is damaged: ${what}. Fetch it again from where it was published, or open it in an OFD reader, compare it with the original and export it as a PDF.`,
    cause,
  );
}

/** The error for one with more than any report has. */
export function tooLarge(what: string): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The OFD document has ${what}, and no annual report has. If it holds many reports, split it into one file each.`,
  );
}

function encrypted(): SetAsideError {
  return new SetAsideError(
    'encrypted',
    'The OFD document is encrypted. Open it in an OFD reader, export it as a PDF without a password and import that.',
  );
}
