/** A page as a tree of what it shows: parsed as browsers do, without scripts and hidden elements, of bounded depth. */
import { defaultTreeAdapter, parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { tooLargePage } from './too-large-page.js';
import { UnshownText } from './unshown-text.js';

/** An element that is shown. */
export interface PageElement {
  readonly tag: string;
  readonly parent: PageElement | null;
  /** Steps to the root. */
  readonly depth: number;
  readonly children: PageNode[];
  /** Those that affect what is shown, where, and under which name. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Text that is shown. */
export interface PageText {
  readonly text: string;
  /** Offset in the source (UTF-16 code units). */
  readonly offset: number;
}

export type PageNode = PageElement | PageText;

/** A parsed page. */
export interface Page {
  readonly source: string;
  readonly root: PageElement;
  /** Text of the title element; null where there is none. */
  readonly title: string | null;
  /** Contents of the meta elements by their lower-case names; the first of a name counts. */
  readonly metas: ReadonlyMap<string, string>;
  /** Address by which the page names itself; null where it names none. */
  readonly canonical: string | null;
  /** What the parts hold that are not shown, as lines. */
  readonly unshown: string;
}

/** Tells text from elements. */
export function isText(node: PageNode): node is PageText {
  return 'text' in node;
}

/** Most elements that are read; a report's three tables have some two thousand, the chrome of a site seldom more. */
export const MAX_ELEMENTS = 100_000;

/** Elements nested deeper are beside their parents, as in browsers; these cut at 512. */
export const MAX_DEPTH = 512;

/** Elements that show no text of the document. */
const UNSHOWN: ReadonlySet<string> = new Set(
  'applet audio button canvas datalist embed head iframe map noembed noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);
/** The attributes that are read. */
const READ_ATTRIBUTES: ReadonlySet<string> = new Set(
  'class colspan content hidden id name property role rowspan style'.split(' '),
);
const HIDDEN_STYLE = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/iu;

/**
 * Parses a page, or a part of one.
 *
 * @throws SetAsideError `too-large` for more than {@link MAX_ELEMENTS} elements.
 */
export function parsePage(source: string): Page {
  return new TreeBuilder(source).build(parseBounded(source, true));
}

/**
 * Parses HTML into the tree of the library, with the places of its elements where they are asked for.
 *
 * @throws SetAsideError `too-large` for more than {@link MAX_ELEMENTS} elements.
 */
export function parseBounded(source: string, withPlaces: boolean): DefaultTreeAdapterTypes.Document {
  let elements = 0;
  return parse(source, {
    sourceCodeLocationInfo: withPlaces,
    // Without scripts a noscript element would be shown; browsers have scripts.
    scriptingEnabled: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement(...element) {
        elements += 1;
        if (elements > MAX_ELEMENTS) throw tooLargePage(MAX_ELEMENTS, 'elements');
        return defaultTreeAdapter.createElement(...element);
      },
    },
  });
}

type SourceNode = DefaultTreeAdapterTypes.ChildNode;
type SourceElement = DefaultTreeAdapterTypes.Element;

/** Copies what is shown, without recursion: the source tree may be as deep as it has elements. */
class TreeBuilder {
  readonly #source: string;
  readonly #metas = new Map<string, string>();
  #title: string | null = null;
  #canonical: string | null = null;
  readonly #unshown = new UnshownText();

  constructor(source: string) {
    this.#source = source;
  }

  build(document: DefaultTreeAdapterTypes.Document): Page {
    const root = newElement('#page', null, new Map());
    const pending = [{ nodes: document.childNodes, next: 0, into: root }];
    for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
      const node = top.nodes[top.next];
      top.next += 1;
      if (node === undefined) {
        pending.pop();
        continue;
      }
      if (defaultTreeAdapter.isTextNode(node)) {
        top.into.children.push({ text: node.value, offset: node.sourceCodeLocation?.startOffset ?? 0 });
      } else if (defaultTreeAdapter.isElementNode(node)) {
        this.#readHead(node);
        if (node.tagName === 'input') this.#unshown.add(node);
        const filledIn = numberFilledIn(node);
        if (filledIn !== null)
          top.into.children.push({ text: filledIn, offset: node.sourceCodeLocation?.startOffset ?? 0 });
        const element = newElement(node.tagName, top.into, attributesOf(node));
        if (!isUnshown(element)) top.into.children.push(element);
        // The head is not shown, but what it says of the page is read.
        else if (element.tag !== 'head') {
          this.#unshown.add(node);
          continue;
        }
        const into = element.depth < MAX_DEPTH ? element : top.into;
        pending.push({ nodes: node.childNodes, next: 0, into });
      }
    }
    return {
      source: this.#source,
      root,
      title: this.#title,
      metas: this.#metas,
      canonical: this.#canonical,
      unshown: this.#unshown.text,
    };
  }

  /** Keeps titles and metas, wherever they are. */
  #readHead(node: SourceElement): void {
    if (node.tagName === 'title') {
      this.#title ??= node.childNodes.map(textOf).join('');
    } else if (node.tagName === 'link') {
      const valueOf = (name: string): string | undefined =>
        node.attrs.find((one) => one.name === name)?.value;
      if (valueOf('rel')?.toLowerCase() === 'canonical') this.#canonical ??= valueOf('href') ?? null;
    } else if (node.tagName === 'meta') {
      const attributes = attributesOf(node);
      const name = (attributes.get('name') ?? attributes.get('property') ?? '').toLowerCase();
      const content = attributes.get('content')?.trim() ?? '';
      if (name !== '' && content !== '' && !this.#metas.has(name)) this.#metas.set(name, content);
    }
  }
}

function newElement(
  tag: string,
  parent: PageElement | null,
  attributes: PageElement['attributes'],
): PageElement {
  return { tag, parent, depth: parent === null ? 0 : parent.depth + 1, children: [], attributes };
}

/** A number and nothing else, or the sign of a blank. */
const NUMBER_ALONE = /^\s*(?:[+-]?\d[\d,]*(?:\.\d+)?|[-—/])\s*$/u;

/** The number that a field of a form shows, which pages of reporting systems have in their tables; null for any other element. */
function numberFilledIn(node: SourceElement): string | null {
  const attribute = (name: string): string | undefined => node.attrs.find((one) => one.name === name)?.value;
  const shown =
    node.tagName === 'textarea'
      ? node.childNodes.map(textOf).join('')
      : node.tagName === 'input' && /^(?:text|number|)$/iu.test(attribute('type') ?? '')
        ? (attribute('value') ?? '')
        : '';
  const isHidden = attribute('hidden') !== undefined || HIDDEN_STYLE.test(attribute('style') ?? '');
  return !isHidden && NUMBER_ALONE.test(shown) ? shown : null;
}

function textOf(node: SourceNode): string {
  return defaultTreeAdapter.isTextNode(node) ? node.value : '';
}

function attributesOf(node: SourceElement): Map<string, string> {
  const read = node.attrs.filter(({ name }) => READ_ATTRIBUTES.has(name));
  return new Map(read.map(({ name, value }) => [name, value]));
}

function isUnshown({ tag, attributes }: PageElement): boolean {
  return UNSHOWN.has(tag) || attributes.has('hidden') || HIDDEN_STYLE.test(attributes.get('style') ?? '');
}
