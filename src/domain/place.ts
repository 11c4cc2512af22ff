/** Where something is in the source of a report. */
/** A rectangle on a page as a viewer shows it upright, in points from its upper left corner; y runs down. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a place of any kind may say. */
interface Anywhere {
  /** Of a source of several files: which of them. */
  part?: number;
  page?: number;
  /** Where on the page it is: of a cell with rulings all of the cell, else its words. */
  box?: Box;
  /** Of the line, or of the paragraph, in UTF-16 code units. */
  column?: number;
  /** Column of the table grid; in text that draws a merged cell, of the columns that it covers. */
  tableColumn?: number;
}

/** A line of a text file or of a page. */
export interface LinePlace extends Anywhere {
  line: number;
  /** Last line, where the thing runs over several. */
  endLine?: number;
  paragraph?: never;
  table?: never;
  row?: never;
}

/** A table that markup, a workbook or a page with rulings knows, or a cell of it. */
export interface TablePlace extends Anywhere {
  /** Ordinal of the table in the source. */
  table: number;
  row?: number;
  line?: never;
  endLine?: never;
  paragraph?: never;
}

/** A paragraph of a web page or Word document. */
export interface ParagraphPlace extends Anywhere {
  /** Ordinal among the text blocks of the document as it was read. */
  paragraph: number;
  line?: never;
  endLine?: never;
  table?: never;
  row?: never;
}

/** A page, or what is not numbered (yet). */
export interface PagePlace extends Anywhere {
  line?: never;
  endLine?: never;
  paragraph?: never;
  table?: never;
  row?: never;
}

/**
 * Where something is in the source. All numbers count from 1. Its kind is known by the member that it has, `line`, `table` or
 * `paragraph`: reports are stored so, and the API gives it so, that there is no member for the kind itself.
 */
export type Place = LinePlace | TablePlace | ParagraphPlace | PagePlace;

/** The place so many code units further right; one without a column begins at the first. */
export function furtherRight(place: Place, by: number): Place {
  return { ...place, column: (place.column ?? 1) + by };
}
