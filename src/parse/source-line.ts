/** A line of the source as the parser works on it. */
import type { Place } from '../domain/report.js';
import { placeWithin } from '../domain/text-run.js';
import type { WordExtent } from '../domain/text-run.js';

/** One line of the source, or one paragraph known from markup. */
export interface SourceLine {
  kind: 'line';
  text: string;
  squeezed: string;
  place: Place;
  /** Of a line on a page: where its words stand. */
  words?: WordExtent[];
  blankLinesBefore: number;
  /** True where markup says that it is a whole paragraph: it is never joined to another. */
  whole: boolean;
  /** True where markup says that it is a heading. */
  heading: boolean;
  /** True for a line between the rows of a table that may be a label of the organ's own. */
  isUnknownLabel?: true;
}

/** The place of a stretch of a line, with its column even where the line has none. */
export function placeAt(line: SourceLine, start: number, end: number): Place {
  const column = (line.place.column ?? 1) + start;
  return { ...placeWithin(line, line.text, start, end), column };
}
