/** To which documents a saved page links, and what it is titled: by that its attachment is found beside it or in another folder. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { decodeHtml } from './decode-html.js';
import { parseBounded } from './page-tree.js';

/** What a page says of other files. */
export interface PageLinks {
  /** Text of its title element and of its headings, compacted. */
  titles: string[];
  /** Its links to files of documents, each address once. */
  documents: DocumentLink[];
}

/** A link to a file. */
export interface DocumentLink {
  /** Name of the file in the address, decoded. */
  name: string;
  /** The address from the page's folder on, decoded, `/` between folders; null for one that leads elsewhere (to a host, from a root). */
  path: string | null;
  /** Compacted text of the link. */
  text: string;
}

/** Files that a page attaches. */
const DOCUMENT_NAME = /\.(?:docx?|wps|rtf|odt|pdf|ofd|xlsx?|xlsm|et|ods|zip|rar|7z|jpe?g|png|tiff?)$/iu;
/** An address with a scheme (or a drive), or from the root of a host. */
const LEADS_ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|[\\/])/iu;
const LONGEST_TITLE = 200;

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * Reads the links of a page.
 *
 * @throws SetAsideError `too-large` for a page with too many elements
 */
export function pageLinks(bytes: Uint8Array): PageLinks {
  const document = parseBounded(decodeHtml(bytes).text, false);
  const titles = new Set<string>();
  const documents = new Map<string, DocumentLink>();
  let hasBase = false;
  const waiting: Node[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!('childNodes' in node)) continue;
    waiting.push(...[...node.childNodes].reverse());
    if (!('tagName' in node)) continue;
    if (/^(?:title|h[1-3])$/u.test(node.tagName)) {
      const title = textOf(node);
      if (title !== '' && title.length <= LONGEST_TITLE) titles.add(title);
    }
    hasBase ||= node.tagName === 'base' && attributeOf(node, 'href') !== '';
    const link = node.tagName === 'a' ? linkOf(node) : null;
    if (link === null) continue;
    const key = link.path ?? `/${link.name}`;
    if (!documents.has(key)) documents.set(key, link);
  }
  // Under a base no address starts from the page's own folder.
  const links = [...documents.values()].map((link) => (hasBase ? { ...link, path: null } : link));
  return { titles: [...titles], documents: links };
}

function linkOf(element: Element): DocumentLink | null {
  const [address = ''] = attributeOf(element, 'href').split(/[?#]/u, 1);
  const segments = address.split(/[\\/]/u).map(decoded);
  const text = textOf(element);
  // Sites that hand files out by number have the name of the file in the text of the link.
  const own = segments.at(-1) ?? '';
  const name = [own, text].find((one) => DOCUMENT_NAME.test(one));
  if (name === undefined) return null;
  const isPath =
    name === own && !LEADS_ELSEWHERE.test(address) && !segments.some((one) => /[\\/]/u.test(one));
  return { name: name.normalize('NFC'), path: isPath ? segments.join('/').normalize('NFC') : null, text };
}

function attributeOf(element: Element, attribute: string): string {
  return element.attrs.find(({ name }) => name === attribute)?.value.trim() ?? '';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function textOf(element: Element): string {
  const texts: string[] = [];
  const waiting: Node[] = [element];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) texts.push(node.value);
    else if ('childNodes' in node) waiting.push(...[...node.childNodes].reverse());
  }
  return texts.join('').replace(/\s+/gu, ' ').trim().normalize('NFC');
}
