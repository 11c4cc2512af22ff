/** A file as the document that is read from it: what a reader is shown where a file draws no pages of its own. */
import type { Place } from '../domain/report.js';
import type { Block, GridCell } from '../ingest/document.js';
import type { PageProgress } from '../ingest/scan/recognise-pages.js';
import { ingestFile } from '../ingest/ingest-file.js';

/** A cell of a table; its row and column are those of places. */
export interface DocumentCell {
  text: string;
  row: number;
  tableColumn: number;
  rowSpan: number;
  columnSpan: number;
  /** Of a table in plain text: where the cell begins; else null. */
  line: number | null;
  column: number | null;
}

/** A piece of the document. */
export interface DocumentBlock {
  kind: 'HEADING' | 'PARAGRAPH' | 'LINE' | 'TABLE';
  /** Of a heading, from 1; else null. */
  level: number | null;
  /** Empty for a table. */
  text: string;
  place: Place;
  /** Rows of a table, each with the cells that begin in it; else empty. */
  rows: DocumentCell[][];
}

/**
 * The blocks of a file.
 *
 * @throws SetAsideError where it cannot be read.
 */
export async function documentBlocks(bytes: Uint8Array, onPage?: PageProgress): Promise<DocumentBlock[]> {
  return (await ingestFile(bytes, undefined, onPage)).blocks.map(view);
}

function view(block: Block): DocumentBlock {
  const { kind, place } = block;
  if (kind === 'table') return { kind: 'TABLE', level: null, text: '', place, rows: rowsOf(block.rows) };
  const level = kind === 'heading' ? block.level : null;
  const shown = { heading: 'HEADING', paragraph: 'PARAGRAPH', line: 'LINE' } as const;
  return { kind: shown[kind], level, text: block.text, place, rows: [] };
}

/** Cells with their spans, from a grid in which a merged cell is at each place that it covers. */
function rowsOf(rows: readonly GridCell[][]): DocumentCell[][] {
  const isPartOf = (cell: GridCell | undefined, origin: GridCell): boolean =>
    cell !== undefined && !cell.origin && cell.place === origin.place;
  return rows.map((row, y) =>
    row.flatMap((cell, x): DocumentCell[] => {
      if (!cell.origin) return [];
      let columnSpan = 1;
      while (isPartOf(row[x + columnSpan], cell)) columnSpan += 1;
      let rowSpan = 1;
      while (isPartOf(rows[y + rowSpan]?.[x], cell)) rowSpan += 1;
      const { text, place } = cell;
      return [
        {
          text,
          row: place.row ?? y + 1,
          tableColumn: place.tableColumn ?? x + 1,
          rowSpan,
          columnSpan,
          line: place.line ?? null,
          column: place.column ?? null,
        },
      ];
    }),
  );
}
