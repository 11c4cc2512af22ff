/** Where something is in the source of a report. */
/** A rectangle on a page as a viewer shows it upright, in points from its upper left corner; y runs down. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Where something is in the source. All numbers count from 1. Text files give line and column (in UTF-16
 * code units), PDFs page, line and box, HTML and Word the table with its row and column, or the paragraph with the
 * column in it.
 */
export interface Place {
  /** Of a source of several files: which of them. */
  part?: number;
  line?: number;
  /** Of the line, or of the paragraph. */
  column?: number;
  /** Ordinal of the paragraph among the text blocks of the document as it was read. */
  paragraph?: number;
  /** Last line, where the thing runs over several. */
  endLine?: number;
  page?: number;
  /** Where on the page it is: of a cell with rulings all of the cell, else its words. */
  box?: Box;
  /** Ordinal of the table in the source. */
  table?: number;
  row?: number;
  /** Column of the table grid. */
  tableColumn?: number;
}
