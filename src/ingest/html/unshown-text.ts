/** Text of the parts of a page that it does not show: hidden elements, templates, scripts, fields of forms, pages in pages. */
import { defaultTreeAdapter } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

type SourceNode = DefaultTreeAdapterTypes.ChildNode;
type SourceElement = DefaultTreeAdapterTypes.Element;

/** Characters of all such parts that are looked at. */
const MOST_CHARACTERS = 2_000_000;
/** Other text is of programs alone. */
const MAY_BE_CHINESE = /\p{Script=Han}|\\u[4-9]|&#/u;

const ESCAPED = /\\(?:u([0-9a-f]{4})|([nrt"'/\\]))/giu;
const ENTITY = /&(lt|gt|amp|quot|nbsp|#\d{2,5}|#x[0-9a-f]{2,4});/giu;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** Gathers such text, element by element: a table may be hidden row by row. */
export class UnshownText {
  readonly #texts: string[] = [];
  #left = MOST_CHARACTERS;

  /** All of it as lines without markup. */
  get text(): string {
    return plainText(this.#texts.join('\n'));
  }

  /** Adds what an element that is not shown holds. Without recursion: the source tree may be as deep as it has elements. */
  add(element: SourceElement): void {
    const pending: SourceNode[] = [element];
    for (let node = pending.pop(); node !== undefined && this.#left > 0; node = pending.pop()) {
      const own = defaultTreeAdapter.isTextNode(node)
        ? node.value
        : defaultTreeAdapter.isElementNode(node)
          ? attributeText(node)
          : '';
      if (MAY_BE_CHINESE.test(own)) {
        this.#texts.push(own.slice(0, this.#left));
        this.#left -= own.length;
      }
      if (!defaultTreeAdapter.isElementNode(node)) continue;
      const children = 'content' in node ? node.content.childNodes : node.childNodes;
      for (let at = children.length - 1; at >= 0; at -= 1) {
        const child = children[at];
        if (child !== undefined) pending.push(child);
      }
    }
  }
}

/** A hidden field's value, and the source of a page in the page. */
function attributeText({ tagName, attrs }: SourceElement): string {
  const name = tagName === 'input' ? 'value' : tagName === 'iframe' ? 'srcdoc' : null;
  return name === null ? '' : (attrs.find((one) => one.name === name)?.value ?? '');
}

/** Lines without tags, of text that may be markup written as a string of a program. */
function plainText(text: string): string {
  return text
    .replace(ESCAPED, (_, code: string | undefined, sign: string | undefined) =>
      code === undefined
        ? /[nrt]/iu.test(sign ?? '')
          ? '\n'
          : (sign ?? '')
        : String.fromCharCode(parseInt(code, 16)),
    )
    .replace(ENTITY, (_, name: string) => decoded(name.toLowerCase()))
    .replace(/<[^<>]*>/gu, '\n');
}

function decoded(name: string): string {
  if (!name.startsWith('#')) return NAMED[name] ?? ' ';
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCodePoint(code);
}
