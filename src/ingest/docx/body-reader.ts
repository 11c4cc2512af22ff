/** The body of a Word document to blocks. */
import { SetAsideError } from '../../errors.js';
import type { Block } from '../document.js';
import { chosenBranch, readInline } from './inline-text.js';
import type { InlineContent } from './inline-text.js';
import { isLayoutTable } from './layout-table.js';
import type { Numbering } from './numbering.js';
import { headingLevel, joinNumbering, numberingReference } from './styles.js';
import type { Styles } from './styles.js';
import { expandGrid } from './table-grid.js';
import type { Merge, WordCell, WordRow } from './table-grid.js';
import { child, childFlag, childNumber, childValue, childrenOf } from './xml-tree.js';
import type { XmlElement } from './xml-tree.js';

/** Cells of all grids of a document at most, repeated ones and filling included. */
const MAX_GRID_CELLS = 300_000;
/** Most columns that a cell spans or a row leaves out; word processors allow 63. */
const MAX_SPAN = 1000;

/** Entries and title of a table of contents, made from the headings: they would be there twice. */
const CONTENTS_STYLE = /^toc (?:[1-9]|heading)$/u;

/** A paragraph; its text has its automatic number. */
interface Paragraph extends InlineContent {
  headingLevel: number | null;
  /** True for an entry of the table of contents. */
  contents: boolean;
}

/**
 * Reads a body once, in document order. A paragraph that line breaks part gives several blocks. Cells get
 * the place `{ table, row, tableColumn }`, where tables are counted as they begin, those for layout and those within cells
 * included.
 */
export class BodyReader {
  readonly blocks: Block[] = [];
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  #tables = 0;
  #gridCells = 0;

  constructor(styles: Styles, numbering: Numbering) {
    this.#styles = styles;
    this.#numbering = numbering;
  }

  /**
   * Adds what a body, a text box or a cell of a layout table holds.
   *
   * @throws SetAsideError `too-large` for tables of more cells than any report has
   */
  read(container: XmlElement): void {
    for (const part of this.#parts(container)) {
      if ('name' in part) {
        this.#addTable(part);
      } else {
        this.#addParagraph(part);
        for (const box of part.boxes) this.read(box);
      }
    }
  }

  /** Paragraphs and tables of a container, in order. Where the end of a paragraph was deleted, it goes on in the next. */
  *#parts(container: XmlElement): Generator<Paragraph | XmlElement> {
    let open: InlineContent | null = null;
    for (const element of blockElements(container)) {
      if (element.name === 'w:tbl') {
        if (open !== null) yield unnumbered(open);
        open = null;
        yield element;
        continue;
      }
      const content: InlineContent = open ?? { text: '', boxes: [] };
      readInline(content, element, this.#styles);
      open = endIsDeleted(element) ? content : null;
      if (open === null) yield this.#paragraph(element, content);
    }
    if (open !== null) yield unnumbered(open);
  }

