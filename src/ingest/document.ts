/**
 * The neutral model between file formats and meaning. Nothing downstream knows the file format.
 *
 * A block is a `line` (a physical line whose paragraph is not known: pasted text, PDF), a `paragraph` or `heading`
 * known from markup, or a `table` whose grid is known from markup.
 */
import type { Place, SourceFile } from '../domain/report.js';
import type { WordExtent } from '../domain/text-run.js';

/** How a picture of a text was read. */
export interface Recognised {
  /** That of the least sure letter, from 0 to 1. */
  confidence: number;
  /** What it was read as: one text, or all that were read where they differ; none where nothing is printed. */
  readings: string[];
  /** True of a number, or what stands for one, of which it is not sure what it says. */
  unsure?: boolean;
}

/** A physical line of text. */
export interface LineBlock {
  kind: 'line';
  /** As in the source, without its line end; tabs and blanks kept. */
  text: string;
  place: Place;
  /** Of a line on a page: where its words are. */
  words?: WordExtent[];
  /** Of a line read from a picture: its letters of which the reader was not sure; none is the default. */
  unsure?: string;
  /** How many empty lines are before it. */
  blankLinesBefore: number;
}

/** A paragraph known from markup. */
export interface ParagraphBlock {
  kind: 'paragraph';
  text: string;
  place: Place;
}

/** A heading known from markup. */
export interface HeadingBlock {
  kind: 'heading';
  level: number;
  text: string;
  place: Place;
}

/**
 * One cell of an expanded grid. A merged cell is at each place that it covers with the text and the `place` of its first
 * one; `origin` is true only there. A place that no cell reaches (a ragged row) is empty, no origin, and has its own `place`.
 */
export interface GridCell {
  text: string;
  origin: boolean;
  place: Place;
  /** Only of a cell in a picture. */
  recognised?: Recognised;
}

/** A table known from markup, spans expanded: rectangular, `rows[r][c]`. */
export interface TableBlock {
  kind: 'table';
  rows: GridCell[][];
  place: Place;
}

export type Block = LineBlock | ParagraphBlock | HeadingBlock | TableBlock;

/** What the source itself says outside its text (HTML meta, file properties). */
export interface DocumentMetadata {
  title?: string;
  /** `NAME`: the title is the name of the file or of its sheet; else it is in the file. */
  titleFrom?: 'NAME';
  organ?: string;
  publishedOn?: string;
  /** The day of the writing (成文日期), which is none of the publication. */
  writtenOn?: string;
  /** Address from which the file was saved, as it says itself; not checked. */
  url?: string;
}

/**
 * Text that the source holds and a reader does not read as part of the report: a watermark, text beyond a page's edge; `HIDDEN`: what
 * the source hides, such as rows of a sheet; `ANNOTATION`: what was put on the pages later, such as notes and stamps.
 */
export interface OmittedText {
  text: string;
  place: Place;
  /** Default is `BEYOND_PAGE`. */
  why?: 'BEYOND_PAGE' | 'HIDDEN' | 'ANNOTATION';
}

/** A source file, read. */
export interface Document {
  /** e.g. `text/plain`. */
  mediaType: string;
  /** Name of the detected character encoding; null where the format has none. */
  encoding: string | null;
  metadata: DocumentMetadata;
  blocks: Block[];
  /** What the format's reader left out; none is the default. Each becomes a finding. */
  omitted?: OmittedText[];
  /** Text of the parts that a web page does not show (scripts, hidden elements), as lines; none is the default. */
  unshown?: string;
  /** Name of the models that read its pages, where they are pictures; none is the default. */
  recognisedBy?: string;
  /** The files of a joined source, in order; none is the default. */
  files?: SourceFile[];
  /** Where pictures are beside text (a page of several, a file of a joined source): the files and pages that are text. */
  textIn?: Pick<Place, 'part' | 'page'>[];
  /**
   * Pages that are pictures, or whose fonts do not say which letters they show, and that could not be read, with the command that installs what reads them; null where that is there, and could not
   * tell their letters. None is the default.
   */
  unread?: { pages: Pick<Place, 'part' | 'page'>[]; command: string | null };
  /** How many electronic signatures and seals it bears, none of them verified; none is the default. */
  signatures?: number;
  /** Only of an office file that holds macros; none was run. */
  macros?: true;
  /** Program and version by which the source was converted before it was read; none is the default. */
  convertedBy?: string;
}

/**
 * Blocks known from markup with their text blocks numbered: each that is in no table grid has the ordinal of its paragraph
 * for its place. A column of the file's one endless line would tell nobody where to look.
 */
export function numberParagraphs(blocks: readonly Block[]): Block[] {
  let paragraph = 0;
  return blocks.map((block) => {
    if (block.kind === 'table' || block.place.table !== undefined) return block;
    paragraph += 1;
    return { ...block, place: { paragraph, column: 1 } };
  });
}
