/** PDFs with text: tables with and without rulings, over page ends, their columns known by position alone. */
import PDFDocument from 'pdfkit';
import { findCell } from '../../../src/domain/cells.js';
import { wrap } from '../../../src/sample/layouts/layout.js';
import { cjkFont } from '../cjk-font.js';
import type { TortureReport } from '../draw-report.js';
import { textOf } from '../draw-report.js';
import type { Rendering, TortureLayout } from '../layout.js';
import type { SpanGrid } from '../official-grids.js';
import { gridOf, gridWidth } from '../official-grids.js';

/** How one PDF draws its tables. */
interface PdfStyle {
  readonly ruled: boolean;
  /** Rows of a table's header that are drawn again at the top of each page. */
  readonly repeatedHeader: boolean;
  readonly pageNumbers: boolean;
  /** Height of the page in points; short pages break tables often. */
  readonly pageHeight: number;
  /** Numbers too wide for their cell run over its edge. Default is `false`: they are broken, as Word does it. */
  readonly overflowing?: boolean;
  /** Each page is turned by its dictionary, in quarter turns one after the other. Default is `false`. */
  readonly turned?: boolean;
}

const PAGE_WIDTH = 595;
const MARGIN = 50;
const TABLE_WIDTH = PAGE_WIDTH - 2 * MARGIN;
const FONT_SIZE = 8;
const LINE = 11;
const PADDING = 3;

/** Draws one report. */
class PdfWriter {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly ended: Promise<void>;
  private y = MARGIN;
  private pages = 1;

  constructor(private readonly style: PdfStyle) {
    this.document = new PDFDocument({ size: [PAGE_WIDTH, style.pageHeight], margin: 0, compress: true });
    this.turnPage();
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.ended = new Promise((resolve) => this.document.on('end', resolve));
    const font = cjkFont();
    if (font === null) throw new Error('There is no font with Chinese characters on this machine.');
    this.document.font(font.path, font.family ?? '').fontSize(FONT_SIZE);
  }

  private get bottom(): number {
    return this.style.pageHeight - MARGIN;
  }

  private newPage(): void {
    this.writePageNumber();
    this.document.addPage();
    this.pages += 1;
    this.turnPage();
    this.y = MARGIN;
  }

  /** The page lies on its side, or on its head, for whoever opens the file. */
  private turnPage(): void {
    if (this.style.turned !== true) return;
    const { dictionary } = this.document.page as unknown as { dictionary: { data: Record<string, unknown> } };
    dictionary.data['Rotate'] = (this.pages % 4) * 90;
  }

  private writePageNumber(): void {
    if (!this.style.pageNumbers) return;
    this.print(`- ${this.pages} -`, PAGE_WIDTH / 2 - 10, this.style.pageHeight - MARGIN / 2);
  }

  private print(text: string, x: number, y: number): void {
    this.document.text(text, x, y, { lineBreak: false });
  }

  paragraph(text: string, indent: number): void {
    const lines = wrap('　　'.slice(0, indent) + text, 60);
    for (const line of lines) {
      if (this.y + LINE > this.bottom) this.newPage();
      this.print(line, MARGIN, this.y);
      this.y += LINE;
    }
    this.y += 4;
  }

  /** A row stands on one page; a cell merged over rows may stand on several. */
  table(grid: SpanGrid, headerRows: number): void {
    const columns = gridWidth(grid);
    const widths = columnWidths(columns, TABLE_WIDTH);
    const x = widths.reduce((edges, width) => [...edges, (edges.at(-1) ?? 0) + width], [MARGIN]);
    const placed = placeCells(grid);
    const heights = grid.map((_, row) => {
      const own = placed.filter((cell) => cell.row === row && cell.rowspan === 1);
      const lines = own.map(
        ({ text, column, colspan }) =>
          this.cellLines(text, (x[column + colspan] ?? 0) - (x[column] ?? 0)).length,
      );
      return Math.max(1, ...lines) * LINE + 2 * PADDING;
    });
    const rest = new Map<PlacedCell, string[]>();
    let first = 0;
    while (first < grid.length) {
      let end = first;
      let height = 0;
      const headerHeight = first > 0 && this.style.repeatedHeader ? sum(heights.slice(0, headerRows)) : 0;
      while (end < grid.length && this.y + headerHeight + height + (heights[end] ?? 0) <= this.bottom) {
        height += heights[end] ?? 0;
        end += 1;
      }
      if (end === first || (first === 0 && end < headerRows + 1)) {
        this.newPage();
        continue;
      }
      if (headerHeight > 0) this.drawRows(placed, heights, x, 0, headerRows, new Map());
      this.drawRows(placed, heights, x, first, end, rest);
      first = end;
      if (first < grid.length) this.newPage();
    }
    this.y += 8;
  }

  /** Draws the rows from `first` to before `end`; what a merged cell covers of them, with what `rest` has left of its text. */
  private drawRows(
    placed: readonly PlacedCell[],
    heights: readonly number[],
    x: readonly number[],
    first: number,
    end: number,
    rest: Map<PlacedCell, string[]>,
  ): void {
    const top = this.y;
    const yOf = (row: number): number => top + sum(heights.slice(first, row));
    for (const cell of placed) {
      const from = Math.max(cell.row, first);
      const to = Math.min(cell.row + cell.rowspan, end);
      if (from >= to) continue;
      const [left, right] = [x[cell.column] ?? 0, x[cell.column + cell.colspan] ?? 0];
      const [upper, lower] = [yOf(from), yOf(to)];
      if (this.style.ruled) this.document.rect(left, upper, right - left, lower - upper).stroke();
      const lines = rest.get(cell) ?? this.cellLines(cell.text, right - left);
      const height = lower - upper - PADDING;
      // A label merged over rows goes on behind the page's end where it does not fit above.
      const goesOn = cell.row + cell.rowspan > end;
      const here = goesOn ? lines.slice(0, Math.floor(height / LINE)) : lines;
      rest.set(cell, lines.slice(here.length));
      const start = upper + Math.max(PADDING, (lower - upper - here.length * LINE) / 2);
      here.forEach((line, index) => {
        const width = this.document.widthOfString(line);
        this.print(line, left + Math.max(1, (right - left - width) / 2), start + index * LINE);
      });
    }
    this.y = yOf(end);
  }