  #paragraph(element: XmlElement, { text, boxes }: InlineContent): Paragraph {
    const properties = child(element, 'w:pPr');
    const styleId = childValue(properties, 'w:pStyle');
    const style = this.#styles.get(styleId);
    const reference = joinNumbering(style, numberingReference(properties));
    const level = headingLevel(properties);
    return {
      text: this.#numbering.next(reference, styleId) + text,
      boxes,
      headingLevel: level === undefined ? style.headingLevel : level,
      contents: CONTENTS_STYLE.test(style.name),
    };
  }

  #addParagraph({ text, headingLevel: level, contents }: Paragraph): void {
    if (contents) return;
    const parts = text
      .split('\n')
      .map(withoutIndent)
      .filter((part) => part.trim() !== '');
    if (level === null || parts.length === 0) {
      for (const part of parts) this.blocks.push({ kind: 'paragraph', text: part, place: {} });
    } else {
      this.blocks.push({ kind: 'heading', level, text: joinPieces(parts), place: {} });
    }
  }

  #addTable(table: XmlElement): void {
    this.#tables += 1;
    if (isLayoutTable(table)) {
      for (const cell of shownRows(table).flatMap((row) => childrenOf(row, 'w:tc'))) {
        if (merge(cell, 'w:vMerge') !== 'continue') this.read(cell);
      }
      return;
    }
    const ordinal = this.#tables;
    const grid = expandGrid(this.#rows(table), ordinal, MAX_GRID_CELLS - this.#gridCells);
    if (grid === null) throw tooManyCells();
    this.#gridCells += grid.length * (grid[0]?.length ?? 0);
    if (grid.length > 0) this.blocks.push({ kind: 'table', rows: grid, place: { table: ordinal } });
  }

  #rows(table: XmlElement): WordRow[] {
    return shownRows(table).map((row) => {
      const properties = child(row, 'w:trPr');
      return {
        before: Math.min(childNumber(properties, 'w:gridBefore') ?? 0, MAX_SPAN),
        after: Math.min(childNumber(properties, 'w:gridAfter') ?? 0, MAX_SPAN),
        cells: childrenOf(row, 'w:tc').map((cell) => this.#cell(cell)),
      };
    });
  }

  #cell(cell: XmlElement): WordCell {
    const span = childNumber(child(cell, 'w:tcPr'), 'w:gridSpan') ?? 1;
    return {
      text: joinPieces(this.#pieces(cell)),
      span: Math.min(Math.max(1, span), MAX_SPAN),
      vertical: merge(cell, 'w:vMerge'),
      horizontal: merge(cell, 'w:hMerge'),
    };
  }

  /** The lines of a cell; those of text boxes and tables within it too. */
  *#pieces(container: XmlElement): Generator<string> {
    for (const part of this.#parts(container)) {
      if ('name' in part) {
        this.#tables += 1;
        for (const row of shownRows(part)) {
          const cells = childrenOf(row, 'w:tc').map((cell) => joinPieces(this.#pieces(cell)));
          yield cells.join(' ').trim();
        }
      } else {
        for (const line of part.text.split('\n')) yield line.replaceAll('\t', ' ').trim();
        for (const box of part.boxes) yield* this.#pieces(box);
      }
    }
  }
}

function* blockElements(container: XmlElement): Generator<XmlElement> {
  for (const element of container.children) {
    if (element.name === 'w:p' || element.name === 'w:tbl') yield element;
    else if (element.name === 'mc:AlternateContent') yield* blockElements(chosenBranch(element));
  }
}

/** Rows that are neither hidden nor deleted. */
function shownRows(table: XmlElement): XmlElement[] {
  return childrenOf(table, 'w:tr').filter((row) => {
    const properties = child(row, 'w:trPr');
    return child(properties, 'w:del') === undefined && childFlag(properties, 'w:hidden') !== true;
  });
}

/** What is left of a paragraph whose end was deleted and that has no successor. */
function unnumbered(content: InlineContent): Paragraph {
  return { ...content, headingLevel: null, contents: false };
}

/** True where a tracked change takes the end of a paragraph away. */
function endIsDeleted(paragraph: XmlElement): boolean {
  const mark = child(child(paragraph, 'w:pPr'), 'w:rPr');
  return child(mark, 'w:del') !== undefined || child(mark, 'w:moveFrom') !== undefined;
}

function merge(cell: XmlElement, name: 'w:vMerge' | 'w:hMerge'): Merge {
  const property = child(child(cell, 'w:tcPr'), name);
  if (property === undefined) return 'none';
  return property.attributes['w:val'] === 'restart' ? 'restart' : 'continue';
}

/** A tab before all text is an indent; where more follow, it may be an empty field of a row. */
function withoutIndent(line: string): string {
  const text = line.trimStart();
  return text.includes('\t') ? line : text;
}

const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const SENTENCE_END = /[。！？；：]/u;

/** Lines of one cell or heading, empty ones left out: wrapped Chinese is joined, sentences stay apart. */
function joinPieces(pieces: Iterable<string>): string {
  let text = '';
  let before = '';
  for (const piece of pieces) {
    if (piece === '') continue;
    if (before !== '') text += glueBetween(before, piece);
    text += piece;
    before = piece;
  }
  return text;
}

function glueBetween(before: string, after: string): string {
  if (SENTENCE_END.test(before.slice(-1))) return '\n';
  return CJK.test(before.slice(-1)) && CJK.test(after.slice(0, 1)) ? '' : ' ';
}

function tooManyCells(): SetAsideError {
  return new SetAsideError(
    'too-large',
    'The tables of the Word document have more cells than any annual report. Save its text as a UTF-8 text file (.txt) and import that.',
  );
}
