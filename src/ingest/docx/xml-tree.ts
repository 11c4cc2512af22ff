/** The XML of a Word package as a tree of those elements that are wanted. */
import { isUtf8 } from 'node:buffer';
import { SaxesParser } from 'saxes';
import { SetAsideError } from '../../errors.js';
import { XmlNames } from './xml-names.js';

/** An element; names as {@link XmlNames} has them. */
export interface XmlElement {
  readonly name: string;
  /** By name as above; attributes without a namespace have none. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text directly within, flattened elements included; empty unless the name is one of `textOf`. */
  readonly text: string;
}

/** What becomes of an element: kept, left out with all within, or left out while its children stay in its place. */
export type Treatment = 'keep' | 'skip' | 'flatten';

/** Says which part of a file is wanted. */
export interface TreeShape {
  /** @param parent name of the nearest kept element above; empty at the root */
  treat(name: string, parent: string): Treatment;
  /** Names of elements whose text is wanted. */
  textOf: ReadonlySet<string>;
}

/**
 * Elements kept at most, elements nested at most, and attributes of one element at most: far beyond any report, and
 * bearable in memory, on the stack, and in time.
 */
const MAX_ELEMENTS = 600_000;
const MAX_DEPTH = 200;
const MAX_ATTRIBUTES = 1000;

/** Shared by the many elements that have none; never changed. */
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const NO_CHILDREN: XmlElement[] = [];

interface OpenElement extends XmlElement {
  children: XmlElement[];
  text: string;
}

/**
 * Parses a part of a Word package. DTDs and their entities are not read.
 *
 * @returns an element without a name whose children are the kept elements without a kept parent
 * @throws SetAsideError `damaged-file` for what is no well-formed XML in UTF-8 or UTF-16, `too-large` for more elements
 *   than any report has.
 */
export function parseXml(bytes: Uint8Array, shape: TreeShape): XmlElement {
  const builder = new TreeBuilder(shape);
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('opentag', (tag) => {
    builder.open(tag.name, tag.attributes);
  });
  parser.on('attribute', ({ name }) => {
    builder.attribute(name);
  });
  parser.on('closetag', () => {
    builder.close();
  });
  parser.on('text', (text) => {
    builder.text(text);
  });
  parser.on('cdata', (text) => {
    builder.text(text);
  });
  try {
    parser.write(decodeXml(bytes)).close();
  } catch (cause) {
    if (cause instanceof SetAsideError) throw cause;
    throw new SetAsideError(
      'damaged-file',
      'The Word document is damaged: its XML is broken. Open it in a word processor that can repair it, save it again and import that.',
      cause,
    );
  }
  return builder.root;
}

function decodeXml(bytes: Uint8Array): string {
  if (isUtf8(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  }
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

class TreeBuilder {
  readonly root: OpenElement = { name: '', attributes: NO_ATTRIBUTES, children: NO_CHILDREN, text: '' };
  readonly #shape: TreeShape;
  readonly #open: OpenElement[] = [this.root];
  /** The elements of the file that are open outside of skipped ones: whether they were kept, and the names above them. */
  readonly #path: { kept: boolean; names: XmlNames }[] = [];
  #names = new XmlNames();
  /** How many elements are open within a skipped one, itself included. */
  #skipped = 0;
  #count = 0;
  /** Attributes of the element that opens next, and whether one of them declares a namespace. */
  #attributes = 0;
  #declares = false;

  constructor(shape: TreeShape) {
    this.#shape = shape;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const declares = this.#declares;
    this.#declares = false;
    this.#attributes = 0;
    if (this.#path.length + this.#skipped >= MAX_DEPTH) throw tooComplex();
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    const names = declares ? this.#names.within(attributes) : this.#names;
    const parent = this.#top();
    const ownName = names.ofElement(name);
    const treatment = this.#shape.treat(ownName, parent.name);
    if (treatment === 'skip') {
      this.#skipped = 1;
      return;
    }
    this.#path.push({ kept: treatment === 'keep', names: this.#names });
    this.#names = names;
    if (treatment === 'flatten') return;
    this.#count += 1;
    if (this.#count > MAX_ELEMENTS) throw tooComplex();
    const element = {
      name: ownName,
      attributes: ownAttributes(attributes, names),
      children: NO_CHILDREN,
      text: '',
    };
    if (parent.children.length === 0) parent.children = [element];
    else parent.children.push(element);
    this.#open.push(element);
  }

  attribute(name: string): void {
    this.#attributes += 1;
    if (name.startsWith('xmlns')) this.#declares = true;
    if (this.#attributes > MAX_ATTRIBUTES) throw tooComplex();
  }

  close(): void {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return;
    }
    const closed = this.#path.pop();
    if (closed === undefined) return;
    this.#names = closed.names;
    if (closed.kept) this.#open.pop();
  }

  text(text: string): void {
    const element = this.#top();
    if (this.#skipped === 0 && this.#shape.textOf.has(element.name)) element.text += text;
  }

  #top(): OpenElement {
    return this.#open.at(-1) ?? this.root;
  }
}

function ownAttributes(
  found: Readonly<Record<string, string>>,
  names: XmlNames,
): Readonly<Record<string, string>> {
  let attributes: Record<string, string> | null = null;
  for (const name in found) {
    attributes ??= {};
    attributes[names.ofAttribute(name)] = found[name] ?? '';
  }
  return attributes ?? NO_ATTRIBUTES;
}

function tooComplex(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'The Word document has more parts, or parts nested deeper, than any annual report. Save its text as a UTF-8 text file (.txt) and import that.',
  );
}

/** The first child of a name, or undefined. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** All children of a name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((each) => each.name === name) ?? [];
}

/** The attribute `w:val` of the first child of a name; undefined where there is no child or no attribute. */
export function childValue(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['w:val'];
}

/** The whole number in `w:val` of the first child of a name; undefined where it is none. */
export function childNumber(element: XmlElement | undefined, name: string): number | undefined {
  const value = childValue(element, name)?.trim() ?? '';
  return /^\d{1,9}$/u.test(value) ? Number(value) : undefined;
}

/** A property that is on or off (ECMA-376, CT_OnOff): present means on; undefined where it is not stated. */
export function childFlag(element: XmlElement | undefined, name: string): boolean | undefined {
  const property = child(element, name);
  if (property === undefined) return undefined;
  return !['0', 'false', 'off'].includes(property.attributes['w:val'] ?? '1');
}