  /** A cell's text broken to the cell's width. */
  private cellLines(text: string, width: number): string[] {
    if (/\p{Script=Han}{2}/u.test(text)) return wrap(text, Math.max(2, Math.floor((width - 2) / FONT_SIZE)));
    if (text === '' || this.style.overflowing === true) return [text];
    const lines = [''];
    for (const char of text) {
      const last = lines.at(-1) ?? '';
      if (last !== '' && !this.fits(last + char, width)) lines.push(char);
      else lines[lines.length - 1] = last + char;
    }
    return lines;
  }

  /** Whether a text of one line fits into a cell. */
  fits(text: string, width: number): boolean {
    return this.document.widthOfString(text) <= width - 2;
  }

  async end(): Promise<Uint8Array> {
    this.writePageNumber();
    this.document.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

interface PlacedCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly colspan: number;
  readonly rowspan: number;
}

/** Where each cell of a span grid stands. */
function placeCells(grid: SpanGrid): PlacedCell[] {
  const covered = new Set<string>();
  const placed: PlacedCell[] = [];
  grid.forEach((row, rowIndex) => {
    let column = 0;
    for (const cell of row) {
      while (covered.has(`${rowIndex} ${column}`)) column += 1;
      for (let down = 0; down < cell.rowspan; down += 1) {
        for (let right = 0; right < cell.colspan; right += 1)
          covered.add(`${rowIndex + down} ${column + right}`);
      }
      placed.push({ ...cell, row: rowIndex, column });
      column += cell.colspan;
    }
  });
  return placed;
}

/** Wider label columns in the application table, all alike in the others. */
function columnWidths(columns: number, width: number): number[] {
  if (columns !== 10) return Array.from({ length: columns }, () => width / columns);
  const labels = [40, 55, 120];
  const rest = (width - sum(labels)) / 7;
  return [...labels, ...Array.from({ length: 7 }, () => rest)];
}

const HEADER_ROWS = { disclosure: 2, applications: 3, review: 3 } as const;

/** Rows with numbers that do not fit into their cells: those, and what they run over. */
function overflown(report: TortureReport, writer: PdfWriter): Set<string> {
  const print = textOf(report);
  const columns = { disclosure: 4, applications: 10, review: 15, statistics: 4 } as const;
  const rowOf = (key: string): string => {
    const definition = findCell(key);
    return definition?.table === 'review' ? 'review' : (definition?.rowKey ?? key);
  };
  const rows = new Set<string>();
  for (const key of report.cells.keys()) {
    const width = columnWidths(columns[findCell(key)?.table ?? 'disclosure'], TABLE_WIDTH).at(-1) ?? 0;
    if (!writer.fits(print(key), width)) rows.add(rowOf(key));
  }
  return new Set([...report.cells.keys()].filter((key) => rows.has(rowOf(key))));
}

async function renderPdf(report: TortureReport, style: PdfStyle): Promise<Rendering> {
  const writer = new PdfWriter(style);
  for (const block of report.blocks) {
    switch (block.kind) {
      case 'title':
      case 'signature':
        for (const text of block.lines) writer.paragraph(text, 0);
        break;
      case 'heading':
      case 'paragraph':
        writer.paragraph(block.text, 2);
        break;
      default:
        writer.table(gridOf(block, textOf(report)) ?? [], HEADER_ROWS[block.kind]);
    }
  }
  const lost = style.overflowing === true ? overflown(report, writer) : new Set<string>();
  return { bytes: await writer.end(), lost };
}

const A4 = 842;
const SHORT = 420;
const PLAIN: PdfStyle = { ruled: false, repeatedHeader: false, pageNumbers: true, pageHeight: A4 };
const RULED: PdfStyle = { ...PLAIN, ruled: true };

function pdfLayout(name: string, style: PdfStyle, keeps = 'all'): TortureLayout {
  return {
    name,
    format: 'pdf',
    keeps,
    needsFont: true,
    // Without rulings an empty cell at the edge of a table cannot be seen.
    demands: { blanksNeedASign: !style.ruled },
    render: (report) => renderPdf(report, style),
  };
}

export const pdfLayouts: readonly TortureLayout[] = [
  pdfLayout('pdf-ruled', RULED),
  pdfLayout('pdf-plain', PLAIN),
  pdfLayout('pdf-short-pages', { ...RULED, pageHeight: SHORT }),
  pdfLayout('pdf-repeated-header', { ...RULED, pageHeight: SHORT, repeatedHeader: true }),
  pdfLayout('pdf-plain-short-pages', { ...PLAIN, pageHeight: SHORT, repeatedHeader: true }),
  pdfLayout('pdf-turned', { ...RULED, turned: true }),
  pdfLayout('pdf-overflow', { ...RULED, overflowing: true }, 'not rows with numbers wider than their cell'),
];
