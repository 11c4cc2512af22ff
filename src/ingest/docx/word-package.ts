/** The parts of a Word package, found by the relationships between them. */
import { posix } from 'node:path';
import { SetAsideError } from '../../errors.js';
import type { ZipMember } from '../zip/zip-archive.js';
import { child, childrenOf, parseXml } from './xml-tree.js';
import type { TreeShape, XmlElement } from './xml-tree.js';

/** Largest part that is unpacked, in bytes. The longest report known has 0.3 MB. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

const RELATIONSHIPS_SHAPE: TreeShape = { treat: () => 'keep', textOf: new Set() };
const DEFAULT_DOCUMENT = 'word/document.xml';

/** A Word file, opened. */
export class WordPackage {
  /** By lower-case name: part names ignore case. */
  readonly #members = new Map<string, ZipMember>();

  /** @throws SetAsideError `damaged-file` where two parts have one name, so that readers would differ */
  constructor(members: readonly ZipMember[]) {
    for (const member of members) {
      const name = member.name.toLowerCase();
      if (this.#members.has(name)) throw damaged(`it has two parts named ${member.name}`);
      this.#members.set(name, member);
    }
  }

  /**
   * The tree of a part; undefined where there is no such part.
   *
   * @throws SetAsideError where it is damaged or too large
   */
  async part(name: string | undefined, shape: TreeShape): Promise<XmlElement | undefined> {
    const member = name === undefined ? undefined : this.#members.get(name.toLowerCase());
    if (member === undefined) return undefined;
    if (member.size > MAX_PART_BYTES) throw partTooLarge();
    return parseXml(await member.read(), shape);
  }

  /**
   * The tree of a part that another one refers to; undefined where none does.
   *
   * @throws SetAsideError as {@link part}, and where the part is missing: text would be read as it is not shown
   */
  async referredPart(name: string | undefined, shape: TreeShape): Promise<XmlElement | undefined> {
    const root = await this.part(name, shape);
    if (name !== undefined && root === undefined) throw damaged(`its part ${name} is missing`);
    return root;
  }

  /** Name of the part with the text. */
  async documentName(): Promise<string> {
    return (await this.related('', ['officeDocument'])).officeDocument ?? DEFAULT_DOCUMENT;
  }

  /**
   * Names of the parts that a part refers to, by the last word of the relationship's type.
   *
   * @param source name of the referring part; empty for the package itself
   */
  async related<Type extends string>(
    source: string,
    types: readonly Type[],
  ): Promise<Partial<Record<Type, string>>> {
    const folder = posix.dirname(source);
    const name = posix.join(folder, '_rels', `${posix.basename(source)}.rels`);
    const root = await this.part(name, RELATIONSHIPS_SHAPE);
    const found: Partial<Record<Type, string>> = {};
    for (const { attributes } of childrenOf(child(root, 'rel:Relationships'), 'rel:Relationship')) {
      const type = types.find((each) => attributes['Type']?.endsWith(`/${each}`) === true);
      const target = attributes['Target'];
      if (type === undefined || target === undefined || attributes['TargetMode'] === 'External') continue;
      found[type] ??= posix.resolve('/', folder, target).slice(1);
    }
    return found;
  }
}

/** The error for a Word file whose parts cannot be read. */
export function damaged(what: string): SetAsideError {
  return new SetAsideError(
    'damaged-file',
    `The Word document is damaged: ${what}. Open it in a word processor that can repair it, save it again and import that.`,
  );
}

function partTooLarge(): SetAsideError {
  return new SetAsideError(
    'too-large',
    `The text of the Word document unpacks to more than ${MAX_PART_BYTES / 1024 / 1024} MB, and no annual report is that long. If it holds many reports, split it into one file each.`,
  );
}
