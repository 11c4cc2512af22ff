/** What a page shows, as blocks in reading order, each with the element that it is in. */
import type { Place } from '../../domain/report.js';
import type { Block } from '../document.js';
import { collapseSpace, joinLines, preformatted } from './html-text.js';
import { rowsAt } from './element-grids.js';
import { isToolText } from './page-chrome.js';
import type { PageElement, PageNode } from './page-tree.js';
import { isText } from './page-tree.js';
import { MAX_LINES } from '../read-text.js';
import { SourcePositions } from './source-positions.js';
import { tooLargePage } from './too-large-page.js';
import type { PageBlock } from './page-block.js';
import type { TableCell } from './table-blocks.js';
import { tableBlocks, tableParts } from './table-blocks.js';

const BLOCK_TAGS: ReadonlySet<string> = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li listing main menu nav ol optgroup option p pre plaintext search section summary table tbody td tfoot th thead tr ul xmp'.split(
    ' ',
  ),
);
const PREFORMATTED_TAGS: ReadonlySet<string> = new Set(['pre', 'listing', 'plaintext', 'xmp']);
const BLOCK_STYLE = /(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)/iu;
const HEADING_TAG = /^h([1-6])$/u;

/** True for an element that begins and ends a line of its own. */
function isBlockElement(element: PageElement): boolean {
  return BLOCK_TAGS.has(element.tag) || BLOCK_STYLE.test(element.attributes.get('style') ?? '');
}

/** Reads a page, or a part of it, into blocks. Time is linear in the number of its nodes. `keepsLines`: lines of its source are lines. */
export function pageBlocks(root: PageElement, source: string, keepsLines = false): PageBlock[] {
  const reader = new BlockReader(new SourcePositions(source));
  reader.read(root, keepsLines);
  return reader.take();
}

/** A piece of text on the current line. */
interface Piece {
  text: string;
  offset: number;
  linked: boolean;
}

interface Context {
  owner: PageElement;
  linked: boolean;
  preformatted: boolean;
}

class BlockReader {
  readonly #positions: SourcePositions;
  #blocks: PageBlock[] = [];
  /** Lines of the current paragraph; a line break begins another. */
  #lines: Piece[][] = [[]];
  #tables = 0;
  #breaks = 0;

  constructor(positions: SourcePositions) {
    this.#positions = positions;
  }

  read(root: PageElement, preformatted: boolean): void {
    const context: Context = { owner: root, linked: false, preformatted };
    this.#readChildren(root, context);
    this.#endParagraph(context);
  }

