/** To which documents a saved page links, and what it is titled: by that its attachment is found beside it. */
import type { DefaultTreeAdapterTypes } from 'parse5';
import { decodeHtml } from './decode-html.js';
import { parseBounded } from './page-tree.js';

/** What a page says of other files. */
export interface PageLinks {
  /** Text of its title element and of its headings, compacted. */
  titles: string[];
  /** Its links to files of documents, each file once. */
  documents: DocumentLink[];
}

/** A link to a file. */
export interface DocumentLink {
  /** Name of the file in the address, decoded. */
  name: string;
  /** Compacted text of the link. */
  text: string;
}

/** Files that a page attaches. */
const DOCUMENT_NAME = /\.(?:docx?|wps|rtf|odt|pdf|ofd|xlsx?|xlsm|et|ods|zip|rar|7z|jpe?g|png|tiff?)$/iu;
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
  const waiting: Node[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!('childNodes' in node)) continue;
    waiting.push(...[...node.childNodes].reverse());
    if (!('tagName' in node)) continue;
    if (/^(?:title|h[1-3])$/u.test(node.tagName)) {
      const title = textOf(node);
      if (title !== '' && title.length <= LONGEST_TITLE) titles.add(title);
    }
    const link = node.tagName === 'a' ? linkOf(node) : null;
    if (link !== null && !documents.has(link.name)) documents.set(link.name, link);
  }
  return { titles: [...titles], documents: [...documents.values()] };
}

function linkOf(element: Element): DocumentLink | null {
  const href = element.attrs.find(({ name }) => name === 'href')?.value.trim() ?? '';
  const [path = ''] = href.split(/[?#]/u, 1);
  const text = textOf(element);
  // Sites that hand files out by number have the name of the file in the text of the link.
  const name = [decoded(path.split(/[\\/]/u).at(-1) ?? ''), text].find((one) => DOCUMENT_NAME.test(one));
  return name === undefined ? null : { name: name.normalize('NFC'), text };
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
