/** Names of elements and attributes, whatever prefixes a file uses. */

/** Namespaces, transitional and strict (ECMA-376 parts 1 and 4), and the prefix that stands for them here. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w:',
    'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w:',
    'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
    'http://schemas.openxmlformats.org/package/2006/relationships': 'rel:',
    'http://schemas.openxmlformats.org/package/2006/metadata/core-properties': 'cp:',
    'http://purl.org/dc/elements/1.1/': 'dc:',
    'http://www.w3.org/XML/1998/namespace': 'xml:',
    // OFD (GB/T 33190), and its drafts.
    'http://www.ofdspec.org/2016': 'ofd:',
    'http://www.ofdspec.org': 'ofd:',
  }),
);
/** Stands for all other namespaces. */
const OTHER = '?:';

/** The namespaces that are declared where an element is. */
export class XmlNames {
  readonly #namespaces: ReadonlyMap<string, string>;
  /** Names found so far: a file has few, and very often. */
  readonly #elements = new Map<string, string>();
  readonly #attributes = new Map<string, string>();

  constructor(namespaces: ReadonlyMap<string, string> = new Map([['xml', 'xml:']])) {
    this.#namespaces = namespaces;
  }

  /** These names with what the attributes of an element declare. */
  within(attributes: Readonly<Record<string, string>>): XmlNames {
    const namespaces = new Map(this.#namespaces);
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length);
      const namespace = attributes[name] ?? '';
      namespaces.set(prefix, namespace === '' ? '' : (PREFIXES.get(namespace) ?? OTHER));
    }
    return new XmlNames(namespaces);
  }

  /** The name of an element with the prefix that stands for its namespace. */
  ofElement(name: string): string {
    return cached(this.#elements, name, () => this.#resolve(name, this.#namespaces.get('') ?? ''));
  }

  /** The same of an attribute; one without a prefix has no namespace. */
  ofAttribute(name: string): string {
    return cached(this.#attributes, name, () => this.#resolve(name, ''));
  }

  #resolve(name: string, unprefixed: string): string {
    const colon = name.indexOf(':');
    if (colon < 0) return unprefixed + name;
    return (this.#namespaces.get(name.slice(0, colon)) ?? OTHER) + name.slice(colon + 1);
  }
}

function cached(cache: Map<string, string>, key: string, find: () => string): string {
  let value = cache.get(key);
  if (value === undefined) {
    value = find();
    cache.set(key, value);
  }
  return value;
}