  /** Hands over the blocks read so far. */
  take(): PageBlock[] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }

  #readChildren(element: PageElement, context: Context): void {
    let looked = 0;
    for (let at = 0; at < element.children.length; at += 1) {
      const child = element.children[at];
      if (child === undefined) continue;
      // Each row is looked at once, so that a long list takes no longer for each of its items.
      const rows = isText(child) || context.preformatted || at < looked ? null : rowsAt(element, at);
      looked = rows?.next ?? looked;
      if (rows === null || rows.table === null) {
        this.#readNode(child, context);
        continue;
      }
      this.#endParagraph(context);
      this.#readTable(rows.table, context);
      at = rows.next - 1;
    }
  }

  #readNode(node: PageNode, context: Context): void {
    if (isText(node)) {
      this.#addText(node.text, node.offset, context);
    } else if (node.tag === 'br') {
      this.#breakLine();
    } else if (node.tag === 'hr') {
      this.#endParagraph(context);
    } else if (node.tag === 'table') {
      this.#endParagraph(context);
      this.#readTable(node, context);
    } else if (isBlockElement(node)) {
      this.#endParagraph(context);
      const inner: Context = {
        owner: node,
        linked: context.linked,
        preformatted: context.preformatted || PREFORMATTED_TAGS.has(node.tag),
      };
      this.#readChildren(node, inner);
      this.#endParagraph(inner);
    } else if (!isToolText(node)) {
      if (node.tag === 'sup' || node.tag === 'sub') this.#partDigits(node, context);
      this.#readChildren(node, node.tag === 'a' ? { ...context, linked: true } : context);
    }
  }

  /** 13<sup>1</sup> is a note at 13, not 131. */
  #partDigits(node: PageElement, context: Context): void {
    const first = node.children[0];
    const before = this.#lines.at(-1)?.at(-1)?.text ?? '';
    if (first === undefined || !isText(first) || !/\d\s*$/u.test(before) || !/^\s*\d/u.test(first.text))
      return;
    this.#addText(' ', first.offset, context);
  }

  #addText(text: string, offset: number, context: Context): void {
    const { linked } = context;
    if (!context.preformatted) {
      this.#lines.at(-1)?.push({ text, offset, linked });
      return;
    }
    let from = 0;
    let start = offset;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      this.#lines.at(-1)?.push({ text: text.slice(from, end), offset: start, linked });
      this.#breakLine();
      from = end + 1;
      start = this.#positions.nextLine(start);
    }
    this.#lines.at(-1)?.push({ text: text.slice(from), offset: start, linked });
  }

  #breakLine(): void {
    this.#breaks += 1;
    if (this.#breaks > MAX_LINES) throw tooLargePage(MAX_LINES, 'lines');
    this.#lines.push([]);
  }

  /** One line with text is a paragraph; of several nobody knows whether the break ends a paragraph. */
  #endParagraph({ owner, preformatted: kept }: Context): void {
    const lines = this.#lines;
    if (lines.length === 1 && lines[0]?.length === 0) return;
    this.#lines = [[]];
    const printed: { text: string; pieces: Piece[]; blankLinesBefore: number }[] = [];
    let blankLinesBefore = 0;
    for (const pieces of lines) {
      const raw = pieces.map((piece) => piece.text).join('');
      const text = kept ? preformatted(raw) : collapseSpace(raw);
      if (text.trim() === '') {
        blankLinesBefore += 1;
        continue;
      }
      printed.push({ text, pieces, blankLinesBefore: printed.length === 0 ? 0 : blankLinesBefore });
      blankLinesBefore = 0;
    }
    const level = HEADING_TAG.exec(owner.tag)?.[1];
    const first = printed[0];
    if (first === undefined) return;
    if (level !== undefined) {
      const text = joinLines(printed.map((line) => line.text));
      const pieces = printed.flatMap((line) => line.pieces);
      this.#add({ kind: 'heading', level: Number(level), text, place: this.#placeOf(pieces) }, owner, pieces);
    } else if (printed.length === 1 && !kept) {
      const { text, pieces } = first;
      this.#add({ kind: 'paragraph', text, place: this.#placeOf(pieces) }, owner, pieces);
    } else {
      for (const { text, pieces, blankLinesBefore: blank } of printed) {
        this.#add(
          { kind: 'line', text, place: this.#placeOf(pieces), blankLinesBefore: blank },
          owner,
          pieces,
        );
      }
    }
  }

  #add(block: Block, owner: PageElement, pieces: readonly Piece[]): void {
    let length = 0;
    let linked = 0;
    for (const piece of pieces) {
      const letters = piece.text.replace(/\s+/gu, '').length;
      length += letters;
      if (piece.linked) linked += letters;
    }
    this.#blocks.push({ block, owner, length, linked });
  }

  /** Where the first letter of a line is. */
  #placeOf(pieces: readonly Piece[]): Place {
    const first = pieces.find((piece) => piece.text.trim() !== '');
    return first === undefined ? {} : this.#positions.firstLetter(first.offset);
  }

  #readTable(table: PageElement, context: Context): void {
    this.#tables += 1;
    const ordinal = this.#tables;
    const before = this.take();
    const cells = new Map<PageElement, TableCell>();
    const captions: PageBlock[] = [];
    for (const part of tableParts(table)) {
      const inner: Context = { ...context, owner: part };
      const tablesBefore = this.#tables;
      this.#readChildren(part, inner);
      this.#endParagraph(inner);
      if (part.tag === 'caption') captions.push(...this.take());
      else cells.set(part, { blocks: this.take(), holdsTable: this.#tables > tablesBefore });
    }
    for (const block of captions) before.push(block);
    for (const block of tableBlocks(table, ordinal, cells)) before.push(block);
    this.#blocks = before;
  }
}
